import { listChildren, type NoteTree, ROOT } from '../../core/notes/tree.ts';
import { PAGE } from '../../core/session/decide/notes.ts';

/** The group's blank page, once somebody began it. Two begun at once: the one that came first. */
export function pageOf(tree: NoteTree | undefined): string | null {
  if (!tree) return null;
  for (const { note } of listChildren(tree, ROOT)) if (note.kind === PAGE && !note.removed) return note.id;
  return null;
}
