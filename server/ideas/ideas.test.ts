import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { groupAudience, groupOf, personAudience } from '../../core/session/parts.ts';
import { roomSeen, saved, settled, sit, until } from '../http/testing/seat.ts';
import { startWorld, Visitor, type World } from '../http/testing/world.ts';

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

/** A session under way: Lena leads, Ana and Ben are a group; each has a private thought, the group an example. */
async function begin(title: string) {
  const lena = new Visitor(world.url);
  const wish = { exercise: 'small', name: 'Lena', mode: 'remote', title };
  const { session, code } = (await lena.post('/api/sessions', wish)).body;
  const join = async (name: string): Promise<Seated> => {
    const visitor = new Visitor(world.url);
    const { person } = (await visitor.post('/api/join', { code, name })).body;
    return { visitor, person, tab: sit(world.url, visitor, session) };
  };
  const ana = await join('Ana');
  const ben = await join('Ben');
  const lead = sit(world.url, lena, session);
  await until(lead, (client) => roomSeen(client)?.people.size === 2);
  lead.act({ type: 'start' });
  await until(lead, (client) => roomSeen(client)?.phase === 'running' && settled(client));
  const seen = roomSeen(lead);
  const group = (seen && groupOf(seen, ana.person)) ?? undefined;
  const to = groupAudience(group?.id ?? '');
  for (const { tab } of [ana, ben]) await until(tab, (client) => client.view().parts.has(to));
  lead.close();
  return { session, code, lena, ana, ben, to };
}

const park = async ({ tab, person }: Seated, note: string, words: string): Promise<void> => {
  tab.act({ type: 'write-note', note, kind: 'parked', parent: '', words }, person);
  await until(tab, settled);
};
const found = async (visitor: Visitor, asked: string) =>
  (await visitor.get(`/api/ideas?q=${encodeURIComponent(asked)}`)).body.ideas as {
    words: string;
    to: string;
    note: string;
    session: string;
    kindName: string | null;
    byName: string;
  }[];

describe('ID-50 ideas across sessions', () => {
  test('one finds what one may see as it reads now, and nothing else; strangers find nothing', async () => {
    const { lena, ana, ben, to, session } = await begin('On bread');
    await park(ana, 'thought', 'The Bäckerei knows 100% of us');
    const page = 'page-1';
    ana.tab.act(
      { type: 'write-note', note: page, kind: 'page', parent: '', words: 'Croissants' },
      ana.person,
    );
    await until(ana.tab, settled);
    expect(await found(ana.visitor, 'backerei 100%')).toMatchObject([
      { words: 'The Bäckerei knows 100% of us', to: personAudience(ana.person), byName: 'Ana' },
    ]);
    for (const other of [lena, ben.visitor, new Visitor(world.url)]) {
      expect(await found(other, 'backerei')).toEqual([]);
    }
    expect(await found(ben.visitor, 'croissant')).toMatchObject([{ session, to, note: page }]);
    const text = ben.tab.openText(to, page);
    await until(ben.tab, () => text.ready());
    text.type('Brioches', 8);
    await until(ben.tab, saved);
    expect(await found(ana.visitor, 'croissant')).toEqual([]);
    expect(await found(ana.visitor, 'brioche')).toMatchObject([{ words: 'Brioches', byName: 'Ana' }]);
    expect(await found(lena, 'BRIOCHE')).toHaveLength(1);
    ana.tab.act({ type: 'remove-note', to: personAudience(ana.person), note: 'thought' }, ana.person);
    await until(ana.tab, settled);
    expect(await found(ana.visitor, 'backerei')).toEqual([]);
    // What people type is looked for as it is, whatever it means to a database.
    for (const asked of ['%', '_rioche', '\\', "'; drop table ideas; --"]) {
      expect(await found(ana.visitor, asked), asked).toEqual([]);
    }
    for (const { tab } of [ana, ben]) tab.close();
  });

  test('an idea comes along to a new session, for everybody there; a hidden one comes from nobody but its writer', async () => {
    const { ana, ben, session } = await begin('On owls');
    await park(ana, 'owl', 'An owl turns its head, never its eyes');
    const idea = { session, to: personAudience(ana.person), note: 'owl' };
    const wish = { exercise: 'small', name: 'Ben', mode: 'remote', bring: [idea] };
    const hidden = await ben.visitor.post('/api/sessions', wish);
    const absent = await ben.visitor.post('/api/sessions', { ...wish, bring: [{ ...idea, note: 'none' }] });
    expect([hidden.status, hidden.body]).toEqual([absent.status, absent.body]);
    expect(hidden.status).toBe(404);
    const later = await ana.visitor.post('/api/sessions', { ...wish, name: 'Ana' });
    expect(later.status).toBe(201);
    const chidi = new Visitor(world.url);
    await chidi.post('/api/join', { code: later.body.code, name: 'Chidi' });
    const [brought] = await found(chidi, 'owl head');
    expect(brought).toMatchObject({
      words: 'An owl turns its head, never its eyes',
      to: 'all',
      byName: 'Ana',
    });
    expect(brought?.session).toBe(later.body.session);
    const more = `/api/sessions/${later.body.session}/bring`;
    expect((await chidi.post(more, { ideas: [idea] })).status).toBe(404);
    expect((await ben.visitor.post(more, { ideas: [idea] })).status).toBe(404);
    expect((await ana.visitor.post(more, { ideas: Array(21).fill(idea) })).status).toBe(400);
    expect((await ana.visitor.post(more, { ideas: [idea] })).status).toBe(201);
    for (const { tab } of [ana, ben]) tab.close();
  });
});
