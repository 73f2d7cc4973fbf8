import type { Entry } from '../../../../core/stream/entry.ts';
import { textParts } from '../../accept.ts';
import { manyEntry } from '../../compacting.ts';
import type { BlobRef, Snapshot, StoredBlob, StreamRef } from '../../port.ts';
import { decodeRuns } from '../../runs.ts';
import type { Database } from './database.ts';
import { type ManyRow, readTally } from './rest.ts';

/** Entries on their way to the main thread: JSON arrays of so many each, parsed one at a time. */
const CHUNK = 5000;

export interface LoadedChunks {
  snapshot: Snapshot | null;
  chunks: string[];
  seq: number;
}

interface Head {
  seq: number;
  at: number;
  by: number;
  device: number;
  counter: number;
  version: number;
  refused: string | null;
}
type EntryRow = Head & { event: string };
type WroteRow = Head & { event: string | null; name: string };

/** Everything that is only read, each call within one view of the database. Runs on the reading thread. */
export class Reader {
  private readonly database: Database;
  private readonly statements;

  constructor(database: Database) {
    this.database = database;
    this.statements = {
      stream: database.prepare<[string, string], { id: number; seq: number }>(
        'SELECT id, seq FROM stream WHERE space = ? AND name = ?',
      ),
      names: database.prepare<[number], { id: number; value: string }>(
        'SELECT id, value FROM name WHERE stream = ?',
      ),
      snapshot: database.prepare<[number], Snapshot>(
        'SELECT seq, core, bytes FROM snapshot WHERE stream = ?',
      ),
      entries: database.prepare<[number, number], EntryRow>(
        'SELECT seq, at, by, device, counter, version, refused, event FROM entry ' +
          'WHERE stream = ? AND seq > ? ORDER BY seq',
      ),
      wrote: database.prepare<[number, number], WroteRow>(
        'SELECT w.seq, w.at, w.by, w.device, w.counter, w.version, w.refused, w.event, t.name ' +
          'FROM wrote w CROSS JOIN text t ON t.id = w.text WHERE w.stream = ? AND w.seq > ? ORDER BY w.seq',
      ),
      many: database.prepare<[number, number], ManyRow & { name: string }>(
        'SELECT m.*, t.name FROM many m CROSS JOIN text t ON t.id = m.text ' +
          'WHERE m.stream = ? AND m.last > ? ORDER BY m.last',
      ),
      streams: database.prepare<[], StreamRef>('SELECT space, name AS stream FROM stream'),
      streamsOf: database.prepare<[string], StreamRef>(
        'SELECT space, name AS stream FROM stream WHERE space = ?',
      ),
      blob: database.prepare<[string, string], StoredBlob>(
        'SELECT id, owner, type, bytes FROM blob WHERE space = ? AND id = ?',
      ),
      blobs: database.prepare<{ space: string; prefix: string }, BlobRef>(
        'SELECT id, owner FROM blob WHERE space = $space AND id >= $prefix AND substr(id, 1, length($prefix)) = $prefix',
      ),
      erasures: database.prepare<[string], { person: string; at: number }>(
        'SELECT person, at FROM erasure WHERE space = ?',
      ),
    };
  }

  load(ref: StreamRef, after: number | null, withSnapshot: boolean): LoadedChunks {
    return this.database.transaction(() => {
      const stream = this.statements.stream.get(ref.space, ref.stream);
      if (!stream) return { snapshot: null, chunks: [], seq: 0 };
      const snapshot = (withSnapshot && this.statements.snapshot.get(stream.id)) || null;
      const from = snapshot?.seq ?? after ?? 0;
      return { snapshot, chunks: this.chunks(stream.id, from), seq: stream.seq };
    })();
  }

  streams(space: string | null): StreamRef[] {
    return space === null ? this.statements.streams.all() : this.statements.streamsOf.all(space);
  }

  getBlob(space: string, id: string): StoredBlob | null {
    return this.statements.blob.get(space, id) ?? null;
  }

  blobs(space: string, prefix: string): BlobRef[] {
    return this.statements.blobs.all({ space, prefix });
  }

  erasures(space: string): { person: string; at: number }[] {
    return this.statements.erasures.all(space);
  }

  private chunks(stream: number, after: number): string[] {
    const names = [''];
    for (const { id, value } of this.statements.names.all(stream)) names[id] = value;
    const quoted = names.map((name) => JSON.stringify(name));
    const chunks: string[] = [];
    let chunk: string[] = [];
    for (const entry of inOrder([
      entriesOf(this.statements.entries.iterate(stream, after), quoted),
      wroteOf(this.statements.wrote.iterate(stream, after), names, quoted),
      manyOf(this.statements.many.iterate(stream, after), names, after),
    ])) {
      if (chunk.push(entry) === CHUNK) {
        chunks.push(`[${chunk.join()}]`);
        chunk = [];
      }
    }
    if (chunk.length > 0) chunks.push(`[${chunk.join()}]`);
    return chunks;
  }
}

type Numbered = { seq: number; json: string };

const headOf = (row: Head, quoted: string[]) =>
  `{"seq":${row.seq},"at":${row.at},"by":${quoted[row.by]},"device":${quoted[row.device]},` +
  `"counter":${row.counter},"version":${row.version},${row.refused === null ? '' : `"refused":${row.refused},`}"event":`;

function* entriesOf(rows: Iterable<EntryRow>, quoted: string[]): Generator<Numbered> {
  for (const row of rows) yield { seq: row.seq, json: `${headOf(row, quoted)}${row.event}}` };
}

function* wroteOf(rows: Iterable<WroteRow>, names: string[], quoted: string[]): Generator<Numbered> {
  for (const row of rows) {
    const { to, note } = textParts(row.name);
    const event = row.event ?? JSON.stringify({ to, type: 'wrote', note, by: names[row.by] });
    yield { seq: row.seq, json: `${headOf(row, quoted)}${event}}` };
  }
}

function* manyOf(
  rows: Iterable<ManyRow & { name: string }>,
  names: string[],
  after: number,
): Generator<Numbered> {
  for (const row of rows) {
    const { to, note } = textParts(row.name);
    const nameOf = (id: number) => names[id] ?? '';
    const { last, at, version } = row;
    const tally = readTally(row.tally, nameOf);
    const many = { runs: decodeRuns(row.runs), last, at, by: nameOf(row.by), version, tally };
    const entry: Entry = manyEntry(many, to, note, after);
    yield { seq: last, json: JSON.stringify(entry) };
  }
}

function* inOrder(sources: Generator<Numbered>[]): Generator<string> {
  const heads = sources.map((source) => source.next());
  for (;;) {
    let first = -1;
    for (let i = 0; i < heads.length; i++) {
      const head = heads[i];
      if (!head || head.done) continue;
      const best = heads[first];
      if (!best || best.done || head.value.seq < best.value.seq) first = i;
    }
    const head = heads[first];
    const source = sources[first];
    if (!head || head.done || !source) return;
    yield head.value.json;
    heads[first] = source.next();
  }
}
