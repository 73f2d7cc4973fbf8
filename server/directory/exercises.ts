import type { Selectable } from 'kysely';
import { mintId } from '../identity/tokens.ts';
import type { Database } from './database.ts';
import type { OwnExerciseRow } from './tables.ts';

/** An exercise of somebody's own, as it is kept: each save makes one version more. */
export interface KeptExercise {
  id: string;
  person: string;
  version: number;
  updated: number;
  source: string;
  /** What others get of it; null while nobody else gets anything. */
  offered: { version: number; source: string } | null;
}

/** Most exercises that somebody keeps, and most that are shown of what others offer. */
export const MOST_KEPT = 50;
const MOST_OFFERED = 50;

const keptFrom = (row: Selectable<OwnExerciseRow>): KeptExercise => ({
  id: row.id,
  person: row.person,
  version: row.version,
  updated: Number(row.updated),
  source: row.source,
  offered:
    row.offered === null || row.offered_source === null
      ? null
      : { version: row.offered, source: row.offered_source },
});

/** Exercises that people wrote themselves. Whether a text is one is not for the directory to say: it keeps any. */
export function createOwnExercises(db: Database, now: () => number) {
  const change = (space: string, id: string) =>
    db.updateTable('own_exercises').where('space', '=', space).where('id', '=', id);

  return {
    /** The id of the new one; null where the person keeps as many as there may be. */
    async add(space: string, person: string, source: string): Promise<string | null> {
      const { count } = await db
        .selectFrom('own_exercises')
        .select((row) => row.fn.countAll().as('count'))
        .where('space', '=', space)
        .where('person', '=', person)
        .executeTakeFirstOrThrow();
      if (Number(count) >= MOST_KEPT) return null;
      const id = mintId();
      const at = now();
      await db
        .insertInto('own_exercises')
        .values({
          space,
          id,
          person,
          source,
          version: 1,
          offered: null,
          offered_source: null,
          created: at,
          updated: at,
        })
        .execute();
      return id;
    },

    async find(space: string, id: string): Promise<KeptExercise | null> {
      const row = await db
        .selectFrom('own_exercises')
        .selectAll()
        .where('space', '=', space)
        .where('id', '=', id)
        .executeTakeFirst();
      return row ? keptFrom(row) : null;
    },

    /** The new version; null where `version` is no longer the newest, and then nothing is changed. */
    async save(space: string, id: string, version: number, source: string): Promise<number | null> {
      const { numUpdatedRows } = await change(space, id)
        .where('version', '=', version)
        .set({ source, version: version + 1, updated: now() })
        .executeTakeFirst();
      return numUpdatedRows === 1n ? version + 1 : null;
    },

    /** Offers a version to others; false where it is no longer the newest. */
    async offer(space: string, id: string, version: number): Promise<boolean> {
      const { numUpdatedRows } = await change(space, id)
        .where('version', '=', version)
        .set((row) => ({ offered: version, offered_source: row.ref('source') }))
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },

    async takeBack(space: string, id: string): Promise<void> {
      await change(space, id).set({ offered: null, offered_source: null }).execute();
    },

    async remove(space: string, id: string): Promise<void> {
      await db.deleteFrom('own_exercises').where('space', '=', space).where('id', '=', id).execute();
    },

    /** What some people keep, what was made last first. */
    async listOf(space: string, people: readonly string[]): Promise<KeptExercise[]> {
      if (people.length === 0) return [];
      const rows = await db
        .selectFrom('own_exercises')
        .selectAll()
        .where('space', '=', space)
        .where('person', 'in', people)
        .orderBy('created', 'desc')
        .orderBy('id')
        .execute();
      return rows.map(keptFrom);
    },

    /** What is offered to everybody, what was made last first. */
    async listOffered(space: string): Promise<KeptExercise[]> {
      const rows = await db
        .selectFrom('own_exercises')
        .selectAll()
        .where('space', '=', space)
        .where('offered', 'is not', null)
        .orderBy('created', 'desc')
        .orderBy('id')
        .limit(MOST_OFFERED)
        .execute();
      return rows.map(keptFrom);
    },
  };
}

export type OwnExercises = ReturnType<typeof createOwnExercises>;
