import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import SqliteDatabase from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Addressed, type Entry, textId } from '../../../../core/stream/entry.ts';
import { type Storage, StorageFull, StorageRefused, type StreamRef } from '../../port.ts';
import { open } from './backend.ts';
import { databasePath } from './database.ts';

const A: StreamRef = { space: 's', stream: 'a' };
const entry = (seq: number, event: object, update?: Uint8Array): Entry => ({
  seq,
  at: 1_700_000_000_000 + seq,
  by: 'ana',
  device: 'd',
  counter: seq,
  version: 1,
  event: event as Addressed,
  ...(update ? { update } : {}),
});
const said = (seq: number, words: string) => entry(seq, { to: 'all', type: 'said', words });
const typed = (seq: number, update: Uint8Array) =>
  entry(seq, { to: 'all', type: 'wrote', note: 'n', by: 'ana' }, update);
const PAGE = 4096;

let dataDir: string;
let storage: Storage | null = null;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'greenball-'));
});
afterEach(async () => {
  await storage?.close();
  storage = null;
  rmSync(dataDir, { recursive: true });
});

describe('the folder', () => {
  test('ST-70 a second server in this process is refused with a sentence, until the first has closed', async () => {
    storage = await open({ dataDir });
    await expect(open({ dataDir })).rejects.toThrow(StorageRefused);
    await expect(open({ dataDir })).rejects.toThrow(
      /^Another Greenball is already using the folder .+ Stop it first/,
    );
    await storage.append(A, 0, [said(1, 'still at work')]);
    await storage.close();
    storage = await open({ dataDir });
    expect((await storage.load(A)).seq).toBe(1);
  });

  test('ST-70 so is one in another process, until that one is killed', async () => {
    const backend = new URL('./backend.ts', import.meta.url).href;
    const script = `const { open } = await import(${JSON.stringify(backend)});
      await open({ dataDir: ${JSON.stringify(dataDir)} }); console.log('open');`;
    const file = join(dataDir, 'other.mjs');
    writeFileSync(file, script);
    const other = spawn(process.execPath, [file], { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(other.stdout, 'data');
    await expect(open({ dataDir })).rejects.toThrow(StorageRefused);
    other.kill('SIGKILL');
    await once(other, 'exit');
    storage = await open({ dataDir });
    await storage.append(A, 0, [said(1, 'after it')]);
  });

  test('a folder that is a file, or that lies in one, is refused with a sentence', async () => {
    const file = join(dataDir, 'file');
    writeFileSync(file, '');
    await expect(open({ dataDir: file })).rejects.toThrow(/^Greenball can't write in the folder .+ DATA_DIR/);
    await expect(open({ dataDir: join(file, 'deeper') })).rejects.toThrow(StorageRefused);
  });

  test('a folder that is missing is made', async () => {
    storage = await open({ dataDir: join(dataDir, 'not', 'yet') });
    await storage.append(A, 0, [said(1, 'here')]);
  });

  test('ST-72 a newer database is refused and left as it is', async () => {
    await (await open({ dataDir })).close();
    const database = new SqliteDatabase(databasePath(dataDir));
    database.pragma('user_version = 99');
    database.close();
    const before = readFileSync(databasePath(dataDir));
    await expect(open({ dataDir })).rejects.toThrow(
      /^This folder was written by a newer Greenball \(layout 99/,
    );
    expect(readFileSync(databasePath(dataDir)).equals(before)).toBe(true);
  });

  test('ST-72 so is one of another program, and a file that is none', async () => {
    const database = new SqliteDatabase(databasePath(dataDir));
    database.exec('CREATE TABLE theirs (id INTEGER)');
    database.close();
    await expect(open({ dataDir })).rejects.toThrow(/made by another program/);
    writeFileSync(databasePath(dataDir), 'these are no pages of a database at all'.repeat(200));
    await expect(open({ dataDir })).rejects.toThrow(StorageRefused);
  });
});

describe('a full disk', () => {
  const big = (seq: number) => said(seq, 'x'.repeat(20_000));
  async function fill(full: Storage): Promise<number> {
    for (let seq = 1; ; seq++) {
      try {
        await full.append(A, seq - 1, [big(seq)]);
      } catch (error) {
        expect(error).toBeInstanceOf(StorageFull);
        return seq - 1;
      }
    }
  }

  test('ST-71 nothing is kept of what finds no room; what finds some is, also beside it', async () => {
    storage = await open({ dataDir, maxBytes: 100 * PAGE });
    const end = await fill(storage);
    expect(end).toBeGreaterThan(5);
    const outcomes = await Promise.allSettled([
      storage.append(A, end, [big(end + 1), big(end + 2), big(end + 3), big(end + 4)]),
      storage.append({ ...A, stream: 'small' }, 0, [said(1, 'small')]),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
    const loaded = await storage.load(A);
    expect(loaded.seq).toBe(end);
    expect(loaded.entries).toHaveLength(end);
  });

  test('ST-71 appends work again once there is room', async () => {
    storage = await open({ dataDir, maxBytes: 100 * PAGE });
    await storage.putBlob('s', { id: 'b', owner: 'ana', type: 't', bytes: new Uint8Array(40 * PAGE) });
    const end = await fill(storage);
    await expect(storage.append(A, end, [big(end + 1)])).rejects.toThrow(StorageFull);
    await storage.eraseBlobs('s', 'ana');
    await storage.append(A, end, [big(end + 1)]);
    await storage.close();
    storage = await open({ dataDir });
    expect((await storage.load(A)).entries).toHaveLength(end + 1);
  });
});

/** A disk of one megabyte; null where this machine doesn't let us have one. */
function mountTiny(folder: string): boolean {
  return spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder]).status === 0;
}

test('ST-71 a disk that is really full, and then is not', async (context) => {
  const disk = join(dataDir, 'disk');
  mkdirSync(disk);
  if (!mountTiny(disk)) return context.skip('no right to mount a small disk here');
  try {
    let full = await open({ dataDir: disk });
    const words = 'x'.repeat(8_000);
    let end = 0;
    const filler = join(disk, 'filler');
    writeFileSync(filler, new Uint8Array(300_000));
    for (const round of ['first', 'second']) {
      for (let failed = false; !failed; ) {
        await full.append(A, end, [said(end + 1, words)]).then(
          () => end++,
          (error) => {
            expect(error, round).toBeInstanceOf(StorageFull);
            failed = true;
          },
        );
      }
      expect((await full.load(A)).entries).toHaveLength(end);
      await expect(full.append(A, end, [said(end + 1, words)])).rejects.toThrow(StorageFull);
      if (round === 'first') rmSync(filler);
    }
    expect(end).toBeGreaterThan(20);
    await full.close();
    full = await open({ dataDir: disk });
    const loaded = await full.load(A);
    expect(loaded.entries).toEqual(Array.from({ length: end }, (_, i) => said(i + 1, words)));
    await full.close();
  } finally {
    spawnSync('umount', [disk]);
  }
});

describe('room', () => {
  async function until(reached: () => boolean): Promise<void> {
    for (let tries = 0; tries < 200 && !reached(); tries++) await sleep(50);
    expect(reached()).toBe(true);
  }
  const size = () => readdirSync(dataDir).reduce((sum, name) => sum + statSync(join(dataDir, name)).size, 0);

  test('ST-73 typed text leaves nothing behind but its base, and the files shrink', async () => {
    storage = await open({ dataDir });
    const bare = 32 * PAGE;
    let seq = 0;
    for (let batch = 0; batch < 40; batch++) {
      await storage.append(
        A,
        seq,
        Array.from({ length: 500 }, (_, i) => typed(seq + i + 1, new Uint8Array(40).fill(7))),
      );
      seq += 500;
    }
    expect(size()).toBeGreaterThan(1_000_000);
    await storage.compact(A, textId('all', 'n'), seq, new Uint8Array(1000));
    const shm = 32_768;
    await until(() => size() - shm < bare);
    expect((await storage.load(A)).entries).toMatchObject([
      { seq, event: { type: 'wrote-many', count: seq } },
    ]);
  });

  test('ST-74 what was erased or compacted away stands in none of the files', async () => {
    storage = await open({ dataDir });
    const secret = 'the-words-of-somebody-who-is-gone';
    const kept = 'words-that-stay';
    await storage.append(A, 0, [
      said(1, secret),
      typed(2, Buffer.from(secret)),
      ...Array.from({ length: 200 }, (_, i) => said(i + 3, kept)),
    ]);
    await storage.putBlob('s', { id: 'b', owner: 'ana', type: 't', bytes: Buffer.from(secret.repeat(500)) });
    await storage.snapshot(A, { seq: 1, core: 'c', bytes: Buffer.from(secret.repeat(200)) });
    const holds = (words: string) =>
      readdirSync(dataDir).some((name) => readFileSync(join(dataDir, name)).includes(words));
    expect(holds(secret)).toBe(true);
    await storage.erase(A, {
      events: [{ seq: 1, event: { to: 'all', type: 'said', words: '' } as Addressed }],
      texts: [{ text: textId('all', 'n'), through: 202, base: new Uint8Array(1) }],
    });
    await storage.eraseBlobs('s', 'ana');
    await until(() => !holds(secret));
    expect(holds(kept)).toBe(true);
  });
});

test('what shares a commit shares an fsync: a thousand appends at once need few transactions', async () => {
  storage = await open({ dataDir });
  const refs = Array.from({ length: 1000 }, (_, i) => ({ space: 's', stream: `s${i}` }));
  await Promise.all(refs.map((ref) => storage?.append(ref, 0, [said(1, 'x')])));
  // Every transaction in the log of SQLite ends with one frame that says so: bytes 4 to 7 of its header aren't 0.
  const wal = readFileSync(`${databasePath(dataDir)}-wal`);
  let commits = 0;
  for (let at = 32; at < wal.length; at += 24 + PAGE) if (wal.readUInt32BE(at + 4) !== 0) commits++;
  expect(commits).toBeGreaterThan(0);
  expect(commits).toBeLessThan(10);
});

test('migrations are numbered without a gap', () => {
  const files = readdirSync(new URL('./migrations/', import.meta.url)).sort();
  expect(files.map((file) => Number(file.slice(0, 4)))).toEqual(files.map((_, i) => i + 1));
});
