import { type CachedPassages, fetchCategory, type PassageCache } from '../../curriculum/passages/arxiv.ts';
import type { Database } from '../directory/database.ts';
import { type FetchCategory, NotFetched } from './library.ts';

/** How many of the newest papers of a category are brought. */
const NEWEST = 50;

/** arXiv by category, through its public API; answers are kept in the directory for a day. */
export function createFetch(db: Database, now: () => number): FetchCategory {
  return async (space, category) => {
    const fetched = await fetchCategory({
      category,
      max: NEWEST,
      fetch: globalThis.fetch,
      cache: cacheIn(db, space),
      now,
    });
    if (!fetched.ok) throw new NotFetched(fetched.say);
    return fetched.passages;
  };
}

function cacheIn(db: Database, space: string): PassageCache {
  return {
    async get(key) {
      const row = await db
        .selectFrom('fetched')
        .select(['at', 'passages'])
        .where('space', '=', space)
        .where('key', '=', key)
        .executeTakeFirst();
      return row && { at: row.at, passages: JSON.parse(row.passages) as CachedPassages['passages'] };
    },
    async set(key, { at, passages }) {
      const values = { at, passages: JSON.stringify(passages) };
      await db
        .insertInto('fetched')
        .values({ space, key, ...values })
        .onConflict((conflict) => conflict.columns(['space', 'key']).doUpdateSet(values))
        .execute();
    },
  };
}
