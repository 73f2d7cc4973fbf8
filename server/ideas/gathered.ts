import { sql } from 'kysely';
import type { Database } from '../directory/database.ts';
import type { IdeaRow } from '../directory/tables.ts';
import { foldWords } from './fold.ts';

/** Rows that one statement writes: SQLite and PostgreSQL both limit how many values it may have. */
const AT_ONCE = 500;

/** How a note reads now; null where it is gone or says nothing. */
export interface Gathered {
  audience: string;
  note: string;
  idea: Pick<IdeaRow, 'kind' | 'by' | 'at' | 'words'> | null;
}

/** The ideas of a space as rows, and how far they were gathered. It knows of nobody's rights. */
export function createGathered(db: Database) {
  return {
    async reachOf(space: string, session: string): Promise<number> {
      const found = await db
        .selectFrom('idea_reach')
        .select('seq')
        .where('space', '=', space)
        .where('session', '=', session)
        .executeTakeFirst();
      return Number(found?.seq ?? 0);
    },

    /** Takes in how notes of a session read at `seq`, all of them or none. */
    async take(space: string, session: string, seq: number, notes: readonly Gathered[]): Promise<void> {
      await db.transaction().execute(async (all) => {
        for (let from = 0; from < notes.length; from += AT_ONCE) {
          for (const { audience, note, idea } of notes.slice(from, from + AT_ONCE)) {
            if (!idea) {
              await all
                .deleteFrom('ideas')
                .where('space', '=', space)
                .where('session', '=', session)
                .where('audience', '=', audience)
                .where('note', '=', note)
                .execute();
              continue;
            }
            const row = { ...idea, sought: foldWords(idea.words) };
            await all
              .insertInto('ideas')
              .values({ space, session, audience, note, ...row })
              .onConflict((held) => held.columns(['space', 'session', 'audience', 'note']).doUpdateSet(row))
              .execute();
          }
        }
        await all
          .insertInto('idea_reach')
          .values({ space, session, seq })
          .onConflict((held) => held.columns(['space', 'session']).doUpdateSet({ seq }))
          .execute();
      });
    },

    /** The newest first, of the given sessions, with every piece in them. */
    async find(
      space: string,
      sessions: readonly string[],
      pieces: readonly string[],
      from: number,
      most: number,
    ): Promise<IdeaRow[]> {
      if (sessions.length === 0) return [];
      let query = db
        .selectFrom('ideas')
        .selectAll()
        .where('space', '=', space)
        .where('session', 'in', sessions);
      for (const piece of pieces) {
        const pattern = `%${piece.replace(/[\\%_]/g, '\\$&')}%`;
        query = query.where(sql<boolean>`sought like ${pattern} escape '\\'`);
      }
      const rows = await query
        .orderBy('at', 'desc')
        .orderBy('session')
        .orderBy('note')
        .offset(from)
        .limit(most)
        .execute();
      return rows.map((row) => ({ ...row, at: Number(row.at) }));
    },
  };
}
