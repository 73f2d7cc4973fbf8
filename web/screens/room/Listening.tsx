import { LISTENER } from '../../../core/session/seats.ts';
import type { PersonId } from '../../../core/stream/entry.ts';
import { say } from '../../messages/en.ts';
import type { Standing } from '../../session/standing.ts';
import css from './Room.module.css';

/** Twenty seconds of what is happening, for somebody who came late. */
export function Listening({ standing, person }: { standing: Standing; person: PersonId }) {
  const late = (standing.group.listening[person] ?? 0) > standing.work.rotation;
  if (!late || standing.seats[person] !== LISTENER) return null;
  return (
    <section className={css.listening}>
      <h2>{say.room.listening}</h2>
      <p>{say.room.listeningSays}</p>
    </section>
  );
}
