import type { Program } from '../../core/program/program.ts';
import { deriveToken, hashToken, mintId } from '../identity/tokens.ts';
import type { Database } from './database.ts';
import type { ProgramRow } from './tables.ts';

/** A program as it is kept: each save makes one version more. */
export interface KeptProgram {
  id: string;
  version: number;
  updated: number;
  program: Program;
  /** What opens it to be read by people who take part; null while nobody but its leads may. */
  token: string | null;
}

/** Programs and who leads them. */
export function createPrograms(db: Database, secret: Uint8Array, now: () => number) {
  const tokenOf = (space: string, id: string, shares: number): string =>
    deriveToken(secret, `plan ${space} ${id} ${shares}`);

  const keptFrom = (row: ProgramRow): KeptProgram => ({
    id: row.id,
    version: row.version,
    updated: Number(row.updated),
    program: JSON.parse(row.body) as Program,
    token: row.share === null ? null : tokenOf(row.space, row.id, row.shares),
  });

  const leadsOf = async (space: string, id: string): Promise<string[]> => {
    const rows = await db
      .selectFrom('program_leads')
      .select('person')
      .where('space', '=', space)
      .where('program', '=', id)
      .orderBy('added')
      .orderBy('person')
      .execute();
    return rows.map(({ person }) => person);
  };

  return {
    leadsOf,

    /** One more lead. Again is harmless. */
    async addLead(space: string, id: string, person: string): Promise<void> {
      await db
        .insertInto('program_leads')
        .values({ space, program: id, person, added: now() })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },

    /** False where nobody would be left: a program without a lead could be opened by nobody. */
    removeLead: (space: string, id: string, person: string): Promise<boolean> =>
      db.transaction().execute(async (change) => {
        // Two who take each other off at once: this row is held by one of them at a time.
        await change
          .updateTable('programs')
          .set((row) => ({ version: row.ref('version') }))
          .where('space', '=', space)
          .where('id', '=', id)
          .execute();
        const held = await change
          .selectFrom('program_leads')
          .select('person')
          .where('space', '=', space)
          .where('program', '=', id)
          .execute();
        if (!held.some((lead) => lead.person !== person)) return false;
        await change
          .deleteFrom('program_leads')
          .where('space', '=', space)
          .where('program', '=', id)
          .where('person', '=', person)
          .execute();
        return true;
      }),

    /** Everything that one person leads, with whether they are its only lead: then it goes when they are erased. */
    async ledBy(space: string, person: string): Promise<{ alone: boolean; program: Program }[]> {
      const rows = await db
        .selectFrom('programs')
        .innerJoin('program_leads', (join) =>
          join
            .onRef('program_leads.space', '=', 'programs.space')
            .onRef('program_leads.program', '=', 'programs.id'),
        )
        .select(['programs.id', 'programs.body'])
        .where('programs.space', '=', space)
        .where('program_leads.person', '=', person)
        .orderBy('programs.created')
        .orderBy('programs.id')
        .execute();
      return Promise.all(
        rows.map(async ({ id, body }) => ({
          alone: (await leadsOf(space, id)).length === 1,
          program: JSON.parse(body) as Program,
        })),
      );
    },

    async add(space: string, lead: string, program: Program): Promise<string> {
      const id = mintId();
      const at = now();
      await db
        .insertInto('programs')
        .values({
          space,
          id,
          body: JSON.stringify(program),
          version: 1,
          shares: 0,
          share: null,
          created: at,
          updated: at,
        })
        .execute();
      await db.insertInto('program_leads').values({ space, program: id, person: lead, added: at }).execute();
      return id;
    },

    async find(space: string, id: string): Promise<KeptProgram | null> {
      const row = await db
        .selectFrom('programs')
        .selectAll()
        .where('space', '=', space)
        .where('id', '=', id)
        .executeTakeFirst();
      return row ? keptFrom(row) : null;
    },

    /** The new version; null where `version` is no longer the newest, and then nothing is changed. */
    async save(space: string, id: string, version: number, program: Program): Promise<number | null> {
      const { numUpdatedRows } = await db
        .updateTable('programs')
        .set({ body: JSON.stringify(program), version: version + 1, updated: now() })
        .where('space', '=', space)
        .where('id', '=', id)
        .where('version', '=', version)
        .executeTakeFirst();
      return numUpdatedRows === 1n ? version + 1 : null;
    },

    /** The programs that some people lead, the newest first. */
    async listOf(space: string, people: readonly string[]): Promise<KeptProgram[]> {
      if (people.length === 0) return [];
      const rows = await db
        .selectFrom('programs')
        .selectAll()
        .where('space', '=', space)
        .where('id', 'in', (query) =>
          query
            .selectFrom('program_leads')
            .select('program')
            .where('space', '=', space)
            .where('person', 'in', people),
        )
        .orderBy('created', 'desc')
        .limit(50)
        .execute();
      return rows.map(keptFrom);
    },

    /** Opens a program to whoever has the token. One that is open already keeps its token. */
    async share(space: string, id: string): Promise<string> {
      const { shares, share } = await db
        .selectFrom('programs')
        .select(['shares', 'share'])
        .where('space', '=', space)
        .where('id', '=', id)
        .executeTakeFirstOrThrow();
      const token = tokenOf(space, id, share === null ? shares + 1 : shares);
      if (share === null) {
        await db
          .updateTable('programs')
          .set({ shares: shares + 1, share: hashToken(token) })
          .where('space', '=', space)
          .where('id', '=', id)
          .execute();
      }
      return token;
    },

    /** The token that was given opens nothing from now on; the next one is another. */
    async unshare(space: string, id: string): Promise<void> {
      await db
        .updateTable('programs')
        .set({ share: null })
        .where('space', '=', space)
        .where('id', '=', id)
        .execute();
    },

    async findShared(space: string, token: string): Promise<KeptProgram | null> {
      const row = await db
        .selectFrom('programs')
        .selectAll()
        .where('space', '=', space)
        .where('share', '=', hashToken(token))
        .executeTakeFirst();
      return row ? keptFrom(row) : null;
    },
  };
}

export type Programs = ReturnType<typeof createPrograms>;
