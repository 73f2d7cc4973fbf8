import type { FieldValue, Origin, Picture } from '../notes/tree.ts';
import type { AudienceId, PersonId } from '../stream/entry.ts';
import type { Exercise } from './exercise.ts';
import type { FormingRule } from './forming/rule.ts';
import type { Debrief, DrawnPassage, Facts, Flag, GroupId, Mode } from './parts.ts';

/** Given by the server alone; a socket can't send them. */
export type ServerCommand =
  | { type: 'open-session'; exercise: Exercise; title: string; mode: Mode; rounds: number; solo: boolean }
  | { type: 'join'; person: PersonId; sharesWith: PersonId | null }
  | { type: 'add-lead'; person: PersonId }
  | { type: 'set-passage'; group: GroupId; passage: DrawnPassage }
  /** A picture that was taken in and kept, for the note that its sender named. */
  | { type: 'set-picture'; to: AudienceId; note: string; picture: Picture; stop?: number }
  | { type: 'bring'; ideas: { note: string; words: string; origin: Origin }[] }
  | { type: 'run-out' };

/** What a person may ask for. `stop` is the place in the plan that the person saw when they did it. */
export type PersonCommand =
  | { type: 'leave'; person: PersonId }
  | { type: 'return'; person: PersonId }
  | { type: 'set-knows'; knows: string[] }
  | { type: 'set-facts'; person: PersonId; facts: Facts }
  | { type: 'form-groups'; size?: number; rule?: FormingRule }
  | { type: 'undo-forming' }
  | { type: 'swap-people'; a: PersonId; b: PersonId }
  | { type: 'split-group'; group: GroupId }
  | { type: 'merge-groups'; from: GroupId; into: GroupId }
  | { type: 'join-another'; person: PersonId }
  | { type: 'move-person'; person: PersonId; group: GroupId | null }
  | { type: 'start' }
  | { type: 'end' }
  | { type: 'go'; to: 'next' | 'back' }
  | { type: 'go-group'; to: 'next' | 'back' }
  | { type: 'set-clock'; act: 'start' | 'pause' | 'add'; minutes?: number }
  | { type: 'swap' }
  | { type: 'go-again'; turn: boolean }
  | { type: 'offer-compare'; on: boolean }
  | { type: 'end-compare' }
  | { type: 'cut-passage'; cuts: number[] }
  | { type: 'move-place'; place: number }
  | {
      type: 'write-note';
      note: string;
      kind: string;
      parent: string;
      after?: string | null;
      words?: string;
      fields?: Record<string, FieldValue>;
      /** The note that these words are pulled out of. */
      from?: { to: AudienceId; note: string };
      stop?: number;
    }
  | { type: 'wrote'; to: AudienceId; note: string; stop?: number }
  | { type: 'set-field'; to: AudienceId; note: string; field: string; value: FieldValue }
  /** `picture` names the one that the person saw. */
  | { type: 'describe-picture'; to: AudienceId; note: string; picture: string; says: string }
  | { type: 'remove-picture'; to: AudienceId; note: string; picture: string }
  | {
      type: 'place-note';
      to: AudienceId;
      placement: string;
      note: string;
      parent: string;
      after?: string | null;
    }
  | { type: 'move-note'; to: AudienceId; placement: string; parent: string; after?: string | null }
  | { type: 'remove-placement'; to: AudienceId; placement: string }
  | { type: 'remove-note'; to: AudienceId; note: string }
  | { type: 'link'; to: AudienceId; id: string; from: string; note: string; relation: string }
  | { type: 'unlink'; to: AudienceId; id: string }
  | { type: 'undo'; to: AudienceId; cursor: number }
  | { type: 'complain'; id: string; on: string; key: string | null; say: string }
  | { type: 'meet'; id: string }
  | { type: 'offer'; id: string; on: string; words: string }
  | { type: 'settle'; id: string; as: 'adopted' | 'edited' | 'declined' }
  | { type: 'nudge'; kind: 'more-annoying' | 'you-steered' }
  | { type: 'answer-swap'; amount: 'too-little' | 'right' | 'too-much'; thanks: string | null }
  | { type: 'set-flag'; flag: Flag }
  | { type: 'debrief'; answers: Debrief }
  | { type: 'broadcast'; id: string; words: string }
  | { type: 'comment'; id: string; groups: GroupId[]; words: string }
  | { type: 'put-away'; id: string }
  | { type: 'mark'; to: AudienceId; note: string }
  | { type: 'unmark'; to: AudienceId; note: string }
  | { type: 'pick-pair'; id: string; strong: PickedNote; weak: PickedNote }
  | { type: 'answer-ask'; id: string; yes: boolean }
  | { type: 'show-pair'; id: string }
  | { type: 'tell-pair' }
  | { type: 'pick-share'; note: string; picked: boolean }
  | { type: 'name-shares'; named: boolean }
  | { type: 'share'; to: 'next' | 'back' }
  | { type: 'clear-front' };

/** A group's note, as whoever leads points at it. */
export interface PickedNote {
  group: GroupId;
  note: string;
}

export type SessionCommand = ServerCommand | PersonCommand;
export type CommandOf<T extends SessionCommand['type']> = Extract<SessionCommand, { type: T }>;
