import SqliteDatabase from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DAY } from '../../core/program/practice.ts';
import { roomSeen, settled, sit, until } from '../http/testing/seat.ts';
import { startWorld, Visitor, type World } from '../http/testing/world.ts';
import { databasePath } from '../storage/backends/sqlite/database.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld({ storage: 'sqlite' });
});
afterAll(() => world.close());

interface Seated {
  visitor: Visitor;
  person: string;
  tab: ReturnType<typeof sit>;
}

/** A workshop that Lena leads, with so many people in it. */
async function begin(lena: Visitor, names: readonly string[], exercise = 'small') {
  const wish = { exercise, name: 'Lena', mode: 'remote' };
  const { session, code } = (await lena.post('/api/sessions', wish)).body;
  const seated: Seated[] = [];
  for (const name of names) {
    const visitor = new Visitor(world.url);
    const { person } = (await visitor.post('/api/join', { code, name })).body;
    seated.push({ visitor, person, tab: sit(world.url, visitor, session) });
  }
  const lead = sit(world.url, lena, session);
  await until(lead, (client) => roomSeen(client)?.people.size === names.length);
  lead.act({ type: 'start' });
  await until(lead, (client) => roomSeen(client)?.phase === 'running' && settled(client));
  for (const { tab } of seated) await until(tab, (client) => roomSeen(client)?.phase === 'running');
  const end = async () => {
    lead.act({ type: 'end' });
    await until(lead, (client) => roomSeen(client)?.phase === 'ended' && settled(client));
  };
  const close = () => {
    lead.close();
    for (const { tab } of seated) tab.close();
  };
  return { session, seated: seated as [Seated, ...Seated[]], end, close };
}

async function say({ tab, person }: Seated, got: number | null, use = ''): Promise<void> {
  tab.act({ type: 'debrief', answers: { got, change: '', use } }, person);
  await until(tab, settled);
}
const queue = async (visitor: Visitor) => (await visitor.get('/api/practice')).body;

describe('a queue', () => {
  test('PQ-5 an exercise of one’s own comes back to whoever may open it, and its totals under its title', async () => {
    const lena = new Visitor(world.url);
    const { exercise } = (await lena.post('/api/exercises', { of: 'small', name: 'Lena' })).body;
    const draft = `/api/exercises/${exercise}/draft`;
    const source = (await lena.get(draft)).body.source.replace('title: A small one', 'title: Our own');
    await lena.ask('PUT', draft, JSON.stringify({ version: 1, source }));
    const first = await begin(lena, ['Ana', 'Ben', 'Cai', 'Dea'], exercise);
    const { code } = (await lena.get(`/api/sessions/${first.session}/invitation`)).body;
    await lena.post('/api/join', { code, name: 'Lena' });
    for (const each of first.seated) await say(each, 6);
    await first.end();
    expect((await queue(lena)).later).toMatchObject([{ exercise, title: 'Our own', minutes: 5 }]);
    expect((await queue(lena)).moved).toMatchObject([{ exercise, title: 'Our own', sessions: 1 }]);
    // Ana may not open it, so it isn't hers to practise.
    expect((await queue(first.seated[0].visitor)).later).toEqual([]);
    await lena.ask('DELETE', `/api/exercises/${exercise}`);
    expect((await queue(lena)).later).toEqual([]);
    expect((await queue(lena)).moved).toMatchObject([{ title: 'Our own' }]);
    first.close();
  });

  test('PQ-6 PQ-7 what somebody finished is theirs alone, with what they answered; until then nothing is in it', async () => {
    const lena = new Visitor(world.url);
    const { session, seated, end, close } = await begin(lena, ['Ana', 'Ben']);
    const [ana, ben] = seated as [Seated, Seated];
    expect((await queue(ana.visitor)).later).toEqual([]);
    await say(ana, 7, 'on Thursday');
    const [mine] = (await queue(ana.visitor)).later;
    expect(mine).toMatchObject({
      exercise: 'small',
      title: 'A small one',
      minutes: 5,
      times: 1,
      said: { got: 7, use: 'on Thursday' },
    });
    expect(mine.due - mine.last).toBe(2 * DAY);
    // Looking back again changes the words, not when it was.
    await say(ana, 8, 'on Friday');
    expect((await queue(ana.visitor)).later).toMatchObject([
      { last: mine.last, said: { got: 8, use: 'on Friday' } },
    ]);
    expect((await queue(ben.visitor)).later).toEqual([]);
    await end();
    expect((await queue(ben.visitor)).later).toMatchObject([{ exercise: 'small', said: null }]);
    expect((await queue(ana.visitor)).later).toMatchObject([{ last: mine.last, times: 1 }]);
    for (const other of [lena, ben.visitor, new Visitor(world.url)]) {
      const told = [await other.get('/api/practice'), await other.get(`/api/sessions/${session}/got`)];
      for (const { text } of told) {
        for (const secret of ['Friday', 'Ana', ana.person]) expect(text).not.toContain(secret);
      }
    }
    // Who led without taking part has done nothing.
    expect(await queue(lena)).toEqual({ due: [], later: [], left: [], moved: [] });
    close();
  });

  test('PQ-5 PQ-7 one puts off what is one’s own, and takes it back; what isn’t in it and what isn’t there are the same', async () => {
    const { seated, end, close } = await begin(new Visitor(world.url), ['Ana', 'Ben']);
    await end();
    const [ana] = seated;
    const put = (visitor: Visitor, away: string, exercise = 'small') =>
      visitor.post(`/api/practice/${exercise}`, { away });
    const ever = await put(ana.visitor, 'ever');
    expect(ever.body).toMatchObject({ due: [], later: [], left: [{ exercise: 'small' }] });
    const week = await put(ana.visitor, 'week');
    const [away] = week.body.later;
    expect(away.due - away.last).toBeGreaterThanOrEqual(7 * DAY);
    const back = await put(ana.visitor, 'no');
    expect(back.body.later[0].due - back.body.later[0].last).toBe(2 * DAY);
    const none = await put(ana.visitor, 'ever', 'unheard-of');
    const stranger = await put(new Visitor(world.url), 'ever');
    expect(none.status).toBe(404);
    expect([stranger.status, stranger.body]).toEqual([none.status, none.body]);
    expect((await put(ana.visitor, 'sometimes')).status).toBe(400);
    close();
  });

  test('PQ-6 erasing somebody empties their queue for good, and leaves the others’', async () => {
    const { seated, end, close } = await begin(new Visitor(world.url), ['Ana', 'Ben']);
    const [ana, ben] = seated as [Seated, Seated];
    await say(ana, 9, 'quokkas');
    await end();
    expect((await queue(ana.visitor)).later).toHaveLength(1);
    await ana.visitor.post('/api/practice/small', { away: 'ever' });
    const erased = await ana.visitor.post('/api/mine/erase', { people: [ana.person], yes: true });
    expect(erased.status).toBe(200);
    // His are gathered anew from the log, in which hers still stand as somebody's without words.
    expect((await queue(ben.visitor)).later).toHaveLength(1);
    const tables = new SqliteDatabase(databasePath(world.dataDir), { readonly: true });
    for (const table of ['finishes', 'put_offs']) {
      const rows = tables.prepare(`SELECT person FROM ${table}`).all();
      expect(JSON.stringify(rows), table).not.toContain(ana.person);
    }
    tables.close();
    close();
  });
});

describe('totals', () => {
  test('PQ-8 once it has ended, from four answers on, before the end, to whoever leads alone', async () => {
    const lena = new Visitor(world.url);
    const { session, seated, end, close } = await begin(lena, ['Ana', 'Ben', 'Chidi', 'Dora', 'Emil', 'Fay']);
    const got = `/api/sessions/${session}/got`;
    const [ana, ben, chidi, dora, emil, fay] = seated as [Seated, Seated, Seated, Seated, Seated, Seated];
    await say(ana, 2, 'quokkas');
    await say(ben, 6);
    await say(chidi, 8);
    await say(dora, null, 'wombats');
    const silent = await lena.get(got);
    expect(silent.body).toEqual({ totals: null });
    await say(emil, 9);
    expect((await lena.get(got)).text).toBe(silent.text);
    await end();
    const told = await lena.get(got);
    expect(told.body).toEqual({ totals: { atLeast: 4, median: 7 } });
    // Neither a late answer nor a changed one moves it.
    await say(fay, 0);
    await say(ana, 10);
    expect((await lena.get(got)).text).toBe(told.text);
    expect((await lena.get('/api/practice')).body.moved).toEqual([
      { exercise: 'small', title: 'A small one', sessions: 1, atLeast: 4, median: 7 },
    ]);
    expect((await ana.visitor.get(got)).status).toBe(403);
    expect((await ana.visitor.get('/api/practice')).body.moved).toEqual([]);
    expect((await new Visitor(world.url).get(got)).status).toBe(404);
    close();
  });

  test('PQ-8 PQ-9 three answers and none look alike, whoever looks from wherever, and add nothing', async () => {
    const lena = new Visitor(world.url);
    const three = await begin(lena, ['Ana', 'Ben', 'Chidi', 'Dora']);
    for (const each of three.seated.slice(0, 3)) await say(each, 10);
    await three.end();
    const none = await begin(lena, ['Emil', 'Fay', 'Gus', 'Hana']);
    await none.end();
    const answers = await Promise.all(
      [three, none].map(({ session }) => lena.get(`/api/sessions/${session}/got`)),
    );
    expect(answers[0]?.text).toBe(answers[1]?.text);
    expect((await queue(lena)).moved).toEqual([]);
    for (const { close } of [three, none]) close();
  });
});
