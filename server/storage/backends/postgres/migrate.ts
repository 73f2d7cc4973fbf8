import { readdirSync, readFileSync } from 'node:fs';
import type { ClientBase } from 'pg';
import { StorageRefused } from '../../port.ts';

const FOLDER = new URL('./migrations/', import.meta.url);
/** "GBal": the first half of the keys of Greenball's advisory locks. */
export const LOCKS = 0x4742616c;

/** A table that is there while a copy is being made. */
export const HALF_COPIED = 'half_copied';

interface Migration {
  version: number;
  sql: string;
}

/** `0001-streams.sql` and so on, without a gap. A released file never changes again. */
function findMigrations(): Migration[] {
  const files = readdirSync(FOLDER)
    .filter((file) => /^\d{4}-.+\.sql$/.test(file))
    .sort();
  if (files.length === 0) throw new Error('No migration was found.');
  return files.map((file, i) => {
    const version = Number(file.slice(0, 4));
    if (version !== i + 1) throw new Error(`Migration ${file} stands where number ${i + 1} is next.`);
    return { version, sql: readFileSync(new URL(file, FOLDER), 'utf8') };
  });
}

export async function tablesHere(client: ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    'SELECT tablename AS name FROM pg_tables WHERE schemaname = current_schema()',
  );
  return rows.map(({ name }) => name);
}

/** The layout's number, 0 for an empty schema. Throws StorageRefused for one that isn't ours, or newer than we are. */
export async function readLayout(client: ClientBase): Promise<number> {
  const tables = await tablesHere(client);
  if (tables.length === 0) return 0;
  const foreign = 'The database holds tables of another program. Give Greenball one of its own.';
  if (!tables.includes('layout')) throw new StorageRefused(foreign);
  const found = await client
    .query<{ program: string; version: number }>('SELECT program, version FROM layout')
    .catch(() => null);
  const [layout] = found?.rows ?? [];
  if (layout?.program !== 'greenball') throw new StorageRefused(foreign);
  if (tables.includes(HALF_COPIED)) {
    throw new StorageRefused(
      'The database holds a copy that did not come to its end. Drop it, make it anew, and copy again.',
    );
  }
  const known = findMigrations().length;
  if (layout.version > known) {
    throw new StorageRefused(
      `This database was written by a newer Greenball (layout ${layout.version}; this one knows up to ${known}). ` +
        'Update Greenball, or use another database.',
    );
  }
  return layout.version;
}

/** Brings the tables up to the present layout, whole or not at all; two that begin at once do so in turn. */
export async function migrate(client: ClientBase): Promise<void> {
  await client.query('BEGIN');
  try {
    await client.query(`SELECT pg_advisory_xact_lock(${LOCKS}, hashtext('layout ' || current_schema()))`);
    const layout = await readLayout(client);
    if (layout === 0) {
      await client.query('CREATE TABLE layout (program text NOT NULL, version integer NOT NULL)');
      await client.query("INSERT INTO layout VALUES ('greenball', 0)");
    }
    for (const { version, sql } of findMigrations()) {
      if (version <= layout) continue;
      await client.query(sql);
      await client.query('UPDATE layout SET version = $1', [version]);
    }
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {});
    throw error;
  }
}
