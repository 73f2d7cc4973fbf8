import { type Context, Hono } from 'hono';
import type { ListedPerson } from '../directory/listed.ts';
import type { AccountRow } from '../directory/tables.ts';
import { hashToken } from '../identity/tokens.ts';
import { readRoster, sameness, writeRoster } from '../people/roster.ts';
import { rosterWords, words } from '../words.ts';
import { Denial, keeperOnly, noSuchLink, notFound } from './answers.ts';
import { addressOf, admitGuest, findMember } from './asker.ts';
import { changeRole, importPeople, listedPerson, read, useToken } from './requests.ts';
import type { Services } from './services.ts';

/** People told at once, and good rows shown before a list is written. */
const MOST_TOLD = 200;
const MOST_SHOWN = 50;

/** The list of people: seen by leads and the keeper, changed by the keeper. */
export function peopleRoutes(services: Services): Hono {
  const { space, members, listed, passes, people, enrolment, gate, notices } = services;
  const app = new Hono();

  async function demand(c: Context, least: 'lead' | 'keeper'): Promise<AccountRow> {
    const member = await findMember(c, services);
    if (member?.role === 'keeper' || (member?.role === 'lead' && least === 'lead')) return member;
    throw least === 'keeper' ? keeperOnly() : new Denial(403, 'leads-only', words.leadsOnly);
  }

  async function find(c: Context): Promise<ListedPerson & { account: AccountRow | null }> {
    const all = await listed.list(space, await members.list(space));
    const found = all.find(({ id }) => id === c.req.param('person'));
    if (!found) throw notFound();
    const user = (await people.find(space, found.id))?.user ?? null;
    return { ...found, account: user === null ? null : await members.find(space, user) };
  }

  const urlOf = (c: Context, path: string): string => services.addressFor(c.req.header('host')) + path;

  app.get('/people', async (c) => {
    await demand(c, 'lead');
    const sought = (c.req.query('search') ?? '').trim().toLowerCase();
    const all = await listed.list(space, await members.list(space));
    const found = all.filter(({ name, email, team }) =>
      [name, email, team].some((words) => words?.toLowerCase().includes(sought)),
    );
    const from = Math.max(0, Number.parseInt(c.req.query('from') ?? '0', 10) || 0);
    return c.json({ all: all.length, found: found.length, people: found.slice(from, from + MOST_TOLD) });
  });

  app.get('/people.csv', async (c) => {
    await demand(c, 'keeper');
    c.header('Content-Disposition', 'attachment; filename="people.csv"');
    return c.body(writeRoster(await listed.list(space, await members.list(space))), 200, {
      'Content-Type': 'text/csv; charset=utf-8',
    });
  });

  app.post('/people', async (c) => {
    const keeper = await demand(c, 'keeper');
    const person = await read(c, listedPerson);
    if ((await listed.sameness(space, await members.list(space))).has(sameness(person))) {
      throw new Denial(409, 'already', rosterWords.known(person.name));
    }
    const [id = ''] = await listed.add(space, [person]);
    const [token] = await passes.mintPersons(space, [id], keeper.user);
    return c.json({ person: id, url: urlOf(c, `/p/${token}`) }, 201);
  });

  app.patch('/people/:person', async (c) => {
    await demand(c, 'keeper');
    const changed = await read(c, listedPerson);
    const { id } = await find(c);
    await listed.change(space, id, changed);
    await notices.tell({ type: 'renamed', space, person: id });
    return c.json({ ok: true });
  });

  /** Tells what a list holds; with `write` the good ones are on it afterwards, each with a personal link. */
  app.post('/people/import', async (c) => {
    const keeper = await demand(c, 'keeper');
    const { csv, write } = await read(c, importPeople);
    const roster = readRoster(csv, await listed.sameness(space, await members.list(space)));
    if ('say' in roster) throw new Denial(400, 'unreadable', roster.say);
    const { people: good, bad, unread } = roster;
    if (!write) return c.json({ good: good.length, shown: good.slice(0, MOST_SHOWN), bad, unread });
    const ids = await listed.add(
      space,
      good.map(({ person }) => person),
    );
    const tokens = await passes.mintPersons(space, ids, keeper.user);
    const links = good.map(({ person: { name, email } }, i) => ({
      name,
      email,
      url: urlOf(c, `/p/${tokens[i]}`),
    }));
    return c.json({ good: good.length, bad, unread, links }, 201);
  });

  app.post('/people/:person/link', async (c) => {
    const lead = await demand(c, 'lead');
    const { id, has } = await find(c);
    // Whoever has a browser has private words behind it: only they themselves may carry those elsewhere.
    if (has !== 'nothing') throw new Denial(403, 'not-yours', words.hasBrowser);
    const [token] = await passes.mintPersons(space, [id], lead.user);
    return c.json({ url: urlOf(c, `/p/${token}`) }, 201);
  });

  /** A way back into an account. Its owner sees afterwards who made it. */
  app.post('/people/:person/recovery', async (c) => {
    const lead = await demand(c, 'lead');
    const { account } = await find(c);
    if (!account) throw new Denial(409, 'no-account', words.noAccount);
    if (lead.role !== 'keeper' && account.role !== 'member') {
      throw new Denial(403, 'keeper-only', words.notRecoverable);
    }
    return c.json(
      { url: urlOf(c, `/recover/${await passes.mintRecovery(space, account.user, lead.user)}`) },
      201,
    );
  });

  app.put('/people/:person/role', async (c) => {
    await demand(c, 'keeper');
    const { role } = await read(c, changeRole);
    const { account } = await find(c);
    if (!account) throw new Denial(409, 'no-account', words.noAccount);
    if (account.role === 'keeper' && role !== 'keeper' && (await members.countKeepers(space)) < 2) {
      throw new Denial(409, 'last-keeper', words.lastKeeper);
    }
    await members.setRole(space, account.user, role);
    return c.json({ role });
  });

  /** A personal link: this browser is theirs from now on. */
  app.post('/person', async (c) => {
    const { token } = await read(c, useToken);
    const address = addressOf(c, services);
    gate.knock(address, hashToken(token), false);
    const used = await passes.use(space, token, 'person');
    const person = used?.person ? await people.find(space, used.person) : null;
    if (!person) {
      gate.miss(address, false);
      throw noSuchLink();
    }
    await enrolment.reseat(space, person.id, await admitGuest(c, services));
    return c.json({ name: person.name });
  });

  /** A personal link for oneself, to come back by from another browser. */
  app.post('/me/link', async (c) => {
    const user = await services.guests.userOf(c.req.raw.headers);
    const [own] = user === null ? [] : await people.listAt(space, user);
    if (!own || user === null) throw new Denial(404, 'not-known', words.notKnown);
    const [token] = await passes.mintPersons(space, [own.id], user);
    return c.json({ url: urlOf(c, `/p/${token}`) }, 201);
  });

  return app;
}
