import { type Room, roomOf } from '../../../core/session/parts.ts';
import { say } from '../../messages/en.ts';
import { useView } from '../../session/context.tsx';
import { Page } from '../../ui/Page.tsx';
import { Made } from './Made.tsx';
import css from './Print.module.css';

/** What was made, for paper. */
export default function Print() {
  const view = useView();
  const room = roomOf(view.parts) as Room;
  return (
    <Page top={<span />}>
      <div className={css.head}>
        <h1>{say.print.title(room.title)}</h1>
        <button type="button" className={`${css.now} no-print`} onClick={() => print()}>
          {say.print.now}
        </button>
      </div>
      <h2 className="unseen">{say.end.made}</h2>
      <Made />
    </Page>
  );
}
