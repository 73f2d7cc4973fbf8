import type { Addressed, PersonId, Wrote, WroteMany } from '../stream/entry.ts';
import type { FieldValue, Link, Note, NoteId, Origin, Picture, Placement } from './tree.ts';

/** Events about notes. They keep what they replaced, so that an undo needs nothing else. */
export type NoteEvent =
  | (Addressed & {
      type: 'note-born';
      note: NoteId;
      kind: string;
      by: PersonId;
      at: number;
      words: string;
      fields: Record<string, FieldValue>;
      placement: Placement | null;
      /** Entered after its step was over. */
      late?: boolean;
      /** Pulled out of another note. */
      origin?: Origin;
      /** Uncovered from somebody's private part, which can't be undone. */
      revealed?: boolean;
      picture?: Picture;
    })
  | Wrote
  | WroteMany
  | (Addressed & {
      type: 'field-set';
      note: NoteId;
      field: string;
      value: FieldValue;
      was: FieldValue;
      by: PersonId;
    })
  /** A picture came, went, or was said more about. */
  | (Addressed & {
      type: 'picture-set';
      note: NoteId;
      picture: Picture | null;
      was: Picture | null;
      by: PersonId;
    })
  | (Addressed & { type: 'note-placed'; placement: Placement; by: PersonId })
  | (Addressed & { type: 'note-moved'; placement: Placement; was: Placement; by: PersonId })
  | (Addressed & { type: 'placement-removed'; was: Placement; by: PersonId })
  | (Addressed & { type: 'note-removed'; note: NoteId; was: Placement[]; by: PersonId })
  | (Addressed & { type: 'note-restored'; note: NoteId; placements: Placement[]; by: PersonId })
  | (Addressed & { type: 'linked'; link: Link })
  | (Addressed & { type: 'unlinked'; was: Link; by: PersonId })
  /** Sent to a window when notes come into it: as they stand, with how many children each has beyond it. */
  | (Addressed & {
      type: 'notes-shown';
      notes: Note[];
      placements: Placement[];
      beyond: Record<NoteId, number>;
    })
  /** Sent to a window instead of what happens outside it: how many children are not in the window. */
  | (Addressed & { type: 'children-counted'; parent: NoteId; beyond: number });

export type NoteEventType = NoteEvent['type'];

export const NOTE_EVENTS: ReadonlySet<string> = new Set<NoteEventType>([
  'note-born',
  'wrote',
  'wrote-many',
  'field-set',
  'picture-set',
  'note-placed',
  'note-moved',
  'placement-removed',
  'note-removed',
  'note-restored',
  'linked',
  'unlinked',
  'children-counted',
  'notes-shown',
]);

export const isNoteEvent = (event: Addressed): event is NoteEvent => NOTE_EVENTS.has(event.type);

/** The parent under which an event changes what stands there; null where it changes no place. */
export function parentsTouched(event: NoteEvent): NoteId[] {
  switch (event.type) {
    case 'note-born':
      return event.placement ? [event.placement.parent] : [];
    case 'note-placed':
      return [event.placement.parent];
    case 'note-moved':
      return event.was.parent === event.placement.parent
        ? [event.placement.parent]
        : [event.was.parent, event.placement.parent];
    case 'placement-removed':
      return [event.was.parent];
    case 'note-removed':
      return event.was.map((place) => place.parent);
    case 'note-restored':
      return event.placements.map((place) => place.parent);
    default:
      return [];
  }
}
