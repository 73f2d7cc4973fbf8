import type { SessionEvent } from '../../core/session/event.ts';
import { type Debrief, personAudience } from '../../core/session/parts.ts';
import type { Entry, PersonId } from '../../core/stream/entry.ts';

/** Somebody finished the exercise of a session. */
export interface Finish {
  person: PersonId;
  exercise: string;
  /** When the session ended, or they looked back on it, whichever was first. */
  at: number;
  /** What they said last. */
  got: number | null;
  use: string;
  /** What they got as they had said it when the session ended. */
  told: number | null;
}

/** What tells that somebody finished: a log without news of these tells nothing new. */
export const TELLS_FINISHES: ReadonlySet<string> = new Set<SessionEvent['type']>([
  'debriefed',
  'session-ended',
]);

interface Seated {
  here: boolean;
  answers: Debrief | null;
  at: number | null;
  told: number | null;
}

/** Who finished, from the whole log of a session. Who left before its end did only if they looked back. */
export function finishesIn(entries: readonly Entry[]): Finish[] {
  const seated = new Map<PersonId, Seated>();
  let exercise = '';
  let started = false;
  let ended = false;
  for (const { event: addressed, at } of entries) {
    const event = addressed as SessionEvent;
    switch (event.type) {
      case 'session-opened':
        exercise = event.exercise.id;
        break;
      case 'started':
        started = true;
        break;
      case 'joined':
        seated.set(event.member.id, { here: true, answers: null, at: null, told: null });
        break;
      case 'left':
      case 'returned': {
        const person = seated.get(event.person);
        if (person) person.here = event.type === 'returned';
        break;
      }
      case 'debriefed':
        if (!started) break;
        for (const [id, person] of seated) {
          if (event.to !== personAudience(id)) continue;
          person.answers = event.answers;
          person.at ??= at;
        }
        break;
      case 'session-ended':
        // Who comes in afterwards looks at what others made.
        if (!started || ended) break;
        ended = true;
        for (const person of seated.values()) {
          if (person.here) person.at ??= at;
          person.told = person.answers?.got ?? null;
        }
        break;
      default:
    }
  }
  return [...seated].flatMap(([person, { answers, at, told }]) =>
    at === null ? [] : [{ person, exercise, at, got: answers?.got ?? null, use: answers?.use ?? '', told }],
  );
}
