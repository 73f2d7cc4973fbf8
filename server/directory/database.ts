import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Dialect, Kysely, PostgresAdapter, sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import { mintId } from '../identity/tokens.ts';
import type { Tables } from './tables.ts';

export type Database = Kysely<Tables>;

const FOLDER = join(import.meta.dirname, 'migrations');

/** Migrations by folder, in the order of their numbers. */
async function readMigrations(): Promise<Record<string, Migration>> {
  const names = (await readdir(FOLDER)).filter((name) => /^\d{3}-[a-z-]+\.(ts|js)$/.test(name)).sort();
  if (names.length === 0) throw new Error(`No migrations in ${FOLDER}.`);
  const found: Record<string, Migration> = {};
  for (const name of names) {
    found[name.replace(/\.\w+$/, '')] = (await import(join(FOLDER, name))) as Migration;
  }
  return found;
}

/** Brings the directory's tables up to today's version. Closing the answer closes what the dialect speaks to. */
export async function openDirectory(dialect: Dialect): Promise<Database> {
  const db = new Kysely<Tables>({ dialect });
  const schema = await schemaOf(db);
  const migrator = new Migrator({
    db,
    ...(schema === null ? {} : { migrationTableSchema: schema }),
    provider: { getMigrations: readMigrations },
    // Parts that are built side by side number theirs apart; no migration builds on another's part.
    allowUnorderedMigrations: true,
    migrationTableName: 'directory_migration',
    migrationLockTableName: 'directory_migration_lock',
  });
  const { error } = await migrator.migrateToLatest();
  if (error) {
    await db.destroy();
    throw error;
  }
  return db;
}

/** What better-auth wants to know of the database that it shares. */
// biome-ignore lint/suspicious/noExplicitAny: whatever its tables.
export const dialectOf = (db: Kysely<any>): 'postgres' | 'sqlite' =>
  db.getExecutor().adapter instanceof PostgresAdapter ? 'postgres' : 'sqlite';

/** The schema in which the tables are, of several that a database may have; null where there are none. */
// biome-ignore lint/suspicious/noExplicitAny: whatever its tables.
export async function schemaOf(db: Kysely<any>): Promise<string | null> {
  if (dialectOf(db) !== 'postgres') return null;
  const { rows } = await sql<{ schema: string }>`SELECT current_schema() AS schema`.execute(db);
  return rows[0]?.schema ?? null;
}

/** The space that this server holds, made at the first start. */
export async function findSpace(db: Database, now: number): Promise<string> {
  const found = await db.selectFrom('spaces').select('id').orderBy('created').executeTakeFirst();
  if (found) return found.id;
  const id = mintId();
  await db.insertInto('spaces').values({ id, name: 'Greenball', created: now }).execute();
  return id;
}
