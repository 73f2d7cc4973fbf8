import type { NoteEvent } from '../notes/event.ts';
import type { Addressed, PersonId } from '../stream/entry.ts';

type NoteUndoable =
  | 'note-born'
  | 'field-set'
  | 'picture-set'
  | 'note-placed'
  | 'note-moved'
  | 'placement-removed'
  | 'note-removed'
  | 'linked'
  | 'unlinked';

export type ComplaintMet = Addressed & { type: 'complaint-met'; id: string; by: PersonId; at: number };
export type PassageCut = Addressed & { type: 'passage-cut'; cuts: number[]; was: number[]; by: PersonId };

/** Events that keep what they replaced, so that the way back is in them. A reveal is none: it can't be undone. */
export type UndoableEvent = Extract<NoteEvent, { type: NoteUndoable }> | ComplaintMet | PassageCut;

const UNDOABLE: ReadonlySet<string> = new Set<UndoableEvent['type']>([
  'note-born',
  'field-set',
  'picture-set',
  'note-placed',
  'note-moved',
  'placement-removed',
  'note-removed',
  'linked',
  'unlinked',
  'complaint-met',
  'passage-cut',
]);

export const isUndoable = (event: Addressed & { revealed?: boolean }): event is UndoableEvent =>
  UNDOABLE.has(event.type) && !event.revealed;

/** An event that may still be undone, by its cursor in this part. */
export interface Undoable {
  cursor: number;
  event: UndoableEvent;
}
