import { type Context, Hono } from 'hono';
import { shorten } from '../../core/session/exercise.ts';
import { roomOf } from '../../core/session/parts.ts';
import { sessionRef } from '../directory/enrolment.ts';
import { words } from '../words.ts';
import { Denial, demand, leadOnly, notFound } from './answers.ts';
import { addressOf, admitGuest, findAsker, findMember, findOnlooker, giveCookies } from './asker.ts';
import { demandExercise } from './exercises.ts';
import { readIdeas } from './ideas.ts';
import { drawFor } from './passages.ts';
import { addPerson, type CreateSession, createSession, read, seatLink, trySession } from './requests.ts';
import type { Services } from './services.ts';

/** How long simulated partners may take to come in, and how often we look, milliseconds. */
const PARTNERS_COME = 8000;
const LOOK_EVERY = 25;
/** Most simulated partners that come by themselves. */
const MOST_PARTNERS = 5;
/** Sessions whose phase is told with a person's list: each has to be loaded for it. */
const PHASES_TOLD = 10;

export function sessionRoutes(services: Services): Hono {
  const { space, exercises, gate, people, guests, sessions, invitations, enrolment, streams, onlookers } =
    services;
  const app = new Hono();

  const mayOpen = async (c: Context): Promise<boolean> =>
    (await services.members.creators(space)) === 'anybody' || (await findMember(c, services)) !== null;

  async function open(
    c: Context,
    wish: CreateSession,
  ): Promise<{ session: string; person: string; code: string }> {
    const found = await demandExercise(c, services, wish.exercise);
    if (wish.partners > 0) {
      if (!services.partners) throw new Denial(503, 'no-partners', words.noPartners);
      gate.try(addressOf(c, services));
    }
    if (!(await mayOpen(c))) {
      throw new Denial(403, 'account-needed', words.accountNeeded);
    }
    gate.make(addressOf(c, services));
    const exercise = wish.brief ? shorten(found) : found;
    const user = await admitGuest(c, services);
    const brought = await readIdeas(services, user, wish.bring);
    const lead = await people.own(space, user, wish.name);
    const opened = await enrolment.open(space, lead.id, {
      exercise,
      title: wish.title || exercise.title,
      mode: wish.mode,
      rounds: wish.rounds ?? exercise.rounds.default,
      solo: wish.solo,
    });
    if ('refused' in opened) {
      demand(opened);
      throw new Error('Neither opened nor refused.');
    }
    const { session } = opened;
    const { code, token } = await invitations.renew(space, session);
    if (wish.join || wish.solo || wish.partners > 0) {
      demand(await enrolment.join(space, session, lead.id, null));
    }
    if (brought.length > 0) {
      demand(await streams.command(sessionRef(space, session), lead.id, { type: 'bring', ideas: brought }));
    }
    if (wish.partners > 0) await bringPartners(session, wish.partners, token);
    return { session, person: lead.id, code };
  }

  /** Resolves when so many more people are in the session. */
  async function bringPartners(session: string, count: number, token: string): Promise<void> {
    const ref = sessionRef(space, session);
    const present = async () => {
      const parts = await streams.parts(ref);
      return (parts && roomOf(parts)?.people.size) ?? 0;
    };
    const before = await present();
    const until = Date.now() + PARTNERS_COME;
    await services.partners?.(services.ownAddress(), session, count, token);
    while ((await present()) < before + count) {
      if (Date.now() > until) throw new Denial(503, 'no-partners', words.partnersLate);
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY));
    }
  }

  app.get('/me', async (c) => {
    const { user, cookies } = await guests.renew(c.req.raw.headers);
    giveCookies(c, cookies);
    const here = user === null ? [] : await people.listAt(space, user);
    const rows = await sessions.listOf(
      space,
      here.map(({ id }) => id),
    );
    const told = rows.map(async ({ id, title, exercise, role, created }, i) => {
      const parts = i < PHASES_TOLD ? await streams.parts(sessionRef(space, id)) : null;
      const phase = parts && roomOf(parts)?.phase;
      return { id, title, exercise, role, at: created, ...(phase ? { phase } : {}) };
    });
    const [own] = here;
    return c.json({
      person: own?.id ?? null,
      name: own?.name ?? null,
      member: user !== null && (await services.members.find(space, user)) !== null,
      mayOpen: await mayOpen(c),
      sessions: await Promise.all(told),
    });
  });

  app.post('/sessions', async (c) => {
    const { session, code } = await open(c, await read(c, createSession));
    return c.json({ session, code }, 201);
  });

  /** A group at once: you and simulated partners, a passage drawn, already going. */
  app.post('/try', async (c) => {
    const wish = await read(c, trySession);
    const reading = [...exercises.values()].find((each) => each.input === 'passage');
    const exercise = wish.exercise ?? (reading ?? exercises.values().next().value)?.id ?? '';
    const user = await guests.userOf(c.req.raw.headers);
    const [known] = user === null ? [] : await people.listAt(space, user);
    const name = wish.name ?? known?.name ?? 'You';
    const { size } = (await demandExercise(c, services, exercise)).group;
    const { session, person } = await open(c, {
      exercise,
      name,
      mode: 'remote',
      solo: false,
      // Who only wants to see what it is like comes to the heart of it at once.
      brief: wish.exercise === undefined,
      partners: Math.min(Math.max(size - 1, 1), MOST_PARTNERS),
      join: true,
      bring: [],
    });
    const ref = sessionRef(space, session);
    demand(await streams.command(ref, person, { type: 'start' }));
    const parts = await streams.parts(ref);
    const room = parts && roomOf(parts);
    if (room?.exercise.input === 'passage') {
      for (const group of room.groups.values()) {
        const passage = await drawFor(services, ref, room, group, { choose: 'draw' });
        demand(await streams.command(ref, person, { type: 'set-passage', group: group.id, passage }));
      }
    }
    return c.json({ session }, 201);
  });

  const tellInvitation = async (c: Context, session: string, renew: boolean) => {
    const { code, token, expires, codeExpires } = renew
      ? await invitations.renew(space, session)
      : await invitations.show(space, session);
    const link = `/j/${token}`;
    return c.json({
      code,
      link,
      url: services.addressFor(c.req.header('host')) + link,
      expires,
      codeExpires,
    });
  };

  /** Whether somebody at this browser is in it: a browser isn't told why it gets no socket. */
  app.get('/sessions/:session/standing', async (c) => {
    await findOnlooker(c, services);
    return c.json({ ok: true });
  });

  app.get('/sessions/:session/invitation', async (c) => {
    return tellInvitation(c, await findOnlooker(c, services), false);
  });

  app.post('/sessions/:session/invitation/renew', async (c) => {
    const { session, lead } = await findAsker(c, services);
    if (!lead) throw leadOnly();
    return tellInvitation(c, session, true);
  });

  app.post('/sessions/:session/people', async (c) => {
    const asker = await findAsker(c, services);
    const { name, shares } = await read(c, addPerson);
    if (!shares && !asker.lead) throw leadOnly();
    const { id } = await people.add(space, name, null);
    demand(await enrolment.join(space, asker.session, id, shares ? asker.person : null));
    return c.json({ person: id }, 201);
  });

  app.post('/sessions/:session/seat-link', async (c) => {
    const asker = await findAsker(c, services);
    const { person = asker.person } = await read(c, seatLink);
    if (!asker.people.includes(person)) {
      if (!asker.lead) throw notFound();
      const enrolled = await sessions.listEnrolled(space, asker.session);
      const entry = enrolled.find((each) => each.person === person);
      if (!entry) throw notFound();
      // Whoever has a device has private words behind it: only they themselves may carry those elsewhere.
      const seated = entry.host !== null || (await people.find(space, person))?.user;
      if (seated) throw new Denial(403, 'not-yours', words.theirSeat);
    }
    const token = await invitations.mintSeat(space, asker.session, person);
    return c.json({ url: `${services.addressFor(c.req.header('host'))}/seat/${token}` }, 201);
  });

  app.post('/sessions/:session/lead-link', async (c) => {
    const asker = await findAsker(c, services);
    if (!asker.lead) throw leadOnly();
    const token = await invitations.mintLead(space, asker.session);
    return c.json({ url: `${services.addressFor(c.req.header('host'))}/lead/${token}` }, 201);
  });

  app.delete('/sessions/:session/lead-link', async (c) => {
    const asker = await findAsker(c, services);
    if (!asker.lead) throw leadOnly();
    await invitations.revoke(space, asker.session, 'lead');
    return c.json({ ok: true });
  });

  app.post('/sessions/:session/projector-link', async (c) => {
    const asker = await findAsker(c, services);
    if (!asker.lead) throw leadOnly();
    const token = await invitations.mintProjector(space, asker.session);
    return c.json({ url: `${services.addressFor(c.req.header('host'))}/projector/${token}` }, 201);
  });

  app.delete('/sessions/:session/projector-link', async (c) => {
    const asker = await findAsker(c, services);
    if (!asker.lead) throw leadOnly();
    await invitations.revoke(space, asker.session, 'projector');
    await onlookers.dismiss(space, asker.session);
    return c.json({ ok: true });
  });

  return app;
}
