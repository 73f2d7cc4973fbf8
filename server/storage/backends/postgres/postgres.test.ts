import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Addressed, type Entry, textId } from '../../../../core/stream/entry.ts';
import {
  SequenceConflict,
  type Storage,
  StorageRefused,
  StorageUnavailable,
  type StreamRef,
} from '../../port.ts';
import type { Ground } from '../../testing/ground.ts';
import { open } from './backend.ts';
import { settle } from './connect.ts';
import { type FlakyLine, openFlakyLine } from './testing/flakyLine.ts';
import { makeGround, missing } from './testing/ground.ts';

const A: StreamRef = { space: 's', stream: 'a' };
const said = (seq: number, words: string): Entry => ({
  seq,
  at: 1_700_000_000_000 + seq,
  by: 'ana',
  device: 'd',
  counter: seq,
  version: 1,
  event: { to: 'all', type: 'said', words } as Addressed,
});
const typed = (seq: number, update: Uint8Array): Entry => ({
  ...said(seq, ''),
  event: { to: 'all', type: 'wrote', note: 'n', by: 'ana' } as Addressed,
  update,
});
const saidIn = async (storage: Storage, ref = A) =>
  (await storage.load(ref)).entries.map(({ event }) => (event as unknown as { words: string }).words);

const reason = await missing();
if (reason !== null) test('PostgreSQL', (context) => context.skip(reason));

describe.skipIf(reason !== null)('PostgreSQL', () => {
  let ground: Ground;
  let url: string;
  const opened: Storage[] = [];
  const lines: FlakyLine[] = [];
  beforeEach(async () => {
    ground = await makeGround();
    url = ground.config.url as string;
  });
  afterEach(async () => {
    for (const storage of opened.splice(0)) await storage.close();
    for (const line of lines.splice(0)) await line.close();
    await ground.remove();
  });

  const start = async (config: Parameters<typeof open>[0] = ground.config): Promise<Storage> => {
    const storage = await open(config);
    opened.push(storage);
    return storage;
  };
  const startOver = async (): Promise<{ storage: Storage; line: FlakyLine }> => {
    const line = await openFlakyLine(url);
    lines.push(line);
    return { storage: await start({ dataDir: '', url: line.url }), line };
  };
  async function ask<R extends object>(sql: string, ...values: unknown[]): Promise<R[]> {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      return (await client.query(sql, values)).rows as R[];
    } finally {
      await client.end();
    }
  }

  test('ST-90 of two processes that expect the same end one is kept, every time', async () => {
    const shared = { ...ground.config, shared: true };
    const sides = [await start(shared), await start(shared)];
    const kept: number[] = [0, 0];
    for (let seq = 0; seq < 60; seq++) {
      const outcomes = await Promise.allSettled(
        sides.flatMap((side, i) => [
          side.append(A, seq, [said(seq + 1, `side ${i}`)]),
          side.append({ ...A, stream: `own ${i}` }, seq, [said(seq + 1, 'x')]),
        ]),
      );
      const [first, own, second, other] = outcomes;
      expect([own?.status, other?.status]).toEqual(['fulfilled', 'fulfilled']);
      const won = [first, second].findIndex((outcome) => outcome?.status === 'fulfilled');
      const lost = [first, second].filter((outcome) => outcome?.status === 'rejected');
      expect(lost).toMatchObject([{ reason: { name: 'SequenceConflict' } }]);
      kept[won] = (kept[won] ?? 0) + 1;
    }
    const words = await saidIn(sides[0] as Storage);
    expect(words).toHaveLength(60);
    for (const i of [0, 1]) expect(words.filter((word) => word === `side ${i}`)).toHaveLength(kept[i] ?? 0);
  });

  test('ST-90 while one types, another’s compaction loses nothing of it', async () => {
    const shared = { ...ground.config, shared: true };
    const [one, two] = [await start(shared), await start(shared)] as [Storage, Storage];
    await one.append(A, 0, [said(1, 'first')]);
    const typing = (async () => {
      for (let seq = 1; seq < 60; seq++) await one.append(A, seq, [typed(seq + 1, new Uint8Array([seq]))]);
    })();
    for (let i = 0; i < 10; i++) {
      const { seq } = await two.load(A);
      await two.compact(A, textId('all', 'n'), seq, new Uint8Array([seq]));
    }
    await typing;
    const { entries } = await one.load(A);
    const count = entries.reduce(
      (sum, { event }) =>
        sum + (event.type === 'wrote-many' ? (event as unknown as { count: number }).count : 1),
      0,
    );
    expect(count).toBe(60);
  });

  test('ST-91 a second server is refused with a sentence, until the first has closed', async () => {
    const first = await start();
    await expect(open(ground.config)).rejects.toThrow(StorageRefused);
    await expect(open(ground.config)).rejects.toThrow(
      /^Another Greenball is already using this database\. Stop it first/,
    );
    await first.append(A, 0, [said(1, 'still at work')]);
    await first.close();
    expect(await saidIn(await start())).toEqual(['still at work']);
  });

  test('ST-91 so is one in another process, until that one is killed', async () => {
    const backend = new URL('./backend.ts', import.meta.url).href;
    const script = `const { open } = await import(${JSON.stringify(backend)});
      await open({ dataDir: '', url: ${JSON.stringify(url)} }); console.log('open');`;
    const other = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(other.stdout, 'data');
    await expect(open(ground.config)).rejects.toThrow(/^Another Greenball/);
    other.kill('SIGKILL');
    await once(other, 'exit');
    await (await start()).append(A, 0, [said(1, 'after it')]);
  });

  test('ST-92 a thousand appends at once need few transactions', async () => {
    const storage = await start();
    const refs = Array.from({ length: 1000 }, (_, i) => ({ space: 's', stream: `s${i}` }));
    await Promise.all(refs.map((ref) => storage.append(ref, 0, [said(1, 'x'), said(2, 'y')])));
    const [found] = await ask<{ entries: string; commits: string }>(
      'SELECT count(*) AS entries, count(DISTINCT xmin::text) AS commits FROM entry',
    );
    expect(Number(found?.entries)).toBe(2000);
    expect(Number(found?.commits)).toBeLessThan(10);
  });

  test('ST-92 one append that no column takes fails alone', async () => {
    const storage = await start();
    const outcomes = await Promise.allSettled([
      storage.append(A, 0, [said(1, 'good')]),
      storage.append({ ...A, stream: 'bad' }, 0, [{ ...said(1, 'bad'), by: 'nobody\u0000at all' }]),
      storage.append(A, 1, [said(2, 'good, too')]),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(outcomes[1]).toMatchObject({ reason: { name: 'RangeError' } });
    expect(await saidIn(storage)).toEqual(['good', 'good, too']);
    expect(await storage.streams()).toEqual([A]);
  });

  test('ST-93 while the server is away calls fail, and what was acknowledged is there when it is back', async () => {
    const { storage, line } = await startOver();
    await storage.append(A, 0, [said(1, 'before')]);
    line.cut();
    await expect(storage.append(A, 1, [said(2, 'away')])).rejects.toThrow(StorageUnavailable);
    await expect(storage.load(A)).rejects.toThrow(StorageUnavailable);
    await expect(storage.texts(A, ['all n'])).rejects.toThrow(StorageUnavailable);
    await expect(storage.lease(A, 'x', 1, 0)).rejects.toThrow(StorageUnavailable);
    line.mend();
    expect(await saidIn(storage)).toEqual(['before']);
    await storage.append(A, 1, [said(2, 'after')]);
    expect(await saidIn(storage)).toEqual(['before', 'after']);
    await expect(open(ground.config)).rejects.toThrow(/^Another Greenball/);
  });

  test('ST-93 a server that ends its connections is found again at the next call but one', async () => {
    const storage = await start();
    await storage.append(A, 0, [said(1, 'before')]);
    await ask(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE 'greenball%' AND pid IN (SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND objid = hashtext(current_schema())::oid)",
    );
    let tries = 0;
    for (;;) {
      tries++;
      const kept = await storage.append(A, 1, [said(2, 'after')]).then(
        () => true,
        (error) => {
          expect(error).toBeInstanceOf(StorageUnavailable);
          return false;
        },
      );
      if (kept) break;
    }
    expect(tries).toBeLessThan(4);
    expect(await saidIn(storage)).toEqual(['before', 'after']);
  });

  test('ST-94 a commit whose answer never came is not believed, and not made twice', async () => {
    const { storage, line } = await startOver();
    await storage.append(A, 0, [said(1, 'before')]);
    line.deafen();
    const lost = storage.append(A, 1, [said(2, 'unheard')]);
    lost.catch(() => {});
    for (
      let tries = 0;
      tries < 200 && (await ask('SELECT 1 FROM entry WHERE seq = 2')).length === 0;
      tries++
    );
    line.cut();
    await expect(lost).rejects.toThrow(StorageUnavailable);
    line.mend();
    // The owner loads again, and finds what it could not know.
    expect(await saidIn(storage)).toEqual(['before', 'unheard']);
    await expect(storage.append(A, 1, [said(2, 'unheard')])).rejects.toThrow(SequenceConflict);
    await storage.append(A, 2, [said(3, 'after')]);
    expect(await saidIn(storage)).toEqual(['before', 'unheard', 'after']);
  });

  test('ST-94 what is left of a broken connection at the server can’t come to pass later', async () => {
    const { storage, line } = await startOver();
    await storage.append(A, 0, [said(1, 'before')]);
    const holder = new pg.Client({ connectionString: url });
    await holder.connect();
    await holder.query('BEGIN');
    await holder.query("SELECT 1 FROM stream WHERE name = 'a' FOR UPDATE");
    const lost = storage.append(A, 1, [said(2, 'too late')]);
    lost.catch(() => {});
    const waits = "SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%born AS%'";
    for (let tries = 0; tries < 200 && (await ask(waits)).length === 0; tries++);
    line.abandon();
    await expect(lost).rejects.toThrow(StorageUnavailable);
    // The next call comes over another connection, while the server still has the one before.
    expect(await storage.lease(A, 'x', 1, 0)).toBe(true);
    await holder.query('COMMIT');
    await holder.end();
    await storage.append(A, 1, [said(2, 'in time')]);
    expect(await saidIn(storage)).toEqual(['before', 'in time']);
  });

  test('ST-95 a commit waits for the disk, whatever the database was set to', async () => {
    for (const [set, is] of [
      ['off', 'on'],
      ['local', 'on'],
      ['remote_apply', 'remote_apply'],
    ] as const) {
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      await client.query(`SET synchronous_commit = ${set}`);
      await settle(client, { synchronous: 'FULL' });
      expect((await client.query('SHOW synchronous_commit')).rows).toEqual([{ synchronous_commit: is }]);
      await settle(client, { synchronous: 'OFF' });
      expect((await client.query('SHOW synchronous_commit')).rows).toEqual([{ synchronous_commit: 'off' }]);
      await client.end();
    }
  });

  test('ST-96 a database of another program, or of a newer Greenball, is refused and left as it is', async () => {
    await ask('CREATE TABLE theirs (id integer)');
    await expect(open(ground.config)).rejects.toThrow(/^The database holds tables of another program/);
    expect(await ask('SELECT tablename FROM pg_tables WHERE schemaname = current_schema()')).toEqual([
      { tablename: 'theirs' },
    ]);
    await ask('DROP TABLE theirs');
    await (await open(ground.config)).close();
    await ask('UPDATE layout SET version = 99');
    await expect(open(ground.config)).rejects.toThrow(
      /^This database was written by a newer Greenball \(layout 99/,
    );
  });

  test('ST-97 an address that is missing, wrong or nobody’s is said in one sentence without its password', async () => {
    const other = (change: (address: URL) => void): string => {
      const address = new URL(url);
      address.password = 'hunter2';
      change(address);
      return address.href;
    };
    for (const [address, sentence] of [
      [undefined, /^STORAGE is "postgres", but DATABASE_URL doesn't say where that is\. It should look like/],
      ['sqlite:here', /^DATABASE_URL isn't the address of a PostgreSQL database/],
      ['postgres://127.0.0.1:5432', /^DATABASE_URL names no database/],
      [other((to) => (to.port = '1')), /^No PostgreSQL answers for .+ at 127\.0\.0\.1:1\./],
      [other((to) => (to.hostname = 'nowhere.invalid')), /^There is no machine for .+ at nowhere\.invalid:/],
      [other((to) => (to.pathname = '/nothing_here')), /^There is no database nothing_here at .+createdb/],
      [
        other((to) => to.searchParams.set('options', '-csearch_path=nothing_here')),
        /^The search path of DATABASE_URL names no schema/,
      ],
    ] as const) {
      const refused = open({ dataDir: '', ...(address === undefined ? {} : { url: address }) });
      await expect(refused).rejects.toThrow(StorageRefused);
      await expect(refused).rejects.toThrow(sentence);
      await expect(refused).rejects.not.toThrow(/hunter2/);
    }
  });

  test('two that begin at once in an empty database make its tables once', async () => {
    const shared = { ...ground.config, shared: true };
    await Promise.all([start(shared), start(shared), start(shared)]);
    expect(await ask('SELECT version FROM layout')).toEqual([{ version: 1 }]);
  });
});

test('migrations are numbered without a gap', () => {
  const files = readdirSync(new URL('./migrations/', import.meta.url)).sort();
  expect(files.map((file) => Number(file.slice(0, 4)))).toEqual(files.map((_, i) => i + 1));
});
