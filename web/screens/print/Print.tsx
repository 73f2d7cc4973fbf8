import { Button } from '@mantine/core';
import { Link } from 'wouter';
import { type Room, roomOf } from '../../../core/session/parts.ts';
import { say } from '../../messages/en.ts';
import { useSessionId, useView } from '../../session/context.tsx';
import { Page } from '../../ui/Page.tsx';
import { Made } from './Made.tsx';
import css from './Print.module.css';

/** What was made, for paper. */
export default function Print() {
  const view = useView();
  const session = useSessionId();
  const room = roomOf(view.parts) as Room;
  return (
    <Page
      top={
        <Link className="target no-print" href={`/s/${session}`}>
          {say.print.back}
        </Link>
      }
    >
      <div className={css.head}>
        <h1>{say.print.title(room.title)}</h1>
        <Button size="lg" className="no-print" onClick={() => print()}>
          {say.print.now}
        </Button>
      </div>
      <h2 className="unseen">{say.end.made}</h2>
      <Made />
    </Page>
  );
}
