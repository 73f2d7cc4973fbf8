import type { Database } from './database.ts';
import type { AccountRow, Creators, PasskeyRow, Role } from './tables.ts';

/** Accounts of a space with what each may do, their passkeys, and what the keeper has settled. */
export function createMembers(db: Database, now: () => number) {
  return {
    /** Enters an account. One that is known keeps its role. */
    async enter(space: string, user: string, email: string): Promise<void> {
      await db
        .insertInto('accounts')
        .values({ space, user, email: email.toLowerCase(), role: 'member', created: now() })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },

    async find(space: string, user: string): Promise<AccountRow | null> {
      const found = await db
        .selectFrom('accounts')
        .selectAll()
        .where('space', '=', space)
        .where('user', '=', user)
        .executeTakeFirst();
      return found ?? null;
    },

    async findByEmail(space: string, email: string): Promise<AccountRow | null> {
      const found = await db
        .selectFrom('accounts')
        .selectAll()
        .where('space', '=', space)
        .where('email', '=', email.trim().toLowerCase())
        .executeTakeFirst();
      return found ?? null;
    },

    list: (space: string): Promise<AccountRow[]> =>
      db.selectFrom('accounts').selectAll().where('space', '=', space).execute(),

    async setRole(space: string, user: string, role: Role): Promise<void> {
      await db
        .updateTable('accounts')
        .set({ role })
        .where('space', '=', space)
        .where('user', '=', user)
        .execute();
    },

    async countKeepers(space: string): Promise<number> {
      const { count } = await db
        .selectFrom('accounts')
        .select((row) => row.fn.countAll().as('count'))
        .where('space', '=', space)
        .where('role', '=', 'keeper')
        .executeTakeFirstOrThrow();
      return Number(count);
    },

    async creators(space: string): Promise<Creators> {
      const { creators } = await db
        .selectFrom('spaces')
        .select('creators')
        .where('id', '=', space)
        .executeTakeFirstOrThrow();
      return creators;
    },

    async setCreators(space: string, creators: Creators): Promise<void> {
      await db.updateTable('spaces').set({ creators }).where('id', '=', space).execute();
    },

    async addPasskey(row: Omit<PasskeyRow, 'created'>): Promise<void> {
      await db
        .insertInto('passkeys')
        .values({ ...row, created: now() })
        .execute();
    },

    passkeysOf: (space: string, user: string): Promise<PasskeyRow[]> =>
      db
        .selectFrom('passkeys')
        .selectAll()
        .where('space', '=', space)
        .where('user', '=', user)
        .orderBy('created')
        .execute(),

    async findPasskey(space: string, id: string): Promise<PasskeyRow | null> {
      const found = await db
        .selectFrom('passkeys')
        .selectAll()
        .where('space', '=', space)
        .where('id', '=', id)
        .executeTakeFirst();
      return found ?? null;
    },

    /** Remembers how often a passkey has signed: one that signs less often than before is a copy. */
    async countPasskey(space: string, id: string, counter: number): Promise<void> {
      await db
        .updateTable('passkeys')
        .set({ counter })
        .where('space', '=', space)
        .where('id', '=', id)
        .execute();
    },

    async removePasskey(space: string, user: string, id: string): Promise<void> {
      await db
        .deleteFrom('passkeys')
        .where('space', '=', space)
        .where('user', '=', user)
        .where('id', '=', id)
        .execute();
    },
  };
}

export type Members = ReturnType<typeof createMembers>;
