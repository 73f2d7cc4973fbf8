import type { NoteTree } from '../tree.ts';

/** A tree without what only the way to it explains: notes that left it, and counts and links of those. */
export function normalTree(tree: NoteTree): NoteTree {
  let { notes, beyond, links, children } = tree;
  for (const [id, note] of tree.notes) if (note.places.length === 0) notes = notes.delete(id);
  for (const id of tree.beyond.keys()) if (id !== '' && !notes.has(id)) beyond = beyond.delete(id);
  for (const [id, link] of tree.links)
    if (!notes.has(link.from) || !notes.has(link.to)) links = links.delete(id);
  for (const [id, list] of tree.children) if (list.size === 0) children = children.delete(id);
  return { notes, placements: tree.placements, children, links, beyond };
}
