import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';
import { type Room, roomOf, type SessionParts } from '../../core/session/parts.ts';
import { sessionRef } from '../directory/enrolment.ts';
import type { AccountRow } from '../directory/tables.ts';
import type { Looking } from '../exercises/catalogue.ts';
import type { StreamRef } from '../storage/port.ts';
import { notFound } from './answers.ts';
import { networkOf } from './limits.ts';
import type { Services } from './services.ts';

/** Somebody who asks for something of a session that they are in. */
export interface Asker {
  session: string;
  ref: StreamRef;
  user: string;
  /** Whose browser it is. */
  person: string;
  /** Everybody who sits there, `person` first. */
  people: string[];
  lead: boolean;
}

/** The address that counts are kept by. */
export function addressOf(c: Context, services: Services): string {
  const forwarded = services.trustsProxy
    ? c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim()
    : undefined;
  return networkOf(forwarded || (getConnInfo(c).remote.address ?? 'unknown'));
}

/** The guest behind a request; one is made where there is none, and the answer then sets the cookie. */
export async function admitGuest(c: Context, services: Services): Promise<string> {
  const { user, cookies } = await services.guests.admit(c.req.raw.headers);
  giveCookies(c, cookies);
  return user;
}

export function giveCookies(c: Context, cookies: readonly string[]): void {
  for (const cookie of cookies) c.header('Set-Cookie', cookie, { append: true });
}

/** The account behind a request; null for a guest and for nobody. */
export async function findMember(c: Context, services: Services): Promise<AccountRow | null> {
  const user = await services.guests.userOf(c.req.raw.headers);
  return user === null ? null : services.members.find(services.space, user);
}

/** Whom a request to see exercises comes from, nobody yet included. */
export async function findLooking(c: Context, services: Services): Promise<Looking> {
  const { space, guests, members, people } = services;
  const user = await guests.userOf(c.req.raw.headers);
  const here = user === null ? [] : await people.listAt(space, user);
  const opens =
    (await members.creators(space)) === 'anybody' ||
    (user !== null && (await members.find(space, user)) !== null);
  return { people: here.map(({ id }) => id), opens };
}

/** Who asks about the session in the address. A stranger and an unknown session get the same answer. */
export async function findAsker(c: Context, services: Services): Promise<Asker> {
  const { space, guests, sessions } = services;
  const session = c.req.param('session') ?? '';
  const user = await guests.userOf(c.req.raw.headers);
  if (user === null) throw notFound();
  const people = await sessions.peopleAt(space, session, user);
  const [person] = people;
  if (person === undefined) throw notFound();
  const enrolled = await sessions.listEnrolled(space, session);
  const lead = enrolled.some((entry) => entry.role === 'lead' && people.includes(entry.person));
  return { session, ref: sessionRef(space, session), user, person, people, lead };
}

/** The session that a projector in this browser shows. Whoever is in it may see as much. */
export async function findOnlooker(c: Context, services: Services): Promise<string> {
  const session = c.req.param('session') ?? '';
  const user = await services.guests.userOf(c.req.raw.headers);
  if (user !== null && (await services.onlookers.includes(services.space, session, user))) return session;
  return (await findAsker(c, services)).session;
}

export async function findRoom(
  asker: Asker,
  services: Services,
): Promise<{ parts: SessionParts; room: Room }> {
  const parts = await services.streams.parts(asker.ref);
  const room = parts && roomOf(parts);
  if (!parts || !room) throw notFound();
  return { parts, room };
}
