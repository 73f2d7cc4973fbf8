import { randomUUID } from 'node:crypto';
import { type Dialect, PostgresDialect } from 'kysely';
import pg from 'pg';
import Cursor from 'pg-cursor';
import type { Entry } from '../../../../core/stream/entry.ts';
import { checkEntries } from '../../accept.ts';
import type { StorageConfig } from '../../backends.ts';
import { compareRefs, compareText } from '../../order.ts';
import {
  type BlobRef,
  type Erasure,
  type Loaded,
  type Snapshot,
  type Storage,
  StorageRefused,
  StorageUnavailable,
  type StoredBlob,
  type StoredText,
  type StreamRef,
} from '../../port.ts';
import { readAddress, sayRefusal } from './address.ts';
import { rowOf } from './append.ts';
import { clientConfig, openPool, settle } from './connect.ts';
import { CommitGroup } from './group.ts';
import { Line } from './line.ts';
import { migrate } from './migrate.ts';
import { Reader } from './reader.ts';
import {
  compact,
  dropBlobs,
  erase,
  eraseBlobs,
  lease,
  putBlob,
  release,
  rememberErasure,
  snapshot,
  transact,
} from './writer.ts';

export const persists = true;

/** Connections for reading streams, and for the directory. One more writes. */
const READERS = 4;
const DIRECTORY = 6;
/** The oldest PostgreSQL that its makers still mend. */
const OLDEST = 14;

/** `shared`: other processes may write in the same tables; `expectedSeq` decides. */
export async function open(config: StorageConfig & { shared?: boolean }): Promise<Storage> {
  const { url, synchronous = 'FULL', shared = false } = config;
  const address = readAddress(url);
  const name = `greenball ${randomUUID().slice(0, 8)}`;
  try {
    await prepare(address, synchronous);
    const line = new Line(address, { name, synchronous, shared });
    await line.open();
    return new PostgresStorage(line, openPool(address, { name, synchronous, max: READERS }));
  } catch (error) {
    throw error instanceof StorageRefused ? error : new StorageRefused(sayRefusal(address, error));
  }
}

/** The directory's tables stand beside the streams', in the same schema. */
export async function openTables({ url, synchronous = 'FULL' }: StorageConfig): Promise<Dialect> {
  const name = 'greenball directory';
  return new PostgresDialect({
    pool: openPool(readAddress(url), { name, synchronous, max: DIRECTORY }),
    cursor: Cursor,
  });
}

/** Looks at the server before anything is written, and brings the tables up to today's layout. */
async function prepare(address: pg.ClientConfig, synchronous: 'FULL' | 'OFF'): Promise<void> {
  const client = new pg.Client(clientConfig(address, 'greenball'));
  client.on('error', () => {});
  try {
    await client.connect();
    await settle(client, { synchronous });
    const { rows } = await client.query<{
      version: number;
      encoding: string;
      fsync: string;
      schema: string | null;
    }>(
      "SELECT current_setting('server_version_num')::integer / 10000 AS version, current_schema() AS schema, " +
        "current_setting('server_encoding') AS encoding, current_setting('fsync') AS fsync",
    );
    const [server] = rows;
    if (!server) throw new StorageUnavailable('The server says nothing of itself.');
    if (server.version < OLDEST) {
      throw new StorageRefused(
        `This is PostgreSQL ${server.version}, and Greenball needs ${OLDEST} or newer.`,
      );
    }
    if (server.encoding !== 'UTF8') {
      throw new StorageRefused(
        `The database keeps text as ${server.encoding}, and Greenball needs UTF8: createdb -E UTF8 -T template0.`,
      );
    }
    if (server.schema === null) {
      throw new StorageRefused('The search path of DATABASE_URL names no schema that is there.');
    }
    if (server.fsync === 'off' && synchronous !== 'OFF') {
      throw new StorageRefused(
        'This PostgreSQL runs with fsync = off and may lose at a power cut what Greenball says is saved. Turn it on.',
      );
    }
    await migrate(client);
  } finally {
    await client.end().catch(() => {});
  }
}

class PostgresStorage implements Storage {
  readonly name = 'postgres';
  private readonly line: Line;
  private readonly pool: pg.Pool;
  private readonly group: CommitGroup;
  private readonly reader: Reader;
  private closing: Promise<void> | null = null;

  constructor(line: Line, pool: pg.Pool) {
    this.line = line;
    this.pool = pool;
    this.group = new CommitGroup(line);
    this.reader = new Reader(pool);
  }

  async load(
    ref: StreamRef,
    { after, withoutSnapshot }: { after?: number; withoutSnapshot?: boolean } = {},
  ): Promise<Loaded> {
    this.mustBeOpen();
    return this.reader.load(ref, after ?? null, after === undefined && !withoutSnapshot);
  }

  async append(ref: StreamRef, expectedSeq: number, entries: Entry[]): Promise<void> {
    checkEntries(expectedSeq, entries);
    if (entries.length === 0) return;
    await this.group.append({ ref: { ...ref }, expectedSeq, rows: entries.map(rowOf) });
  }

  async texts(ref: StreamRef, ids: string[]): Promise<StoredText[]> {
    this.mustBeOpen();
    return this.reader.texts(ref, ids);
  }

  async compact(ref: StreamRef, text: string, through: number, base: Uint8Array): Promise<void> {
    const held = base.slice();
    await this.group.call((client) => transact(client, () => compact(client, ref, text, through, held)));
  }

  async snapshot(ref: StreamRef, { seq, core, bytes }: Snapshot): Promise<void> {
    const held = { seq, core, bytes: bytes.slice() };
    await this.group.call((client) => transact(client, () => snapshot(client, ref, held)));
  }

  async streams(space?: string): Promise<StreamRef[]> {
    this.mustBeOpen();
    return (await this.reader.streams(space ?? null)).sort(compareRefs);
  }

  lease(ref: StreamRef, holder: string, ttl: number, now: number): Promise<boolean> {
    return this.group.call((client) => lease(client, ref, holder, now + ttl, now));
  }

  release(ref: StreamRef, holder: string): Promise<void> {
    return this.group.call((client) => release(client, ref, holder));
  }

  putBlob(space: string, blob: StoredBlob): Promise<void> {
    const held = { ...blob, bytes: blob.bytes.slice() };
    return this.group.call((client) => putBlob(client, space, held));
  }

  async getBlob(space: string, id: string): Promise<StoredBlob | null> {
    this.mustBeOpen();
    return this.reader.getBlob(space, id);
  }

  async blobs(space: string, prefix: string): Promise<BlobRef[]> {
    this.mustBeOpen();
    const held = await this.reader.blobs(space, prefix);
    return held.sort((a, b) => compareText(a.id, b.id));
  }

  async dropBlobs(space: string, ids: string[]): Promise<void> {
    const held = [...ids];
    if (held.length > 0) await this.group.call((client) => dropBlobs(client, space, held));
  }

  eraseBlobs(space: string, person: string): Promise<void> {
    return this.group.call((client) => eraseBlobs(client, space, person));
  }

  erase(ref: StreamRef, change: Erasure): Promise<void> {
    return this.group.call((client) => transact(client, () => erase(client, ref, change)));
  }

  async erasures(space: string): Promise<{ person: string; at: number }[]> {
    this.mustBeOpen();
    const held = await this.reader.erasures(space);
    return held.sort((a, b) => a.at - b.at || compareText(a.person, b.person));
  }

  rememberErasure(space: string, person: string, at: number): Promise<void> {
    return this.group.call((client) => rememberErasure(client, space, person, at));
  }

  close(): Promise<void> {
    this.closing ??= (async () => {
      await this.group.close();
      await this.pool.end();
      await this.line.close();
    })();
    return this.closing;
  }

  private mustBeOpen(): void {
    if (this.closing) throw new StorageUnavailable('The storage is closed.');
  }
}
