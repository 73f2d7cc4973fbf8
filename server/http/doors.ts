import { type Context, Hono } from 'hono';
import { roomOf } from '../../core/session/parts.ts';
import { sessionRef } from '../directory/enrolment.ts';
import { hashToken, readCode } from '../identity/tokens.ts';
import { words } from '../words.ts';
import { Denial, demand, noSuchLink } from './answers.ts';
import { addressOf, admitGuest } from './asker.ts';
import { changeMe, joinSession, read, useLead, useProjector, useSeat } from './requests.ts';
import type { Services } from './services.ts';

/** How a stand-in is called who opens a lead link without having been here before. */
const STAND_IN = 'Stand-in';

/** Ways in. Wrong, expired, revoked, used up, over: one answer for all of them, and all of them count as a miss. */
export function doorRoutes(services: Services): Hono {
  const { space, guests, people, sessions, invitations, enrolment, streams, gate, notices, onlookers } =
    services;
  const app = new Hono();

  const knock = (c: Context, door: string) => {
    const address = addressOf(c, services);
    const code = readCode(door);
    gate.knock(address, code ?? hashToken(door), code !== null);
    return () => {
      gate.miss(address, code !== null);
      return noSuchLink();
    };
  };

  /** Who at this browser is in the session already, if anybody. */
  async function memberAt(c: Context, session: string): Promise<string | null> {
    const user = await guests.userOf(c.req.raw.headers);
    const [person] = user === null ? [] : await sessions.peopleAt(space, session, user);
    return person ?? null;
  }

  /** The session behind a link or code, while it can be entered. */
  async function enter(c: Context, door: string) {
    const missed = knock(c, door);
    const session = await invitations.look(space, door);
    const row = session === null ? null : await sessions.find(space, session);
    const parts = row && (await streams.parts(sessionRef(space, row.id)));
    const room = parts && roomOf(parts);
    if (!row || !room) throw missed();
    const person = await memberAt(c, row.id);
    if (room.phase === 'ended' && person === null) throw missed();
    return { session: row.id, row, room, person, missed };
  }

  app.get('/join/:door', async (c) => {
    const { row, room, person } = await enter(c, c.req.param('door'));
    const names = await people.names(space, [row.lead, ...(person ? [person] : [])]);
    return c.json({
      title: room.title,
      exercise: room.exercise.title,
      lead: names[row.lead] ?? '',
      // Somebody who comes back need not say their name again.
      ...(person ? { session: row.id, name: names[person] ?? '' } : {}),
    });
  });

  app.post('/join', async (c) => {
    const { token, code, name } = await read(c, joinSession);
    const door = token ?? code ?? '';
    const { session, person: known, missed } = await enter(c, door);
    if (known === null && readCode(door) === null && !(await invitations.use(space, door, 'join')))
      throw missed();
    const user = await admitGuest(c, services);
    let person = known;
    if (person === null) person = (await people.own(space, user, name)).id;
    else await people.rename(space, person, name);
    demand(await enrolment.join(space, session, person, null));
    await notices.tell({ type: 'renamed', space, person });
    return c.json({ session, person });
  });

  app.post('/seat', async (c) => {
    const { token } = await read(c, useSeat);
    const missed = knock(c, token);
    const used = await invitations.use(space, token, 'seat');
    if (!used?.person) throw missed();
    const user = await admitGuest(c, services);
    await enrolment.reseat(space, used.person, user);
    return c.json({ session: used.session });
  });

  app.post('/lead', async (c) => {
    const { token, name } = await read(c, useLead);
    const missed = knock(c, token);
    const used = await invitations.use(space, token, 'lead');
    if (!used) throw missed();
    const user = await admitGuest(c, services);
    const [held] = await people.listAt(space, user);
    const person = await people.own(space, user, name ?? held?.name ?? STAND_IN);
    demand(await enrolment.addLead(space, used.session, person.id));
    return c.json({ session: used.session });
  });

  app.post('/projector', async (c) => {
    const { token } = await read(c, useProjector);
    const missed = knock(c, token);
    const used = await invitations.use(space, token, 'projector');
    if (!used) throw missed();
    // Whoever is in the session sees it anyway, and stays who they are.
    if ((await memberAt(c, used.session)) === null) {
      await onlookers.admit(space, used.session, await admitGuest(c, services));
    }
    return c.json({ session: used.session });
  });

  app.patch('/me', async (c) => {
    const { name } = await read(c, changeMe);
    const user = await guests.userOf(c.req.raw.headers);
    const [own] = user === null ? [] : await people.listAt(space, user);
    if (!own) throw new Denial(404, 'not-known', words.notKnown);
    await people.rename(space, own.id, name);
    await notices.tell({ type: 'renamed', space, person: own.id });
    return c.json({ person: own.id, name });
  });

  return app;
}
