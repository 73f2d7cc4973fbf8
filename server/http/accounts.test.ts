import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verb } from '../../cli/commands/account.ts';
import { personAudience } from '../../core/session/parts.ts';
import { roomSeen, settled, sit, until } from './testing/seat.ts';
import { type Answer, startWorld, Visitor, type World } from './testing/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld({ storage: 'sqlite' });
});
afterAll(() => world.close());

const visitor = () => new Visitor(world.url);
const tokenOf = (url: string): string => url.split('/').at(-1) as string;
const secret = 'a long enough one';
const signUp = (who: Visitor, email: string, more: Record<string, unknown> = {}): Promise<Answer> =>
  who.post('/api/account/sign-up', { name: 'Ana', email, password: secret, ...more });
const signIn = (who: Visitor, email: string, more: Record<string, unknown> = {}): Promise<Answer> =>
  who.post('/api/account/sign-in', { email, password: secret, ...more });

async function openSession(lead = visitor()) {
  const { body } = await lead.post('/api/sessions', { exercise: 'small', name: 'Lena', mode: 'remote' });
  return { lead, session: body.session as string, code: body.code as string };
}

let keeper: Visitor;

describe('the keeper', () => {
  test('AC-1: only the link that was printed makes a keeper, once; an account alone is a member', async () => {
    const other = visitor();
    await signUp(other, 'first@example.org');
    expect((await other.get('/api/account')).body.account.role).toBe('member');
    expect((await other.get('/api/people')).status).toBe(403);
    const token = tokenOf(world.server.keeperPath ?? '');
    keeper = visitor();
    expect((await keeper.get(`/api/account/keeper/${token}`)).status).toBe(200);
    expect((await signUp(keeper, 'keeper@example.org', { name: 'Kim', keeper: token })).status).toBe(201);
    expect((await keeper.get('/api/account')).body.account).toMatchObject({
      role: 'keeper',
      email: 'keeper@example.org',
    });
    const late = [
      await other.post('/api/account/keeper', { token }),
      await signUp(visitor(), 'eve@example.org', { keeper: token }),
      await signUp(visitor(), 'eve@example.org', { keeper: 'A'.repeat(22) }),
      await visitor().get(`/api/account/keeper/${token}`),
    ];
    expect(late.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
    expect(new Set(late.map(({ text }) => text)).size).toBe(1);
    // Refused before anything was made.
    expect((await signIn(visitor(), 'eve@example.org')).status).toBe(401);
  });

  test('AC-7: roles are the keeper’s to give, and one keeper stays', async () => {
    const lead = visitor();
    await signUp(lead, 'lead@example.org', { name: 'Lee' });
    const list = (await keeper.get('/api/people?search=lee')).body.people;
    const [{ id }] = list;
    expect((await lead.ask('PUT', `/api/people/${id}/role`, '{"role":"keeper"}')).status).toBe(403);
    expect((await keeper.ask('PUT', `/api/people/${id}/role`, '{"role":"lead"}')).status).toBe(200);
    expect((await lead.get('/api/people')).status).toBe(200);
    expect((await lead.post('/api/people', { name: 'X' })).status).toBe(403);
    const [self] = (await keeper.get('/api/people?search=kim')).body.people;
    expect((await keeper.ask('PUT', `/api/people/${self.id}/role`, '{"role":"lead"}')).status).toBe(409);
    expect((await lead.post(`/api/people/${self.id}/recovery`)).status).toBe(403);
  });

  test('AC-8: guests open workshops until the keeper wants accounts for it', async () => {
    expect((await visitor().ask('PATCH', '/api/space', '{"creators":"accounts"}')).status).toBe(403);
    expect((await keeper.ask('PATCH', '/api/space', '{"creators":"accounts"}')).status).toBe(200);
    const { code } = await openSession(keeper);
    const refused = await visitor().post('/api/sessions', { exercise: 'small', name: 'A', mode: 'remote' });
    expect([refused.status, refused.body.error.code]).toEqual([403, 'account-needed']);
    expect((await visitor().get('/api/me')).body.mayOpen).toBe(false);
    expect((await keeper.get('/api/me')).body.mayOpen).toBe(true);
    expect((await visitor().post('/api/join', { code, name: 'Ana' })).status).toBe(200);
    await keeper.ask('PATCH', '/api/space', '{"creators":"anybody"}');
    expect((await openSession()).session).toBeTruthy();
  });
});

describe('guest and account', () => {
  test('AC-2: a guest who makes an account keeps person, seat and sessions, and has them on a phone', async () => {
    const { session, code } = await openSession();
    const laptop = visitor();
    const { person } = (await laptop.post('/api/join', { code, name: 'Ana' })).body;
    const tab = sit(world.url, laptop, session);
    await until(tab, (client) => client.view().parts.has(personAudience(person)));
    expect((await signUp(laptop, 'ana@example.org')).body.person).toBe(person);
    expect((await laptop.get('/api/me')).body).toMatchObject({ person, name: 'Ana' });
    const phone = visitor();
    expect((await signIn(phone, 'ANA@example.org')).status).toBe(200);
    expect((await phone.get('/api/me')).body.person).toBe(person);
    const other = sit(world.url, phone, session);
    await until(other, (client) => client.view().parts.has(personAudience(person)));
    for (const client of [tab, other]) client.close();
    expect((await signUp(laptop, 'more@example.org')).status).toBe(409);
    const taken = await signUp(visitor(), 'ana@example.org');
    expect([taken.status, taken.body.error.code]).toEqual([409, 'taken']);
  });

  test('AC-3: signing in brings a guest’s seats along when asked to, after one’s own', async () => {
    await signUp(visitor(), 'bea@example.org', { name: 'Bea' });
    const { code, session } = await openSession();
    const tablet = visitor();
    const { person } = (await tablet.post('/api/join', { code, name: 'Bea here' })).body;
    await signIn(tablet, 'bea@example.org', { bring: true });
    const { body } = await tablet.get('/api/account');
    expect(body.here.map(({ name }: { name: string }) => name)).toEqual(['Bea', 'Bea here']);
    expect((await tablet.get('/api/me')).body.sessions[0].id).toBe(session);
    const phone = visitor();
    await signIn(phone, 'bea@example.org');
    expect((await phone.get(`/api/sessions/${session}/export.json`)).body.for).toBe(person);
  });

  test('AC-3: what is not brought along waits until the account has signed out', async () => {
    await signUp(visitor(), 'cy@example.org', { name: 'Cy' });
    const { code } = await openSession();
    const shared = visitor();
    const { person } = (await shared.post('/api/join', { code, name: 'Dot' })).body;
    await signIn(shared, 'cy@example.org', { bring: false });
    expect((await shared.get('/api/me')).body.name).toBe('Cy');
    await shared.post('/api/account/sign-out');
    expect((await shared.get('/api/me')).body.person).toBe(person);
    await signIn(shared, 'cy@example.org');
    await shared.post('/api/account/sign-out', { whole: true });
    expect((await shared.get('/api/me')).body.person).toBe(null);
    expect(shared.cookie).toBe('');
  });

  test('AC-4: wrong address and wrong password get one answer, and a guesser waits', async () => {
    const small = await startWorld({ limits: { passwordMisses: { burst: 3, perSecond: 0.001 } } });
    const ana = new Visitor(small.url);
    await signUp(ana, 'ana@example.org');
    const wrong = await signIn(new Visitor(small.url), 'ana@example.org', { password: 'not this one' });
    const nobody = await signIn(new Visitor(small.url), 'nobody@example.org');
    expect([wrong.status, wrong.text]).toEqual([401, nobody.text]);
    expect(nobody.status).toBe(401);
    for (let i = 0; i < 2; i++) await signIn(new Visitor(small.url), 'Ana@example.org', { password: 'x' });
    expect((await signIn(new Visitor(small.url), 'ana@example.org')).status).toBe(429);
    const short = await signUp(new Visitor(small.url), 'b@example.org', { password: 'short' });
    expect(short.body.error.say).toMatch(/10 to 128/);
    await small.close();
  });
});

describe('passwords', () => {
  test('AC-5: a changed password ends every other sign-in, its open tabs too', async () => {
    const { session, code } = await openSession();
    const laptop = visitor();
    const { person } = (await laptop.post('/api/join', { code, name: 'Eva' })).body;
    await signUp(laptop, 'eva@example.org', { name: 'Eva' });
    const phone = visitor();
    await signIn(phone, 'eva@example.org');
    const tab = sit(world.url, phone, session);
    await until(tab, (client) => client.view().parts.has(personAudience(person)));
    const next = 'quite another one';
    expect((await laptop.post('/api/account/password', { was: 'wrong', password: next })).status).toBe(401);
    expect((await laptop.post('/api/account/password', { was: secret, password: next })).status).toBe(200);
    await until(tab, (client) => client.view().link.state !== 'live');
    tab.close();
    expect((await phone.get('/api/me')).body.person).toBe(null);
    expect((await laptop.get('/api/me')).body.person).toBe(person);
    expect((await signIn(visitor(), 'eva@example.org')).status).toBe(401);
    expect((await signIn(visitor(), 'eva@example.org', { password: next })).status).toBe(200);
  });

  test('AC-6: a recovery link works once, its owner sees who made it, and one answer for all that fail', async () => {
    const fay = visitor();
    await signUp(fay, 'fay@example.org', { name: 'Fay' });
    const [{ id }] = (await keeper.get('/api/people?search=fay')).body.people;
    expect((await fay.post(`/api/people/${id}/recovery`)).status).toBe(403);
    const first = tokenOf((await keeper.post(`/api/people/${id}/recovery`)).body.url);
    const token = tokenOf((await keeper.post(`/api/people/${id}/recovery`)).body.url);
    const phone = visitor();
    expect((await phone.get(`/api/account/recover/${token}`)).body).toEqual({ email: 'fay@example.org' });
    const password = 'the third, by link';
    // What can't be a password uses nothing up.
    expect((await phone.post('/api/account/recover', { token, password: 'short' })).status).toBe(400);
    expect((await phone.post('/api/account/recover', { token, password })).status).toBe(200);
    expect((await phone.get('/api/account')).body.account).toMatchObject({ email: 'fay@example.org' });
    expect((await fay.get('/api/account')).body.account).toBe(null);
    expect((await phone.get('/api/account')).body.account.links[0]).toMatchObject({ by: 'Lena', used: true });
    const failed = [
      await visitor().post('/api/account/recover', { token, password }),
      await visitor().post('/api/account/recover', { token: first, password }),
      await visitor().post('/api/account/recover', { token: 'B'.repeat(22), password }),
      await visitor().get(`/api/account/recover/${token}`),
      await visitor().get('/api/account/recover/nonsense'),
    ];
    expect(new Set(failed.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(failed[0]?.body.error.code).toBe('no-such-link');
  });

  test('AC-6: whoever has the machine prints a recovery link while the server runs', async () => {
    const gus = visitor();
    await signUp(gus, 'gus@example.org', { name: 'Gus' });
    const said: string[] = [];
    const run = (email: string) =>
      verb.run(['recover', email, '--data', world.dataDir], {
        out: (line) => said.push(line),
        err: (line) => said.push(line),
        env: { PUBLIC_URL: 'https://green.example.org' },
      });
    await expect(run('nobody@example.org')).rejects.toThrow(/Nobody has an account/);
    expect(await run('Gus@example.org')).toBe(0);
    expect(said[0]).toMatch(/^https:\/\/green\.example\.org\/recover\/[\w-]{22}$/);
    const done = await visitor().post('/api/account/recover', {
      token: tokenOf(said[0] ?? ''),
      password: 'by the machine itself',
    });
    expect(done.status).toBe(200);
  });
});

describe('the list of people', () => {
  test('PE-1 PE-5: a list is looked at, then written, and each person on it has a link that works once', async () => {
    const csv =
      'name,email,team,level,knows\nHal,hal@example.org,Owls,2,maths\nbad,no address,,,\nIda,,Owls,,\n';
    const look = await keeper.post('/api/people/import', { csv, write: false });
    expect(look.body).toMatchObject({ good: 2, bad: [{ row: 3 }], unread: [] });
    expect((await keeper.get('/api/people?search=owls')).body.found).toBe(0);
    const written = await keeper.post('/api/people/import', { csv, write: true });
    expect(written.body.links).toMatchObject([{ name: 'Hal', email: 'hal@example.org' }, { name: 'Ida' }]);
    const again = await keeper.post('/api/people/import', { csv, write: true });
    expect(again.body).toMatchObject({ good: 0, bad: [{ row: 2 }, { row: 3 }, { row: 4 }] });
    const hal = visitor();
    const token = tokenOf(written.body.links[0].url);
    expect((await hal.post('/api/person', { token })).body).toEqual({ name: 'Hal' });
    expect((await hal.get('/api/me')).body.name).toBe('Hal');
    const missed = await visitor().post('/api/person', { token });
    expect(missed.body.error.code).toBe('no-such-link');
    const { people } = (await keeper.get('/api/people?search=owls')).body;
    expect(people).toMatchObject([
      { name: 'Hal', has: 'browser', level: 2, knows: ['maths'] },
      { name: 'Ida', has: 'nothing' },
    ]);
    expect((await keeper.post(`/api/people/${people[0].id}/link`)).status).toBe(403);
    expect((await keeper.post(`/api/people/${people[1].id}/link`)).status).toBe(201);
    const renamed = JSON.stringify({ name: 'Ida Rose', team: '=cmd' });
    expect((await keeper.ask('PATCH', `/api/people/${people[1].id}`, renamed)).status).toBe(200);
    expect((await keeper.get('/api/people.csv')).text).toContain(`Ida Rose,,"'=cmd"`);
    expect((await hal.get('/api/people.csv')).status).toBe(403);
  });

  test('GR-18: teams and fields on the list count when groups are formed and passages drawn, and no page tells of them', async () => {
    const csv =
      'name,team,level,knows\nJo,Ants,1,furniture\nKit,Bees,5,furniture\nLou,Ants,1,furniture\nMo,Bees,5,furniture\n';
    const { links } = (await keeper.post('/api/people/import', { csv, write: true })).body;
    const { lead, session, code } = await openSession();
    const teams = new Map<string, string>();
    const tabs: Visitor[] = [];
    for (const { name, url } of links as { name: string; url: string }[]) {
      const person = visitor();
      await person.post('/api/person', { token: tokenOf(url) });
      const joined = await person.post('/api/join', { code, name });
      teams.set(joined.body.person, name === 'Jo' || name === 'Lou' ? 'Ants' : 'Bees');
      tabs.push(person);
    }
    expect(teams.size).toBe(4);
    const client = sit(world.url, lead, session);
    await until(client, (tab) => roomSeen(tab)?.people.size === 4);
    client.act({ type: 'form-groups', rule: { teams: 'keep', level: 'similar' } });
    client.act({ type: 'start' });
    await until(client, (tab) => settled(tab) && roomSeen(tab)?.phase === 'running');
    const room = roomSeen(client);
    for (const { members, why } of room?.groups.values() ?? []) {
      expect(new Set(members.map((person) => teams.get(person))).size).toBe(1);
      expect(why).toEqual(['by-lot']);
    }
    for (const { facts, knows } of room?.people.values() ?? [])
      expect([facts, knows]).toEqual([undefined, []]);
    const own = [...(room?.groups.values() ?? [])].find(({ members }) =>
      members.includes([...teams.keys()][0] ?? ''),
    );
    const draw = () => tabs[0]?.post(`/api/sessions/${session}/passage`, { group: own?.id, choose: 'draw' });
    expect((await draw())?.body.passage.id).toBe('house:owl');
    expect((await draw())?.body.error.code).toBe('no-passage');
    client.close();
  });

  test('PE-3: ten thousand people come onto the list in one go; one more is told so', async () => {
    const csv = (count: number) =>
      `name,email\n${Array.from({ length: count }, (_, i) => `Row ${i},row${i}@example.com`).join('\n')}`;
    expect((await keeper.post('/api/people/import', { csv: csv(10_001), write: true })).status).toBe(400);
    const { body } = await keeper.post('/api/people/import', { csv: csv(10_000), write: true });
    expect([body.good, body.links.length, body.bad.length]).toEqual([10_000, 10_000, 0]);
    const { all, people } = (await keeper.get('/api/people')).body;
    expect(all).toBeGreaterThan(10_000);
    expect(people).toHaveLength(200);
  });
});
