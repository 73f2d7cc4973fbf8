import { type Context, Hono } from 'hono';
import { exerciseFor } from '../../core/program/length.ts';
import { layOrder } from '../../core/program/order.ts';
import type { Day, ExerciseSlot, Program } from '../../core/program/program.ts';
import { type Timetable, timetableOf } from '../../core/program/timetable.ts';
import { roomOf } from '../../core/session/parts.ts';
import { writeCalendar } from '../calendar/calendar.ts';
import { sessionRef } from '../directory/enrolment.ts';
import type { Person } from '../directory/people.ts';
import type { KeptProgram } from '../directory/programs.ts';
import { hashToken, mintId } from '../identity/tokens.ts';
import { words } from '../words.ts';
import { Denial, demand, noSuchLink, notFound } from './answers.ts';
import { addressOf, admitGuest, findMember } from './asker.ts';
import { attach } from './attach.ts';
import { addLead, createProgram, saveProgram } from './programForm.ts';
import { read } from './requests.ts';
import type { Services } from './services.ts';

/** People who lead one program. */
const MOST_LEADS = 20;

/** Programs and their days: for those who lead them, and as a plan for whoever has its link. */
export function programRoutes(services: Services): Hono {
  const { space, guests, people, programs, orders, catalogue, enrolment, invitations, gate } = services;
  const { members, streams } = services;
  const app = new Hono();
  /** What is being done to a program's workshops: whoever taps twice waits for what the first tap does. */
  const turns = new Map<string, Promise<unknown>>();

  async function inTurn<T>(id: string, act: () => Promise<T>): Promise<T> {
    const held = turns.get(id) ?? Promise.resolve();
    const mine = held.catch(() => undefined).then(act);
    turns.set(id, mine);
    try {
      return await mine;
    } finally {
      if (turns.get(id) === mine) turns.delete(id);
    }
  }

  /** A program of whoever asks. Somebody else's and one that isn't there get the same answer. */
  async function findOwn(c: Context): Promise<KeptProgram & { lead: string; here: Person[] }> {
    const user = await guests.userOf(c.req.raw.headers);
    const here = user === null ? [] : await people.listAt(space, user);
    const id = c.req.param('program') ?? '';
    const leads = here.length === 0 ? [] : await programs.leadsOf(space, id);
    const lead = here.find((person) => leads.includes(person.id));
    const kept = lead && (await programs.find(space, id));
    if (!kept) throw notFound();
    return { ...kept, lead: lead.id, here };
  }

  const addressed = (c: Context, path: string) => services.addressFor(c.req.header('host')) + path;
  const show = (c: Context, { id, version, program, token }: KeptProgram) => ({
    id,
    version,
    program,
    plan: token === null ? null : addressed(c, `/plan/${token}`),
  });

  app.get('/orders', (c) =>
    c.json({
      orders: [...orders.values()].map(({ id, title, says, days }) => ({
        id,
        title,
        says,
        days: days.length,
      })),
    }),
  );

  app.get('/programs', async (c) => {
    const user = await guests.userOf(c.req.raw.headers);
    const here = user === null ? [] : await people.listAt(space, user);
    const kept = await programs.listOf(
      space,
      here.map(({ id }) => id),
    );
    return c.json({
      programs: kept.map(({ id, program }) => ({
        id,
        title: program.title,
        zone: program.zone,
        dates: program.days.map(({ date }) => date).sort(),
      })),
    });
  });

  app.post('/programs', async (c) => {
    const { name, title, field, zone, first, order } = await read(c, createProgram);
    const found = order === undefined ? null : orders.get(order);
    if (found === undefined) throw new Denial(404, 'unknown-order', words.unknownOrder);
    gate.make(addressOf(c, services));
    const user = await admitGuest(c, services);
    const lead = await people.own(space, user, name);
    const days = found ? layOrder(found, first, mintId) : [emptyDay(first)];
    return c.json({ program: await programs.add(space, lead.id, { title, field, zone, days }) }, 201);
  });

  app.get('/programs/:program', async (c) => c.json(show(c, await findOwn(c))));

  /** Saves on top of the version that the browser knew. Where there is a newer one, that one comes back. */
  app.put('/programs/:program', async (c) => {
    const { id } = await findOwn(c);
    const { version, program } = await read(c, saveProgram);
    const saved = await programs.save(space, id, version, program);
    if (saved !== null) return c.json({ version: saved });
    const theirs = show(c, await findOwn(c));
    return c.json({ error: { code: 'stale', say: words.stale }, theirs }, 409);
  });

  app.post('/programs/:program/slots/:slot/session', async (c) => {
    const { id } = await findOwn(c);
    return c.json(await inTurn(id, () => openSlot(c)));
  });

  /** The workshop of a slot; opened now where there is none yet. Whoever leads the program leads it. */
  async function openSlot(c: Context): Promise<{ session: string; version: number }> {
    const { id, lead, version, program } = await findOwn(c);
    const found = findSlot(program, c.req.param('slot') ?? '');
    if (!found) throw notFound();
    const { slot, day } = found;
    if (slot.session !== null) return { session: slot.session, version };
    const exercise = exerciseFor(slot, await knownTo(await programs.leadsOf(space, id), [slot.exercise]));
    if (!exercise) throw new Denial(404, 'unknown-exercise', words.unknownExercise);
    gate.make(addressOf(c, services));
    const opened = await enrolment.open(space, lead, {
      exercise,
      title: slot.title || exercise.title,
      mode: day.mode,
      rounds: slot.brief ? 1 : slot.rounds,
      solo: false,
    });
    if ('refused' in opened) {
      demand(opened);
      throw new Error('Neither opened nor refused.');
    }
    const { session } = opened;
    await invitations.renew(space, session);
    for (const other of await programs.leadsOf(space, id)) {
      if (other !== lead) demand(await enrolment.addLead(space, session, other));
    }
    // Somebody may have saved meanwhile: what they wrote stays, and the slot gets its workshop all the same.
    for (
      let held: KeptProgram | null = await programs.find(space, id);
      held;
      held = await programs.find(space, id)
    ) {
      const saved = await programs.save(space, id, held.version, withSession(held.program, slot.id, session));
      if (saved !== null) return { session, version: saved };
    }
    throw notFound();
  }

  /** Who leads it, by name. `you`: somebody in this browser. */
  app.get('/programs/:program/leads', async (c) => c.json(await tellLeads(c)));

  async function tellLeads(c: Context) {
    const { id, here } = await findOwn(c);
    const leads = await programs.leadsOf(space, id);
    const names = await people.names(space, leads);
    return {
      leads: leads.map((person) => ({
        person,
        name: names[person] ?? '',
        you: here.some((each) => each.id === person),
      })),
      mayAdd: (await findMember(c, services)) !== null,
    };
  }

  /** Somebody else with an account leads from now on, also what is open already. */
  app.post('/programs/:program/leads', async (c) => {
    const { id } = await findOwn(c);
    if (!(await findMember(c, services))) throw new Denial(403, 'sign-in', words.signIn);
    const { email } = await read(c, addLead);
    const address = addressOf(c, services);
    gate.knock(address, `leads ${id}`, false);
    const account = await members.findByEmail(space, email);
    const [added] = account ? await people.listAt(space, account.user) : [];
    if (!added) {
      gate.miss(address, false);
      throw new Denial(404, 'no-such-account', words.noSuchAccount);
    }
    await inTurn(id, async () => {
      const { program } = await findOwn(c);
      if ((await programs.leadsOf(space, id)).length >= MOST_LEADS)
        throw new Denial(409, 'too-many', words.manyLeads);
      await programs.addLead(space, id, added.id);
      for (const slot of program.days.flatMap(({ slots }) => slots)) {
        const session = slot.kind === 'exercise' ? slot.session : null;
        const parts = session && (await streams.parts(sessionRef(space, session)));
        const room = parts && roomOf(parts);
        if (session && room && room.phase !== 'ended')
          demand(await enrolment.addLead(space, session, added.id));
      }
    });
    return c.json(await tellLeads(c), 201);
  });

  /** Takes a lead off, oneself too. Workshops that are open already stay theirs to lead (ID-10). */
  app.delete('/programs/:program/leads/:person', async (c) => {
    const { id } = await findOwn(c);
    const person = c.req.param('person');
    if (!(await programs.leadsOf(space, id)).includes(person)) throw notFound();
    if (!(await programs.removeLead(space, id, person))) throw new Denial(409, 'last-lead', words.lastLead);
    return c.json({ ok: true });
  });

  app.post('/programs/:program/share', async (c) => {
    const { id } = await findOwn(c);
    return c.json({ url: addressed(c, `/plan/${await programs.share(space, id)}`) });
  });

  app.delete('/programs/:program/share', async (c) => {
    const { id } = await findOwn(c);
    await programs.unshare(space, id);
    return c.json({ ok: true });
  });

  /** Those of some exercises that leads of a program may use. Whoever leads one may open sessions. */
  const knownTo = (leads: readonly string[], ids: Iterable<string>) =>
    catalogue.among(space, { people: leads, opens: true }, ids);

  /** The timetable, with the exercises that the leads have. */
  async function layOut({ id, program }: KeptProgram): Promise<Timetable> {
    const slots = program.days.flatMap((day) => day.slots);
    const named = slots.flatMap((slot) => (slot.kind === 'exercise' ? [slot.exercise] : []));
    return timetableOf(program, await knownTo(await programs.leadsOf(space, id), named));
  }

  const calendar = async (c: Context, kept: KeptProgram) => {
    attach(c, kept.program.title, 'ics');
    return c.body(writeCalendar(kept, await layOut(kept)), 200, {
      'Content-Type': 'text/calendar; charset=utf-8',
    });
  };

  app.get('/programs/:program/calendar.ics', async (c) => calendar(c, await findOwn(c)));

  /** What a plan's link shows. A wrong, an old and a closed one get the same answer, and count as a miss. */
  async function findPlan(c: Context): Promise<KeptProgram> {
    const token = c.req.param('token') ?? '';
    const address = addressOf(c, services);
    gate.knock(address, hashToken(token), false);
    const kept = await programs.findShared(space, token);
    if (kept) return kept;
    gate.miss(address, false);
    throw noSuchLink();
  }

  app.get('/plans/:token', async (c) => c.json(await layOut(await findPlan(c))));
  app.get('/plans/:token/calendar.ics', async (c) => calendar(c, await findPlan(c)));

  function emptyDay(date: string): Day {
    return {
      id: mintId(),
      date,
      start: '09:30',
      end: '13:00',
      title: '',
      place: '',
      mode: 'in-person',
      slots: [],
    };
  }

  return app;
}

function findSlot(program: Program, id: string): { day: Day; slot: ExerciseSlot } | null {
  for (const day of program.days) {
    const slot = day.slots.find((each) => each.id === id);
    if (slot?.kind === 'exercise') return { day, slot };
  }
  return null;
}

const withSession = (program: Program, id: string, session: string): Program => ({
  ...program,
  days: program.days.map((day) => ({
    ...day,
    slots: day.slots.map((slot) =>
      slot.id === id && slot.kind === 'exercise' ? { ...slot, session } : slot,
    ),
  })),
});
