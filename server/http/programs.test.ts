import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Program, Slot } from '../../core/program/program.ts';
import { startWorld, Visitor, type World } from './testing/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());
const visitor = () => new Visitor(world.url);
const wish = { name: 'Lena', title: 'Autumn', zone: 'Europe/Vienna', first: '2026-11-25' };
const SMALL: Slot = {
  kind: 'exercise',
  id: 's1',
  title: 'A small one',
  exercise: 'small',
  minutes: 6,
  rounds: 2,
  brief: false,
  extensions: 0,
  skips: [],
  session: null,
  began: null,
};

async function begin(slots: Slot[] = [SMALL]) {
  const lead = visitor();
  const { body } = await lead.post('/api/programs', wish);
  const path = `/api/programs/${body.program}`;
  const kept = (await lead.get(path)).body;
  const program: Program = {
    ...kept.program,
    days: [{ ...kept.program.days[0], place: 'Room 2', slots }],
  };
  const save = (version: number, over: Partial<Program> = {}) =>
    lead.ask('PUT', path, JSON.stringify({ version, program: { ...program, ...over } }));
  expect((await save(1)).body).toEqual({ version: 2 });
  return { lead, path, program, save };
}

describe('who may', () => {
  test('DA-10: a program is its leads’ alone: to strangers it is as if it were not there', async () => {
    const { lead, path, program } = await begin();
    const stranger = visitor();
    await stranger.post('/api/programs', wish);
    const asks: [string, string, unknown?][] = [
      ['GET', path],
      ['PUT', path, { version: 2, program }],
      ['POST', `${path}/slots/s1/session`, {}],
      ['POST', `${path}/share`, {}],
      ['DELETE', `${path}/share`],
      ['GET', `${path}/calendar.ics`],
      ['GET', `${path}/leads`],
      ['POST', `${path}/leads`, { email: 'ana@example.org' }],
      ['DELETE', `${path}/leads/somebody`],
    ];
    for (const [method, where, body] of asks) {
      const send = (who: Visitor, to: string) =>
        who.ask(method, to, body === undefined ? undefined : JSON.stringify(body));
      const nowhere = await send(lead, where.replace(/programs\/[^/]+/, 'programs/nowhere'));
      expect(nowhere.status, where).toBe(404);
      for (const who of [stranger, visitor()]) {
        const { status, text } = await send(who, where);
        expect([status, text], `${method} ${where}`).toEqual([nowhere.status, nowhere.text]);
      }
    }
    expect((await stranger.get('/api/programs')).body.programs).toHaveLength(1);
    expect((await visitor().get('/api/programs')).body.programs).toEqual([]);
    expect((await lead.get('/api/programs')).body.programs[0]).toMatchObject({
      title: 'Autumn',
      dates: ['2026-11-25'],
    });
  });

  test('DA-11: the plan’s link shows what, when and where; closed, wrong and old ones open nothing', async () => {
    const { lead, path } = await begin([{ ...SMALL, began: 5, skips: ['read'] }]);
    await lead.post(`${path}/slots/s1/session`);
    const { url } = (await lead.post(`${path}/share`)).body;
    expect((await lead.post(`${path}/share`)).body.url).toBe(url);
    expect((await lead.get(path)).body.plan).toBe(url);
    const plan = `/api/plans/${url.split('/').at(-1)}`;
    const { status, body, text } = await visitor().get(plan);
    expect(status).toBe(200);
    expect(body).toMatchObject({ title: 'Autumn', field: 'alignment', zone: 'Europe/Vienna' });
    expect(body.days[0]).toMatchObject({ place: 'Room 2', slots: [{ title: 'A small one' }] });
    // 2 rounds of 5 minutes and one at the end, with slack: 13 minutes from half past nine in Vienna.
    const [slot] = body.days[0].slots;
    expect(slot.from).toBe(Date.parse('2026-11-25T08:30:00Z'));
    expect(slot.to - slot.from).toBe(13 * 60_000);
    expect(text).not.toMatch(/session|began|skips|Lena/);
    expect((await visitor().get(`${plan}/calendar.ics`)).text).toContain('SUMMARY:A small one');

    await lead.ask('DELETE', `${path}/share`);
    const closed = await visitor().get(plan);
    const wrong = await visitor().get('/api/plans/AAAAAAAAAAAAAAAAAAAAAA');
    expect([closed.status, closed.text]).toEqual([wrong.status, wrong.text]);
    expect((await visitor().get(`${plan}/calendar.ics`)).text).toBe(wrong.text);
    const again = (await lead.post(`${path}/share`)).body.url;
    expect(again).not.toBe(url);
    expect((await visitor().get(plan)).status).toBe(404);
  });
});

describe('leading together', () => {
  const account = async (name: string): Promise<Visitor> => {
    const made = visitor();
    const email = `${name.toLowerCase()}@example.org`;
    await made.post('/api/account/sign-up', { name, email, password: 'a long enough one' });
    return made;
  };
  const off = (who: Visitor, path: string, person: string) => who.ask('DELETE', `${path}/leads/${person}`);

  test('DA-15: a lead with an account adds another by address, who leads what is open and what will be', async () => {
    const { lead, path } = await begin([SMALL, { ...SMALL, id: 's2' }]);
    const other = await account('Otto');
    const { session } = (await lead.post(`${path}/slots/s1/session`)).body;
    const add = (who: Visitor, email: unknown) => who.post(`${path}/leads`, { email });
    expect((await lead.get(`${path}/leads`)).body).toMatchObject({
      mayAdd: false,
      leads: [{ name: 'Lena', you: true }],
    });
    expect((await add(lead, 'otto@example.org')).body.error.code).toBe('sign-in');
    await lead.post('/api/account/sign-up', {
      name: 'Lena',
      email: 'lena@example.org',
      password: 'a long enough one',
    });
    expect((await add(other, 'otto@example.org')).status).toBe(404);
    expect((await add(lead, 'nobody@example.org')).body.error.code).toBe('no-such-account');
    expect((await add(lead, 'not an address')).status).toBe(400);
    expect((await add(lead, ' OTTO@example.org')).status).toBe(201);
    expect((await add(lead, 'otto@example.org')).status).toBe(201);

    const { leads, mayAdd } = (await other.get(`${path}/leads`)).body;
    expect([mayAdd, leads]).toMatchObject([
      true,
      [
        { name: 'Lena', you: false },
        { name: 'Otto', you: true },
      ],
    ]);
    expect((await other.get(path)).body.program.title).toBe('Autumn');
    expect((await other.get(`/api/sessions/${session}/invitation`)).status).toBe(200);
    const next = (await other.post(`${path}/slots/s2/session`)).body.session;
    expect((await lead.get(`/api/sessions/${next}/invitation`)).status).toBe(200);
  });

  test('DA-15: a lead takes another off, or goes; the last one stays; others may do nothing', async () => {
    const lead = await account('Lea');
    const other = await account('Ole');
    const { body } = await lead.post('/api/programs', { ...wish, name: 'Lea' });
    const path = `/api/programs/${body.program}`;
    const [only] = (await lead.get(`${path}/leads`)).body.leads;
    expect((await off(lead, path, only.person)).body.error.code).toBe('last-lead');
    await lead.post(`${path}/leads`, { email: 'ole@example.org' });
    const [, ole] = (await lead.get(`${path}/leads`)).body.leads;
    const stranger = visitor();
    await stranger.post('/api/programs', wish);
    const nowhere = await off(lead, '/api/programs/nowhere', ole.person);
    for (const who of [stranger, visitor()]) {
      expect((await off(who, path, ole.person)).text).toBe(nowhere.text);
      expect((await who.get(`${path}/leads`)).text).toBe(nowhere.text);
      expect((await who.post(`${path}/leads`, { email: 'ole@example.org' })).text).toBe(nowhere.text);
    }
    expect((await off(lead, path, 'nobody')).status).toBe(404);
    // Each takes the other off in the same moment: one of them stays.
    await Promise.all([off(lead, path, ole.person), off(other, path, only.person)]);
    const left = await Promise.all([lead.get(path), other.get(path)]);
    expect(left.map(({ status }) => status).sort()).toEqual([200, 404]);
  });
});

describe('saving', () => {
  test('DA-12: a stale save changes nothing, says so, and brings the newer one', async () => {
    const { lead, path, save } = await begin();
    expect((await save(2, { title: 'Mine' })).body).toEqual({ version: 3 });
    const { status, body } = await save(2, { title: 'From the other tab' });
    expect([status, body.error.code, body.theirs.version]).toEqual([409, 'stale', 3]);
    expect(body.error.say).toMatch(/Nothing is lost/);
    expect(body.theirs.program.title).toBe('Mine');
    expect((await lead.get(path)).body.program.title).toBe('Mine');
    expect((await save(3, { title: 'From the other tab' })).body).toEqual({ version: 4 });
  });

  test('DA-12: of twenty saves at once on one version one is taken', async () => {
    const { save } = await begin();
    const all = await Promise.all(Array.from({ length: 20 }, (_, i) => save(2, { title: `No ${i}` })));
    expect(all.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(all.filter(({ status }) => status === 409)).toHaveLength(19);
  });

  test('DA-13: what makes no sense is refused in words, and nothing is changed', async () => {
    const { lead, path, program, save } = await begin();
    const [day] = program.days;
    if (!day) throw new Error('No day.');
    const bad: [Partial<Program>, RegExp][] = [
      [{ zone: 'Europe/Atlantis' }, /time zone/],
      [{ title: '  ' }, /title/],
      [{ days: [{ ...day, date: '2026-02-30' }] }, /date/],
      [{ days: [{ ...day, start: '25:00' }] }, /09:30/],
      [{ days: [{ ...day, slots: [SMALL, SMALL] }] }, /missing or wrong/],
      [{ days: [{ ...day, slots: [{ ...SMALL, minutes: 1e9 }] }] }, /600 minutes/],
      [{ days: Array.from({ length: 61 }, (_, i) => ({ ...day, id: `d${i}`, slots: [] })) }, /60 days/],
      [
        { days: [{ ...day, slots: Array.from({ length: 41 }, (_, i) => ({ ...SMALL, id: `x${i}` })) }] },
        /40 things/,
      ],
    ];
    for (const [over, say] of bad) {
      const { status, body } = await save(2, over);
      expect([status, body.error.say]).toEqual([400, expect.stringMatching(say)]);
    }
    expect((await lead.get(path)).body.version).toBe(2);
    for (const over of [{ zone: 'Nowhere/At/All' }, { first: 'soon' }, { title: '' }, { name: '' }]) {
      expect((await visitor().post('/api/programs', { ...wish, ...over })).status).toBe(400);
    }
    const unknown = await visitor().post('/api/programs', { ...wish, order: 'nope' });
    expect([unknown.status, unknown.body.error.code]).toEqual([404, 'unknown-order']);
  });
});

describe('from a slot to its workshop', () => {
  test('DA-14: one tap opens it, as the slot says; another tap, at once or later, comes to the same', async () => {
    const { lead, path } = await begin([{ ...SMALL, title: 'Knots, first' }]);
    const taps = await Promise.all(Array.from({ length: 5 }, () => lead.post(`${path}/slots/s1/session`)));
    const sessions = new Set(taps.map(({ body }) => body.session));
    expect(sessions.size).toBe(1);
    const [session] = sessions;
    const { version, program } = (await lead.get(path)).body;
    expect(program.days[0].slots[0].session).toBe(session);
    expect(version).toBe(3);
    const { body } = await lead.get('/api/me');
    expect(body.sessions).toHaveLength(1);
    expect(body.sessions[0]).toMatchObject({
      id: session,
      title: 'Knots, first',
      role: 'lead',
      phase: 'lobby',
    });
    expect((await lead.get(`/api/sessions/${session}/invitation`)).body.code).toMatch(/^[A-Z]{6}$/);
    expect((await visitor().get(`/api/sessions/${session}/invitation`)).status).toBe(404);
  });

  test('DA-14: a break, a slot that is not there and an exercise that is not here open nothing', async () => {
    const { lead, path } = await begin([
      { kind: 'break', id: 'tea', title: 'Tea', minutes: 10, began: null },
      { ...SMALL, id: 'paper', exercise: 'giant-text-file' },
    ]);
    expect((await lead.post(`${path}/slots/tea/session`)).status).toBe(404);
    expect((await lead.post(`${path}/slots/none/session`)).status).toBe(404);
    expect((await lead.post(`${path}/slots/paper/session`)).body.error.code).toBe('unknown-exercise');
    expect((await lead.get(path)).body.version).toBe(2);
  });
});

test('DA-7: a program from the three weeks has fifteen days, none on a weekend', async () => {
  const lead = visitor();
  const { orders } = (await lead.get('/api/orders')).body;
  expect(orders).toContainEqual(
    expect.objectContaining({ id: 'three-weeks', title: 'Three weeks', days: 15 }),
  );
  const { program } = (await lead.post('/api/programs', { ...wish, order: 'three-weeks' })).body;
  const { days } = (await lead.get(`/api/programs/${program}`)).body.program;
  expect(days).toHaveLength(15);
  expect(days.map(({ date }: { date: string }) => date).slice(0, 4)).toEqual([
    '2026-11-25',
    '2026-11-26',
    '2026-11-27',
    '2026-11-30',
  ]);
});

test('an exercise is told whole, for paper; one that is not here is not', async () => {
  const { body } = await visitor().get('/api/exercises/small');
  expect(body.exercise.steps.map(({ id }: { id: string }) => id)).toEqual(['read', 'end']);
  expect((await visitor().get('/api/exercises/nope')).status).toBe(404);
});
