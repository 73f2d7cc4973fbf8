import type { Kysely } from 'kysely';

// biome-ignore lint/suspicious/noExplicitAny: a migration knows the tables of its own day, not today's.
export async function up(db: Kysely<any>): Promise<void> {
  await db.schema
    .createTable('circles')
    .addColumn('space', 'text', (column) => column.notNull())
    .addColumn('stream', 'text', (column) => column.notNull())
    .addColumn('circle', 'text', (column) => column.notNull())
    .addColumn('person', 'text', (column) => column.notNull())
    .addColumn('third', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('circles_key', ['space', 'stream', 'circle', 'person'])
    .execute();
  await db.schema.createIndex('circles_by_person').on('circles').columns(['space', 'person']).execute();
}
