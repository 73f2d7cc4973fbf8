import type { SessionClient } from '../../client/api.ts';
import type { NoteTree } from '../../core/notes/tree.ts';
import type { SessionPart } from '../../core/session/parts.ts';
import { placeNamed } from '../../server/settings.ts';
import { findBackend } from '../../server/storage/backends.ts';
import { systemClock } from '../../server/streams/clock.ts';
import { Streams } from '../../server/streams/streams.ts';
import { tokensIn } from './writer.ts';

/** A session as somebody reads it who opens the storage for the first time. */
export interface ColdRead {
  parts: ReadonlyMap<string, SessionPart>;
  words: ReadonlyMap<string, Record<string, string>>;
  /** How often each token stands anywhere. */
  tokens: ReadonlyMap<string, number>;
}

/** Reads the one session in a data folder, or in a database by its address. The server must be gone. */
export async function readCold(place: string): Promise<ColdRead> {
  const parts = new Map<string, SessionPart>();
  const words = new Map<string, Record<string, string>>();
  const tokens = new Map<string, number>();
  await readEach(place, (to, part, told) => {
    parts.set(to, part);
    words.set(to, told);
    count(told, tokens);
  });
  return { parts, words, tokens };
}

/** How often each token stands in any session of a data folder. The server must be gone. */
export async function countTokens(dataDir: string): Promise<ReadonlyMap<string, number>> {
  const tokens = new Map<string, number>();
  await readEach(dataDir, (_to, _part, told) => count(told, tokens));
  return tokens;
}

function count(told: Record<string, string>, tokens: Map<string, number>): void {
  for (const token of Object.values(told).flatMap(tokensIn)) tokens.set(token, (tokens.get(token) ?? 0) + 1);
}

async function readEach(
  place: string,
  each: (to: string, part: SessionPart, told: Record<string, string>) => void,
): Promise<void> {
  const { storage: backend, config } = placeNamed(place, {});
  const storage = await (await findBackend(backend)).open(config);
  const errors: unknown[] = [];
  const streams = new Streams({
    storage,
    clock: systemClock,
    secret: new Uint8Array(32),
    onError: (error) => errors.push(error),
  });
  try {
    const refs = (await storage.streams()).filter(({ stream }) => stream.startsWith('session:'));
    for (const ref of refs) {
      const stream = await streams.get(ref);
      for (const [to, part] of stream.parts) {
        each(to, part, await stream.words(to, [...part.tree.notes.keys()]));
      }
    }
    if (errors.length > 0) throw errors[0];
  } finally {
    await streams.close();
    await storage.close();
  }
}

/** What a client shows: by audience the cursor, and by note all of it with its words. */
export type Shown = Map<string, { cursor: number; notes: Map<string, string> }>;

export function lookAt(client: SessionClient): Shown {
  const { parts, words } = client.view();
  const laid = [...parts].map(
    ([to, { cursor, tree }]): [string, { cursor: number; notes: Map<string, string> }] => {
      return [to, { cursor, notes: lay(tree, (note) => words(note) ?? '') }];
    },
  );
  return new Map(laid);
}

/** Where a client shows something else than the storage holds. `whole`: it has everything open. */
export function differences(shownParts: Shown, cold: ColdRead, whole: boolean): string[] {
  const found: string[] = [];
  for (const [to, shown] of shownParts) {
    const stored = cold.parts.get(to);
    if (!stored) {
      if (shown.cursor > 0) found.push(`${to} is not in the storage`);
      continue;
    }
    if (shown.cursor !== stored.cursor) found.push(`${to}: cursor ${shown.cursor}, stored ${stored.cursor}`);
    const told = cold.words.get(to) ?? {};
    const ours = shown.notes;
    const theirs = lay(stored.tree, (note) => told[note] ?? '');
    for (const key of new Set([...ours.keys(), ...(whole ? theirs.keys() : [])])) {
      if (ours.get(key) !== theirs.get(key)) {
        found.push(`${to} ${key}: ${apart(ours.get(key), theirs.get(key))}`);
      }
    }
  }
  return found;
}

function lay(tree: NoteTree, words: (note: string) => string): Map<string, string> {
  const laid = new Map<string, string>();
  for (const note of tree.notes.values()) {
    const places = note.places.map((id) => {
      const place = tree.placements.get(id);
      return `${place?.parent}@${place?.order}`;
    });
    const { kind, by, removed, fields } = note;
    laid.set(note.id, JSON.stringify([kind, by, removed, fields, places.sort(), words(note.id)]));
  }
  return laid;
}

/** Where two texts begin to differ, with what stands around. */
function apart(shown = 'nothing', stored = 'nothing'): string {
  let at = 0;
  while (at < shown.length && shown[at] === stored[at]) at++;
  const around = (text: string) =>
    `${text.length} letters, at ${at} …${text.slice(Math.max(0, at - 40), at + 80)}`;
  return `shows ${around(shown)}, stored ${around(stored)}`;
}
