import type { Moved as MovedBy } from '../../http/requests.ts';
import { say } from '../../messages/en.ts';
import css from './Practice.module.css';

/** What the exercises gave to people in workshops that one leads, in totals. */
export function Moved({ moved }: { moved: readonly MovedBy[] }) {
  return (
    <section className={css.rows}>
      <h2>{say.practice.moved}</h2>
      <ul>
        {moved.map(({ exercise, title, median, atLeast, sessions }) => (
          <li key={exercise} className={css.row}>
            <p>
              <span className={css.title}>{title}</span>{' '}
              <span className="quiet small">{say.practice.movedOne(median, atLeast, sessions)}</span>
            </p>
          </li>
        ))}
      </ul>
      <p className="quiet small">{say.practice.movedSays}</p>
    </section>
  );
}
