import type { Kysely } from 'kysely';

// Instants don't fit into PostgreSQL's integer; to SQLite it is one type under two names.
// biome-ignore lint/suspicious/noExplicitAny: a migration knows the tables of its own day, not today's.
export async function up(db: Kysely<any>): Promise<void> {
  await db.schema
    .createTable('spaces')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('created', 'bigint', (column) => column.notNull())
    .execute();

  await db.schema
    .createTable('people')
    .addColumn('space', 'text', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('user', 'text')
    .addColumn('seated', 'bigint', (column) => column.notNull())
    .addColumn('created', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('people_key', ['space', 'id'])
    .execute();
  await db.schema.createIndex('people_by_user').on('people').columns(['space', 'user']).execute();

  await db.schema
    .createTable('sessions')
    .addColumn('space', 'text', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('title', 'text', (column) => column.notNull())
    .addColumn('exercise', 'text', (column) => column.notNull())
    .addColumn('exercise_title', 'text', (column) => column.notNull())
    .addColumn('lead', 'text', (column) => column.notNull())
    .addColumn('created', 'bigint', (column) => column.notNull())
    .addColumn('invitation', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('sessions_key', ['space', 'id'])
    .execute();

  await db.schema
    .createTable('memberships')
    .addColumn('space', 'text', (column) => column.notNull())
    .addColumn('session', 'text', (column) => column.notNull())
    .addColumn('person', 'text', (column) => column.notNull())
    .addColumn('role', 'text', (column) => column.notNull())
    .addColumn('host', 'text')
    .addColumn('joined', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('memberships_key', ['space', 'session', 'person'])
    .execute();
  await db.schema
    .createIndex('memberships_by_person')
    .on('memberships')
    .columns(['space', 'person'])
    .execute();

  await db.schema
    .createTable('links')
    .addColumn('space', 'text', (column) => column.notNull())
    .addColumn('hash', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('session', 'text', (column) => column.notNull())
    .addColumn('person', 'text')
    .addColumn('created', 'bigint', (column) => column.notNull())
    .addColumn('expires', 'bigint', (column) => column.notNull())
    .addColumn('revoked', 'bigint')
    .addColumn('uses', 'integer', (column) => column.notNull())
    .addColumn('most_uses', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('links_key', ['space', 'hash'])
    .execute();
  await db.schema.createIndex('links_by_session').on('links').columns(['space', 'session']).execute();

  await db.schema
    .createTable('codes')
    .addColumn('space', 'text', (column) => column.notNull())
    .addColumn('code', 'text', (column) => column.notNull())
    .addColumn('session', 'text', (column) => column.notNull())
    .addColumn('expires', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('codes_key', ['space', 'code'])
    .execute();
  await db.schema.createIndex('codes_by_session').on('codes').columns(['space', 'session']).execute();

  await db.schema
    .createTable('passages')
    .addColumn('space', 'text', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('title', 'text', (column) => column.notNull())
    .addColumn('text', 'text', (column) => column.notNull())
    .addColumn('field', 'text', (column) => column.notNull())
    .addColumn('source', 'text', (column) => column.notNull())
    .addColumn('licence', 'text', (column) => column.notNull())
    .addColumn('url', 'text')
    .addColumn('added', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('passages_key', ['space', 'id'])
    .execute();
  await db.schema.createIndex('passages_by_field').on('passages').columns(['space', 'field', 'id']).execute();
}
