import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { heldNote } from '../../core/session/decide/pace.ts';
import { groupAudience, groupOf, personAudience } from '../../core/session/parts.ts';
import { roomSeen, saved, settled, sit, until } from './testing/seat.ts';
import { startWorld, Visitor, type World } from './testing/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());
const visitor = () => new Visitor(world.url);
const opened = { exercise: 'small', name: 'Lena', mode: 'remote' };

describe('what every answer carries', () => {
  test('HT-1: a policy under which nothing runs that is not ours', async () => {
    for (const path of ['/api/health', '/', '/nowhere', '/api/nowhere', '/j/ABCDEF']) {
      const { headers } = await visitor().get(path);
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy, path).toContain("default-src 'none'");
      expect(policy).toContain("script-src 'self';");
      expect(policy).toContain(`connect-src 'self' ws://127.0.0.1:${world.server.port}`);
      expect(policy).toContain("frame-ancestors 'none'");
      expect(headers.get('x-content-type-options')).toBe('nosniff');
    }
  });

  test('HT-1: a strange Host gets nothing into the policy', async () => {
    const policy = await new Promise<string>((resolve) => {
      const socket = connect(world.server.port, '127.0.0.1', () => {
        socket.write("GET /api/health HTTP/1.1\r\nHost: x'; script-src *\r\nConnection: close\r\n\r\n");
      });
      let got = '';
      socket.on('data', (bytes) => (got += bytes));
      socket.on('close', () => resolve(got));
    });
    expect(policy).not.toContain('script-src *');
  });

  test('unknown addresses under /api answer in JSON', async () => {
    const { status, body } = await visitor().get('/api/nowhere');
    expect(status).toBe(404);
    expect(body.error.say).toMatch(/nothing at this address/);
  });
});

describe('other sites', () => {
  test('HT-2: a page of another site can change nothing', async () => {
    const foreign: Record<string, string>[] = [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { origin: `http://127.0.0.1:${world.server.port + 1}` },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
    ];
    for (const headers of foreign) {
      const { status, body } = await visitor().post('/api/sessions', opened, headers);
      expect(status, JSON.stringify(headers)).toBe(403);
      expect(body.error.code).toBe('elsewhere');
    }
    expect((await visitor().post('/api/sessions', opened, { origin: world.url })).status).toBe(201);
  });

  test('HT-2: nor open a socket, cookie or not', async () => {
    const lead = visitor();
    const { session } = (await lead.post('/api/sessions', opened)).body;
    const open = (headers: Record<string, string>) =>
      new Promise<string>((resolve) => {
        const ws = new WebSocket(`${world.url.replace('http', 'ws')}/ws?session=${session}`, { headers });
        ws.on('open', () => {
          ws.close();
          resolve('open');
        });
        ws.on('error', (error) => resolve(error.message));
      });
    expect(await open({ cookie: lead.cookie, origin: world.url })).toBe('open');
    expect(await open({ cookie: lead.cookie, origin: 'https://evil.example' })).toMatch(/404/);
    expect(await open({})).toMatch(/404/);
    expect(await open({ cookie: `${lead.cookie}x` })).toMatch(/404/);
  });
});

describe('bad input', () => {
  test('HT-3: what is not JSON, or not the right JSON, is said in words', async () => {
    const send = (body: string, type = 'application/json') =>
      visitor().ask('POST', '/api/sessions', body, { 'content-type': type });
    expect((await send('{')).body.error).toMatchObject({ code: 'not-json' });
    expect((await send('[]')).status).toBe(400);
    expect((await send('null')).status).toBe(400);
    expect((await send('exercise=small', 'application/x-www-form-urlencoded')).status).toBe(415);
    expect((await send(JSON.stringify({ ...opened, mode: 'telepathy' }))).body.error.say).toMatch(
      /how you meet/,
    );
    expect((await send(JSON.stringify({ ...opened, rounds: 99 }))).body.error.say).toMatch(/1 to 12 rounds/);
    const unknown = await send(JSON.stringify({ ...opened, exercise: 'nope' }));
    expect([unknown.status, unknown.body.error.code]).toEqual([404, 'unknown-exercise']);
    expect((await send(JSON.stringify({ ...opened, exercise: '__proto__' }))).status).toBe(404);
  });

  test('HT-4: ten megabytes are turned away before they are read, and the server goes on', async () => {
    const { status, body } = await visitor().post('/api/sessions', {
      ...opened,
      title: 'x'.repeat(10_000_000),
    });
    expect(status).toBe(413);
    expect(body.error.say).toMatch(/too much/);
    expect((await visitor().get('/api/health')).body).toEqual({ ok: true });
  });

  test('simulated partners that are not at hand are said to be so', async () => {
    const { status, body } = await visitor().post('/api/try');
    expect([status, body.error.code]).toEqual([503, 'no-partners']);
  });
});

test('partners come in by the invitation like anybody, and a trial is under way at once', async () => {
  const trial = await startWorld({
    async partners(url, _session, count, invite) {
      for (let i = 0; i < count; i++)
        await new Visitor(url).post('/api/join', { token: invite, name: 'Bot' });
    },
  });
  const one = new Visitor(trial.url);
  const { status, body } = await one.post('/api/try');
  expect(status).toBe(201);
  const { body: kept } = await one.get(`/api/sessions/${body.session}/export.json`);
  expect(kept.phase).toBe('running');
  expect(kept.people).toHaveLength(2);
  expect(kept.groups[0].rounds[0].passage.source).toBe('house abstract');
  await trial.close();
});

describe('a session over HTTP', () => {
  const ABSTRACT = 'A knot is a circle in space. It may be tied. <script>alert(1)</script> is *not* one.';

  /** Two pairs, started. */
  async function start() {
    const lead = visitor();
    const { session, code } = (await lead.post('/api/sessions', { ...opened, title: 'Knots & "friends"' }))
      .body;
    const people = await Promise.all(
      ['Ana', 'Ben', 'Cleo', 'Dan'].map(async (name) => {
        const one = visitor();
        const { person } = (await one.post('/api/join', { code, name })).body;
        return { one, person: person as string, name };
      }),
    );
    const room = sit(world.url, lead, session);
    await until(room, (client) => (roomSeen(client)?.people.size ?? 0) === 4);
    room.act({ type: 'start' });
    await until(room, (client) => roomSeen(client)?.phase === 'running' && settled(client));
    const groups = roomSeen(room)?.groups;
    const of = (person: string) => {
      const seen = roomSeen(room);
      const group = seen && groupOf(seen, person);
      if (!group) throw new Error('No group.');
      return group;
    };
    const [first] = people;
    if (!groups || !first) throw new Error('Nobody came.');
    const stranger = people.find(({ person }) => of(person).id !== of(first.person).id);
    const partner = people.find(
      ({ person }) => person !== first.person && of(person).id === of(first.person).id,
    );
    if (!stranger || !partner) throw new Error('One group.');
    return { lead, session: session as string, room, first, partner, stranger, group: of(first.person) };
  }

  test('EX-1 EX-2: everything that one may see, and nothing of what one may not', async () => {
    const { lead, session, room, first, partner, stranger, group } = await start();
    const passage = `/api/sessions/${session}/passage`;
    const pasted = await first.one.post(passage, {
      group: group.id,
      choose: 'paste',
      title: 'Knots',
      text: ABSTRACT,
    });
    expect(pasted.body.passage.title).toBe('Knots');
    expect((await stranger.one.post(passage, { group: group.id, choose: 'draw' })).status).toBe(404);

    const tab = sit(world.url, first.one, session);
    const to = groupAudience(group.id);
    await until(tab, (client) => client.view().parts.get(to)?.group?.passage != null);
    const held = heldNote(group.id, 1, 'example');
    const text = tab.openText(to, held);
    await until(tab, () => text.ready());
    text.type('My scarf, # not a *heading*', 27);
    await until(tab, saved);
    tab.act({ type: 'move-place', place: 1 });
    tab.act({
      type: 'write-note',
      note: tab.freshId(),
      kind: 'verdict',
      parent: '',
      words: '<b>It holds</b>',
      fields: { holds: 7 },
    });
    tab.act({
      type: 'write-note',
      note: tab.freshId(),
      kind: 'parked',
      parent: '',
      words: 'my secret strategy',
    });
    await until(tab, settled);
    const other = sit(world.url, partner.one, session);
    await until(other, (client) => client.view().parts.get(to) !== undefined);
    // One of the two has the seat that complains; the other is refused.
    for (const client of [tab, other]) {
      client.act({
        type: 'complain',
        id: client.freshId(),
        on: held,
        key: null,
        say: 'Whose [scarf](javascript:x)?',
      });
    }
    other.act({ type: 'debrief', answers: { got: 8, change: 'less tea', use: 'scarves' } });
    await until(tab, settled);
    await until(other, settled);

    const mine = (await first.one.get(`/api/sessions/${session}/export.md`)).text;
    expect(mine).toContain('# Knots & "friends"'.replace('&', '&amp;'));
    expect(mine).toContain('> 1. A knot is a circle in space.');
    expect(mine).toContain('My scarf, \\# not a \\*heading\\*');
    expect(mine).toContain('\\<b\\>It holds\\</b\\>');
    expect(mine).toContain('Holds: 7');
    expect(mine).toMatch(/## Only you[\s\S]*my secret strategy/);
    expect(mine).toContain('Whose \\[scarf\\](javascript:x)? (sentence 2; still open)');
    expect(mine).not.toContain('less tea');

    const partners = await partner.one.get(`/api/sessions/${session}/export.json`);
    expect(partners.headers.get('content-disposition')).toMatch(/attachment; filename="Knots-friends.json"/);
    expect(partners.text).not.toContain('my secret strategy');
    expect(partners.body.own.debrief).toEqual({ got: 8, change: 'less tea', use: 'scarves' });
    expect(partners.body.groups[0].rounds[0]).toMatchObject({
      round: 1,
      passage: { title: 'Knots' },
      growth: [{ place: 0, sentence: 'A knot is a circle in space.', words: 'My scarf, # not a *heading*' }],
    });

    const others = (await stranger.one.get(`/api/sessions/${session}/export.json`)).text;
    for (const secret of ['scarf', 'Knots"', 'It holds', 'secret strategy', 'less tea', held]) {
      expect(others).not.toContain(secret);
    }
    const leads = (await lead.get(`/api/sessions/${session}/export.json`)).text;
    expect(leads).toContain('My scarf');
    expect(leads).not.toContain('secret strategy');
    expect(leads).not.toContain(personAudience(first.person));

    const page = (await first.one.get(`/api/sessions/${session}/export.html`)).text;
    expect(page).not.toContain('<script');
    expect(page).not.toContain('<b>It holds');
    expect(page).toContain('My scarf');
    for (const client of [room, tab, other]) client.close();
  });

  test('PA-1: pastes that are empty or too long are turned away and change nothing', async () => {
    const { first, session, group, room } = await start();
    const paste = (text: string) =>
      first.one.post(`/api/sessions/${session}/passage`, {
        group: group.id,
        choose: 'paste',
        title: '',
        text,
      });
    expect((await paste('A chair. It stands.')).status).toBe(200);
    expect((await paste('  \n ')).body.error.code).toBe('empty-paste');
    expect((await paste('x'.repeat(100_001))).status).toBe(413);
    expect((await paste('x'.repeat(10_000_000))).status).toBe(413);
    await until(room, (client) => client.view().parts.get(groupAudience(group.id))?.group?.passage != null);
    expect(room.view().parts.get(groupAudience(group.id))?.group?.passage?.text).toBe('A chair. It stands.');
    room.close();
  });

  test('PA-2: a draw comes from a field that nobody in the group knows, and never twice', async () => {
    const { first, session, group, room } = await start();
    const fields: string[] = (await first.one.get('/api/passages/fields')).body.map(
      ({ field }: { field: string }) => field,
    );
    const [only, ...rest] = [...new Set(fields)];
    expect(rest).not.toEqual([]);
    const tab = sit(world.url, first.one, session);
    await until(tab, (client) => roomSeen(client) !== null);
    tab.act({ type: 'set-knows', knows: rest });
    await until(tab, settled);
    const draw = () =>
      first.one.post(`/api/sessions/${session}/passage`, { group: group.id, choose: 'draw' });
    const list = (await first.one.get(`/api/passages?field=${encodeURIComponent(only ?? '')}`)).body.passages;
    const drawn = new Set<string>();
    for (const _ of list) drawn.add((await draw()).body.passage.id);
    expect([...drawn].sort()).toEqual(list.map(({ id }: { id: string }) => id).sort());
    expect((await draw()).body.error.code).toBe('no-passage');
    tab.close();
    room.close();
  });
});
