import { roomOf } from '../../../core/session/parts.ts';
import type { PersonId } from '../../../core/stream/entry.ts';
import { say } from '../../messages/en.ts';
import { useCalmView, useClient } from '../../session/context.tsx';
import { ownOf } from '../../session/standing.ts';
import { Tex } from '../../ui/Tex.tsx';
import css from './Lead.module.css';

/** What somebody who leads has marked to come back to: theirs alone. */
export function Marks({ lead }: { lead: PersonId }) {
  const client = useClient();
  const view = useCalmView();
  const room = roomOf(view.parts);
  const marks = ownOf(view, lead)?.marks ?? [];
  return (
    <section className={css.desk} aria-label={say.lead.marks}>
      <h2>{say.lead.marks}</h2>
      <p className="quiet">{marks.length === 0 ? say.lead.noMarks : say.lead.marksSay}</p>
      <ul className={css.marks}>
        {marks.map(({ to, note, words }) => (
          <li key={`${to} ${note}`}>
            <span className="small">{room?.groups.get(to.slice(2))?.name}</span>
            <span className={css.pickWords}>
              <Tex>{words}</Tex>
            </span>
            <button
              type="button"
              className={css.quiet}
              onClick={() => client.act({ type: 'unmark', to, note }, lead)}
            >
              {say.lead.unmark}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
