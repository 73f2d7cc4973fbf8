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
 * Adds entries to the streams that `kept` gives by the number of their call. The columns come as arrays, what is text
 * as one JSON text each, and all bytes as one block, of which every entry takes its part.
 */
const ADD = `
INSERT INTO entry (stream, seq, at, counter, version, by, device, refused, event, text, bytes)
SELECT kept.id, e.seq, e.at, e.counter, e.version, e.by, e.device, e.refused, e.event, e.text,
  CASE WHEN e.length >= 0 THEN substring($13::bytea FROM e.start FOR e.length) END
FROM ROWS FROM (
  unnest($1::bigint[]), unnest($2::bigint[]), unnest($3::bigint[]), unnest($4::bigint[]), unnest($5::integer[]),
  json_array_elements_text($6::json), json_array_elements_text($7::json), json_array_elements_text($8::json),
  json_array_elements_text($9::json), json_array_elements_text($10::json),
  unnest($11::integer[]), unnest($12::integer[])
) AS e (call, seq, at, counter, version, by, device, refused, event, text, start, length)
JOIN kept USING (call)`;

/**
 * Everything in one statement, which is one transaction, one way there and back, and one fsync. A stream moves on
 * from the end that its append expects, or not at all: the row of the stream is locked by whoever is first, and
 * whoever waited for it finds that the end is another.
 */
const APPEND = `
WITH call AS (
  SELECT * FROM ROWS FROM (
    json_array_elements_text($14::json), json_array_elements_text($15::json),
    unnest($16::bigint[]), unnest($17::bigint[])
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
), added AS (${ADD})
SELECT call FROM kept`;

/** Entries of one stream with the numbers that they have, whatever is missing between them. */
const PLACE = `WITH kept AS (SELECT $14::bigint AS id, 1::bigint AS call) ${ADD}`;

/** At most one append for each stream. Answers with the places of those that were kept. */
export async function appendAll(client: ClientBase, appends: readonly Append[]): Promise<Set<number>> {
  const numbered: Numbered[] = [];
  appends.forEach(({ expectedSeq, rows }, i) => {
    rows.forEach((row, at) => {
      numbered.push({ call: i + 1, seq: expectedSeq + 1 + at, row });
    });
  });
  const result = await client.query<{ call: number }>({
    name: 'append',
    text: APPEND,
    values: [
      ...columnsOf(numbered),
      texts(appends.map(({ ref }) => ref.space)),
      texts(appends.map(({ ref }) => ref.stream)),
      numbers(appends.map(({ expectedSeq }) => expectedSeq)),
      numbers(appends.map(({ expectedSeq, rows }) => expectedSeq + rows.length)),
    ],
  });
  return new Set(result.rows.map(({ call }) => call - 1));
}

export async function placeEntries(
  client: ClientBase,
  stream: number,
  entries: readonly Entry[],
): Promise<void> {
  const numbered = entries.map((entry) => ({ call: 1, seq: entry.seq, row: rowOf(entry) }));
  await client.query({ name: 'place', text: PLACE, values: [...columnsOf(numbered), stream] });
}

interface Numbered {
  /** Which append, from 1. */
  call: number;
  seq: number;
  row: Row;
}

const numbers = (values: readonly number[]) => `{${values.join()}}`;
const texts = (values: readonly (string | null)[]) => JSON.stringify(values);

function columnsOf(numbered: readonly Numbered[]): unknown[] {
  const rows = numbered.map(({ row }) => row);
  const column = <K extends keyof Row>(name: K): Row[K][] => rows.map((row) => row[name]);
  const { block, starts, lengths } = joinBytes(rows);
  return [
    numbers(numbered.map(({ call }) => call)),
    numbers(numbered.map(({ seq }) => seq)),
    numbers(column('at')),
    numbers(column('counter')),
    numbers(column('version')),
    texts(column('by')),
    texts(column('device')),
    texts(column('refused')),
    texts(column('event')),
    texts(column('text')),
    numbers(starts),
    numbers(lengths),
    block,
  ];
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
