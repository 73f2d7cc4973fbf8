import { childrenOf, type NoteTree, type Picture, type Placement, standsWithin } from '../../notes/tree.ts';
import { type Refusal, refuse } from '../../stream/refusal.ts';
import type { CommandOf } from '../command.ts';
import type { SessionEvent } from '../event.ts';
import { personAudience, type SessionPart } from '../parts.ts';
import type { UndoableEvent } from '../undoable.ts';
import { placesOf } from './notes.ts';
import { partToChange, type Scene, type SessionDecision } from './scene.ts';

/**
 * Undo names an event by its cursor. Events keep what they replaced, so the way back is in the event; it is open
 * until others have built on it. A reveal can't be undone: it never comes to stand among the undoable.
 */
export function undo(scene: Scene, command: CommandOf<'undo'>): SessionDecision {
  const { actor, room } = scene;
  const part = partToChange(scene, command.to);
  if (!part) return refuse('not-found');
  if (room.phase === 'ended' && command.to !== personAudience(actor)) return refuse('ended');
  const held = part.recent.find((undoable) => undoable.cursor === command.cursor);
  if (!held) return scene.context.whole ? refuse('cannot-undo') : 'unknown';
  const { event } = held;
  if (authorOf(event) !== actor) return refuse('not-yours');
  return invert(part, event, actor);
}

const authorOf = (event: UndoableEvent): string => (event.type === 'linked' ? event.link.by : event.by);

const samePlace = (a: Placement | undefined, b: Placement): boolean =>
  a !== undefined && a.parent === b.parent && a.order === b.order && a.note === b.note;

/** Whether the way back to a former place is still free: its parent stands there, outside the note, with the spot open. */
function canStand(tree: NoteTree, place: Placement): boolean {
  const parent = tree.notes.get(place.parent);
  const parentStands = place.parent === '' || (parent !== undefined && !parent.removed);
  const taken = childrenOf(tree, place.parent).get(place.order);
  const free = taken === undefined || taken === place.id;
  return parentStands && free && !standsWithin(tree, place.parent, place.note);
}

function invert(part: SessionPart, event: UndoableEvent, by: string): SessionEvent[] | Refusal {
  const { tree } = part;
  const { to } = event;
  switch (event.type) {
    case 'note-born': {
      const note = tree.notes.get(event.note);
      if (!note || note.removed) return refuse('cannot-undo');
      const others = note.wroteBy !== null && note.wroteBy !== by;
      if (others || childrenOf(tree, note.id).size > 0) return refuse('built-upon');
      return [{ to, type: 'note-removed', note: note.id, was: placesOf(tree, note), by }];
    }
    case 'note-removed': {
      const note = tree.notes.get(event.note);
      if (!note?.removed || !event.was.every((place) => canStand(tree, place))) return refuse('built-upon');
      return [{ to, type: 'note-restored', note: note.id, placements: event.was, by }];
    }
    case 'field-set': {
      const now = tree.notes.get(event.note)?.fields[event.field] ?? null;
      if (now !== event.value) return refuse('built-upon');
      return [{ ...event, value: event.was, was: event.value, by }];
    }
    case 'picture-set': {
      const now = tree.notes.get(event.note)?.picture ?? null;
      if (!samePicture(now, event.picture)) return refuse('built-upon');
      return [{ ...event, picture: event.was, was: event.picture, by }];
    }
    case 'note-moved': {
      if (
        !samePlace(tree.placements.get(event.placement.id), event.placement) ||
        !canStand(tree, event.was)
      ) {
        return refuse('built-upon');
      }
      return [{ to, type: 'note-moved', placement: event.was, was: event.placement, by }];
    }
    case 'note-placed':
      return samePlace(tree.placements.get(event.placement.id), event.placement)
        ? [{ to, type: 'placement-removed', was: event.placement, by }]
        : refuse('built-upon');
    case 'placement-removed':
      return !tree.placements.has(event.was.id) && canStand(tree, event.was)
        ? [{ to, type: 'note-placed', placement: event.was, by }]
        : refuse('built-upon');
    case 'linked':
      return tree.links.has(event.link.id)
        ? [{ to, type: 'unlinked', was: event.link, by }]
        : refuse('cannot-undo');
    case 'unlinked':
      return tree.links.has(event.was.id) ? refuse('cannot-undo') : [{ to, type: 'linked', link: event.was }];
    case 'complaint-met':
      return part.group?.complaints.get(event.id)?.met
        ? [{ to, type: 'complaint-unmet', id: event.id, by }]
        : refuse('cannot-undo');
    case 'passage-cut':
      return sameCuts(part.group?.passage?.cuts, event.cuts)
        ? [{ to, type: 'passage-cut', cuts: event.was, was: event.cuts, by }]
        : refuse('built-upon');
  }
}

const samePicture = (a: Picture | null, b: Picture | null): boolean => a?.id === b?.id && a?.says === b?.says;

const sameCuts = (a: readonly number[] | undefined, b: readonly number[]): boolean =>
  a !== undefined && a.length === b.length && a.every((cut, i) => cut === b[i]);
