import { countChildren, listChildren, type NoteTree, type PlacedNote } from '../../core/notes/tree.ts';
import type { Exercise, Sight, Step } from '../../core/session/exercise.ts';
import { EVERYONE, groupAudience, personAudience } from '../../core/session/parts.ts';
import { allowedTo } from '../../core/session/seats.ts';
import type { AudienceId, PersonId } from '../../core/stream/entry.ts';

/** One list of cards: a kind that stands at the root, and who sees it. */
export interface Pile {
  kind: string;
  sight: Sight;
  to: AudienceId;
  mayWrite: boolean;
}

/** Kinds that stand under no other (under their own they may): what a list begins with. */
export function rootKinds(exercise: Pick<Exercise, 'kinds'>): string[] {
  const kinds = Object.entries(exercise.kinds);
  const under = new Set(kinds.flatMap(([above, kind]) => kind.children.filter((child) => child !== above)));
  return Object.keys(exercise.kinds).filter((kind) => !under.has(kind));
}

/** The lists that a person has before them in a step: what they may see, and of that what they may write. */
export function pilesOf(
  exercise: Exercise,
  step: Pick<Step, 'sees' | 'writes'>,
  group: string,
  person: PersonId,
  seat: string | null,
): Pile[] {
  const writes = allowedTo(step.writes, seat);
  return rootKinds(exercise)
    .filter((kind) => step.sees[kind] !== undefined)
    .map((kind) => {
      const sight = step.sees[kind] as Sight;
      const to =
        sight === 'own' ? personAudience(person) : sight === 'room' ? EVERYONE : groupAudience(group);
      return { kind, sight, to, mayWrite: writes.includes(kind) };
    })
    .sort((a, b) => Number(b.mayWrite) - Number(a.mayWrite));
}

/** The cards of one kind under a parent, in order, and how many more there are. */
export function cardsUnder(
  tree: NoteTree | undefined,
  parent: string,
  kind: string | null,
): { cards: PlacedNote[]; beyond: number } {
  if (!tree) return { cards: [], beyond: 0 };
  const all = [...listChildren(tree, parent)];
  const cards = all.filter(({ note }) => (kind === null || note.kind === kind) && !note.removed);
  return { cards, beyond: countChildren(tree, parent) - all.length };
}

/** After which placement a card comes to stand when it moves one place up or down; undefined where it can't. */
export function placeBeside(
  cards: readonly PlacedNote[],
  index: number,
  direction: -1 | 1,
): string | null | undefined {
  const target = index + direction;
  if (target < 0 || target >= cards.length) return undefined;
  const after = direction === 1 ? cards[target] : cards[target - 1];
  return after?.placement.id ?? null;
}
