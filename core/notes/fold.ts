import type { NoteEvent } from './event.ts';
import { type Note, type NoteTree, type Picture, type Placement, place, putNote, unplace } from './tree.ts';

/** What one event makes of a tree. Total: what names an unknown note leaves the tree as it is. */
export function foldNotes(tree: NoteTree, event: NoteEvent): NoteTree {
  switch (event.type) {
    case 'note-born': {
      const { note: id, kind, by, at, words, fields, origin } = event;
      if (tree.notes.has(id)) return tree;
      const fresh: Note = { id, kind, by, at, words, fields, places: [], wroteBy: null };
      const note = origin ? { ...fresh, origin } : fresh;
      const born = putNote(tree, withPicture(note, event.picture ?? null));
      return event.placement ? place(born, event.placement) : born;
    }
    case 'wrote':
    case 'wrote-many': {
      const note = tree.notes.get(event.note);
      return note && note.wroteBy !== event.by ? putNote(tree, { ...note, wroteBy: event.by }) : tree;
    }
    case 'field-set': {
      const note = tree.notes.get(event.note);
      return note ? putNote(tree, { ...note, fields: { ...note.fields, [event.field]: event.value } }) : tree;
    }
    case 'picture-set': {
      const note = tree.notes.get(event.note);
      return note ? putNote(tree, withPicture(note, event.picture)) : tree;
    }
    case 'note-placed':
    case 'note-moved':
      return place(tree, event.placement);
    case 'placement-removed':
      return unplace(tree, event.was.id);
    case 'note-removed': {
      const bare = event.was.reduce((left: NoteTree, was: Placement) => unplace(left, was.id), tree);
      const note = bare.notes.get(event.note);
      return note ? putNote(bare, { ...note, removed: true }) : bare;
    }
    case 'note-restored': {
      const note = tree.notes.get(event.note);
      if (!note) return tree;
      const { removed: _removed, ...rest } = note;
      return event.placements.reduce(place, putNote(tree, rest));
    }
    case 'linked':
      return { ...tree, links: tree.links.set(event.link.id, event.link) };
    case 'unlinked':
      return { ...tree, links: tree.links.delete(event.was.id) };
    case 'notes-shown': {
      let shown = tree;
      for (const note of event.notes) {
        const places = shown.notes.get(note.id)?.places ?? [];
        shown = putNote(shown, { ...note, places });
      }
      for (const placement of event.placements) shown = place(shown, placement);
      for (const [parent, beyond] of Object.entries(event.beyond)) shown = countBeyond(shown, parent, beyond);
      return shown;
    }
    case 'children-counted':
      return countBeyond(tree, event.parent, event.beyond);
  }
}

/** A note without a picture has no such key, as before there were any. */
function withPicture({ picture: _before, ...note }: Note, picture: Picture | null): Note {
  return picture ? { ...note, picture } : note;
}

const countBeyond = (tree: NoteTree, parent: string, beyond: number): NoteTree => ({
  ...tree,
  beyond: beyond > 0 ? tree.beyond.set(parent, beyond) : tree.beyond.delete(parent),
});
