import type { Kysely } from 'kysely';

// biome-ignore lint/suspicious/noExplicitAny: a migration knows the tables of its own day, not today's.
export async function up(db: Kysely<any>): Promise<void> {
  await db.schema
    .createTable('programs')
    .addColumn('space', 'text', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('body', 'text', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('shares', 'integer', (column) => column.notNull())
    .addColumn('share', 'text')
    .addColumn('created', 'bigint', (column) => column.notNull())
    .addColumn('updated', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('programs_key', ['space', 'id'])
    .execute();
  await db.schema.createIndex('programs_by_share').on('programs').columns(['space', 'share']).execute();

  await db.schema
    .createTable('program_leads')
    .addColumn('space', 'text', (column) => column.notNull())
    .addColumn('program', 'text', (column) => column.notNull())
    .addColumn('person', 'text', (column) => column.notNull())
    .addColumn('added', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('program_leads_key', ['space', 'program', 'person'])
    .execute();
  await db.schema
    .createIndex('program_leads_by_person')
    .on('program_leads')
    .columns(['space', 'person'])
    .execute();
}
