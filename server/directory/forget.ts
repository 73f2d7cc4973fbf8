import { type Kysely, sql } from 'kysely';
import type { Database } from './database.ts';

/** Takes a person out of the directory: name, seat, memberships, links, cookie. Titles that they gave go as well. */
export async function forgetPerson(db: Database, space: string, person: string): Promise<void> {
  const found = await db
    .selectFrom('people')
    .select('user')
    .where('space', '=', space)
    .where('id', '=', person)
    .executeTakeFirst();
  await db
    .updateTable('sessions')
    .set((row) => ({ title: row.ref('exercise_title') }))
    .where('space', '=', space)
    .where('lead', '=', person)
    .execute();
  await forgetPrograms(db, space, person);
  // What was gathered of their sessions is gathered anew, out of logs that no longer hold their words.
  for (const table of ['ideas', 'idea_reach'] as const) {
    await db
      .deleteFrom(table)
      .where('space', '=', space)
      .where('session', 'in', (query) =>
        query
          .selectFrom('memberships')
          .select('session')
          .where('space', '=', space)
          .where('person', '=', person),
      )
      .execute();
  }
  for (const table of ['finishes', 'put_offs', 'own_exercises'] as const) {
    await db.deleteFrom(table).where('space', '=', space).where('person', '=', person).execute();
  }
  await db.deleteFrom('circles').where('space', '=', space).where('person', '=', person).execute();
  await db.deleteFrom('links').where('space', '=', space).where('person', '=', person).execute();
  await db.deleteFrom('memberships').where('space', '=', space).where('person', '=', person).execute();
  await db
    .updateTable('memberships')
    .set({ host: null })
    .where('space', '=', space)
    .where('host', '=', person)
    .execute();
  await db.deleteFrom('people').where('space', '=', space).where('id', '=', person).execute();
  if (found?.user) await forgetUser(db, found.user);
}

/** What was gathered of one session while an erasure was on its way may hold what has gone from its log since. */
export async function forgetGathered(db: Database, space: string, session: string): Promise<void> {
  for (const table of ['ideas', 'idea_reach', 'finishes', 'finish_reach'] as const) {
    await db.deleteFrom(table).where('space', '=', space).where('session', '=', session).execute();
  }
}

/** Programs that they alone led go with them: nobody else could open them. Others keep theirs. */
async function forgetPrograms(db: Database, space: string, person: string): Promise<void> {
  const led = db
    .deleteFrom('program_leads')
    .where('space', '=', space)
    .where('person', '=', person)
    .returning('program');
  for (const { program } of await led.execute()) {
    await db
      .deleteFrom('programs')
      .where('space', '=', space)
      .where('id', '=', program)
      .where('id', 'not in', (query) =>
        query.selectFrom('program_leads').select('program').where('space', '=', space),
      )
      .execute();
  }
}

/** A browser or account that nobody sits at any more: its cookies and passkeys open nothing from now on. */
async function forgetUser(db: Database, user: string): Promise<void> {
  await db.deleteFrom('onlookers').where('user', '=', user).execute();
  const others = await db.selectFrom('people').select('id').where('user', '=', user).executeTakeFirst();
  if (others) return;
  await db.deleteFrom('passkeys').where('user', '=', user).execute();
  await db.deleteFrom('accounts').where('user', '=', user).execute();
  await db.deleteFrom('links').where('user', '=', user).execute();
  await db.updateTable('links').set({ by: null }).where('by', '=', user).execute();
  for (const [table, column] of [
    ['auth_session', 'userId'],
    ['auth_account', 'userId'],
    ['auth_user', 'id'],
  ] as const) {
    // biome-ignore lint/suspicious/noExplicitAny: better-auth's tables are its own.
    await sql`delete from ${sql.table(table)} where ${sql.ref(column)} = ${user}`.execute(db as Kysely<any>);
  }
}
