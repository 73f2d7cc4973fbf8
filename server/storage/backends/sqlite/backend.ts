import { existsSync } from 'node:fs';
import { setImmediate as turn } from 'node:timers/promises';
import type { Dialect } from 'kysely';
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
  type StoredBlob,
  type StoredText,
  type StreamRef,
} from '../../port.ts';
import { databasePath, openDatabase, readDatabase } from './database.ts';
import { SharedDialect } from './dialect.ts';
import { errorOf } from './faults.ts';
import { CommitGroup } from './group.ts';
import { lockFolder } from './lock.ts';
import type { Batch, Results } from './message.ts';
import { rowOf } from './message.ts';
import { checkSchema, migrate } from './migrate.ts';
import type { LoadedChunks } from './reader.ts';
import type { Answer, Question, ReadingData } from './reading.ts';
import { Thread } from './thread.ts';
import type { WritingData } from './writing.ts';

export const persists = true;

/** `maxBytes`: the database never grows beyond that; appends then throw StorageFull. */
export async function open(config: StorageConfig & { maxBytes?: number }): Promise<Storage> {
  const { dataDir, synchronous = 'FULL', maxBytes = null } = config;
  const lock = lockFolder(dataDir);
  try {
    prepare(dataDir);
    const writing: WritingData = { dataDir, synchronous, maxBytes };
    const reading: ReadingData = { dataDir };
    const starting = [
      Thread.start<Batch, Results>(new URL('./writing.ts', import.meta.url), writing),
      Thread.start<Question, Answer>(new URL('./reading.ts', import.meta.url), reading),
    ] as const;
    try {
      const [writer, reader] = await Promise.all(starting);
      return new SqliteStorage(writer, reader, lock);
    } catch (error) {
      for (const started of await Promise.allSettled(starting)) {
        if (started.status === 'fulfilled') await started.value.close();
      }
      throw error;
    }
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** The directory's tables stand in the same file. */
export async function openTables({ dataDir, synchronous = 'FULL' }: StorageConfig): Promise<Dialect> {
  return new SharedDialect({ database: openDatabase(dataDir, { synchronous }) });
}

function prepare(dataDir: string): void {
  try {
    if (existsSync(databasePath(dataDir))) {
      // Looked at before it is opened for writing, which would already change a file of somebody else's.
      const found = readDatabase(dataDir);
      try {
        checkSchema(found);
      } finally {
        found.close();
      }
    }
    const database = openDatabase(dataDir);
    try {
      migrate(database);
    } finally {
      database.close();
    }
  } catch (error) {
    if (error instanceof StorageRefused) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new StorageRefused(`The database in the folder ${dataDir} can't be opened (${reason}).`);
  }
}

class SqliteStorage implements Storage {
  readonly name = 'sqlite';
  private readonly writer: Thread<Batch, Results>;
  private readonly reader: Thread<Question, Answer>;
  private readonly group: CommitGroup;
  private readonly lock: { release(): void };

  constructor(writer: Thread<Batch, Results>, reader: Thread<Question, Answer>, lock: { release(): void }) {
    this.writer = writer;
    this.reader = reader;
    this.group = new CommitGroup(writer);
    this.lock = lock;
  }

  async load(
    ref: StreamRef,
    { after, withoutSnapshot }: { after?: number; withoutSnapshot?: boolean } = {},
  ): Promise<Loaded> {
    const withSnapshot = after === undefined && !withoutSnapshot;
    const loaded = await this.read<LoadedChunks>({ ask: 'load', ref, after: after ?? null, withSnapshot });
    const entries: Entry[] = [];
    for (const [i, chunk] of loaded.chunks.entries()) {
      // A long log is parsed in several turns, so that everybody else is served in between.
      if (i > 0) await turn();
      for (const entry of JSON.parse(chunk) as Entry[]) entries.push(entry);
    }
    return { snapshot: loaded.snapshot, entries, seq: loaded.seq };
  }

  async append({ space, stream }: StreamRef, expectedSeq: number, entries: Entry[]): Promise<void> {
    checkEntries(expectedSeq, entries);
    if (entries.length === 0) return;
    const chunks: Uint8Array[] = [];
    const rows = entries.map((entry) => {
      if (entry.update) chunks.push(entry.update);
      return rowOf(entry);
    });
    await this.group.call('append', [space, stream, expectedSeq, rows], chunks);
  }

  async texts({ space, stream }: StreamRef, ids: string[]): Promise<StoredText[]> {
    return (await this.group.call('texts', [space, stream, ids])) as StoredText[];
  }

  async compact(
    { space, stream }: StreamRef,
    text: string,
    through: number,
    base: Uint8Array,
  ): Promise<void> {
    await this.group.call('compact', [space, stream, text, through, base.length], [base]);
  }

  async snapshot({ space, stream }: StreamRef, { seq, core, bytes }: Snapshot): Promise<void> {
    await this.group.call('snapshot', [space, stream, seq, core, bytes.length], [bytes]);
  }

  async streams(space?: string): Promise<StreamRef[]> {
    const refs = await this.read<StreamRef[]>({ ask: 'streams', space: space ?? null });
    return refs.sort(compareRefs);
  }

  async lease({ space, stream }: StreamRef, holder: string, ttl: number, now: number): Promise<boolean> {
    return (await this.group.call('lease', [space, stream, holder, now + ttl, now])) as boolean;
  }

  async release({ space, stream }: StreamRef, holder: string): Promise<void> {
    await this.group.call('release', [space, stream, holder]);
  }

  async putBlob(space: string, { id, owner, type, bytes }: StoredBlob): Promise<void> {
    await this.group.call('putBlob', [space, id, owner, type, bytes.length], [bytes]);
  }

  getBlob(space: string, id: string): Promise<StoredBlob | null> {
    return this.read({ ask: 'blob', space, id });
  }

  async blobs(space: string, prefix: string): Promise<BlobRef[]> {
    const held = await this.read<BlobRef[]>({ ask: 'blobs', space, prefix });
    return held.sort((a, b) => compareText(a.id, b.id));
  }

  async dropBlobs(space: string, ids: string[]): Promise<void> {
    if (ids.length > 0) await this.group.call('dropBlobs', [space, ids]);
  }

  async eraseBlobs(space: string, person: string): Promise<void> {
    await this.group.call('eraseBlobs', [space, person]);
  }

  async erase({ space, stream }: StreamRef, change: Erasure): Promise<void> {
    const events = change.events.map(({ seq, event }) => [seq, event]);
    const texts = change.texts.map(({ text, through, base }) => [text, through, base.length]);
    const bases = change.texts.map(({ base }) => base);
    await this.group.call('erase', [space, stream, events, texts], bases);
  }

  async erasures(space: string): Promise<{ person: string; at: number }[]> {
    const held = await this.read<{ person: string; at: number }[]>({ ask: 'erasures', space });
    return held.sort((a, b) => a.at - b.at || compareText(a.person, b.person));
  }

  async rememberErasure(space: string, person: string, at: number): Promise<void> {
    await this.group.call('rememberErasure', [space, person, at]);
  }

  async close(): Promise<void> {
    await this.group.close();
    // The writer last: whoever closes last folds SQLite's log into the database, and only a writer may.
    await this.reader.close();
    await this.writer.close();
    this.lock.release();
  }

  private async read<T>(question: Question): Promise<T> {
    const answer = await this.reader.ask(question);
    if ('fault' in answer) throw errorOf(answer.fault);
    return answer.value as T;
  }
}
