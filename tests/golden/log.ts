import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { upcast } from '../../core/protocol/upcast.ts';
import type { SessionEvent } from '../../core/session/event.ts';
import type { SessionPart } from '../../core/session/parts.ts';
import { session } from '../../core/session/subject.ts';
import type { Entry } from '../../core/stream/entry.ts';
import { emptyState, evolve, packState, type State } from '../../core/stream/state.ts';

/** A whole log that some version wrote, and what it came to. */
export interface GoldenLog {
  /** By version of the session's core: SHA-256 of the packed state's JSON, its keys in order. */
  states: Record<string, string>;
  entries: Entry[];
}

export const FOLDER = new URL('./', import.meta.url);

/** Every log that a release has left here, by file name. Throws where there is none. */
export function readGoldenLogs(): [name: string, GoldenLog][] {
  const names = readdirSync(FOLDER).filter((name) => name.endsWith('.log.json'));
  if (names.length === 0) throw new Error('no golden log was found');
  return names.map((name) => [name, JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8')) as GoldenLog]);
}

/** What a log comes to, folded from its beginning or onto what stood before it. */
export const replay = (
  entries: readonly Entry[],
  from: State<SessionPart> = emptyState(),
): State<SessionPart> =>
  entries.reduce((state, entry) => evolve(session, state, upcast<SessionEvent>(entry)), from);

export function hashState(state: State<SessionPart>): string {
  const json = JSON.stringify(packState(state), (_key, held: unknown) =>
    held !== null && typeof held === 'object' && !Array.isArray(held)
      ? Object.fromEntries(Object.entries(held).sort(([a], [b]) => (a < b ? -1 : 1)))
      : held,
  );
  return createHash('sha256').update(json).digest('hex');
}
