import type { NoteEvent } from '../event.ts';
import { foldNotes } from '../fold.ts';
import {
  childrenOf,
  emptyTree,
  type NoteTree,
  orderFor,
  type Placement,
  ROOT,
  standsWithin,
} from '../tree.ts';

export type Deed =
  | 'bear'
  | 'place'
  | 'move'
  | 'unplace'
  | 'remove'
  | 'restore'
  | 'link'
  | 'unlink'
  | 'field'
  | 'picture'
  | 'write'
  | 'undo';

export const DEEDS: readonly Deed[] = [
  'bear',
  'place',
  'move',
  'unplace',
  'remove',
  'restore',
  'link',
  'unlink',
  'field',
  'picture',
  'write',
  'undo',
];

/** Chances in [0, 1) by which a deed chooses among what there is. */
export type Luck = readonly [number, number, number];

const pick = <T>(items: readonly T[], luck: number): T | undefined => items[Math.floor(luck * items.length)];

/** Does to a tree what people may do to it: an event for each deed, or null where it is not possible. */
export class Gardener {
  tree: NoteTree = emptyTree();
  private born = 0;
  private readonly done: NoteEvent[] = [];

  act(deed: Deed, luck: Luck): NoteEvent | null {
    const event = this.decide(deed, luck);
    if (!event) return null;
    this.tree = foldNotes(this.tree, event);
    this.done.push(event);
    return event;
  }

  private decide(deed: Deed, [luck, more, most]: Luck): NoteEvent | null {
    const { tree } = this;
    const to = 'g:1';
    const by = 'ana';
    const standing = [...tree.notes.values()].filter((note) => !note.removed);
    const note = pick(standing, luck);
    const other = pick(standing, more);
    const place = pick([...tree.placements.values()], luck);
    const parent = most < 0.3 ? ROOT : (other?.id ?? ROOT);
    const siblings = [...childrenOf(tree, parent).values()];
    const after = most < 0.5 ? undefined : most < 0.6 ? null : pick(siblings, luck);
    const order = orderFor(tree, parent, after);
    switch (deed) {
      case 'bear': {
        const id = `n${this.born++}`;
        if (order === undefined) return null;
        const placement = { id: `${id}.p`, note: id, parent, order };
        return { to, type: 'note-born', note: id, kind: 'card', by, at: 0, words: id, fields: {}, placement };
      }
      case 'place': {
        if (!note || order === undefined || standsWithin(tree, parent, note.id)) return null;
        const placement = { id: `q${this.born++}`, note: note.id, parent, order };
        return { to, type: 'note-placed', placement, by };
      }
      case 'move':
        if (!place || order === undefined || after === place.id) return null;
        if (standsWithin(tree, parent, place.note)) return null;
        return { to, type: 'note-moved', placement: { ...place, parent, order }, was: place, by };
      case 'unplace':
        return place ? { to, type: 'placement-removed', was: place, by } : null;
      case 'remove': {
        if (!note || childrenOf(tree, note.id).size > 0) return null;
        const was = note.places.flatMap((id) => tree.placements.get(id) ?? []);
        return { to, type: 'note-removed', note: note.id, was, by };
      }
      case 'restore': {
        const event = pick(
          this.done.filter((held) => held.type === 'note-removed'),
          luck,
        );
        if (!event || !tree.notes.get(event.note)?.removed || !event.was.every((was) => this.free(was)))
          return null;
        return { to, type: 'note-restored', note: event.note, placements: event.was, by };
      }
      case 'link':
        if (!note || !other) return null;
        return {
          to,
          type: 'linked',
          link: { id: `l${this.born++}`, from: note.id, to: other.id, relation: 'like', by },
        };
      case 'unlink': {
        const link = pick([...tree.links.values()], luck);
        return link ? { to, type: 'unlinked', was: link, by } : null;
      }
      case 'field':
        if (!note) return null;
        return {
          to,
          type: 'field-set',
          note: note.id,
          field: 'f',
          value: Math.floor(more * 5),
          was: null,
          by,
        };
      case 'picture': {
        if (!note) return null;
        const picture = most < 0.6 ? { id: `i${this.born++}`, width: 4, height: 3, says: '' } : null;
        return { to, type: 'picture-set', note: note.id, picture, was: note.picture ?? null, by };
      }
      case 'write':
        return note ? { to, type: 'wrote', note: note.id, by: most < 0.5 ? 'ana' : 'ben' } : null;
      case 'undo': {
        const moved = pick(
          this.done.filter((held) => held.type === 'note-moved'),
          luck,
        );
        const now = moved && tree.placements.get(moved.placement.id);
        if (!moved || !now || !this.free(moved.was) || standsWithin(tree, moved.was.parent, now.note))
          return null;
        return { to, type: 'note-moved', placement: moved.was, was: now, by };
      }
    }
  }

  private free(place: Placement): boolean {
    const parent = this.tree.notes.get(place.parent);
    const taken = childrenOf(this.tree, place.parent).get(place.order);
    const stands = place.parent === ROOT || (parent !== undefined && !parent.removed);
    return stands && (taken === undefined || taken === place.id);
  }
}
