import type { Kysely } from 'kysely';

// biome-ignore lint/suspicious/noExplicitAny: a migration knows the tables of its own day, not today's.
export async function up(db: Kysely<any>): Promise<void> {
  await db.schema
    .createTable('ideas')
    .addColumn('space', 'text', (column) => column.notNull())
    .addColumn('session', 'text', (column) => column.notNull())
    .addColumn('audience', 'text', (column) => column.notNull())
    .addColumn('note', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('by', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('words', 'text', (column) => column.notNull())
    .addColumn('sought', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('ideas_key', ['space', 'session', 'audience', 'note'])
    .execute();
  await db.schema
    .createTable('idea_reach')
    .addColumn('space', 'text', (column) => column.notNull())
    .addColumn('session', 'text', (column) => column.notNull())
    .addColumn('seq', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('idea_reach_key', ['space', 'session'])
    .execute();
}
