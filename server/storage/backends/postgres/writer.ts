import type { ClientBase } from 'pg';
import { absorb, type Many, type Tally } from '../../compacting.ts';
import {
  type Erasure,
  SequenceConflict,
  type Snapshot,
  StorageUnavailable,
  type StoredBlob,
  type StreamRef,
} from '../../port.ts';
import { decodeRuns, encodeRuns } from '../../runs.ts';
import { isAnswer } from './faults.ts';

/** All or nothing. */
export async function transact<T>(client: ClientBase, work: () => Promise<T>): Promise<T> {
  await client.query('BEGIN');
  try {
    const answer = await work();
    const { command } = await client.query('COMMIT');
    // A transaction in which something had failed ends so without an error.
    if (command !== 'COMMIT') throw new StorageUnavailable(`The commit became a ${command}.`);
    return answer;
  } catch (error) {
    if (isAnswer(error)) await client.query('ROLLBACK');
    throw error;
  }
}

interface ManyColumns {
  last: number | null;
  at: number;
  by: string;
  version: number;
  runs: Uint8Array;
  tally: string;
}

export function manyOf({ last, at, by, version, runs, tally }: ManyColumns): Many | null {
  if (last === null) return null;
  return { last, at, by, version, runs: decodeRuns(runs), tally: JSON.parse(tally) as Tally };
}

/** The stream, held so that nobody else changes it until the transaction ends; null where there is none. */
async function hold(client: ClientBase, ref: StreamRef): Promise<{ id: number; seq: number } | null> {
  const { rows } = await client.query<{ id: number; seq: number }>({
    name: 'hold',
    text: 'SELECT id, seq FROM stream WHERE space = $1 AND name = $2 FOR UPDATE',
    values: [ref.space, ref.stream],
  });
  return rows[0] ?? null;
}

export async function compact(
  client: ClientBase,
  ref: StreamRef,
  text: string,
  through: number,
  base: Uint8Array,
): Promise<void> {
  const held = await hold(client, ref);
  if (!held || through > held.seq) throw new SequenceConflict(`${ref.stream} doesn't reach ${through}`);
  await rest(client, held.id, text, through, base);
}

/** `through` doesn't lie beyond the stream's end: then whatever is typed later comes after it, too. */
async function rest(
  client: ClientBase,
  stream: number,
  text: string,
  through: number,
  base: Uint8Array,
): Promise<void> {
  const { rows: texts } = await client.query<ManyColumns & { through: number }>({
    name: 'text',
    text: 'SELECT through, last, at, by, version, runs, tally FROM text WHERE stream = $1 AND name = $2',
    values: [stream, text],
  });
  const before = texts[0];
  if (before && through < before.through) return;
  const { rows: heads } = await client.query<{
    seq: number;
    at: number;
    by: string;
    device: string;
    counter: number;
    version: number;
    refused: string | null;
  }>({
    name: 'take',
    text:
      'WITH taken AS (DELETE FROM entry WHERE stream = $1 AND text = $2 AND seq <= $3 ' +
      'RETURNING seq, at, by, device, counter, version, refused) SELECT * FROM taken ORDER BY seq',
    values: [stream, text, through],
  });
  const many = absorb(
    before ? manyOf(before) : null,
    heads.map(({ refused, ...head }) => ({
      ...head,
      ...(refused === null ? {} : { refused: JSON.parse(refused) as number[] }),
    })),
  );
  await client.query({
    name: 'rest',
    text:
      'INSERT INTO text (stream, name, through, base, last, at, by, version, runs, tally) ' +
      'VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (stream, name) DO UPDATE SET ' +
      'through = excluded.through, base = excluded.base, last = excluded.last, at = excluded.at, by = excluded.by, ' +
      'version = excluded.version, runs = excluded.runs, tally = excluded.tally',
    values: [stream, text, through, base, ...manyColumns(many)],
  });
}

export function manyColumns(many: Many | null): unknown[] {
  if (!many) return [null, null, null, null, null, null];
  const { last, at, by, version, runs, tally } = many;
  return [last, at, by, version, encodeRuns(runs), JSON.stringify(tally)];
}

export async function snapshot(
  client: ClientBase,
  ref: StreamRef,
  { seq, core, bytes }: Snapshot,
): Promise<void> {
  const held = await hold(client, ref);
  if (!held || seq > held.seq) throw new RangeError('A snapshot lies beyond its stream.');
  await client.query(
    'INSERT INTO snapshot (stream, seq, core, bytes) VALUES ($1, $2, $3, $4) ON CONFLICT (stream) DO UPDATE ' +
      'SET seq = excluded.seq, core = excluded.core, bytes = excluded.bytes WHERE snapshot.seq <= excluded.seq',
    [held.id, seq, core, bytes],
  );
}

export async function erase(client: ClientBase, ref: StreamRef, change: Erasure): Promise<void> {
  const held = await hold(client, ref);
  for (const { seq, event } of change.events) {
    const done = await client.query(
      'UPDATE entry SET event = $3 WHERE stream = $1 AND seq = $2 AND text IS NULL',
      [held?.id ?? 0, seq, JSON.stringify(event)],
    );
    if (done.rowCount !== 1) throw new RangeError(`Entry ${seq} can't be rewritten.`);
  }
  for (const { text, through, base } of change.texts) {
    if (!held || through !== held.seq) throw new SequenceConflict(`${ref.stream} doesn't end at ${through}`);
    await rest(client, held.id, text, through, base);
  }
  if (held) await client.query('DELETE FROM snapshot WHERE stream = $1', [held.id]);
}

export async function lease(
  client: ClientBase,
  { space, stream }: StreamRef,
  holder: string,
  until: number,
  now: number,
): Promise<boolean> {
  const { rowCount } = await client.query(
    'INSERT INTO lease (space, name, holder, until) VALUES ($1, $2, $3, $4) ON CONFLICT (space, name) DO UPDATE ' +
      'SET holder = excluded.holder, until = excluded.until WHERE lease.holder = excluded.holder OR lease.until <= $5',
    [space, stream, holder, until, now],
  );
  return rowCount === 1;
}

export async function release(
  client: ClientBase,
  { space, stream }: StreamRef,
  holder: string,
): Promise<void> {
  await client.query('DELETE FROM lease WHERE space = $1 AND name = $2 AND holder = $3', [
    space,
    stream,
    holder,
  ]);
}

export async function putBlob(
  client: ClientBase,
  space: string,
  { id, owner, type, bytes }: StoredBlob,
): Promise<void> {
  await client.query(
    'INSERT INTO blob (space, id, owner, type, bytes) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING',
    [space, id, owner, type, bytes],
  );
}

export async function dropBlobs(client: ClientBase, space: string, ids: string[]): Promise<void> {
  await client.query('DELETE FROM blob WHERE space = $1 AND id = ANY ($2)', [space, ids]);
}

export async function eraseBlobs(client: ClientBase, space: string, person: string): Promise<void> {
  await client.query('DELETE FROM blob WHERE space = $1 AND owner = $2', [space, person]);
}

export async function rememberErasure(
  client: ClientBase,
  space: string,
  person: string,
  at: number,
): Promise<void> {
  await client.query(
    'INSERT INTO erasure (space, person, at) VALUES ($1, $2, $3) ' +
      'ON CONFLICT (space, person) DO UPDATE SET at = excluded.at',
    [space, person, at],
  );
}
