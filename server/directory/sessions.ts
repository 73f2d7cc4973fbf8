import type { Database } from './database.ts';
import type { SessionRow } from './tables.ts';

export interface Enrolled {
  person: string;
  role: 'lead' | 'member';
  host: string | null;
}

/** Which sessions a space has and who is in them; what happens inside is the stream's. */
export function createSessions(db: Database, now: () => number) {
  const enrolledIn = (space: string, session: string) =>
    db
      .selectFrom('memberships')
      .select(['person', 'role', 'host'])
      .where('space', '=', space)
      .where('session', '=', session)
      .orderBy('joined')
      .orderBy('person');

  return {
    async add(row: Omit<SessionRow, 'created' | 'invitation'>): Promise<void> {
      await db
        .insertInto('sessions')
        .values({ ...row, created: now(), invitation: 1 })
        .execute();
    },

    async find(space: string, session: string): Promise<SessionRow | null> {
      const found = await db
        .selectFrom('sessions')
        .selectAll()
        .where('space', '=', space)
        .where('id', '=', session)
        .executeTakeFirst();
      return found ?? null;
    },

    /** Enters somebody, or where they sit now. A lead stays a lead. */
    async enrol(space: string, session: string, entry: Enrolled): Promise<void> {
      const { person, role, host } = entry;
      await db
        .insertInto('memberships')
        .values({ space, session, person, role, host, joined: now() })
        .onConflict((conflict) =>
          conflict.columns(['space', 'session', 'person']).doUpdateSet(role === 'lead' ? { role } : { host }),
        )
        .execute();
    },

    /** A person with a device of their own again, in every session. Gives the sessions in which that is news. */
    async standAlone(space: string, person: string): Promise<string[]> {
      const shared = await db
        .selectFrom('memberships')
        .select('session')
        .where('space', '=', space)
        .where('person', '=', person)
        .where('host', 'is not', null)
        .execute();
      await db
        .updateTable('memberships')
        .set({ host: null })
        .where('space', '=', space)
        .where('person', '=', person)
        .execute();
      return shared.map(({ session }) => session);
    },

    listEnrolled: (space: string, session: string): Promise<Enrolled[]> =>
      enrolledIn(space, session).execute(),

    async roleOf(space: string, session: string, person: string): Promise<'lead' | 'member' | null> {
      const found = await enrolledIn(space, session).where('person', '=', person).executeTakeFirst();
      return found?.role ?? null;
    },

    /** Every session of one person, oldest first. */
    async allOf(space: string, person: string): Promise<string[]> {
      const rows = await db
        .selectFrom('memberships')
        .select('session')
        .where('space', '=', space)
        .where('person', '=', person)
        .orderBy('joined')
        .orderBy('session')
        .execute();
      return rows.map(({ session }) => session);
    },

    /** The sessions of some people, newest first. */
    async listOf(space: string, people: readonly string[]) {
      if (people.length === 0) return [];
      return db
        .selectFrom('memberships')
        .innerJoin('sessions', (join) =>
          join
            .onRef('sessions.space', '=', 'memberships.space')
            .onRef('sessions.id', '=', 'memberships.session'),
        )
        .select([
          'sessions.id',
          'sessions.title',
          'sessions.exercise',
          'sessions.exercise_title',
          'sessions.created',
          'memberships.role',
        ])
        .where('memberships.space', '=', space)
        .where('memberships.person', 'in', people)
        .orderBy('sessions.created', 'desc')
        .limit(100)
        .execute();
    },

    /** People at a browser in a session: who sits there by themselves first, then those who share it with them. */
    async peopleAt(space: string, session: string, user: string): Promise<string[]> {
      const rows = await enrolledIn(space, session).execute();
      const own = await db
        .selectFrom('people')
        .select('id')
        .where('space', '=', space)
        .where('user', '=', user)
        .orderBy('seated')
        .orderBy('id')
        .execute();
      const here = own.map(({ id }) => id).filter((id) => rows.some((row) => row.person === id));
      const sharing = rows.filter(
        (row) => row.host !== null && here.includes(row.host) && !here.includes(row.person),
      );
      return [...here, ...sharing.map((row) => row.person)];
    },
  };
}

export type Sessions = ReturnType<typeof createSessions>;
