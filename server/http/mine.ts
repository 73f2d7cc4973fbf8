import { type Context, Hono } from 'hono';
import { upcast } from '../../core/protocol/upcast.ts';
import { roomOf } from '../../core/session/parts.ts';
import { sessionRef } from '../directory/enrolment.ts';
import type { Person } from '../directory/people.ts';
import { erasePerson } from '../erasure.ts';
import { linkPictures } from '../export/linkPictures.ts';
import { gatherMine, type OwnSession } from '../export/mine.ts';
import { words } from '../words.ts';
import { Denial } from './answers.ts';
import { giveCookies } from './asker.ts';
import { eraseMe, read } from './requests.ts';
import type { Services } from './services.ts';

/** What is somebody's own, to take away or to take out. */
export function mineRoutes(services: Services): Hono {
  const { space, guests, members, listed, people, sessions, streams, storage, notices } = services;
  const { pictures, practice, programs } = services;
  const app = new Hono();

  async function findOwner(c: Context): Promise<{ user: string; here: Person[] }> {
    const user = await guests.userOf(c.req.raw.headers);
    const here = user === null ? [] : await people.listAt(space, user);
    if (user === null || here.length === 0) throw new Denial(404, 'not-known', words.notKnown);
    return { user, here };
  }

  /** Everything that one person put into any session. `link` gives a session's picture as a data link. */
  async function gather(
    person: string,
    link: (picture: { session: string; id: string }) => Promise<string | null>,
  ): Promise<OwnSession[]> {
    const found: OwnSession[] = [];
    for (const session of await sessions.allOf(space, person)) {
      const ref = sessionRef(space, session);
      const { entries } = await storage.load(ref, { withoutSnapshot: true });
      const own = await gatherMine(person, {
        session,
        entries: entries.map((entry) => upcast(entry)),
        runs: (to, note) => streams.runs(ref, to, note),
        picture: (id) => link({ session, id }),
      });
      if (own) found.push(own);
    }
    return found;
  }

  app.get('/mine.json', async (c) => {
    const { user, here } = await findOwner(c);
    const account = await members.find(space, user);
    const link = linkPictures(({ session, id }: { session: string; id: string }) =>
      pictures.bytesOf(session, id),
    );
    const told = [];
    for (const { id, name } of here) {
      const row = await listed.find(space, id);
      told.push({
        id,
        name,
        email: row?.email ?? null,
        team: row?.team ?? null,
        level: row?.level ?? null,
        languages: JSON.parse(row?.languages ?? '[]') as string[],
        knows: JSON.parse(row?.knows ?? '[]') as string[],
        exercises: (await services.ownExercises.listOf(space, [id])).map(({ version, updated, source }) => ({
          version,
          changed: updated,
          source,
        })),
        programs: await programs.ledBy(space, id),
        putOff: await practice.putOffsOf(space, id),
        sessions: await gather(id, link),
      });
    }
    const passkeys = account ? await members.passkeysOf(space, account.user) : [];
    c.header('Content-Disposition', 'attachment; filename="mine.json"');
    c.header('Content-Type', 'application/json; charset=utf-8');
    const mine = {
      format: 'greenball-mine',
      version: 1,
      exported: services.now(),
      account: account && {
        email: account.email,
        role: account.role,
        made: account.created,
        passkeys: passkeys.map(({ name, created }) => ({ name, made: created })),
      },
      people: told,
    };
    return c.body(`${JSON.stringify(mine, null, 2)}\n`);
  });

  /** Takes people of this browser out for good; an account goes with all of its people. */
  app.post('/mine/erase', async (c) => {
    const { people: named } = await read(c, eraseMe);
    const { user, here } = await findOwner(c);
    const going = here.filter(({ id }) => named.includes(id));
    const account = await members.find(space, user);
    const whole = going.length === here.length;
    if (going.length === 0 || going.length !== new Set(named).size || (account && !whole)) {
      throw new Denial(400, 'bad-request', words.badRequest);
    }
    if (whole) giveCookies(c, await services.accounts.signOut(c.req.raw.headers, false));
    for (const { id } of going) {
      await leaveSessions(id);
      await notices.tell({ type: 'erased', space, person: id });
      await erasePerson(storage, services.db, space, id, services.now(), (ref, act) =>
        streams.without(ref, act),
      );
    }
    if (whole) await notices.tell({ type: 'signed-out', user });
    return c.json({ ok: true });
  });

  /** So that a group that is at work does not wait for somebody who is gone. */
  async function leaveSessions(person: string): Promise<void> {
    for (const session of await sessions.allOf(space, person)) {
      const ref = sessionRef(space, session);
      const parts = await streams.parts(ref);
      const room = parts && roomOf(parts);
      if (room && room.phase !== 'ended' && room.people.get(person)?.here) {
        await streams.command(ref, person, { type: 'leave', person });
      }
    }
  }

  return app;
}
