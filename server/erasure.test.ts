import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verb } from '../cli/commands/erase.ts';
import { heldNote } from '../core/session/decide/pace.ts';
import { groupAudience, groupOf } from '../core/session/parts.ts';
import { roomSeen, saved, settled, sit, until } from './http/testing/seat.ts';
import { startWorld, Visitor, type World } from './http/testing/world.ts';
import type { ServerOptions } from './server.ts';
import { makeGround, missing } from './storage/backends/postgres/testing/ground.ts';

/** What a back end needs of the world, and all that it keeps, as one text in which words can be looked for. */
interface Kept {
  options: Partial<ServerOptions>;
  env(dataDir: string): Record<string, string>;
  read(dataDir: string): Promise<string>;
  remove(): Promise<void>;
}

async function inFiles(): Promise<Kept> {
  return {
    options: { storage: 'sqlite' },
    env: (dataDir) => ({ DATA_DIR: dataDir }),
    async read(dataDir) {
      const files = (await readdir(dataDir)).map((name) => readFile(join(dataDir, name)));
      return Buffer.concat(await Promise.all(files)).toString('latin1');
    },
    remove: async () => {},
  };
}

async function inPostgres(): Promise<Kept> {
  const { config, remove } = await makeGround();
  const url = config.url as string;
  return {
    options: { storage: 'postgres', databaseUrl: url },
    env: (dataDir) => ({ DATA_DIR: dataDir, STORAGE: 'postgres', DATABASE_URL: url }),
    async read() {
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      const tables = await client.query<{ name: string }>(
        'SELECT tablename AS name FROM pg_tables WHERE schemaname = current_schema()',
      );
      const rows: unknown[] = [];
      for (const { name } of tables.rows) {
        for (const row of (await client.query(`SELECT * FROM ${client.escapeIdentifier(name)}`)).rows) {
          for (const value of Object.values(row)) {
            rows.push(value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value);
          }
        }
      }
      await client.end();
      return rows.join('\n');
    },
    remove,
  };
}

const reason = await missing();

describe.each([
  { name: 'a folder', open: inFiles },
  { name: 'PostgreSQL', open: inPostgres },
])('$name', ({ name, open }) => {
  if (name === 'PostgreSQL' && reason !== null) {
    test('erasing', (context) => context.skip(reason));
    return;
  }
  let kept: Kept;
  let world: World;
  beforeAll(async () => {
    kept = await open();
    world = await startWorld(kept.options);
  });
  afterAll(async () => {
    await world.close();
    await kept.remove();
  });

  async function runVerb(...args: string[]) {
    const said: string[] = [];
    const code = await verb.run(args, {
      out: (line) => said.push(line),
      err: (line) => said.push(line),
      env: kept.env(world.dataDir),
    });
    return { code, said: said.join('\n') };
  }

  test('ER-1: an erased person leaves no word behind, and others keep theirs', async () => {
    const lead = new Visitor(world.url);
    const { session, code } = (
      await lead.post('/api/sessions', { exercise: 'small', name: 'Lena', mode: 'remote' })
    ).body;
    const ana = new Visitor(world.url);
    const ben = new Visitor(world.url);
    const { person } = (await ana.post('/api/join', { code, name: 'Ana Quill' })).body;
    await ben.post('/api/join', { code, name: 'Ben' });
    const room = sit(world.url, lead, session);
    await until(room, (client) => roomSeen(client)?.people.size === 2);
    room.act({ type: 'start' });
    await until(room, (client) => roomSeen(client)?.phase === 'running' && settled(client));
    const seen = roomSeen(room);
    const group = seen && groupOf(seen, person);
    if (!group) throw new Error('No group.');
    const to = groupAudience(group.id);
    const note = heldNote(group.id, 1, 'example');

    const tabs = [sit(world.url, ana, session), sit(world.url, ben, session)] as const;
    const [anas, bens] = tabs;
    for (const tab of tabs) await until(tab, (client) => client.view().parts.get(to) !== undefined);
    const text = anas.openText(to, note);
    await until(anas, () => text.ready());
    text.type('quokkaquokka', 12);
    await until(anas, saved);
    const other = bens.openText(to, note);
    await until(bens, () => other.ready() && other.words() === 'quokkaquokka');
    other.type('quokkabenwordquokka', 13);
    await until(bens, saved);
    const planned = await ana.post('/api/programs', {
      name: 'Ana Quill',
      title: 'The quokka weeks',
      zone: 'UTC',
      first: '2026-11-25',
    });
    expect(planned.status).toBe(201);
    await ana.post(`/api/sessions/${session}/passage`, {
      group: group.id,
      choose: 'paste',
      title: 'quokka',
      text: 'quokka a. quokka b.',
    });
    for (const tab of tabs) {
      const words = tab === anas ? 'quokka' : 'bencomplaint';
      tab.act({ type: 'complain', id: tab.freshId(), on: note, key: null, say: words });
      tab.act({ type: 'write-note', note: tab.freshId(), kind: 'verdict', parent: '', words, fields: {} });
      tab.act({ type: 'write-note', note: tab.freshId(), kind: 'parked', parent: '', words });
      tab.act({ type: 'move-place', place: tab === anas ? 1 : 0 });
      tab.act({ type: 'debrief', answers: { got: 3, change: words, use: words } });
      await until(tab, settled);
    }
    for (const client of [room, ...tabs]) client.close();
    await expect(runVerb('--list')).rejects.toThrow(/Another Greenball/);
    await world.server.close();

    expect((await runVerb('--list', 'quill')).said).toContain(`${person}  `);
    await expect(runVerb(person)).rejects.toThrow(/--yes/);
    await expect(runVerb('nobody', '--yes')).rejects.toThrow(/nobody with the id/);
    expect((await runVerb(person, '--yes')).said).toMatch(
      /erased .*: sessions 1 events [1-9]\d* texts [1-9]/,
    );
    expect((await runVerb(person, '--yes')).said).toContain('events');

    const all = await kept.read(world.dataDir);
    expect(all).toContain('benword');
    for (const secret of ['quokka', 'Quill']) expect(all.includes(secret), secret).toBe(false);

    const again = await startWorld({ ...kept.options, dataDir: world.dataDir });
    const back = new Visitor(again.url);
    back.cookie = ben.cookie;
    const { body } = await back.get(`/api/sessions/${session}/export.json`);
    const told = JSON.stringify(body);
    expect(told).toContain('benword');
    expect(told).toContain('bencomplaint');
    expect(told).not.toContain('quokka');
    const gone = new Visitor(again.url);
    gone.cookie = ana.cookie;
    expect((await gone.get('/api/me')).body.person).toBe(null);
    await again.close();
  });
});
