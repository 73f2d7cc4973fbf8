import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { say } from '../messages/en.ts';
import css from './DeadEnd.module.css';
import { Page } from './Page.tsx';

interface DeadEndProps {
  title: string;
  /** What to do instead. */
  says?: string | undefined;
  /** Another way on than the first page. */
  children?: ReactNode;
}

/** A page with nothing on it for whoever came: says so in the same place and size wherever that happens. */
export function DeadEnd({ title, says, children }: DeadEndProps) {
  return (
    <Page>
      <div className={css.end} role="status">
        <h1>{title}</h1>
        {says && <p>{says}</p>}
        {children ?? (
          <Link className="target" href="/">
            {say.notFound.home}
          </Link>
        )}
      </div>
    </Page>
  );
}
