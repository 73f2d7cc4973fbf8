import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { personAudience } from '../../core/session/parts.ts';
import { mintCode } from '../identity/tokens.ts';
import { sit, until } from './testing/seat.ts';
import { startWorld, Visitor, type World } from './testing/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

const visitor = () => new Visitor(world.url);

async function openSession(name = 'Lena') {
  const lead = visitor();
  const { status, body } = await lead.post('/api/sessions', { exercise: 'small', name, mode: 'in-person' });
  expect(status).toBe(201);
  const { body: invitation } = await lead.get(`/api/sessions/${body.session}/invitation`);
  const token: string = invitation.link.slice('/j/'.length);
  return { lead, session: body.session as string, code: body.code as string, token };
}

describe('getting in', () => {
  test('ID-3: a code or a link, and a name: that is all', async () => {
    const { session, code, token } = await openSession();
    const ana = visitor();
    const look = await ana.get(`/api/join/${code}`);
    expect(look.body).toEqual({ title: 'A small one', exercise: 'A small one', lead: 'Lena' });
    expect(ana.cookie).toBe('');
    const joined = await ana.post('/api/join', {
      code: ` ${code.toLowerCase().slice(0, 3)}-${code.slice(3)}`,
      name: '  Ana  ',
    });
    expect(joined.status).toBe(200);
    expect(joined.body.session).toBe(session);
    const ben = visitor();
    expect((await ben.post('/api/join', { token, name: 'Ben' })).body.session).toBe(session);
    const me = await ana.get('/api/me');
    expect(me.body).toMatchObject({ person: joined.body.person, name: 'Ana' });
    expect(me.body.sessions).toMatchObject([{ id: session, role: 'member', phase: 'lobby' }]);
    expect((await ana.get(`/api/sessions/${session}/invitation`)).body.code).toBe(code);
  });

  test('ID-4: the same browser keeps its seat and may change its name', async () => {
    const { code } = await openSession();
    const ana = visitor();
    const first = await ana.post('/api/join', { code, name: 'Ana' });
    const again = await ana.post('/api/join', { code, name: 'Anna' });
    expect(again.body).toEqual(first.body);
    expect((await ana.get('/api/me')).body.name).toBe('Anna');
    expect((await ana.get(`/api/join/${code}`)).body.name).toBe('Anna');
  });

  test('ID-5: wrong, revoked, malformed and ended get one answer', async () => {
    const { lead, session, code, token } = await openSession();
    const answers = [
      await visitor().post('/api/join', { code: 'ZZZZZZ', name: 'Eve' }),
      await visitor().post('/api/join', { token: 'A'.repeat(22), name: 'Eve' }),
      await visitor().post('/api/join', { token: '', name: 'Eve' }),
      await visitor().post('/api/join', { name: 'Eve' }),
      await visitor().post('/api/seat', { token }),
      await visitor().post('/api/lead', { token }),
    ];
    const renewed = await lead.post(`/api/sessions/${session}/invitation/renew`);
    expect(renewed.body.code).not.toBe(code);
    answers.push(
      await visitor().post('/api/join', { code, name: 'Eve' }),
      await visitor().post('/api/join', { token, name: 'Eve' }),
      await visitor().get(`/api/join/${token}`),
    );
    for (const { status, text, headers } of answers) {
      expect(status).toBe(404);
      expect(text).toBe(answers[0]?.text);
      expect(headers.getSetCookie()).toEqual([]);
    }
    expect(answers[0]?.body.error.code).toBe('no-such-link');
    const fresh = await visitor().post('/api/join', { code: renewed.body.code, name: 'Ana' });
    expect(fresh.status).toBe(200);
  });

  test('ID-6: names are 1 to 60 characters that can be seen', async () => {
    const { code } = await openSession();
    for (const name of ['', '   ', '\u200b\u200d', 'x'.repeat(61), 7, null]) {
      const answer = await visitor().post('/api/join', { code, name });
      expect(answer.status, JSON.stringify(name)).toBe(400);
      expect(answer.body.error.say).toMatch(/name/);
    }
    const turned = visitor();
    expect((await turned.post('/api/join', { code, name: 'A\u202ena\n' })).status).toBe(200);
    expect((await turned.get('/api/me')).body.name).toBe('A na');
    expect((await visitor().post('/api/join', { code, name: '😀'.repeat(60) })).status).toBe(200);
  });

  test('ID-9: fifteen people behind one address get in at once; a guesser soon waits', async () => {
    const { session, code } = await openSession();
    const joined = await Promise.all(
      Array.from({ length: 15 }, async (_, i) => {
        const person = visitor();
        await person.get(`/api/join/${code}`);
        return person.post('/api/join', { code, name: `Person ${i}` });
      }),
    );
    expect(joined.map(({ status }) => status)).toEqual(Array(15).fill(200));
    expect(new Set(joined.map(({ body }) => body.person)).size).toBe(15);
    expect(session).toBeTruthy();
    const guesses = [];
    for (let i = 0; i < 60; i++) guesses.push((await visitor().get(`/api/join/${mintCode()}`)).status);
    expect(guesses).toContain(429);
    const turned = await visitor().get(`/api/join/${mintCode()}`);
    expect(turned.status).toBe(429);
    expect(Number(turned.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(turned.body.error.say).toMatch(/Wait/);
  });
});

describe('moving and sharing', () => {
  let other: World;
  beforeAll(async () => {
    other = await startWorld();
  });
  afterAll(() => other.close());

  async function seatAna() {
    const lead = new Visitor(other.url);
    const { session, code } = (
      await lead.post('/api/sessions', { exercise: 'small', name: 'Lena', mode: 'mixed' })
    ).body;
    const ana = new Visitor(other.url);
    const { person } = (await ana.post('/api/join', { code, name: 'Ana' })).body;
    return { lead, ana, session: session as string, code: code as string, person: person as string };
  }
  const pathOf = (url: string) => new URL(url).pathname.split('/').at(-1) as string;

  test('ID-7: a seat link moves a person to another device, once', async () => {
    const { ana, session, person } = await seatAna();
    const { body } = await ana.post(`/api/sessions/${session}/seat-link`);
    const token = pathOf(body.url);
    const phone = new Visitor(other.url);
    expect((await phone.post('/api/seat', { token })).body).toEqual({ session });
    expect((await phone.get('/api/me')).body).toMatchObject({ person, name: 'Ana' });
    expect((await ana.get('/api/me')).body.person).toBe(null);
    expect((await ana.get(`/api/sessions/${session}/invitation`)).status).toBe(404);
    expect((await new Visitor(other.url).post('/api/seat', { token })).status).toBe(404);
  });

  test('ID-8: people share a device, and one of them may move to their own', async () => {
    const { lead, ana, session } = await seatAna();
    const { body: ben } = await ana.post(`/api/sessions/${session}/people`, { name: 'Ben', shares: true });
    expect((await ana.post(`/api/sessions/${session}/people`, { name: 'Cy', shares: false })).status).toBe(
      403,
    );
    const { body: cy } = await lead.post(`/api/sessions/${session}/people`, { name: 'Cy', shares: false });
    const exported = await ana.get(`/api/sessions/${session}/export.json?as=${ben.person}`);
    expect(exported.body.for).toBe(ben.person);
    expect((await ana.get(`/api/sessions/${session}/export.json?as=${cy.person}`)).status).toBe(404);
    const { body } = await ana.post(`/api/sessions/${session}/seat-link`, { person: ben.person });
    const tablet = new Visitor(other.url);
    await tablet.post('/api/seat', { token: pathOf(body.url) });
    expect((await tablet.get('/api/me')).body).toMatchObject({ person: ben.person, name: 'Ben' });
    expect((await ana.get(`/api/sessions/${session}/export.json?as=${ben.person}`)).status).toBe(404);
    const after = await tablet.get(`/api/sessions/${session}/export.json`);
    expect(after.body.people).toContainEqual({ id: ben.person, lead: false, here: true });
  });

  test('ID-7 ID-8: open tabs follow who sits at them', async () => {
    const { ana, session, person } = await seatAna();
    const tab = sit(other.url, ana, session);
    await until(tab, (client) => client.view().parts.has(personAudience(person)));
    const { body: ben } = await ana.post(`/api/sessions/${session}/people`, { name: 'Ben', shares: true });
    await until(tab, (client) => client.view().parts.has(personAudience(ben.person)));
    await ana.ask('PATCH', '/api/me', '{"name":"Anna"}');
    await until(tab, (client) => client.view().names[person] === 'Anna');
    const { body } = await ana.post(`/api/sessions/${session}/seat-link`);
    await new Visitor(other.url).post('/api/seat', { token: pathOf(body.url) });
    await until(tab, (client) => client.view().parts.size === 0);
    tab.close();
  });

  test('ID-8: a lead can’t take the seat of somebody who has a device', async () => {
    const { lead, ana, session, person } = await seatAna();
    const taken = await lead.post(`/api/sessions/${session}/seat-link`, { person });
    expect(taken.status).toBe(403);
    const { body: cy } = await lead.post(`/api/sessions/${session}/people`, { name: 'Cy', shares: false });
    expect((await lead.post(`/api/sessions/${session}/seat-link`, { person: cy.person })).status).toBe(201);
    expect((await ana.post(`/api/sessions/${session}/seat-link`, { person: cy.person })).status).toBe(404);
  });

  test('ID-10: a lead link makes a lead, until it is revoked', async () => {
    const { lead, ana, session } = await seatAna();
    expect((await ana.post(`/api/sessions/${session}/lead-link`)).status).toBe(403);
    const { body } = await lead.post(`/api/sessions/${session}/lead-link`);
    const token = pathOf(body.url);
    const substitute = new Visitor(other.url);
    expect((await substitute.post('/api/lead', { token })).body).toEqual({ session });
    expect((await substitute.post(`/api/sessions/${session}/invitation/renew`)).status).toBe(200);
    await lead.ask('DELETE', `/api/sessions/${session}/lead-link`);
    expect((await new Visitor(other.url).post('/api/lead', { token })).status).toBe(404);
  });

  test('strangers find nothing, whether it is there or not', async () => {
    const { session, person } = await seatAna();
    const eve = new Visitor(other.url);
    await eve.post('/api/sessions', { exercise: 'small', name: 'Eve', mode: 'remote' });
    for (const id of [session, 'nonsense', '%00']) {
      for (const path of ['invitation', 'export.md', 'export.json', 'export.html']) {
        expect((await eve.get(`/api/sessions/${id}/${path}`)).status).toBe(404);
      }
      expect((await eve.post(`/api/sessions/${id}/seat-link`, { person })).status).toBe(404);
      expect((await eve.post(`/api/sessions/${id}/people`, { name: 'X', shares: true })).status).toBe(404);
    }
  });
});
