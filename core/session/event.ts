import type { NoteEvent } from '../notes/event.ts';
import type { Addressed, PersonId } from '../stream/entry.ts';
import type { Exercise, Stop } from './exercise.ts';
import type { FormingRule } from './forming/rule.ts';
import type { FrontEvent, FrontGroupEvent, FrontOwnEvent } from './front.ts';
import type {
  Catch,
  Clock,
  Debrief,
  DrawnPassage,
  Facts,
  Flag,
  Group,
  GroupId,
  Member,
  Mode,
  Offer,
  Raised,
} from './parts.ts';
import type { ComplaintMet, PassageCut } from './undoable.ts';

type Event<T extends string, F = unknown> = Addressed & { type: T } & F;

/** To everybody. */
export type RoomEvent =
  | Event<
      'session-opened',
      {
        exercise: Exercise;
        title: string;
        mode: Mode;
        rounds: number;
        plan: Stop[];
        lead: PersonId;
        solo: boolean;
        at: number;
      }
    >
  | Event<'joined', { member: Member }>
  | Event<'left', { person: PersonId }>
  | Event<'returned', { person: PersonId; sharesWith: PersonId | null }>
  | Event<'knows-set', { person: PersonId; knows: string[] }>
  | Event<'facts-set', { person: PersonId; facts: Facts }>
  | Event<'lead-added', { person: PersonId }>
  | Event<'groups-formed', { groups: Group[]; rule?: FormingRule }>
  | Event<'group-changed', { group: Group }>
  | Event<'started'>
  | Event<'room-moved', { at: number; clock: Clock }>
  | Event<'clock-set', { clock: Clock }>
  | Event<'groups-paired', { pairs: [GroupId, GroupId][] }>
  | Event<'compare-offered', { group: GroupId; on: boolean }>
  | Event<'complaint-counted', { total: number }>
  | Event<'session-ended', { at: number }>;

/** To one group and whoever may look at its work. */
export type GroupEvent =
  /** `again`: they were done early, and begin their stretch again for so many times. */
  | Event<'group-moved', { at: number; rotation: number; fresh: boolean; on: number; again?: number }>
  /** `on` is missing in logs from before a swap began the time anew. */
  | Event<'swapped', { rotation: number; by: PersonId; on?: number }>
  /** Only logs from before catches were held back have one in the passage. */
  | Event<'passage-set', { passage: DrawnPassage; on: number }>
  | Event<'catches-opened', { catches: Catch[] }>
  | PassageCut
  | Event<
      'place-moved',
      { place: number; by: PersonId; at: number; kept: { note: string; words: string } | null }
    >
  | Event<'complained', { complaint: Raised }>
  | ComplaintMet
  | Event<'complaint-unmet', { id: string; by: PersonId }>
  | Event<'offered', { offer: Offer }>
  | Event<'offer-settled', { id: string; state: Offer['state']; by: PersonId; at: number }>
  | Event<'flagged', { person: PersonId; flag: Flag; at: number }>;

/** To the members of a group alone. */
export type PairEvent =
  | Event<'nudged', { kind: 'more-annoying' | 'you-steered'; by: PersonId; at: number }>
  | Event<
      'swap-answered',
      {
        by: PersonId;
        amount: 'too-little' | 'right' | 'too-much';
        thanks: string | null;
        rotation: number;
      }
    >;

/** To nobody, until it is told by an event of its own. Null: that round's passage has none. */
export type SealedEvent = Event<'catch-sealed', { round: number; held: Catch | null }>;

/** To one person. */
export type OwnEvent =
  | Event<'debriefed', { answers: Debrief }>
  | Event<'note-revealed', { note: string; as: string }>;

export type SessionEvent =
  | NoteEvent
  | RoomEvent
  | GroupEvent
  | PairEvent
  | OwnEvent
  | SealedEvent
  | FrontEvent
  | FrontGroupEvent
  | FrontOwnEvent;

/** The version with which events are written today; `protocol/upcast.ts` lifts older ones. */
export const EVENT_VERSION = 1;
