import type { Kysely } from 'kysely';

// biome-ignore lint/suspicious/noExplicitAny: a migration knows the tables of its own day, not today's.
export async function up(db: Kysely<any>): Promise<void> {
  await db.schema
    .createTable('finishes')
    .addColumn('space', 'text', (column) => column.notNull())
    .addColumn('session', 'text', (column) => column.notNull())
    .addColumn('person', 'text', (column) => column.notNull())
    .addColumn('exercise', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('got', 'integer')
    .addColumn('use', 'text', (column) => column.notNull())
    .addColumn('told', 'integer')
    .addPrimaryKeyConstraint('finishes_key', ['space', 'session', 'person'])
    .execute();
  await db.schema.createIndex('finishes_person').on('finishes').columns(['space', 'person']).execute();
  await db.schema
    .createTable('finish_reach')
    .addColumn('space', 'text', (column) => column.notNull())
    .addColumn('session', 'text', (column) => column.notNull())
    .addColumn('seq', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('finish_reach_key', ['space', 'session'])
    .execute();
  await db.schema
    .createTable('put_offs')
    .addColumn('space', 'text', (column) => column.notNull())
    .addColumn('person', 'text', (column) => column.notNull())
    .addColumn('exercise', 'text', (column) => column.notNull())
    .addColumn('until', 'bigint')
    .addPrimaryKeyConstraint('put_offs_key', ['space', 'person', 'exercise'])
    .execute();
}
