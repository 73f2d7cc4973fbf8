import { keyBetween } from '../../notes/order.ts';
import { childrenOf, listChildren, ROOT } from '../../notes/tree.ts';
import type { AudienceId } from '../../stream/entry.ts';
import type { SessionEvent } from '../event.ts';
import type { Step } from '../exercise.ts';
import { type Group, groupAudience, personAudience, type SessionParts } from '../parts.ts';
import type { Scene } from './scene.ts';

/** Private notes of these kinds that stand in one person's part and weren't revealed yet. */
function unrevealed(parts: SessionParts, person: string, kinds: readonly string[]): string[] {
  const part = parts.get(personAudience(person));
  if (!part) return [];
  return [...listChildren(part.tree, ROOT)]
    .map(({ note }) => note)
    .filter((note) => kinds.includes(note.kind) && !part.own?.revealed[note.id])
    .map((note) => note.id);
}

export function notesToReveal(
  parts: SessionParts,
  group: Pick<Group, 'members'>,
  step: Step,
): { to: AudienceId; note: string }[] {
  if (step.reveals.length === 0) return [];
  return group.members.flatMap((person) =>
    unrevealed(parts, person, step.reveals).map((note) => ({ to: personAudience(person), note })),
  );
}

/**
 * A reveal: new notes, born for the group, with fresh texts made of the words that stand there now. What was
 * deleted in private is in none of them, nor is its length. The writers alone learn which note became which.
 */
export function revealNotes(scene: Scene, group: Group, step: Step): SessionEvent[] {
  const { parts, context } = scene;
  if (step.reveals.length === 0) return [];
  const to = groupAudience(group.id);
  const tree = parts.get(to)?.tree;
  const siblings = tree && childrenOf(tree, ROOT);
  let order = siblings?.at(siblings.size - 1)?.[0] ?? null;
  let count = tree?.notes.size ?? 0;
  const events: SessionEvent[] = [];
  for (const person of group.members) {
    const part = parts.get(personAudience(person));
    unrevealed(parts, person, step.reveals).forEach((id) => {
      const note = part?.tree.notes.get(id);
      if (!note) return;
      const words = context.words(personAudience(person), id) ?? note.words;
      if (words.trim() === '' && !note.picture) return;
      const name = () => `${group.id}.${note.kind}-${count}`;
      while (tree?.notes.has(name())) count++;
      const as = name();
      count++;
      order = keyBetween(order, null);
      events.push(
        {
          to,
          type: 'note-born',
          note: as,
          kind: note.kind,
          by: note.by,
          at: context.now,
          words,
          fields: note.fields,
          placement: { id: `${as}.p`, note: as, parent: ROOT, order },
          revealed: true,
          ...(note.picture ? { picture: note.picture } : {}),
        },
        { to: personAudience(person), type: 'note-revealed', note: id, as },
      );
    });
  }
  return events;
}
