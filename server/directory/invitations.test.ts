import SqliteDatabase from 'better-sqlite3';
import { SqliteDialect } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Database, findSpace, openDirectory } from './database.ts';
import { createInvitations, type Invitations } from './invitations.ts';
import { createLinks } from './links.ts';
import { createSessions } from './sessions.ts';

const HOUR = 3_600_000;
let db: Database;
let space: string;
let time: number;
let invitations: Invitations;

beforeEach(async () => {
  time = Date.parse('2026-03-01T09:00:00Z');
  db = await openDirectory(new SqliteDialect({ database: new SqliteDatabase(':memory:') }));
  space = await findSpace(db, time);
  invitations = createInvitations(
    db,
    createLinks(db, () => time),
    new Uint8Array(32).fill(5),
    () => time,
  );
  const session = { title: 'T', exercise: 'e', exercise_title: 'E', lead: 'L' };
  for (const id of ['s', 'other']) await createSessions(db, () => time).add({ space, id, ...session });
});
afterEach(() => db.destroy());

test('ID-5: an expired link or code opens nothing, and asking for the invitation gives new ones', async () => {
  const first = await invitations.renew(space, 's');
  expect(await invitations.look(space, first.code)).toBe('s');
  expect(await invitations.look(space, first.token)).toBe('s');
  expect((await invitations.show(space, 's')).token).toBe(first.token);
  time += 24 * HOUR + 1;
  expect(await invitations.look(space, first.code)).toBe(null);
  expect(await invitations.look(space, first.token)).toBe('s');
  const second = await invitations.show(space, 's');
  expect(second.token).toBe(first.token);
  expect(await invitations.look(space, second.code)).toBe('s');
  time = first.expires + 1;
  expect(await invitations.use(space, first.token, 'join')).toBe(null);
  const third = await invitations.show(space, 's');
  expect(third.token).not.toBe(first.token);
  expect(await invitations.look(space, third.token)).toBe('s');
});

test('ID-5: a seat link opens once, however many try at the same time', async () => {
  const token = await invitations.mintSeat(space, 's', 'ana');
  expect(await invitations.use(space, token, 'lead')).toBe(null);
  const tries = await Promise.all(Array.from({ length: 8 }, () => invitations.use(space, token, 'seat')));
  expect(tries.filter((used) => used !== null)).toMatchObject([{ session: 's', person: 'ana' }]);
  const late = await invitations.mintSeat(space, 's', 'ana');
  time += 24 * HOUR + 1;
  expect(await invitations.use(space, late, 'seat')).toBe(null);
});

test('ID-2: a link of one space opens nothing in another', async () => {
  const { token, code } = await invitations.renew(space, 's');
  expect(await invitations.look('elsewhere', token)).toBe(null);
  expect(await invitations.look('elsewhere', code)).toBe(null);
  expect(await invitations.use('elsewhere', token, 'join')).toBe(null);
});

test('tokens stand nowhere in the database', async () => {
  const { token } = await invitations.renew(space, 's');
  const seat = await invitations.mintSeat(space, 's', 'ana');
  const rows = JSON.stringify(await db.selectFrom('links').selectAll().execute());
  expect(rows).not.toContain(token);
  expect(rows).not.toContain(seat);
});
