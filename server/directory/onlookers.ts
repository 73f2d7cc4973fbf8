import type { Database } from './database.ts';
import type { Notices } from './notices.ts';

/** How long a browser that opened a projector link stays one, milliseconds: as long as such a link opens. */
const LASTS = 14 * 24 * 3_600_000;

/** Browsers that show a session to a room. Nobody sits at them: they have no person and no seat. */
export function createOnlookers(db: Database, notices: Notices, now: () => number) {
  return {
    async admit(space: string, session: string, user: string): Promise<void> {
      const opened = now();
      await db
        .insertInto('onlookers')
        .values({ space, session, user, opened })
        .onConflict((conflict) => conflict.columns(['space', 'session', 'user']).doUpdateSet({ opened }))
        .execute();
    },

    async includes(space: string, session: string, user: string): Promise<boolean> {
      const found = await db
        .selectFrom('onlookers')
        .select('user')
        .where('space', '=', space)
        .where('session', '=', session)
        .where('user', '=', user)
        .where('opened', '>', now() - LASTS)
        .executeTakeFirst();
      return found !== undefined;
    },

    /** All of a session's go dark at once. */
    async dismiss(space: string, session: string): Promise<void> {
      await db.deleteFrom('onlookers').where('space', '=', space).where('session', '=', session).execute();
      await notices.tell({ type: 'dismissed', space, session });
    },
  };
}

export type Onlookers = ReturnType<typeof createOnlookers>;
