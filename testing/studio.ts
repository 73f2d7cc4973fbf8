import type { SessionCommand } from '../core/session/command.ts';
import type { SessionEvent } from '../core/session/event.ts';
import type { Exercise } from '../core/session/exercise.ts';
import { groupAudience, groupOf, type Room, roomOf, type SessionParts } from '../core/session/parts.ts';
import { session } from '../core/session/subject.ts';
import { textId } from '../core/stream/entry.ts';
import { OrderedMap } from '../core/stream/ordered.ts';
import { evolveParts } from '../core/stream/state.ts';
import type { Decision } from '../core/stream/subject.ts';

/** A session in the core alone: decides and folds at once, without a server, a clock or a line. */
export class Studio {
  parts: SessionParts = OrderedMap.empty();
  now = 1_800_000_000_000;
  seed = 1;
  /** Everything that ever happened, in order. */
  readonly told: SessionEvent[] = [];
  /** How notes read once they were typed in, by audience and note. */
  readonly words = new Map<string, string>();

  constructor(
    exercise: Exercise,
    options: { people?: readonly string[]; rounds?: number; solo?: boolean } = {},
  ) {
    const { people = [], rounds = exercise.rounds.default, solo = false } = options;
    this.act('lead', { type: 'open-session', exercise, title: 'A session', mode: 'mixed', rounds, solo });
    for (const person of people) this.join(person);
  }

  get room(): Room {
    return roomOf(this.parts) as Room;
  }

  join(person: string, sharesWith: string | null = null): SessionEvent[] {
    return this.act('server', { type: 'join', person, sharesWith });
  }

  groupOf(person: string): string {
    return groupOf(this.room, person)?.id ?? '';
  }

  audienceOf(person: string): string {
    return groupAudience(this.groupOf(person));
  }

  /** What would come of it. Nothing changes. */
  ask(actor: string, command: SessionCommand): Decision<SessionEvent> {
    return session.decide(this.parts, command, {
      actor,
      now: this.now,
      seed: this.seed,
      whole: true,
      words: (to, note) =>
        this.words.get(textId(to, note)) ?? this.parts.get(to)?.tree.notes.get(note)?.words,
    });
  }

  /** What came of it: nothing at all where it was refused. */
  attempt(actor: string, command: SessionCommand): SessionEvent[] {
    this.now += 1000;
    this.seed++;
    const events = this.ask(actor, command);
    if (!Array.isArray(events)) return [];
    for (const event of events) this.parts = evolveParts(session, this.parts, event);
    this.told.push(...events);
    return events;
  }

  /** What came of it. Throws where it was refused. */
  act(actor: string, command: SessionCommand): SessionEvent[] {
    const answer = this.ask(actor, command);
    if (!Array.isArray(answer))
      throw new Error(`${actor} may not ${command.type}: ${JSON.stringify(answer)}`);
    return this.attempt(actor, command);
  }

  type(actor: string, to: string, note: string, words: string): void {
    this.act(actor, { type: 'wrote', to, note });
    this.words.set(textId(to, note), words);
  }
}
