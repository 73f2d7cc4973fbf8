import { execFile } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { encode } from 'cborg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { type Addressed, type Entry, textId } from '../../core/stream/entry.ts';
import { open } from '../../server/storage/backends/sqlite/backend.ts';
import { restore } from '../../server/storage/backends/sqlite/restore.ts';
import { verify } from '../../server/storage/backends/sqlite/verify.ts';
import type { Storage } from '../../server/storage/port.ts';
import { TextLedger } from '../../text/ledger.ts';

const MAIN = new URL('../main.ts', import.meta.url).pathname;
const ref = { space: 's', stream: 'session:one' };
const MARKED = 'a spring with two bumps';

let ground: string;
let data: string;
beforeEach(() => {
  ground = mkdtempSync(join(tmpdir(), 'greenball-'));
  data = join(ground, 'data');
});
afterEach(() => rmSync(ground, { recursive: true }));

function greenball(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [MAIN, ...args], (error, out, err) =>
      resolve({ code: error ? Number(error.code) : 0, out, err }),
    );
  });
}

const entry = (seq: number, event: object, update?: Uint8Array): Entry => ({
  seq,
  at: 1000 + seq,
  by: 'ana',
  device: 'd',
  counter: seq,
  version: 1,
  event: event as Addressed,
  ...(update ? { update } : {}),
});
const said = (seq: number, words: string) => entry(seq, { to: 'all', type: 'said', words });
const wrote = (seq: number, note: string, update: Uint8Array) =>
  entry(seq, { to: 'all', type: 'wrote', note, by: 'ana' }, update);

function typing(words: string): Uint8Array {
  const doc = new Y.Doc();
  doc.getText('t').insert(0, words);
  return Y.encodeStateAsUpdate(doc);
}

/** A stream with everything that a stream may hold, another beside it, a blob, and the server's secret. */
async function fill(): Promise<void> {
  const storage = await open({ dataDir: data });
  await storage.append(ref, 0, [
    said(1, MARKED),
    wrote(2, 'n', typing('one')),
    wrote(3, 'm', typing('two')),
    said(4, 'more'),
  ]);
  await storage.compact(ref, textId('all', 'n'), 4, TextLedger.born('one').rest());
  await storage.snapshot(ref, { seq: 3, core: 'c', bytes: encode({ cursor: 3 }) });
  await storage.append({ space: 's', stream: 'session:two' }, 0, [said(1, 'elsewhere')]);
  await storage.putBlob('s', {
    id: 'b',
    owner: 'ana',
    type: 't',
    bytes: Buffer.from('a picture of the ball'),
  });
  await storage.close();
  writeFileSync(join(data, 'secret'), 'quiet');
}

/** Changes one letter where `words` stand in a file. */
function corrupt(file: string, words: string): void {
  const bytes = readFileSync(file);
  const at = bytes.indexOf(words);
  expect(at).toBeGreaterThan(0);
  bytes[at + 2] = (bytes[at + 2] as number) ^ 1;
  writeFileSync(file, bytes);
}

const database = (folder: string) => join(folder, 'greenball.sqlite');

function change(folder: string, sql: string): void {
  const file = new SqliteDatabase(database(folder));
  expect(file.prepare(sql).run().changes).toBe(1);
  file.close();
}

describe('verify', () => {
  beforeEach(fill);

  test('ST-81 says what it has read', async () => {
    const { code, out, err } = await greenball('verify', data);
    expect(err).toBe('');
    expect(code).toBe(0);
    expect(out).toContain('streams 2 entries 3 texts 1 updates 1 snapshots 1 blobs 1');
    expect(out).toContain('whole');
  });

  test('ST-81 a letter changed in what was said, in a blob', async () => {
    corrupt(database(data), MARKED);
    corrupt(database(data), 'a picture of the ball');
    const { code, err } = await greenball('verify', data);
    expect(code).toBe(1);
    expect(err).toContain('Entry 1 of stream 1: a row was changed from outside.');
    expect(err).toContain('Blob b of space s was changed from outside.');
  });

  test.each([
    ['a gap', "DELETE FROM entry WHERE event LIKE '%more%'", /Entry 4 of stream 1 is missing/],
    ['compacted entries lost', 'DELETE FROM many', /Entry 2 of stream 1 is missing/],
    [
      'a stream cut short',
      "UPDATE stream SET seq = 3 WHERE name = 'session:one'",
      /Entry 4 of stream 1 lies outside/,
    ],
    ['a stream lost', "DELETE FROM stream WHERE name = 'session:two'", /1 entries belong to no stream/],
    ['a text', "UPDATE text SET base = x'ff00' WHERE base IS NOT NULL", /Text all n of stream 1/],
    ['an update', "UPDATE wrote SET bytes = x'ff'", /Typing 3 of stream 1/],
    ['a snapshot', "UPDATE snapshot SET bytes = x'ff'", /The snapshot of stream 1/],
    ['an author', 'UPDATE entry SET by = 9 WHERE seq = 4', /nobody is number 9/],
  ])('ST-81 %s', async (_, sql, reason) => {
    change(data, sql);
    const { problems } = await verify(data);
    expect(problems.join(' ')).toMatch(reason);
  });

  test('ST-81 a file cut short, a file that is missing, a folder that is', async () => {
    truncateSync(database(data), 20_000);
    expect(await greenball('verify', data)).toMatchObject({ code: 1 });
    truncateSync(database(data), 50);
    expect(await greenball('verify', data)).toMatchObject({ code: 1 });
    rmSync(database(data));
    const { code, err } = await greenball('verify', data);
    expect(code).toBe(1);
    expect(err).toContain('There is no greenball.sqlite in');
    expect(readdirSync(data)).not.toContain('greenball.sqlite');
    expect((await greenball('verify', join(ground, 'nowhere'))).err).toContain('There is no folder');
  });
});

describe('backup', () => {
  beforeEach(fill);

  test('ST-80 of a folder in which a server writes', async () => {
    const storage = await open({ dataDir: data });
    let seq = 4;
    let stop = false;
    const writing = (async () => {
      while (!stop) await storage.append(ref, seq, [said(++seq, 'x'), said(++seq, 'y')]);
    })();
    const target = join(ground, 'copy');
    const { code, out, err } = await greenball('backup', target, '--data', data);
    stop = true;
    await writing;
    await storage.close();
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/streams 2 bytes \d+ verified/);
    expect(readdirSync(target).sort()).toEqual(['greenball.sqlite', 'manifest.json', 'secret']);
    const checked = await verify(target);
    expect(checked.problems).toEqual([]);
    const copied = checked.streams.find(({ stream }) => stream === ref.stream)?.seq ?? 0;
    expect(copied).toBeGreaterThanOrEqual(4);
    expect(copied % 2).toBe(0);
    expect(copied).toBeLessThanOrEqual(seq);
  });

  test('ST-80 refuses a damaged folder, one without a database, and a target that is there', async () => {
    const target = join(ground, 'copy');
    mkdirSync(target);
    expect((await greenball('backup', target, '--data', data)).err).toContain('is there already');
    rmSync(target, { recursive: true });
    expect((await greenball('backup', target, '--data', ground)).err).toContain(
      'There is no greenball.sqlite',
    );
    corrupt(database(data), MARKED);
    const { code, err } = await greenball('backup', target, '--data', data);
    expect(code).toBe(1);
    expect(err).toContain('is damaged');
    expect(readdirSync(ground)).toEqual(['data']);
  });

  test('ST-81 verify finds any byte changed in a backup, a missing and a shortened file', async () => {
    const target = join(ground, 'copy');
    expect((await greenball('backup', target, '--data', data)).code).toBe(0);
    const damage = async (change: (folder: string) => void) => {
      const folder = join(ground, 'damaged');
      cpSync(target, folder, { recursive: true });
      change(folder);
      const { problems } = await verify(folder);
      rmSync(folder, { recursive: true });
      return problems.join(' ');
    };
    expect(await damage(() => {})).toBe('');
    for (const at of [24, 4000, 9000, statSync(database(target)).size - 1]) {
      const flip = (folder: string) => {
        const bytes = readFileSync(database(folder));
        bytes[at] = (bytes[at] as number) ^ 1;
        writeFileSync(database(folder), bytes);
      };
      expect(await damage(flip)).toContain('The file greenball.sqlite was changed.');
    }
    expect(await damage((folder) => truncateSync(database(folder), 30_000))).toContain('bytes instead of');
    expect(await damage((folder) => rmSync(join(folder, 'secret')))).toContain('The file secret is missing.');
    expect(await damage((folder) => rmSync(database(folder)))).toContain('There is no greenball.sqlite');
    expect(await damage((folder) => writeFileSync(join(folder, 'manifest.json'), '{'))).toContain(
      "manifest.json can't be read",
    );
    const shorten = (folder: string) => {
      const file = join(folder, 'manifest.json');
      writeFileSync(file, readFileSync(file, 'utf8').replace('"seq": 4', '"seq": 5'));
    };
    expect(await damage(shorten)).toContain('ends at 4 instead of 5');
  });
});

describe('restore', () => {
  let copy: string;
  let target: string;
  beforeEach(async () => {
    await fill();
    copy = join(ground, 'copy');
    target = join(ground, 'restored');
    expect((await greenball('backup', copy, '--data', data)).code).toBe(0);
  });

  test('ST-82 everything is there again, and goes on', async () => {
    const { code, out, err } = await greenball('restore', copy, '--data', target);
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('streams 2 erasures 0');
    const storage = await open({ dataDir: target });
    const loaded = await storage.load(ref, { withoutSnapshot: true });
    expect(loaded.entries.map(({ event }) => event.type)).toEqual(['said', 'wrote-many', 'wrote', 'said']);
    await storage.append(ref, 4, [said(5, 'and on')]);
    await storage.close();
    expect(readFileSync(join(target, 'secret'), 'utf8')).toBe('quiet');
    expect((await verify(target)).problems).toEqual([]);
  });

  test('ST-82 refuses what is no backup, a damaged one, and a folder that holds something', async () => {
    expect((await greenball('restore', data, '--data', target)).err).toContain("isn't a backup");
    mkdirSync(target);
    writeFileSync(join(target, 'mine'), '');
    expect((await greenball('restore', copy, '--data', target)).err).toContain("isn't empty");
    expect(readdirSync(target)).toEqual(['mine']);
    rmSync(join(target, 'mine'));
    corrupt(database(copy), MARKED);
    expect(await greenball('restore', copy, '--data', target)).toMatchObject({ code: 1 });
    expect(readdirSync(ground).sort()).toEqual(['copy', 'data', 'restored']);
    expect(readdirSync(target)).toEqual([]);
  });

  test('ST-83 repeats the erasures that the folder of today remembers', async () => {
    const now = await open({ dataDir: data });
    await now.rememberErasure('s', 'ana', 500);
    await now.close();
    const erase = async (
      { storage }: { storage: Storage },
      { space, person }: { space: string; person: string },
    ) => {
      for (const stream of await storage.streams(space)) {
        const { entries, seq } = await storage.load(stream, { withoutSnapshot: true });
        const events = entries
          .filter(({ by, event }) => by === person && event.type === 'said')
          .map((held) => ({ seq: held.seq, event: { ...held.event, words: '' } }));
        const texts = ['n', 'm'].map((note) => ({
          text: textId('all', note),
          through: seq,
          base: TextLedger.born('').rest(),
        }));
        await storage.erase(stream, { events, texts });
      }
      await storage.eraseBlobs(space, person);
    };
    await expect(restore(copy, target, { since: data })).rejects.toThrow(/can't repeat that/);
    await expect(restore(copy, target, { since: ground, erase })).rejects.toThrow(
      /There is no greenball.sqlite/,
    );
    expect(existsSync(target)).toBe(false);
    const { repeated } = await restore(copy, target, { since: data, erase });
    expect(repeated).toEqual([{ space: 's', person: 'ana', at: 500 }]);
    expect(readFileSync(database(target)).includes(MARKED)).toBe(false);
    const restored = await open({ dataDir: target });
    expect(await restored.erasures('s')).toEqual([{ person: 'ana', at: 500 }]);
    expect(await restored.getBlob('s', 'b')).toBeNull();
    await restored.close();
    expect((await verify(target)).problems).toEqual([]);
    expect((await restore(copy, join(ground, 'again'), { since: copy, erase })).repeated).toEqual([]);
  });
});
