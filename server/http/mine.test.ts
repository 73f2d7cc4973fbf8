import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { heldNote } from '../../core/session/decide/pace.ts';
import { groupAudience, groupOf } from '../../core/session/parts.ts';
import { databasePath } from '../storage/backends/sqlite/database.ts';
import { roomSeen, saved, settled, sit, until } from './testing/seat.ts';
import { startWorld, Visitor, type World } from './testing/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld({ storage: 'sqlite' });
});
afterAll(() => world.close());

test('ME-1 ME-2: what is mine comes in one file without others’ words; erasing it leaves theirs, while they go on', async () => {
  const lead = new Visitor(world.url);
  const ana = new Visitor(world.url);
  const ben = new Visitor(world.url);
  const { session, code } = (
    await lead.post('/api/sessions', { exercise: 'small', name: 'Lena', mode: 'remote' })
  ).body;
  const { person } = (await ana.post('/api/join', { code, name: 'Ana Quill' })).body;
  await ben.post('/api/join', { code, name: 'Ben' });
  await ana.post('/api/account/sign-up', {
    name: 'Ana Quill',
    email: 'quill@example.org',
    password: 'a long enough one',
  });
  await ben.post('/api/account/sign-up', {
    name: 'Ben',
    email: 'ben@example.org',
    password: 'a long enough one',
  });
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
  text.type('quokka', 6);
  await until(anas, saved);
  const other = bens.openText(to, note);
  await until(bens, () => other.ready() && other.words() === 'quokka');
  other.type('quokka benword', 14);
  await until(bens, saved);
  for (const tab of tabs) {
    const words = tab === anas ? 'quokkas' : 'bencomplaint';
    tab.act({ type: 'complain', id: tab.freshId(), on: note, key: null, say: words });
    tab.act({
      type: 'write-note',
      note: tab.freshId(),
      kind: 'verdict',
      parent: '',
      words,
      fields: { holds: 7 },
    });
    tab.act({ type: 'write-note', note: tab.freshId(), kind: 'parked', parent: '', words });
    tab.act({ type: 'debrief', answers: { got: 3, change: words, use: '' } });
    await until(tab, settled);
  }

  // A picture of hers on the example that both write.
  const png = await sharp({ create: { width: 30, height: 20, channels: 3, background: '#3a7' } })
    .png()
    .toBuffer();
  const bring = async (who: Visitor, as: string, at: string, says: string) => {
    const form = new FormData();
    const told = { as, to, note: at, key: `key-of-${says}-upload`, says };
    for (const [name, value] of Object.entries(told)) form.append(name, value);
    form.append('picture', new Blob([new Uint8Array(png)], { type: 'image/png' }), 'a.png');
    const answer = await fetch(`${world.url}/api/sessions/${session}/pictures`, {
      method: 'POST',
      headers: { cookie: who.cookie },
      body: form,
    });
    expect(answer.status, await answer.clone().text()).toBe(201);
    return (await answer.json()) as { picture: { id: string } };
  };
  await bring(ana, person, note, 'quokkapicture');
  // What she plans with nobody else, and what she doesn't want to practise.
  const plan = { name: 'Ana Quill', zone: 'Europe/Vienna', first: '2026-11-25' };
  const alone = (await ana.post('/api/programs', { ...plan, title: 'quokkaplan' })).body.program;
  const shared = (await ben.post('/api/programs', { ...plan, name: 'Ben', title: 'Together' })).body.program;
  expect(
    (await ben.post(`/api/programs/${shared}/leads`, { email: ' Quill@example.org ' })).body.leads,
  ).toMatchObject([
    { name: 'Ben', you: true },
    { name: 'Ana Quill', you: false },
  ]);
  expect((await ana.post('/api/practice/small', { away: 'ever' })).status).toBe(200);

  const { body, headers } = await ana.get('/api/mine.json');
  expect(headers.get('content-disposition')).toMatch(/attachment/);
  expect(body.account.email).toBe('quill@example.org');
  expect(body.people).toHaveLength(1);
  expect(body.people[0].programs).toMatchObject([
    { alone: true, program: { title: 'quokkaplan', days: [{ date: '2026-11-25' }] } },
    { alone: false, program: { title: 'Together' } },
  ]);
  expect(body.people[0].putOff).toEqual([{ exercise: 'A small one', until: null }]);
  const [mine] = body.people[0].sessions;
  expect(mine.pictures).toEqual([
    {
      says: 'quokkapicture',
      width: 30,
      height: 20,
      at: expect.any(Number),
      data: expect.stringMatching(/^data:image\/webp;base64,UklGR/),
    },
  ]);
  expect(mine).toMatchObject({
    session,
    debrief: { got: 3, change: 'quokkas', use: '' },
  });
  // One of the two sits where complaints come from; each has their own alone.
  const bensOwn = (await ben.get('/api/mine.json')).body.people[0].sessions[0].complaints;
  const said = [...mine.complaints, ...bensOwn].map(({ say }: { say: string }) => say);
  expect(said).toEqual([mine.complaints.length === 1 ? 'quokkas' : 'bencomplaint']);
  const words = mine.notes.map((each: { words: string }) => each.words).sort();
  expect(words).toEqual(['quokka', 'quokkas', 'quokkas']);
  expect(mine.notes).toContainEqual(expect.objectContaining({ kind: 'Verdict', fields: { holds: 7 } }));
  for (const theirs of ['benword', 'bencomplaint', '"Ben"', 'Lena']) {
    expect(JSON.stringify(body)).not.toContain(theirs);
  }
  expect((await new Visitor(world.url).get('/api/mine.json')).status).toBe(404);

  // Erasing: somebody else's id, or not saying yes, does nothing.
  expect((await ben.post('/api/mine/erase', { people: [person], yes: true })).status).toBe(400);
  expect((await ana.post('/api/mine/erase', { people: [person] })).status).toBe(400);
  expect((await ana.get('/api/me')).body.person).toBe(person);
  expect((await ana.post('/api/mine/erase', { people: [person], yes: true })).status).toBe(200);
  expect(ana.cookie).toBe('');
  await until(anas, (client) => client.view().link.state !== 'live');
  const back = { email: 'quill@example.org', password: 'a long enough one' };
  expect((await new Visitor(world.url).post('/api/account/sign-in', back)).status).toBe(401);

  // Ben goes on in the same session, and sees nothing of what was taken out.
  await until(bens, (client) => client.view().link.state === 'live' && settled(client));
  const late = bens.freshId();
  bens.act({ type: 'write-note', note: late, kind: 'parked', parent: '', words: 'bengoeson' });
  await until(bens, (client) => settled(client) && saved(client));
  const told = (await ben.get(`/api/sessions/${session}/export.json`)).text;
  for (const word of ['benword', 'bencomplaint', 'bengoeson']) expect(told).toContain(word);
  expect(told).not.toContain('quokka');
  expect(told).not.toContain('Quill');
  expect((await ben.get(`/api/programs/${alone}`)).status).toBe(404);
  expect((await ben.get(`/api/programs/${shared}/leads`)).body.leads).toMatchObject([{ name: 'Ben' }]);
  for (const client of [room, ...tabs]) client.close();
  await world.server.close();
  const tables = new SqliteDatabase(databasePath(world.dataDir), { readonly: true });
  for (const table of ['put_offs', 'finishes', 'program_leads', 'blob']) {
    const column = table === 'blob' ? 'owner' : 'person';
    expect(tables.prepare(`SELECT 1 FROM ${table} WHERE ${column} = ?`).all(person), table).toEqual([]);
  }
  tables.close();
  for (const name of await readdir(world.dataDir)) {
    const bytes = (await readFile(join(world.dataDir, name))).toString('latin1');
    for (const gone of ['quokka', 'Quill', 'quill@'])
      expect(bytes.includes(gone), `${gone} in ${name}`).toBe(false);
  }
});
