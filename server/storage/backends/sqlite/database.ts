import { closeSync, fsyncSync, openSync } from 'node:fs';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';

export type Database = SqliteDatabase.Database;

export const DATABASE_FILE = 'greenball.sqlite';
export const databasePath = (dataDir: string): string => join(dataDir, DATABASE_FILE);

/** "GBal": marks the file as ours for `file` and for us. */
export const APPLICATION_ID = 0x4742616c;

export interface OpenOptions {
  synchronous?: 'FULL' | 'OFF';
}

/**
 * A connection to the one database of a data folder, for threads that write. Every thread that needs one opens its
 * own through here, so that all agree on how it is kept. Waits up to five seconds for another's transaction: keep
 * transactions on the main thread short, since the waiting blocks it.
 */
export function openDatabase(dataDir: string, { synchronous = 'FULL' }: OpenOptions = {}): Database {
  const database = new SqliteDatabase(databasePath(dataDir), { timeout: 5000 });
  // Has to be said before the first table; then freed pages can be given back bit by bit.
  if (database.pragma('page_count', { simple: true }) === 0) database.pragma('auto_vacuum = INCREMENTAL');
  database.pragma('journal_mode = WAL');
  database.pragma(`synchronous = ${synchronous}`);
  // What is deleted is overwritten: an erasure that left its words in unused pages would be none.
  database.pragma('secure_delete = ON');
  database.pragma('temp_store = MEMORY');
  database.pragma('foreign_keys = ON');
  return database;
}

/** A connection that changes nothing and creates no database. */
export function readDatabase(dataDir: string): Database {
  return new SqliteDatabase(databasePath(dataDir), { readonly: true, fileMustExist: true, timeout: 5000 });
}

/** Makes durable that a file or folder came to stand in `folder`, or, for a file, what it holds. */
export function syncPath(path: string): void {
  const file = openSync(path, 'r');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
