import type { PersonId } from '../stream/entry.ts';
import { OrderedMap } from '../stream/ordered.ts';
import { keyBetween } from './order.ts';

export type NoteId = string;
export type PlacementId = string;
/** Where notes without a parent stand. */
export const ROOT: NoteId = '';

export type FieldValue = string | number | boolean | null;

/** A photo or a drawing that a note carries. Its bytes lie elsewhere: whoever may see the note may ask for them. */
export interface Picture {
  /** Names nothing to anybody who can't see a note that carries it. */
  id: string;
  /** Pixels. */
  width: number;
  height: number;
  /** What is on it, for whoever can't see it; '' where nobody has said. */
  says: string;
}

/** Where the words of a note were taken from: another note, as it stood at an instant. */
export interface Origin {
  /** The session in which that note stands; left out where it is the same one. */
  session?: string;
  note: NoteId;
  /** Server instant, milliseconds. */
  at: number;
  /** Whose words they are, where somebody else brought them. */
  by?: PersonId;
}

/** Anything addressable that somebody wrote. Its words, where it has any, are a text with the note's id. */
export interface Note {
  id: NoteId;
  kind: string;
  by: PersonId;
  /** Server instant of its birth, milliseconds. */
  at: number;
  fields: Record<string, FieldValue>;
  /** Words it was born with; what was typed since is in its text. */
  words: string;
  /** Where it stands: ids of its placements. None: it is out of the tree, and not deleted. */
  places: readonly PlacementId[];
  /** Who wrote in its text last, null while it holds its first words. */
  wroteBy: PersonId | null;
  origin?: Origin;
  picture?: Picture;
  removed?: boolean;
}

/** One place of a note in the tree. A note may have several: one failure, many parents. */
export interface Placement {
  id: PlacementId;
  note: NoteId;
  parent: NoteId;
  order: string;
}

export interface Link {
  id: string;
  from: NoteId;
  to: NoteId;
  relation: string;
  by: PersonId;
}

/**
 * The notes of one audience. `children` holds, by parent, placement ids under their order keys. In a browser only
 * what is open on the screen is there, and `beyond` says how many more children a parent has; on the server
 * `beyond` is empty.
 */
export interface NoteTree {
  notes: OrderedMap<Note>;
  placements: OrderedMap<Placement>;
  children: OrderedMap<OrderedMap<PlacementId>>;
  links: OrderedMap<Link>;
  beyond: OrderedMap<number>;
}

export const emptyTree = (): NoteTree => ({
  notes: OrderedMap.empty(),
  placements: OrderedMap.empty(),
  children: OrderedMap.empty(),
  links: OrderedMap.empty(),
  beyond: OrderedMap.empty(),
});

const noChildren = OrderedMap.empty<PlacementId>();
export const childrenOf = (tree: NoteTree, parent: NoteId): OrderedMap<PlacementId> =>
  tree.children.get(parent) ?? noChildren;

/** How many children `parent` has, whether or not they are here. */
export const countChildren = (tree: NoteTree, parent: NoteId): number =>
  childrenOf(tree, parent).size + (tree.beyond.get(parent) ?? 0);

/** Whether everything under `parent` is here. */
export const isWhole = (tree: NoteTree, parent: NoteId): boolean => (tree.beyond.get(parent) ?? 0) === 0;

export interface PlacedNote {
  placement: Placement;
  note: Note;
}

/** The notes under `parent`, in order. */
export function* listChildren(tree: NoteTree, parent: NoteId): Generator<PlacedNote> {
  for (const [, id] of childrenOf(tree, parent)) {
    const placement = tree.placements.get(id);
    const note = placement && tree.notes.get(placement.note);
    if (placement && note) yield { placement, note };
  }
}

export function putNote(tree: NoteTree, note: Note): NoteTree {
  return { ...tree, notes: tree.notes.set(note.id, note) };
}

/**
 * Puts a placement into the tree, or moves it there when it stands elsewhere. Order keys are unique among siblings:
 * `orderFor` makes them so, and one owner gives them out.
 */
export function place(tree: NoteTree, placement: Placement): NoteTree {
  const note = tree.notes.get(placement.note);
  if (!note) return tree;
  const without = tree.placements.has(placement.id) ? unplace(tree, placement.id) : tree;
  const held = without.notes.get(placement.note) as Note;
  return {
    ...without,
    placements: without.placements.set(placement.id, placement),
    children: without.children.set(
      placement.parent,
      childrenOf(without, placement.parent).set(placement.order, placement.id),
    ),
    notes: without.notes.set(held.id, { ...held, places: [...held.places, placement.id] }),
  };
}

/** Takes a placement out. The note stays. */
export function unplace(tree: NoteTree, id: PlacementId): NoteTree {
  const placement = tree.placements.get(id);
  if (!placement) return tree;
  const siblings = childrenOf(tree, placement.parent).delete(placement.order);
  const note = tree.notes.get(placement.note);
  return {
    ...tree,
    placements: tree.placements.delete(id),
    children:
      siblings.size === 0
        ? tree.children.delete(placement.parent)
        : tree.children.set(placement.parent, siblings),
    notes: note
      ? tree.notes.set(note.id, { ...note, places: note.places.filter((place) => place !== id) })
      : tree.notes,
  };
}

/**
 * The order key for standing under `parent` right after the placement `after` (null: first; undefined: last).
 * Only siblings of the same audience count, so that a key tells nothing about hidden ones.
 * Undefined where `after` does not stand there.
 */
export function orderFor(
  tree: NoteTree,
  parent: NoteId,
  after: PlacementId | null | undefined,
): string | undefined {
  const siblings = childrenOf(tree, parent);
  if (after === undefined) return keyBetween(siblings.at(siblings.size - 1)?.[0] ?? null, null);
  if (after === null) return keyBetween(null, siblings.at(0)?.[0] ?? null);
  const neighbour = tree.placements.get(after);
  if (!neighbour || neighbour.parent !== parent) return undefined;
  const next = siblings.at(siblings.rank(neighbour.order) + 1);
  return keyBetween(neighbour.order, next?.[0] ?? null);
}

/** Whether `note` is `ancestor` or stands somewhere below it. Costs what the way up costs, not the tree. */
export function standsWithin(tree: NoteTree, note: NoteId, ancestor: NoteId): boolean {
  const seen = new Set<NoteId>();
  const open = [note];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (at === ancestor) return true;
    if (seen.has(at)) continue;
    seen.add(at);
    for (const id of tree.notes.get(at)?.places ?? []) {
      const placement = tree.placements.get(id);
      if (placement) open.push(placement.parent);
    }
  }
  return false;
}
