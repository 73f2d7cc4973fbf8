import type { Earlier } from '../session/forming/rule.ts';
import type { Addressed, AudienceId, PersonId } from './entry.ts';
import type { OrderedMap } from './ordered.ts';
import type { Refusal } from './refusal.ts';

/** What every audience's part of a stream's state has: how many events it was sent since the stream began. */
export interface Part {
  cursor: number;
}
export type Parts<P extends Part = Part> = OrderedMap<P>;

/** Everything that a decision may depend on besides the state and the command. The core itself asks nobody. */
export interface Context {
  actor: PersonId;
  /** Server instant, milliseconds. */
  now: number;
  /** Chance, as a number: the same seed decides the same. */
  seed: number;
  /** The words that stand in a note now. In a browser undefined where they aren't at hand. */
  words: (to: AudienceId, note: string) => string | undefined;
  /** Who worked with whom before; only where a command asked for it, and never in a browser. */
  earlier?: Earlier;
  /** True on the server, which holds every part. False in a browser: what is missing there is unknown, not absent. */
  whole: boolean;
}

/** What it takes to fold events: the half of a subject that server and browser share without decisions. */
export interface Folding<P extends Part, E extends Addressed> {
  emptyPart(audience: AudienceId): P;
  /** Pure and total: an event that makes no sense here leaves the part as it is. Doesn't touch `cursor`. */
  fold(part: P, event: E): P;
}

/** `unknown`: a browser can't tell (a hidden part, chance); only said where `context.whole` is false. */
export type Decision<E> = E[] | Refusal | 'unknown';

/**
 * One kind of stream. A state is one *part* per audience, and an event changes the part of the audience it was
 * born for and no other. So what an audience is sent folds to exactly its part (EN-1), a cursor is a count of
 * events (EN-2), and a browser runs these same functions over the few parts that it may hold.
 */
export interface Subject<P extends Part, E extends Addressed, C> extends Folding<P, E> {
  /** Name in the stream's id. */
  kind: string;
  /** Snapshots of another version are not read. */
  version: string;
  decide(parts: Parts<P>, command: C, context: Context): Decision<E>;
  /** Notes whose words `decide` will ask for. */
  needsWords(parts: Parts<P>, command: C, actor: PersonId): { to: AudienceId; note: string }[];
  /** Every audience that a person belongs to, or null for a stranger to the stream. */
  audiencesOf(parts: Parts<P>, person: PersonId): AudienceId[] | null;
  /** The next instant at which the server itself must act, or null. */
  nextDeadline(parts: Parts<P>): number | null;
  /** What the server then commands. */
  deadlineCommand(parts: Parts<P>, now: number): C | null;
}
