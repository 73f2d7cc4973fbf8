import { setImmediate as turn } from 'node:timers/promises';
import type { ClientBase, Pool } from 'pg';
import type { AudienceId, Entry } from '../../../../core/stream/entry.ts';
import { textParts } from '../../accept.ts';
import { type Many, manyEntry } from '../../compacting.ts';
import type { BlobRef, Loaded, Snapshot, StoredBlob, StoredText, StreamRef } from '../../port.ts';
import { faultOf, isAnswer } from './faults.ts';
import { manyOf } from './writer.ts';

/** Entries that are asked for at a time: a long log is taken in several turns, and everybody else served in between. */
const PAGE = 5000;

/** A copy of its own: what pg hands out may be part of a block that it shares. */
export const own = (bytes: Uint8Array): Uint8Array => new Uint8Array(bytes);

export interface EntryRow {
  seq: number;
  at: number;
  counter: number;
  version: number;
  by: string;
  device: string;
  refused: string | null;
  event: string | null;
  text: string | null;
}
export const ENTRY = 'seq, at, counter, version, by, device, refused, event, text';

export function entryOf({ refused, event, text, ...head }: EntryRow): Entry {
  return {
    ...head,
    ...(refused === null ? {} : { refused: JSON.parse(refused) as number[] }),
    event: event === null ? plainWrote(text ?? '', head.by) : (JSON.parse(event) as Entry['event']),
  };
}

function plainWrote(text: string, by: string): Entry['event'] {
  const { to, note } = textParts(text);
  return { to, type: 'wrote', note, by } as { to: AudienceId; type: string };
}

/** Everything that is only read, over connections of its own: a long read holds up no commit. */
export class Reader {
  private readonly pool: Pool;

  constructor(pool: Pool) {
    this.pool = pool;
  }

  load(ref: StreamRef, after: number | null, withSnapshot: boolean): Promise<Loaded> {
    return this.view(async (client) => {
      const { rows } = await client.query<
        { id: number; seq: number; at: number | null } & Pick<Snapshot, 'core' | 'bytes'>
      >({
        name: 'stream',
        text:
          'SELECT id, stream.seq, snapshot.seq AS at, core, bytes FROM stream ' +
          'LEFT JOIN snapshot ON $3 AND snapshot.stream = id WHERE space = $1 AND name = $2',
        values: [ref.space, ref.stream, withSnapshot],
      });
      const [found] = rows;
      if (!found) return { snapshot: null, entries: [], seq: 0 };
      const { id, seq, at, core, bytes } = found;
      const snapshot = at === null ? null : { seq: at, core, bytes: own(bytes) };
      const from = at ?? after ?? 0;
      const entries = await this.entries(client, id, from);
      const many = await this.many(client, id, from);
      return { snapshot, entries: many.length === 0 ? entries : merge(entries, many), seq };
    });
  }

  private async entries(client: ClientBase, stream: number, after: number): Promise<Entry[]> {
    const entries: Entry[] = [];
    for (let from = after; ; ) {
      const { rows } = await client.query<EntryRow>({
        name: 'entries',
        text: `SELECT ${ENTRY} FROM entry WHERE stream = $1 AND seq > $2 ORDER BY seq LIMIT ${PAGE}`,
        values: [stream, from],
      });
      for (const row of rows) entries.push(entryOf(row));
      if (rows.length < PAGE) return entries;
      from = (rows[rows.length - 1] as EntryRow).seq;
      await turn();
    }
  }

  private async many(client: ClientBase, stream: number, after: number): Promise<Entry[]> {
    const { rows } = await client.query<Parameters<typeof manyOf>[0] & { name: string }>({
      name: 'many',
      text: 'SELECT name, last, at, by, version, runs, tally FROM text WHERE stream = $1 AND last > $2 ORDER BY last',
      values: [stream, after],
    });
    return rows.map((row) => {
      const { to, note } = textParts(row.name);
      return manyEntry(manyOf(row) as Many, to, note, after);
    });
  }

  async texts(ref: StreamRef, ids: string[]): Promise<StoredText[]> {
    const texts = new Map<string, StoredText>();
    for (const id of ids) texts.set(id, { text: id, base: null, through: 0, updates: [] });
    const { rows } = await this.query<{ text: string; seq: number; by: string | null; bytes: Uint8Array }>(
      'texts',
      `WITH held AS (SELECT id FROM stream WHERE space = $1 AND name = $2)
       SELECT name AS text, through AS seq, NULL AS by, base AS bytes FROM text
         WHERE stream = (SELECT id FROM held) AND name = ANY ($3)
       UNION ALL
       SELECT text, seq, by, bytes FROM entry
         WHERE stream = (SELECT id FROM held) AND text = ANY ($3) AND bytes IS NOT NULL
       ORDER BY seq`,
      [ref.space, ref.stream, ids],
    );
    for (const { text, seq, by, bytes } of rows) {
      const stored = texts.get(text);
      if (!stored) continue;
      if (by === null) {
        stored.base = own(bytes);
        stored.through = seq;
      } else stored.updates.push({ seq, by, update: own(bytes) });
    }
    return ids.map((id) => texts.get(id) as StoredText);
  }

  async streams(space: string | null): Promise<StreamRef[]> {
    const { rows } = await this.query<StreamRef>(
      'streams',
      'SELECT space, name AS stream FROM stream WHERE $1::text IS NULL OR space = $1',
      [space],
    );
    return rows.map(({ space: of, stream }) => ({ space: of, stream }));
  }

  async getBlob(space: string, id: string): Promise<StoredBlob | null> {
    const { rows } = await this.query<StoredBlob>(
      'blob',
      'SELECT id, owner, type, bytes FROM blob WHERE space = $1 AND id = $2',
      [space, id],
    );
    const [blob] = rows;
    return blob ? { ...blob, bytes: own(blob.bytes) } : null;
  }

  async blobs(space: string, prefix: string): Promise<BlobRef[]> {
    const { rows } = await this.query<BlobRef>(
      'blobs',
      'SELECT id, owner FROM blob WHERE space = $1 AND id >= $2 AND starts_with(id, $2)',
      [space, prefix],
    );
    return rows.map(({ id, owner }) => ({ id, owner }));
  }

  async erasures(space: string): Promise<{ person: string; at: number }[]> {
    const { rows } = await this.query<{ person: string; at: number }>(
      'erasures',
      'SELECT person, at FROM erasure WHERE space = $1',
      [space],
    );
    return rows.map(({ person, at }) => ({ person, at }));
  }

  private async query<R extends object>(
    name: string,
    text: string,
    values: unknown[],
  ): Promise<{ rows: R[] }> {
    try {
      return await this.pool.query<R & Record<string, unknown>>({ name, text, values });
    } catch (error) {
      throw faultOf(error);
    }
  }

  /** Several statements that see one instant. */
  private async view<T>(read: (client: ClientBase) => Promise<T>): Promise<T> {
    try {
      const client = await this.pool.connect();
      let broken = true;
      try {
        await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
        const answer = await read(client);
        await client.query('COMMIT');
        broken = false;
        return answer;
      } catch (error) {
        if (isAnswer(error))
          broken = await client.query('ROLLBACK').then(
            () => false,
            () => true,
          );
        throw error;
      } finally {
        client.release(broken);
      }
    } catch (error) {
      throw faultOf(error);
    }
  }
}

function merge(entries: Entry[], many: Entry[]): Entry[] {
  return [...entries, ...many].sort((a, b) => a.seq - b.seq);
}
