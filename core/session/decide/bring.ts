import { keyBetween } from '../../notes/order.ts';
import { childrenOf, listChildren, ROOT } from '../../notes/tree.ts';
import { refuse } from '../../stream/refusal.ts';
import type { CommandOf } from '../command.ts';
import type { SessionEvent } from '../event.ts';
import { EVERYONE } from '../parts.ts';
import { BROUGHT } from './notes.ts';
import type { Scene, SessionDecision } from './scene.ts';

/** So many ideas can be brought to one session: what is on the table should fit on a table. */
export const MOST_BROUGHT = 50;

/**
 * Ideas from other sessions, laid on the table: notes that everybody here sees, with fresh texts and where they come
 * from. What becomes of them here changes nothing where they were.
 */
export function bring(scene: Scene, { ideas }: CommandOf<'bring'>): SessionDecision {
  const { room, actor, lead, parts, context } = scene;
  if (!lead && !room.people.has(actor)) return refuse('not-found');
  if (room.phase === 'ended') return refuse('ended');
  const tree = parts.get(EVERYONE)?.tree;
  const here = tree ? [...listChildren(tree, ROOT)].filter(({ note }) => note.kind === BROUGHT) : [];
  if (here.length + ideas.length > MOST_BROUGHT) return refuse('too-many', MOST_BROUGHT);
  const siblings = tree && childrenOf(tree, ROOT);
  let order = siblings?.at(siblings.size - 1)?.[0] ?? null;
  return ideas.map(({ note, words, origin }): SessionEvent => {
    order = keyBetween(order, null);
    return {
      to: EVERYONE,
      type: 'note-born',
      note,
      kind: BROUGHT,
      by: actor,
      at: context.now,
      words,
      fields: {},
      placement: { id: `${note}.p`, note, parent: ROOT, order },
      origin,
    };
  });
}
