import { Button } from '@mantine/core';
import { Link } from 'wouter';
import type { Link as Line } from '../../../client/api.ts';
import { say } from '../../messages/en.ts';
import { Page } from '../../ui/Page.tsx';
import { signInFirst } from '../../ui/wayBack.ts';
import css from './Ended.module.css';

/** Nothing of the session is here for whoever looks: why, and the way to it. */
export function Ended({ reason }: { reason: Extract<Line, { state: 'ended' }>['reason'] }) {
  const signIn = signInFirst(location.pathname);
  return (
    <Page>
      <div className={css.ended} role="alert">
        <h1>{say.keeping.endedTitle[reason]}</h1>
        <p>{say.keeping.ended[reason]}</p>
        <div className={css.acts}>
          {reason === 'signed-out' && (
            <Button size="lg" component={Link} href={signIn}>
              {say.keeping.signIn}
            </Button>
          )}
          {reason === 'not-yours' && (
            <>
              <Button size="lg" component={Link} href="/">
                {say.keeping.join}
              </Button>
              <Button variant="default" size="lg" component={Link} href={signIn}>
                {say.keeping.signIn}
              </Button>
            </>
          )}
          {(reason === 'protocol' || reason === 'replaced') && (
            <Button size="lg" onClick={() => location.reload()}>
              {say.keeping.reload}
            </Button>
          )}
        </div>
      </div>
    </Page>
  );
}
