import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { roomSeen, sit, until } from './testing/seat.ts';
import { startWorld, Visitor, type World } from './testing/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

const visitor = () => new Visitor(world.url);

async function openSession() {
  const lead = visitor();
  const { body } = await lead.post('/api/sessions', { exercise: 'small', name: 'Lena', mode: 'in-person' });
  return { lead, session: body.session as string, code: body.code as string };
}

describe('a projector', () => {
  async function project(lead: Visitor, session: string): Promise<string> {
    const { status, body } = await lead.post(`/api/sessions/${session}/projector-link`);
    expect(status).toBe(201);
    return body.url.slice(body.url.lastIndexOf('/') + 1);
  }

  test('PR-1: it sees what everybody sees, has no seat, and can do nothing', async () => {
    const { lead, session, code } = await openSession();
    const ana = visitor();
    await ana.post('/api/join', { code, name: 'Ana' });
    const wall = visitor();
    const token = await project(lead, session);
    expect((await wall.post('/api/projector', { token })).body).toEqual({ session });
    expect((await wall.get('/api/me')).body).toEqual({
      person: null,
      name: null,
      member: false,
      mayOpen: true,
      sessions: [],
    });
    expect((await wall.get(`/api/sessions/${session}/invitation`)).body.code).toBe(code);
    for (const [method, path, body] of [
      ['GET', 'export.json', undefined],
      ['POST', 'people', '{"name":"Eve","shares":true}'],
      ['POST', 'seat-link', '{}'],
      ['POST', 'lead-link', '{}'],
      ['POST', 'projector-link', '{}'],
      ['DELETE', 'projector-link', undefined],
    ] as const) {
      const { status } = await wall.ask(method, `/api/sessions/${session}/${path}`, body);
      expect([path, status]).toEqual([path, 404]);
    }
    const tab = sit(world.url, wall, session);
    await until(tab, () => roomSeen(tab) !== null && tab.view().link.state === 'live');
    expect([...tab.view().parts.keys()]).toEqual(['all']);
    expect(roomSeen(tab)?.people.size).toBe(1);
    for (const command of [
      { type: 'start' },
      { type: 'write-note', note: 'n', kind: 'parked', parent: '', words: 'Hello.' },
      { type: 'broadcast', id: 'b', words: 'Hello.' },
    ] as const) {
      const before = tab.view().notTaken.length;
      tab.act(command);
      await until(tab, () => tab.view().notTaken.length > before);
    }
    expect(tab.view().notTaken.map(({ refusal }) => refusal.refused)).toEqual([
      'not-yours',
      'not-yours',
      'not-yours',
    ]);
    tab.close();
  });

  test('PR-3: taken back, its link opens nothing, and what it showed goes dark at once', async () => {
    const { lead, session } = await openSession();
    const token = await project(lead, session);
    const wall = visitor();
    await wall.post('/api/projector', { token });
    const tab = sit(world.url, wall, session);
    await until(tab, () => roomSeen(tab) !== null);
    expect((await lead.ask('DELETE', `/api/sessions/${session}/projector-link`)).status).toBe(200);
    await until(tab, () => tab.view().link.state === 'ended');
    expect(roomSeen(tab)).toBe(null);
    tab.close();
    expect((await wall.get(`/api/sessions/${session}/invitation`)).status).toBe(404);
    const late = await visitor().post('/api/projector', { token });
    const wrong = await visitor().post('/api/projector', { token: 'A'.repeat(22) });
    expect([late.status, late.text]).toEqual([404, wrong.text]);
  });

  test('PR-3: somebody who is in the session stays who they are', async () => {
    const { lead, session } = await openSession();
    const token = await project(lead, session);
    await lead.post('/api/projector', { token });
    expect((await lead.ask('DELETE', `/api/sessions/${session}/projector-link`)).status).toBe(200);
    expect((await lead.get(`/api/sessions/${session}/invitation`)).status).toBe(200);
  });
});
