import type { ClientBase } from 'pg';
import { type Entry, textId } from '../../../../core/stream/entry.ts';
import { isWrote } from '../../accept.ts';
import type { StreamRef } from '../../port.ts';

/** Entries on their way into one stream, made plain when they are handed over: the caller may change its own later. */
export interface Append {
  ref: StreamRef;
  expectedSeq: number;
  rows: Row[];
}

interface Row {
  at: number;
  counter: number;
  version: number;
  by: string;
  device: string;
  refused: string | null;
  event: string | null;
  text: string | null;
  bytes: Uint8Array | null;
}

export function rowOf(entry: Entry): Row {
  const { at, counter, version, by, device, refused, event, update } = entry;
  const wrote = isWrote(entry) ? entry.event : null;
  return {
    at,
    counter,
    version,
    by,
    device,
    refused: refused ? JSON.stringify(refused) : null,
    event: wrote && isPlain(wrote, by) ? null : JSON.stringify(event),
    text: wrote ? textId(wrote.to, wrote.note) : null,
    bytes: update ? update.slice() : null,
  };
}

/** A `wrote` that says nothing but what its entry's other columns say. */
function isPlain(event: object & { by: string }, by: string): boolean {
  return event.by === by && Object.keys(event).length === 4;
}

/**
 * Everything in one statement, which is one transaction, one way there and back, and one fsync. A stream moves on
 * from the end that its append expects, or not at all: the row of the stream is locked by whoever is first, and
 * whoever waited for it finds that the end is another.
 *
 * The columns of the entries come as arrays, what is text as one JSON text each, and all bytes as one block, of which
 * every entry takes its part.
 */
const APPEND = `
WITH call AS (
  SELECT * FROM ROWS FROM (
    json_array_elements_text($1::json), json_array_elements_text($2::json), unnest($3::bigint[]), unnest($4::bigint[])
  ) WITH ORDINALITY AS c (space, name, expected, reached, call)
), born AS (
  INSERT INTO stream (space, name, seq) SELECT space, name, reached FROM call WHERE expected = 0
  ON CONFLICT (space, name) DO NOTHING RETURNING id, space, name
), moved AS (
  UPDATE stream SET seq = reached FROM call
  WHERE stream.space = call.space AND stream.name = call.name AND stream.seq = call.expected AND call.expected > 0
  RETURNING id, call
), kept AS (
  SELECT id, call FROM moved UNION ALL SELECT id, call FROM born JOIN call USING (space, name)
), added AS (
  INSERT INTO entry (stream, seq, at, counter, version, by, device, refused, event, text, bytes)
  SELECT kept.id, e.seq, e.at, e.counter, e.version, e.by, e.device, e.refused, e.event, e.text,
    CASE WHEN e.length >= 0 THEN substring($16::bytea FROM e.start FOR e.length) END
  FROM ROWS FROM (
    unnest($5::bigint[]), unnest($6::bigint[]), unnest($7::bigint[]), unnest($8::bigint[]), unnest($9::integer[]),
    json_array_elements_text($10::json), json_array_elements_text($11::json), json_array_elements_text($12::json),
    json_array_elements_text($13::json), json_array_elements_text($14::json),
    unnest($15::integer[]), unnest($17::integer[])
  ) AS e (call, seq, at, counter, version, by, device, refused, event, text, start, length)
  JOIN kept USING (call)
)
SELECT call FROM kept`;

/** At most one append for each stream. Answers with the places of those that were kept. */
export async function appendAll(client: ClientBase, appends: readonly Append[]): Promise<Set<number>> {
  const calls: number[] = [];
  const seqs: number[] = [];
  const rows: Row[] = [];
  appends.forEach(({ expectedSeq, rows: own }, i) => {
    own.forEach((row, at) => {
      calls.push(i + 1);
      seqs.push(expectedSeq + 1 + at);
      rows.push(row);
    });
  });
  const { block, starts, lengths } = joinBytes(rows);
  const numbers = (values: readonly number[]) => `{${values.join()}}`;
  const texts = (values: readonly (string | null)[]) => JSON.stringify(values);
  const column = <K extends keyof Row>(name: K): Row[K][] => rows.map((row) => row[name]);
  const result = await client.query<{ call: number }>({
    name: 'append',
    text: APPEND,
    values: [
      texts(appends.map(({ ref }) => ref.space)),
      texts(appends.map(({ ref }) => ref.stream)),
      numbers(appends.map(({ expectedSeq }) => expectedSeq)),
      numbers(appends.map(({ expectedSeq, rows: own }) => expectedSeq + own.length)),
      numbers(calls),
      numbers(seqs),
      numbers(column('at')),
      numbers(column('counter')),
      numbers(column('version')),
      texts(column('by')),
      texts(column('device')),
      texts(column('refused')),
      texts(column('event')),
      texts(column('text')),
      numbers(starts),
      block,
      numbers(lengths),
    ],
  });
  return new Set(result.rows.map(({ call }) => call - 1));
}

/** `starts` count from 1, as SQL does; the length is -1 where there are no bytes. */
function joinBytes(rows: readonly Row[]): { block: Buffer; starts: number[]; lengths: number[] } {
  const starts: number[] = [];
  const lengths: number[] = [];
  const parts: Uint8Array[] = [];
  let start = 1;
  for (const { bytes } of rows) {
    starts.push(start);
    lengths.push(bytes ? bytes.length : -1);
    if (!bytes) continue;
    parts.push(bytes);
    start += bytes.length;
  }
  return { block: Buffer.concat(parts), starts, lengths };
}
