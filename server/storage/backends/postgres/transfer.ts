import pg from 'pg';
import type { StorageConfig } from '../../backends.ts';
import type { Snapshot, StoredBlob } from '../../port.ts';
import type { Piece } from '../../transfer.ts';
import { readAddress, sayAddress, sayRefusal } from './address.ts';
import { placeEntries } from './append.ts';
import { clientConfig, settle } from './connect.ts';
import { HALF_COPIED, readLayout, tablesHere } from './migrate.ts';
import { ENTRY, type EntryRow, entryOf, own } from './reader.ts';
import { manyColumns, manyOf, putBlob, rememberErasure, transact } from './writer.ts';

const PAGE = 1000;
/** What may be large one by one is taken a few at a time. */
const FEW = 50;

async function withClient<T>(config: StorageConfig, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = await connect(config);
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function connect({ url }: StorageConfig): Promise<pg.Client> {
  const address = readAddress(url);
  const client = new pg.Client(clientConfig(address, 'greenball copy'));
  client.on('error', () => {});
  try {
    await client.connect();
    await settle(client, { synchronous: 'FULL' });
  } catch (error) {
    throw new Error(sayRefusal(address, error));
  }
  return client;
}

export const occupied = (config: StorageConfig): Promise<string | null> =>
  withClient(config, async (client) => {
    const where = sayAddress(readAddress(config.url));
    for (const name of await tablesHere(client)) {
      if (name === 'layout' || name.startsWith('directory_migration')) continue;
      const { rowCount } = await client.query(`SELECT 1 FROM ${client.escapeIdentifier(name)} LIMIT 1`);
      if (rowCount !== 0 || name === HALF_COPIED) {
        return `The database ${where} isn't empty. Name one that is; createdb makes it.`;
      }
    }
    return null;
  });

export const vacant = (config: StorageConfig): Promise<string | null> =>
  withClient(config, async (client) =>
    (await readLayout(client)) > 0
      ? null
      : `There is nothing of Greenball in the database ${sayAddress(readAddress(config.url))}.`,
  );

export async function* pour(config: StorageConfig): AsyncGenerator<Piece> {
  const client = await connect(config);
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const { rows: streams } = await client.query<{ id: number; space: string; stream: string; seq: number }>(
      'SELECT id, space, name AS stream, seq FROM stream ORDER BY space, name',
    );
    for (const { id, space, stream, seq } of streams) {
      yield { piece: 'stream', ref: { space, stream }, seq };
      yield* pourEntries(client, id);
      yield* pourTexts(client, id);
      const { rows } = await client.query<Snapshot>(
        'SELECT seq, core, bytes FROM snapshot WHERE stream = $1',
        [id],
      );
      for (const { bytes, ...snapshot } of rows)
        yield { piece: 'snapshot', snapshot: { ...snapshot, bytes: own(bytes) } };
    }
    yield* pourBlobs(client);
    const { rows } = await client.query<{ space: string; person: string; at: number }>(
      'SELECT space, person, at FROM erasure',
    );
    for (const { space, person, at } of rows) yield { piece: 'erasure', space, person, at };
  } finally {
    await client.end();
  }
}

async function* pourEntries(client: pg.Client, stream: number): AsyncGenerator<Piece> {
  for (let after = 0; ; ) {
    const { rows } = await client.query<EntryRow & { bytes: Uint8Array | null }>({
      name: 'page',
      text: `SELECT ${ENTRY}, bytes FROM entry WHERE stream = $1 AND seq > $2 ORDER BY seq LIMIT ${PAGE}`,
      values: [stream, after],
    });
    const last = rows[rows.length - 1];
    if (!last) return;
    const entries = rows.map(({ bytes, ...row }) => ({
      ...entryOf(row),
      ...(bytes ? { update: own(bytes) } : {}),
    }));
    yield { piece: 'entries', entries };
    after = last.seq;
  }
}

async function* pourTexts(client: pg.Client, stream: number): AsyncGenerator<Piece> {
  for (let after = ''; ; ) {
    const { rows } = await client.query<
      Parameters<typeof manyOf>[0] & { name: string; through: number; base: Uint8Array }
    >({
      name: 'texts page',
      text:
        'SELECT name, through, base, last, at, by, version, runs, tally FROM text ' +
        `WHERE stream = $1 AND name > $2 ORDER BY name LIMIT ${FEW}`,
      values: [stream, after],
    });
    for (const { name, through, base, ...many } of rows) {
      yield { piece: 'text', text: name, through, base: own(base), many: manyOf(many) };
      after = name;
    }
    if (rows.length < FEW) return;
  }
}

async function* pourBlobs(client: pg.Client): AsyncGenerator<Piece> {
  for (let after = { space: '', id: '' }; ; ) {
    const { rows } = await client.query<StoredBlob & { space: string }>({
      name: 'blobs page',
      text:
        'SELECT space, id, owner, type, bytes FROM blob WHERE (space, id) > ($1, $2) ' +
        `ORDER BY space, id LIMIT ${FEW}`,
      values: [after.space, after.id],
    });
    for (const { space, ...blob } of rows) {
      yield { piece: 'blob', space, blob: { ...blob, bytes: own(blob.bytes) } };
      after = { space, id: blob.id };
    }
    if (rows.length < FEW) return;
  }
}

/** In one transaction; until `finish` the database can't be opened. */
export const fill = (config: StorageConfig, pieces: AsyncIterable<Piece>): Promise<void> =>
  withClient(config, async (client) => {
    await client.query(`CREATE TABLE ${HALF_COPIED} (since bigint)`);
    await transact(client, async () => {
      let stream = 0;
      for await (const piece of pieces) {
        if (piece.piece === 'stream') stream = await placeStream(client, piece);
        else await place(client, stream, piece);
      }
    });
    await client.query('ANALYZE');
  });

async function placeStream(
  client: pg.Client,
  { ref, seq }: Extract<Piece, { piece: 'stream' }>,
): Promise<number> {
  const { rows } = await client.query<{ id: number }>(
    'INSERT INTO stream (space, name, seq) VALUES ($1, $2, $3) RETURNING id',
    [ref.space, ref.stream, seq],
  );
  return (rows[0] as { id: number }).id;
}

async function place(
  client: pg.Client,
  stream: number,
  piece: Exclude<Piece, { piece: 'stream' }>,
): Promise<void> {
  switch (piece.piece) {
    case 'entries':
      return placeEntries(client, stream, piece.entries);
    case 'text':
      await client.query(
        'INSERT INTO text (stream, name, through, base, last, at, by, version, runs, tally) ' +
          'VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)',
        [stream, piece.text, piece.through, piece.base, ...manyColumns(piece.many)],
      );
      return;
    case 'snapshot': {
      const { seq, core, bytes } = piece.snapshot;
      await client.query('INSERT INTO snapshot (stream, seq, core, bytes) VALUES ($1, $2, $3, $4)', [
        stream,
        seq,
        core,
        bytes,
      ]);
      return;
    }
    case 'blob':
      return putBlob(client, piece.space, piece.blob);
    case 'erasure':
      return rememberErasure(client, piece.space, piece.person, piece.at);
  }
}

export const finish = (config: StorageConfig): Promise<void> =>
  withClient(config, async (client) => {
    await client.query(`DROP TABLE ${HALF_COPIED}`);
  });
