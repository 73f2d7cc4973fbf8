import { mintId } from '../identity/tokens.ts';
import type { Database } from './database.ts';

/** Somebody in a space. */
export interface Person {
  id: string;
  name: string;
  user: string | null;
}

/** What is said of somebody who is on no list. */
const UNLISTED = { listed: null, email: null, team: null, level: null, languages: null, knows: null };

/** Takes names to person ids and back. Names stand nowhere but here. */
export function createPeople(db: Database, now: () => number) {
  const at = (space: string, user: string) =>
    db
      .selectFrom('people')
      .select(['id', 'name', 'user'])
      .where('space', '=', space)
      .where('user', '=', user)
      .orderBy('seated')
      .orderBy('id');

  const add = async (space: string, name: string, user: string | null): Promise<Person> => {
    const id = mintId();
    const seated = now();
    await db
      .insertInto('people')
      .values({ ...UNLISTED, space, id, name, user, seated, created: seated })
      .execute();
    return { id, name, user };
  };

  return {
    add,

    /** Everybody who sits at a browser; first whoever has sat there longest. */
    listAt: (space: string, user: string): Promise<Person[]> => at(space, user).execute(),

    /** Whose browser it is, entered under `name` when nobody's yet; a new name replaces the old one. */
    async own(space: string, user: string, name: string): Promise<Person> {
      const held = await at(space, user).executeTakeFirst();
      if (!held) return add(space, name, user);
      if (held.name !== name) await this.rename(space, held.id, name);
      return { ...held, name };
    },

    async rename(space: string, person: string, name: string): Promise<void> {
      await db
        .updateTable('people')
        .set({ name })
        .where('space', '=', space)
        .where('id', '=', person)
        .execute();
    },

    /** Lets a person sit at another browser. */
    async seat(space: string, person: string, user: string): Promise<void> {
      await db
        .updateTable('people')
        .set({ user, seated: now() })
        .where('space', '=', space)
        .where('id', '=', person)
        .execute();
    },

    /**
     * Gives everybody who sits at `from` to `to`, in every space. Whoever sits at `to` already stays first, and so
     * it stays theirs.
     */
    async handOver(from: string, to: string): Promise<void> {
      const moving = await db
        .selectFrom('people')
        .select(['space', 'id', 'seated'])
        .where('user', '=', from)
        .orderBy('seated')
        .orderBy('id')
        .execute();
      for (const [i, { space, id, seated }] of moving.entries()) {
        const held = await at(space, to).executeTakeFirst();
        const since = held && !moving.some((each) => each.id === held.id) ? now() + i : seated;
        await db
          .updateTable('people')
          .set({ user: to, seated: since })
          .where('space', '=', space)
          .where('id', '=', id)
          .execute();
      }
    },

    async find(space: string, person: string): Promise<Person | null> {
      const found = await db
        .selectFrom('people')
        .select(['id', 'name', 'user'])
        .where('space', '=', space)
        .where('id', '=', person)
        .executeTakeFirst();
      return found ?? null;
    },

    /** Names by person id; who is not in the directory (any more) is left out. */
    async names(space: string, people: readonly string[]): Promise<Record<string, string>> {
      const names: Record<string, string> = {};
      for (let from = 0; from < people.length; from += 500) {
        const rows = await db
          .selectFrom('people')
          .select(['id', 'name'])
          .where('space', '=', space)
          .where('id', 'in', people.slice(from, from + 500))
          .execute();
        for (const { id, name } of rows) names[id] = name;
      }
      return names;
    },
  };
}

export type People = ReturnType<typeof createPeople>;
