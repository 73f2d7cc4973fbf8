import { existsSync, readdirSync } from 'node:fs';
import type { Entry } from '../../../../core/stream/entry.ts';
import { textParts } from '../../accept.ts';
import type { StorageConfig } from '../../backends.ts';
import type { Snapshot, StoredBlob, StreamRef } from '../../port.ts';
import { decodeRuns } from '../../runs.ts';
import type { Piece } from '../../transfer.ts';
import { DATABASE_FILE, type Database, databasePath, openDatabase, readDatabase } from './database.ts';
import { HALF_COPIED } from './migrate.ts';
import { type ManyRow, readTally } from './rest.ts';
import { Writer } from './writer.ts';

const PAGE = 1000;

export async function occupied({ dataDir }: StorageConfig): Promise<string | null> {
  if (!existsSync(dataDir) || readdirSync(dataDir).length === 0) return null;
  return `${dataDir} isn't empty. Name a folder that is, or that isn't there yet.`;
}

export async function vacant({ dataDir }: StorageConfig): Promise<string | null> {
  return existsSync(databasePath(dataDir)) ? null : `There is no ${DATABASE_FILE} in ${dataDir}.`;
}

export async function* pour({ dataDir }: StorageConfig): AsyncGenerator<Piece> {
  const database = readDatabase(dataDir);
  try {
    database.exec('BEGIN');
    const streams = database
      .prepare<[], { id: number; space: string; stream: string; seq: number }>(
        'SELECT id, space, name AS stream, seq FROM stream ORDER BY space, name',
      )
      .all();
    for (const { id, space, stream, seq } of streams) {
      yield { piece: 'stream', ref: { space, stream }, seq };
      const names = [''];
      for (const name of database
        .prepare<[number], { id: number; value: string }>('SELECT id, value FROM name WHERE stream = ?')
        .iterate(id))
        names[name.id] = name.value;
      yield* pourEntries(database, id, names);
      yield* pourTexts(database, id, names);
      const snapshot = database
        .prepare<[number], Snapshot>('SELECT seq, core, bytes FROM snapshot WHERE stream = ?')
        .get(id);
      if (snapshot) yield { piece: 'snapshot', snapshot };
    }
    for (const { space, ...blob } of database
      .prepare<[], StoredBlob & { space: string }>('SELECT space, id, owner, type, bytes FROM blob')
      .iterate())
      yield { piece: 'blob', space, blob };
    for (const { space, person, at } of database
      .prepare<[], { space: string; person: string; at: number }>('SELECT space, person, at FROM erasure')
      .iterate())
      yield { piece: 'erasure', space, person, at };
  } finally {
    database.close();
  }
}

interface Row {
  seq: number;
  at: number;
  by: number;
  device: number;
  counter: number;
  version: number;
  refused: string | null;
  event: string | null;
  text: string | null;
  bytes: Uint8Array | null;
}

function* pourEntries(database: Database, stream: number, names: string[]): Generator<Piece> {
  const page = database.prepare<{ stream: number; after: number }, Row>(
    'SELECT seq, at, by, device, counter, version, refused, event, NULL AS text, NULL AS bytes FROM entry ' +
      'WHERE stream = $stream AND seq > $after ' +
      'UNION ALL SELECT w.seq, w.at, w.by, w.device, w.counter, w.version, w.refused, w.event, t.name, w.bytes ' +
      'FROM wrote w CROSS JOIN text t ON t.id = w.text WHERE w.stream = $stream AND w.seq > $after ' +
      `ORDER BY seq LIMIT ${PAGE}`,
  );
  for (let after = 0; ; ) {
    const rows = page.all({ stream, after });
    if (rows.length === 0) return;
    yield { piece: 'entries', entries: rows.map((row) => entryOf(row, names)) };
    after = (rows[rows.length - 1] as Row).seq;
  }
}

function entryOf({ refused, event, text, bytes, ...row }: Row, names: string[]): Entry {
  const by = names[row.by] ?? '';
  return {
    ...row,
    by,
    device: names[row.device] ?? '',
    ...(refused === null ? {} : { refused: JSON.parse(refused) as number[] }),
    event: event === null ? { ...textParts(text ?? ''), type: 'wrote', by } : JSON.parse(event),
    ...(bytes ? { update: bytes } : {}),
  };
}

function* pourTexts(database: Database, stream: number, names: string[]): Generator<Piece> {
  const nameOf = (id: number) => names[id] ?? '';
  const many = database.prepare<[number, number], ManyRow>(
    'SELECT * FROM many WHERE stream = ? AND last = ?',
  );
  for (const { name, through, last, base } of database
    .prepare<[number], { name: string; through: number; last: number | null; base: Uint8Array }>(
      'SELECT name, through, last, base FROM text WHERE stream = ? AND base IS NOT NULL ORDER BY name',
    )
    .iterate(stream)) {
    const row = last === null ? undefined : many.get(stream, last);
    if (last !== null && !row) throw new Error(`the compacted entries at ${last} are missing`);
    yield {
      piece: 'text',
      text: name,
      through,
      base,
      many: row
        ? {
            last: row.last,
            at: row.at,
            by: nameOf(row.by),
            version: row.version,
            runs: decodeRuns(row.runs),
            tally: readTally(row.tally, nameOf),
          }
        : null,
    };
  }
}

/** In one transaction; until `finish` the folder can't be opened. */
export async function fill({ dataDir }: StorageConfig, pieces: AsyncIterable<Piece>): Promise<void> {
  const database = openDatabase(dataDir);
  try {
    database.exec(`CREATE TABLE ${HALF_COPIED} (since INTEGER)`);
    const writer = new Writer(database);
    let ref: StreamRef = { space: '', stream: '' };
    database.exec('BEGIN IMMEDIATE');
    for await (const piece of pieces) {
      if (piece.piece === 'stream') ref = piece.ref;
      place(writer, ref, piece);
    }
    database.exec('COMMIT');
  } finally {
    database.close();
  }
}

function place(writer: Writer, ref: StreamRef, piece: Piece): void {
  if (piece.piece === 'stream') writer.placeStream(ref, piece.seq);
  else if (piece.piece === 'entries') for (const entry of piece.entries) writer.placeEntry(ref, entry);
  else if (piece.piece === 'text') writer.placeText(ref, piece.text, piece.through, piece.base, piece.many);
  else if (piece.piece === 'snapshot') writer.snapshot(ref, piece.snapshot);
  else if (piece.piece === 'blob') writer.putBlob(piece.space, piece.blob);
  else writer.rememberErasure(piece.space, piece.person, piece.at);
}

export async function finish({ dataDir }: StorageConfig): Promise<void> {
  const database = openDatabase(dataDir);
  database.exec(`DROP TABLE ${HALF_COPIED}`);
  database.close();
}
