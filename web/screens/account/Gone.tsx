import { Link } from 'wouter';
import { say } from '../../messages/en.ts';
import { Page } from '../../ui/Page.tsx';
import css from './Account.module.css';

/** A one-time link that opens nothing, or somebody who has gone: what that means, and the way back. */
export function Gone({ title, says }: { title: string; says: string }) {
  return (
    <Page>
      <div className={css.narrow} role="status">
        <h1>{title}</h1>
        <p>{says}</p>
        <p>
          <Link className="target" href="/">
            {say.notFound.home}
          </Link>
        </p>
      </div>
    </Page>
  );
}
