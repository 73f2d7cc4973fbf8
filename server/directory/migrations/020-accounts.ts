import type { Kysely } from 'kysely';

// biome-ignore lint/suspicious/noExplicitAny: a migration knows the tables of its own day, not today's.
export async function up(db: Kysely<any>): Promise<void> {
  await db.schema
    .createTable('accounts')
    .addColumn('space', 'text', (column) => column.notNull())
    .addColumn('user', 'text', (column) => column.notNull())
    .addColumn('email', 'text', (column) => column.notNull())
    .addColumn('role', 'text', (column) => column.notNull())
    .addColumn('created', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('accounts_key', ['space', 'user'])
    .execute();
  await db.schema.createIndex('accounts_by_email').on('accounts').columns(['space', 'email']).execute();

  await db.schema
    .createTable('passkeys')
    .addColumn('space', 'text', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('user', 'text', (column) => column.notNull())
    .addColumn('public_key', 'text', (column) => column.notNull())
    .addColumn('counter', 'bigint', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('created', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('passkeys_key', ['space', 'id'])
    .execute();
  await db.schema.createIndex('passkeys_by_user').on('passkeys').columns(['space', 'user']).execute();

  await db.schema.alterTable('links').addColumn('user', 'text').execute();
  await db.schema.alterTable('links').addColumn('by', 'text').execute();
  await db.schema
    .alterTable('spaces')
    .addColumn('creators', 'text', (column) => column.notNull().defaultTo('anybody'))
    .execute();

  for (const column of ['email', 'team', 'languages', 'knows']) {
    await db.schema.alterTable('people').addColumn(column, 'text').execute();
  }
  await db.schema.alterTable('people').addColumn('level', 'integer').execute();
  await db.schema.alterTable('people').addColumn('listed', 'bigint').execute();
  await db.schema.createIndex('people_by_listed').on('people').columns(['space', 'listed']).execute();
}
