import { sql } from 'kysely';
import type { Database } from '../directory/database.ts';
import type { Found } from './found.ts';

const PAGE = 50;

/** Passages that somebody brought to a space: from a metadata file, or fetched by category. */
export function createImported(db: Database, now: () => number) {
  const from = (space: string) => db.selectFrom('passages').where('space', '=', space);
  const asFound = ({ url, ...rest }: Omit<Found, 'url'> & { url: string | null }): Found => ({
    ...rest,
    ...(url === null ? {} : { url }),
  });
  const columns = ['id', 'title', 'text', 'field', 'source', 'licence', 'url'] as const;

  return {
    /** Adds what isn't there yet, and says how many that were. A passage that is there is brought up to date. */
    async add(space: string, passages: readonly Found[]): Promise<number> {
      let added = 0;
      for (let at = 0; at < passages.length; at += 200) {
        added += await db.transaction().execute(async (transaction) => {
          let fresh = 0;
          for (const { id, title, text, field, source, licence, url } of passages.slice(at, at + 200)) {
            const values = { title, text, field, source, licence, url: url ?? null };
            // Writes before it reads: a transaction that began by reading could not go on beside the log's writer.
            const { numInsertedOrUpdatedRows } = await transaction
              .insertInto('passages')
              .values({ space, id, ...values, added: now() })
              .onConflict((conflict) => conflict.doNothing())
              .executeTakeFirstOrThrow();
            if (numInsertedOrUpdatedRows === 1n) fresh++;
            else {
              await transaction
                .updateTable('passages')
                .set(values)
                .where('space', '=', space)
                .where('id', '=', id)
                .execute();
            }
          }
          return fresh;
        });
      }
      return added;
    },

    async find(space: string, id: string): Promise<Found | null> {
      const row = await from(space).select(columns).where('id', '=', id).executeTakeFirst();
      return row ? asFound(row) : null;
    },

    countFields: (space: string): Promise<{ field: string; source: string; count: number }[]> =>
      from(space)
        .select((row) => ['field', 'source', row.fn.countAll<number>().as('count')])
        .groupBy(['field', 'source'])
        .orderBy('field')
        .execute(),

    /** Those of a field, by id, 50 on a page (from 0); `like`: words that the title holds. */
    async list(space: string, field: string | null, like: string, page: number): Promise<Found[]> {
      let query = from(space).select(columns);
      if (field !== null) query = query.where('field', '=', field);
      for (const word of like.split(/\s+/).filter(Boolean).slice(0, 8)) {
        const part = sql<string>`lower(${`%${word.replace(/[%_\\]/g, '')}%`})`;
        query = query.where((row) => row(row.fn<string>('lower', ['title']), 'like', part));
      }
      return (
        await query
          .orderBy('id')
          .limit(PAGE)
          .offset(page * PAGE)
          .execute()
      ).map(asFound);
    },

    /** So many of a field, from the `first` on (from 0), by id. */
    listFrom: async (space: string, field: string, first: number, most: number): Promise<Found[]> =>
      (
        await from(space)
          .select(columns)
          .where('field', '=', field)
          .orderBy('id')
          .limit(most)
          .offset(first)
          .execute()
      ).map(asFound),
  };
}

export type Imported = ReturnType<typeof createImported>;
