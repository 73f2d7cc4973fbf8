import { OrderedMap } from '../stream/ordered.ts';
import type { NoteEvent } from './event.ts';
import { childrenOf, type Note, type NoteId, type NoteTree, type Placement } from './tree.ts';

/** How one parent is open in a window: its children up to the order key `upTo` (null: to the end). */
export interface Opening {
  upTo: string | null;
  /** Children that come to stand here are opened as well. */
  follow: boolean;
}

/**
 * What of one audience's tree a viewer has open on the screen. The server keeps one per connection and audience;
 * from it follow exactly the notes that the viewer holds (WI-1). Values are immutable.
 */
export type Window = OrderedMap<Opening>;

export const closedWindow: Window = OrderedMap.empty();

/** A window never holds more open parents than this; beyond it, following stops and counts stand instead. */
const MOST_OPEN = 2000;

const within = (opening: Opening | undefined, order: string): boolean =>
  opening !== undefined && (opening.upTo === null || order <= opening.upTo);

const holdsPlace = (window: Window, place: Placement): boolean =>
  within(window.get(place.parent), place.order);

/** Whether the viewer holds a note: one of its places is in the window. */
export function holdsNote(tree: NoteTree, window: Window, id: NoteId): boolean {
  const note = tree.notes.get(id);
  return note !== undefined && heldPlaces(tree, window, note).length > 0;
}

function heldPlaces(tree: NoteTree, window: Window, note: Note): string[] {
  return note.places.filter((id) => {
    const place = tree.placements.get(id);
    return place !== undefined && holdsPlace(window, place);
  });
}

/** How many children of `parent` the viewer does not hold. */
export function countBeyond(tree: NoteTree, window: Window, parent: NoteId): number {
  const children = childrenOf(tree, parent);
  const opening = window.get(parent);
  if (!opening) return children.size;
  if (opening.upTo === null) return 0;
  const held = children.rank(opening.upTo) + (children.has(opening.upTo) ? 1 : 0);
  return children.size - held;
}

/**
 * Opens `parent`, showing at most `limit` notes; with `follow` what is under them, too, level by level, while the
 * limit lasts. Costs what is shown, not what there is.
 */
export function openWindow(
  tree: NoteTree,
  window: Window,
  parent: NoteId,
  limit: number,
  follow: boolean,
): Window {
  let next = window;
  let left = limit;
  const waiting: NoteId[] = [parent];
  for (
    let at = waiting.shift();
    at !== undefined && left > 0 && next.size < MOST_OPEN;
    at = waiting.shift()
  ) {
    const children = childrenOf(tree, at);
    const shown = Math.min(left, children.size);
    left -= shown;
    const last = shown < children.size ? children.at(shown - 1) : undefined;
    next = next.set(at, { upTo: last ? last[0] : null, follow });
    if (!follow) continue;
    let taken = 0;
    for (const [, id] of children) {
      if (taken++ >= shown) break;
      const note = tree.placements.get(id)?.note;
      if (note !== undefined && !next.has(note)) waiting.push(note);
    }
  }
  return next;
}

export function closeWindow(window: Window, parent: NoteId): Window {
  return window.delete(parent);
}

/** The part of a tree that a window shows, as the viewer holds it. */
export function cutTree(tree: NoteTree, window: Window): NoteTree {
  const notes = new Map<NoteId, Note>();
  const placements: [string, Placement][] = [];
  const children: [NoteId, OrderedMap<string>][] = [];
  for (const [parent, opening] of window) {
    const kept: [string, string][] = [];
    for (const [order, id] of childrenOf(tree, parent)) {
      if (!within(opening, order)) break;
      const placement = tree.placements.get(id);
      const note = placement && tree.notes.get(placement.note);
      if (!placement || !note) continue;
      kept.push([order, id]);
      placements.push([id, placement]);
      if (!notes.has(note.id)) notes.set(note.id, { ...note, places: heldPlaces(tree, window, note) });
    }
    if (kept.length > 0) children.push([parent, OrderedMap.from(kept)]);
  }
  const beyond = ['', ...notes.keys()].map((parent): [NoteId, number] => [
    parent,
    countBeyond(tree, window, parent),
  ]);
  const links = [...tree.links].filter(([, link]) => notes.has(link.from) && notes.has(link.to));
  return {
    notes: OrderedMap.from(notes),
    placements: OrderedMap.from(placements),
    children: OrderedMap.from(children),
    links: OrderedMap.from(links),
    beyond: OrderedMap.from(beyond.filter(([, count]) => count > 0)),
  };
}

/** What a viewer is sent for one event, and the window that they have afterwards. */
export interface Windowed {
  /** The event itself, unchanged, when all of it lies in the window. */
  events: NoteEvent[];
  window: Window;
}

/** `tree` is the tree after the event. */
export function windowEvent(tree: NoteTree, window: Window, event: NoteEvent): Windowed {
  const same = { events: [event], window };
  const count = (parent: NoteId): NoteEvent[] =>
    parent === '' || window.has(parent) || holdsNote(tree, window, parent)
      ? [{ to: event.to, type: 'children-counted', parent, beyond: countBeyond(tree, window, parent) }]
      : [];
  switch (event.type) {
    case 'note-born': {
      const place = event.placement;
      if (!place) return { events: [], window };
      if (!holdsPlace(window, place)) return { events: count(place.parent), window };
      return { events: [event], window: follow(tree, window, place) };
    }
    case 'wrote':
    case 'wrote-many':
    case 'field-set':
    case 'picture-set':
      return holdsNote(tree, window, event.note) ? same : { events: [], window };
    case 'note-placed':
      return arrive(tree, window, event, event.placement, count);
    case 'note-moved': {
      const came = holdsPlace(window, event.placement);
      const left = holdsPlace(window, event.was);
      if (left && came) return same;
      if (left) {
        const gone: NoteEvent = { to: event.to, type: 'placement-removed', was: event.was, by: event.by };
        return { events: [gone, ...count(event.was.parent), ...count(event.placement.parent)], window };
      }
      const arrived = arrive(tree, window, event, event.placement, count);
      return { events: [...arrived.events, ...count(event.was.parent)], window: arrived.window };
    }
    case 'placement-removed':
      return holdsPlace(window, event.was) ? same : { events: count(event.was.parent), window };
    case 'note-removed': {
      const inside = event.was.filter((place) => holdsPlace(window, place));
      const outside = event.was.filter((place) => !holdsPlace(window, place));
      const counts = outside.flatMap((place) => count(place.parent));
      if (inside.length === event.was.length) return same;
      return { events: [...(inside.length > 0 ? [{ ...event, was: inside }] : []), ...counts], window };
    }
    case 'note-restored': {
      let next = window;
      const events: NoteEvent[] = [];
      for (const place of event.placements) {
        const arrived = arrive(tree, next, event, place, count);
        events.push(...arrived.events);
        next = arrived.window;
      }
      return { events, window: next };
    }
    case 'linked':
      return holdsNote(tree, window, event.link.from) && holdsNote(tree, window, event.link.to)
        ? same
        : { events: [], window };
    case 'unlinked':
      return same;
    default:
      return same;
  }
}

/** A note comes to stand at `place`: shown as it stands now, or counted. */
function arrive(
  tree: NoteTree,
  window: Window,
  event: NoteEvent,
  place: Placement,
  count: (parent: NoteId) => NoteEvent[],
): Windowed {
  if (!holdsPlace(window, place)) return { events: count(place.parent), window };
  const next = follow(tree, window, place);
  const note = tree.notes.get(place.note);
  if (!note) return { events: [], window };
  const shown = new Map<NoteId, Note>([[note.id, note]]);
  const placements = new Map<string, Placement>([[place.id, place]]);
  const beyond: Record<NoteId, number> = {};
  const opened = [place.note];
  for (let parent = opened.pop(); parent !== undefined; parent = opened.pop()) {
    if (window.has(parent) || !next.has(parent)) continue;
    for (const [order, id] of childrenOf(tree, parent)) {
      const child = tree.placements.get(id);
      const held = child && tree.notes.get(child.note);
      if (!child || !held || !within(next.get(parent), order)) continue;
      if (!shown.has(held.id)) opened.push(held.id);
      shown.set(held.id, held);
      placements.set(id, child);
    }
  }
  for (const id of shown.keys()) beyond[id] = countBeyond(tree, next, id);
  const notes = [...shown.values()].map((held) => ({ ...held, places: [] }));
  const arrival: NoteEvent = {
    to: event.to,
    type: 'notes-shown',
    notes,
    placements: [...placements.values()],
    beyond,
  };
  const links: NoteEvent[] = [];
  for (const link of tree.links.values()) {
    const touches = shown.has(link.from) || shown.has(link.to);
    if (touches && holdsNote(tree, next, link.from) && holdsNote(tree, next, link.to)) {
      links.push({ to: event.to, type: 'linked', link });
    }
  }
  return { events: [arrival, ...links], window: next };
}

/** Opens what comes to stand under a parent that is followed. */
function follow(tree: NoteTree, window: Window, place: Placement): Window {
  if (!window.get(place.parent)?.follow || window.has(place.note)) return window;
  return openWindow(tree, window, place.note, 200, true);
}
