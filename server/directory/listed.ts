import { mintId } from '../identity/tokens.ts';
import { type Listed, sameness } from '../people/roster.ts';
import type { Database } from './database.ts';
import type { AccountRow, PersonRow, Role } from './tables.ts';

/** Somebody on the list of people, as the keeper sees them. */
export interface ListedPerson extends Listed {
  id: string;
  role: Role;
  /** They have an account, or at least a browser in which they have been. */
  has: 'account' | 'browser' | 'nothing';
}

/** Rows written with one statement. */
const AT_ONCE = 500;

const listIn = (json: string | null): string[] => (json === null ? [] : (JSON.parse(json) as string[]));

const columnsOf = ({ name, email, team, level, languages, knows }: Listed) => ({
  name,
  email,
  team,
  level,
  languages: JSON.stringify(languages),
  knows: JSON.stringify(knows),
});

/** The list of people of a space: whoever was put on it, and whoever has an account. Guests are on no list. */
export function createListed(db: Database, now: () => number) {
  const tell = (row: PersonRow, account: AccountRow | undefined): ListedPerson => ({
    id: row.id,
    name: row.name,
    email: row.email ?? account?.email ?? null,
    team: row.team,
    level: row.level,
    languages: listIn(row.languages),
    knows: listIn(row.knows),
    role: account?.role ?? 'member',
    has: account ? 'account' : row.user === null ? 'nothing' : 'browser',
  });

  return {
    /** By name. Of the people at one account only the first is told, unless others were put on the list. */
    async list(space: string, accounts: readonly AccountRow[]): Promise<ListedPerson[]> {
      const byUser = new Map(accounts.map((account) => [account.user, account]));
      const rows = await db
        .selectFrom('people')
        .selectAll()
        .where('space', '=', space)
        .where((either) =>
          either.or([
            either('listed', 'is not', null),
            either(
              'user',
              'in',
              either.selectFrom('accounts').select('accounts.user').where('accounts.space', '=', space),
            ),
          ]),
        )
        .orderBy('seated')
        .orderBy('id')
        .execute();
      const told = new Set<string>();
      const people = rows.flatMap((row) => {
        const account = row.user === null ? undefined : byUser.get(row.user);
        if (row.listed === null && account && told.has(account.user)) return [];
        if (account) told.add(account.user);
        return [tell(row, account)];
      });
      return people.sort((a, b) => a.name.localeCompare(b.name));
    },

    async find(space: string, person: string): Promise<PersonRow | null> {
      const found = await db
        .selectFrom('people')
        .selectAll()
        .where('space', '=', space)
        .where('id', '=', person)
        .executeTakeFirst();
      return found ?? null;
    },

    /** Fields that any of these people know, as the list has it. */
    async fieldsKnown(space: string, people: readonly string[]): Promise<string[]> {
      if (people.length === 0) return [];
      const rows = await db
        .selectFrom('people')
        .select('knows')
        .where('space', '=', space)
        .where('id', 'in', people)
        .where('listed', 'is not', null)
        .execute();
      return rows.flatMap(({ knows }) => listIn(knows));
    },

    /** What tells those on the list apart, so that nobody comes onto it twice. */
    async sameness(space: string, accounts: readonly AccountRow[]): Promise<Set<string>> {
      return new Set((await this.list(space, accounts)).map(sameness));
    },

    /** All of them or none; their ids in the same order. */
    async add(space: string, people: readonly Listed[]): Promise<string[]> {
      const at = now();
      const rows = people.map((person) => ({
        ...columnsOf(person),
        space,
        id: mintId(),
        user: null,
        seated: at,
        created: at,
        listed: at,
      }));
      await db.transaction().execute(async (change) => {
        for (let from = 0; from < rows.length; from += AT_ONCE) {
          await change
            .insertInto('people')
            .values(rows.slice(from, from + AT_ONCE))
            .execute();
        }
      });
      return rows.map(({ id }) => id);
    },

    async change(space: string, person: string, of: Listed): Promise<void> {
      await db
        .updateTable('people')
        .set(columnsOf(of))
        .where('space', '=', space)
        .where('id', '=', person)
        .execute();
    },
  };
}

export type ListedPeople = ReturnType<typeof createListed>;
