import { readdirSync, readFileSync } from 'node:fs';
import { StorageRefused } from '../../port.ts';
import { APPLICATION_ID, type Database } from './database.ts';

const FOLDER = new URL('./migrations/', import.meta.url);

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

export const schemaVersion = (database: Database): number =>
  database.pragma('user_version', { simple: true }) as number;

/** Throws StorageRefused for a file that isn't ours or that a newer Greenball has written. */
export function checkSchema(database: Database): void {
  const known = findMigrations().length;
  const found = schemaVersion(database);
  const application = database.pragma('application_id', { simple: true });
  const tables = database.prepare('SELECT count(*) FROM sqlite_schema').pluck().get() as number;
  if (application !== APPLICATION_ID && (tables > 0 || found > 0)) {
    throw new StorageRefused('The database in this folder was made by another program, not by Greenball.');
  }
  if (database.prepare('SELECT 1 FROM sqlite_schema WHERE name = ?').get(HALF_COPIED)) {
    throw new StorageRefused(
      'This folder holds a copy that did not come to its end. Delete it, and copy again.',
    );
  }
  if (found > known) {
    throw new StorageRefused(
      `This folder was written by a newer Greenball (layout ${found}; this one knows up to ${known}). ` +
        'Update Greenball, or use another folder.',
    );
  }
}

/** Brings a database up to the present layout, each step whole or not at all. */
export function migrate(database: Database): void {
  checkSchema(database);
  for (const { version, sql } of findMigrations()) {
    database
      .transaction(() => {
        if (schemaVersion(database) >= version) return;
        database.pragma(`application_id = ${APPLICATION_ID}`);
        database.exec(sql);
        database.pragma(`user_version = ${version}`);
      })
      .immediate();
  }
}
