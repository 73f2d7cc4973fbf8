import { groupAudience, personAudience } from '../../core/session/parts.ts';
import type { AudienceId, PersonId } from '../../core/stream/entry.ts';
import { say } from '../../web/messages/en.ts';
import { useClient, useView, useWindow } from '../../web/session/context.tsx';
import type { Standing } from '../../web/session/standing.ts';
import { type Desk, ideasOf } from './model.ts';
import css from './view.module.css';

/** Where ideas of a desk go, as its step says. */
export function audienceOf(standing: Standing, desk: Desk, person: PersonId): AudienceId | null {
  if (!desk.idea) return null;
  const { sight } = desk.idea;
  return sight === 'own'
    ? personAudience(person)
    : sight === 'room'
      ? 'all'
      : groupAudience(standing.group.id);
}

/** A page may give many ideas; so many are held ready on the screen. */
export const MOST_IDEAS = 1000;

/** What was pulled out, newest first; its writer may take it back while nobody has built on it. Null: whoever looks on. */
export function Ideas({
  standing,
  desk,
  person,
}: {
  standing: Standing;
  desk: Desk;
  person: PersonId | null;
}) {
  const client = useClient();
  const view = useView();
  const to = audienceOf(standing, desk, person ?? '');
  useWindow(to, '', MOST_IDEAS, false);
  if (!desk.idea || to === null) return null;
  const ideas = ideasOf(view.parts.get(to)?.tree, desk.idea.kind, person).reverse();
  const labelOf = (sort: unknown) => desk.sorts.find(({ value }) => value === sort)?.label;
  const example = standing.room.exercise.kinds[desk.idea.kind]?.example ?? '';
  return (
    <section className={css.ideas} aria-label={say.text.ideas(ideas.length)}>
      <h2>{say.text.ideas(ideas.length)}</h2>
      {ideas.length === 0 && (
        <p className={css.example}>
          {say.text.noIdeas} {example}
        </p>
      )}
      <ul>
        {ideas.map((idea) => (
          <li key={idea.id}>
            <p className={css.words}>{view.words(idea.id) ?? idea.words}</p>
            <p className={css.under}>
              {[
                desk.sortField && labelOf(idea.fields[desk.sortField]),
                idea.origin && say.text.origin(dayOf(idea.origin.at)),
              ]
                .filter(Boolean)
                .join(', ')}
              {person !== null && (
                <button
                  type="button"
                  onClick={() => client.act({ type: 'remove-note', to, note: idea.id }, person)}
                >
                  {say.text.takeBack}
                </button>
              )}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

const dayOf = (at: number): string =>
  new Date(at).toLocaleDateString('en', { day: 'numeric', month: 'long' });
