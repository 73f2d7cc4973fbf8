import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encode } from 'cborg';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { type Addressed, type Entry, textId } from '../../core/stream/entry.ts';
import { startWorld, Visitor } from '../../server/http/testing/world.ts';
import { makeGround, missing } from '../../server/storage/backends/postgres/testing/ground.ts';
import { findBackend, type StorageConfig } from '../../server/storage/backends.ts';
import type { Ground } from '../../server/storage/testing/ground.ts';
import { TextLedger } from '../../text/ledger.ts';
import { run } from '../run.ts';

const reason = await missing();
if (reason !== null) test('copy', (context) => context.skip(reason));

let folder: string;
let grounds: Ground[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'greenball-copy-'));
  grounds = [];
});
afterEach(async () => {
  for (const { remove } of grounds) await remove();
  rmSync(folder, { recursive: true });
});

async function database(): Promise<string> {
  const ground = await makeGround();
  grounds.push(ground);
  return ground.config.url as string;
}
const at = (name: string) => join(folder, name);

async function greenball(...args: string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const env = { DATA_DIR: at('settings') };
  const code = await run(args, { out: (line) => out.push(line), err: (line) => err.push(line), env });
  return { code, out: out.join('\n'), err: err.join('\n') };
}

const entry = (seq: number, event: object, more: Partial<Entry> = {}): Entry => ({
  seq,
  at: 1000 + seq,
  by: 'ana',
  device: 'd1',
  counter: seq,
  version: 1,
  event: event as Addressed,
  ...more,
});

function typing(words: string): Uint8Array {
  const doc = new Y.Doc();
  doc.getText('t').insert(0, words);
  return Y.encodeStateAsUpdate(doc);
}

/** A storage with one of everything, some of it odd. */
async function fill(config: StorageConfig, name: string): Promise<void> {
  const storage = await (await findBackend(name)).open(config);
  const one = { space: 's', stream: 'session:one' };
  const wrote = (note: string) => ({ to: 'all', type: 'wrote', note, by: 'ana' });
  await storage.append(one, 0, [
    entry(1, { to: 'all', type: 'said', words: 'a "quoted" \u0000 line\n é 漢 🎈 \ud800' }),
    entry(2, wrote('n'), { update: typing('one') }),
    entry(3, wrote('m'), { update: typing('two'), device: 'd2', counter: 9, refused: [7, 8] }),
    entry(4, { ...wrote('n'), stop: 3 }, { update: typing('three'), refused: [3] }),
    entry(5, { to: 'all', type: 'said', words: '' }, { by: '', device: '', counter: 0 }),
    entry(6, wrote('n'), { update: typing('four') }),
    entry(7, wrote('empty')),
    entry(8, { ...wrote('m'), by: 'ben' }, { update: typing('five') }),
  ]);
  await storage.compact(one, textId('all', 'n'), 5, TextLedger.born('one').rest());
  await storage.compact(one, textId('all', 'm'), 3, TextLedger.born('two').rest());
  await storage.compact(one, textId('all', 'never typed in'), 8, TextLedger.born('x').rest());
  await storage.snapshot(one, { seq: 4, core: 'c', bytes: encode({ cursor: 4 }) });
  const long = Array.from({ length: 2500 }, (_, i) =>
    entry(i + 1, { to: 'all', type: 'said', words: `w${i}` }),
  );
  await storage.append({ space: 't', stream: 'session:long' }, 0, long);
  for (let i = 0; i < 120; i++) {
    await storage.putBlob(i % 2 ? 's' : 't', {
      id: `b${i}`,
      owner: 'ana',
      type: 't',
      bytes: Buffer.from([i]),
    });
  }
  await storage.rememberErasure('s', 'gone', 20);
  await storage.close();
}

// Servers start and stop in it: a busy machine takes its time.
describe.skipIf(reason !== null)('copy', { timeout: 180_000 }, () => {
  test('CP-1 a folder into a database, and back, with everything in it', async () => {
    const url = await database();
    await fill({ dataDir: at('data') }, 'sqlite');
    writeFileSync(at('data/secret'), 'quiet', { mode: 0o600 });
    const there = await greenball('copy', '--from', at('data'), '--to', url);
    expect([there.code, there.err]).toEqual([0, '']);
    expect(there.out).toMatch(
      /^s session:one: entries 8 = 8 texts 3 = 3 log and texts (\w{12}) = \1 as kept (\w{12}) = \2$/m,
    );
    expect(there.out).toMatch(
      /^streams 2 = 2 entries 2502 texts 3 updates 3 snapshots 1 blobs 120 and erasures (\w+) = \1$/m,
    );
    expect(there.out).toMatch(/^table auth_user: rows 0 = 0/m);
    expect(there.out).toContain(
      `Copy the file ${at('data/secret')} into the folder that DATA_DIR will name.`,
    );
    expect(there.out).toMatch(/copied, and both are the same$/);
    expect((await greenball('verify', url)).out).toMatch(
      /^read database: streams 2 entries 2502 texts 3 updates 3 snapshots 1 blobs 120\nwhole$/,
    );

    mkdirSync(at('settings'));
    writeFileSync(at('settings/secret'), 'quiet', { mode: 0o600 });
    const back = await greenball('copy', '--from', url, '--to', at('back'));
    expect([back.code, back.err]).toEqual([0, '']);
    expect(readFileSync(at('back/secret'), 'utf8')).toBe('quiet');
    expect(statSync(at('back/secret')).mode & 0o777).toBe(0o600);
    const kept = (out: string) => out.match(/as kept \w+|table \w+: rows \d+ = \d+ \w+|erasures \w+/g);
    expect(kept(back.out)).toEqual(kept(there.out));
    expect((await greenball('verify', at('back'))).out).toMatch(/whole$/);
    const [was, is] = await Promise.all(
      ['data', 'back'].map(async (name) => {
        const storage = await (await findBackend('sqlite')).open({ dataDir: at(name) });
        const loaded = await storage.load({ space: 's', stream: 'session:one' });
        await storage.append({ space: 's', stream: 'session:one' }, 8, [
          entry(9, { to: 'all', type: 'said', words: '' }),
        ]);
        await storage.close();
        return loaded;
      }),
    );
    expect(is).toEqual(was);
  });

  test('CP-2 what a server has kept: people, cookies, links, words; and a server goes on from it', async () => {
    const url = await database();
    const first = await startWorld({ storage: 'sqlite' });
    const lead = new Visitor(first.url);
    const { session, code } = (
      await lead.post('/api/sessions', { exercise: 'small', name: 'Lena', mode: 'remote', join: true })
    ).body;
    const ana = new Visitor(first.url);
    await ana.post('/api/join', { code, name: 'Ana Quill' });
    await expect(greenball('copy', '--from', first.dataDir, '--to', url)).resolves.toMatchObject({
      code: 1,
      err: expect.stringMatching(/^Another Greenball is already using the folder/),
    });
    await first.server.close();
    const { code: done, out, err } = await greenball('copy', '--from', first.dataDir, '--to', url);
    expect([done, err]).toEqual([0, '']);
    expect(out).toMatch(/^table people: rows 2 = 2/m);
    expect(out).toMatch(/^table auth_session: rows 2 = 2/m);

    const second = await startWorld({ storage: 'postgres', databaseUrl: url, dataDir: first.dataDir });
    const moved = new Visitor(second.url);
    moved.cookie = ana.cookie;
    expect((await moved.get('/api/me')).body).toMatchObject({ name: 'Ana Quill' });
    expect((await moved.get(`/api/sessions/${session}/export.json`)).status).toBe(200);
    const ben = new Visitor(second.url);
    expect((await ben.post('/api/join', { code, name: 'Ben' })).status).toBe(200);
    await expect(greenball('copy', '--from', url, '--to', at('back'))).resolves.toMatchObject({
      code: 1,
      err: expect.stringMatching(/^Another Greenball is already using this database/),
    });
    await second.server.close();
    mkdirSync(at('settings'));
    copyFileSync(join(first.dataDir, 'secret'), at('settings/secret'));
    const back = await greenball('copy', '--from', url, '--to', at('back'));
    expect([back.code, back.err]).toEqual([0, '']);
    const third = await startWorld({ storage: 'sqlite', dataDir: at('back') });
    const again = new Visitor(third.url);
    again.cookie = ben.cookie;
    expect((await again.get('/api/me')).body).toMatchObject({ name: 'Ben' });
    for (const world of [third, second, first]) await world.close();
  });

  test('CP-3 refuses what is empty, what isn’t, what is nowhere, and memory', async () => {
    const url = await database();
    const copy = async (from: string, to: string) => {
      const { code, err } = await greenball('copy', '--from', from, '--to', to);
      expect(code).toBe(1);
      return err;
    };
    expect(await copy(at('data'), url)).toMatch(/^There is no greenball\.sqlite in .+data\.$/);
    expect(existsSync(at('data'))).toBe(false);
    expect(await copy(url, at('data'))).toMatch(
      /^There is nothing of Greenball in the database postgres at /,
    );
    await fill({ dataDir: at('data') }, 'sqlite');
    mkdirSync(at('mine'));
    writeFileSync(at('mine/file'), '');
    expect(await copy(at('data'), at('mine'))).toMatch(/mine isn't empty\. Name a folder/);
    expect(await copy(at('data'), at('data'))).toMatch(/data isn't empty/);
    expect((await greenball('copy', '--from', at('data'), '--to', url)).code).toBe(0);
    expect(await copy(at('data'), url)).toMatch(/^The database postgres at .+ isn't empty\./);
    expect(await copy(at('data'), 'postgres://127.0.0.1:1/none')).toMatch(/^No PostgreSQL answers/);
    expect((await greenball('copy', '--from', at('data'))).code).toBe(2);
  });

  test('CP-4 a copy that is cut short can’t be opened, and nothing may be copied over it', async () => {
    const url = await database();
    await fill({ dataDir: at('data') }, 'sqlite');
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    // A row too many to be a true copy: the comparison has to find it.
    await (await (await findBackend('postgres')).open({ dataDir: '', url })).close();
    await client.query(
      'CREATE FUNCTION spoil() RETURNS trigger LANGUAGE plpgsql AS ' +
        "'BEGIN IF NEW.seq = 5 THEN NEW.at = NEW.at + 1; END IF; RETURN NEW; END'",
    );
    await client.query('CREATE TRIGGER spoil BEFORE INSERT ON entry FOR EACH ROW EXECUTE FUNCTION spoil()');
    const { code, err } = await greenball('copy', '--from', at('data'), '--to', url);
    await client.end();
    expect(code).toBe(1);
    expect(err).toContain("Stream session:one of space s isn't what it was.");
    expect(err).toContain('The copy is not a true one');
    await expect((await findBackend('postgres')).open({ dataDir: '', url })).rejects.toThrow(
      /holds a copy that did not come to its end/,
    );
    expect((await greenball('copy', '--from', at('data'), '--to', url)).err).toMatch(/isn't empty/);
  });

  test('CP-5 backup and restore say what to use for a database; verify and erase work on it', async () => {
    const url = await database();
    await fill({ dataDir: at('settings'), url }, 'postgres');
    const env = { STORAGE: 'postgres', DATABASE_URL: url, DATA_DIR: at('settings') };
    const call = async (...args: string[]) => {
      const said: string[] = [];
      const console = { out: (line: string) => said.push(line), err: (line: string) => said.push(line), env };
      return { code: await run(args, console), said: said.join('\n') };
    };
    expect(await call('backup', 'monday')).toMatchObject({
      code: 1,
      said: expect.stringContaining('pg_dump --format=custom --file=monday'),
    });
    expect(await call('restore', 'monday')).toMatchObject({
      code: 1,
      said: expect.stringContaining('pg_restore --no-owner'),
    });
    expect((await call('verify')).said).toMatch(/whole$/);
    expect((await call('erase', '--list')).code).toBe(0);
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query('DELETE FROM entry WHERE seq = 5');
    await client.query("UPDATE text SET base = 'ff00' WHERE name = 'all n'");
    await client.end();
    const { code, said } = await call('verify');
    expect(code).toBe(1);
    expect(said).toContain('Entry 5 of stream session:one of space s is missing (it ends at 8).');
    expect(said).toMatch(/Text all n of stream session:one of space s: /);
  });
});
