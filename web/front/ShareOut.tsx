import { Checkbox } from '@mantine/core';
import '@mantine/core/styles/InlineInput.css';
import '@mantine/core/styles/Checkbox.css';
import { noSharing } from '../../core/session/front.ts';
import { shownNotes } from '../../surfaces/compare/model.ts';
import { say } from '../messages/en.ts';
import { useClient, useView } from '../session/context.tsx';
import type { Standing } from '../session/standing.ts';
import css from './Front.module.css';

/** In a share-out: which of the group's notes everybody sees, and whether with names. */
export function ShareOut({ standing }: { standing: Standing }) {
  const client = useClient();
  const view = useView();
  const { step, room, work, to, hands } = standing;
  const kinds = step.shares ?? [];
  if (kinds.length === 0) return null;
  const notes = shownNotes(view.parts.get(to)?.tree, new Set(kinds))
    .map((note) => ({ id: note.id, words: (view.words(note.id) ?? note.words).trim() }))
    .filter(({ words }) => words !== '');
  const { picked, named, as } = work.sharing ?? noSharing;
  const example = room.exercise.kinds[kinds[0] ?? '']?.example;
  return (
    <section className={css.panel} aria-label={say.front.share.title}>
      <h2>{say.front.share.title}</h2>
      <p className="quiet">{say.front.share.says}</p>
      {notes.length === 0 ? (
        <p className="quiet">
          {say.front.share.none} <em className="serif">{example}</em>
        </p>
      ) : (
        <div className={css.picks}>
          {notes.map(({ id, words }) => (
            <Checkbox
              key={id}
              label={
                <span className={css.words}>
                  {words}
                  {as[id] && <span className={css.from}>{say.front.share.shown}</span>}
                </span>
              }
              checked={picked.includes(id)}
              onChange={(event) =>
                client.act({ type: 'pick-share', note: id, picked: event.currentTarget.checked }, hands[0])
              }
            />
          ))}
          <Checkbox
            className={css.named}
            label={say.front.share.named}
            checked={named}
            onChange={(event) =>
              client.act({ type: 'name-shares', named: event.currentTarget.checked }, hands[0])
            }
          />
        </div>
      )}
    </section>
  );
}
