import { listChildren, type Note, type NoteTree, ROOT } from '../../core/notes/tree.ts';
import type { GroupId, Room } from '../../core/session/parts.ts';

/** Groups whose work this group looks at now. */
export function oppositeOf(room: Pick<Room, 'pairs'>, group: GroupId): GroupId[] {
  return room.pairs.flatMap(([a, b]) => (a === group ? [b] : b === group ? [a] : []));
}

/** What a group shows: what stands at its root, the newest first, blank pages and other groups' kinds left out. */
export function shownNotes(tree: NoteTree | undefined, kinds: ReadonlySet<string>): Note[] {
  if (!tree) return [];
  return [...listChildren(tree, ROOT)]
    .map(({ note }) => note)
    .filter((note) => kinds.has(note.kind) && !note.removed)
    .sort((a, b) => b.at - a.at);
}
