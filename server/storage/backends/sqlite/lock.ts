import { dirname, join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { makeFolder, sayUnwritable } from '../../folder.ts';
import { StorageRefused } from '../../port.ts';
import { syncPath } from './database.ts';

const LOCK_FILE = 'greenball.lock';

/**
 * Creates the folder where it is missing and keeps every other server out of it until `release`. The lock is one of
 * the operating system, held through an empty database: it ends with the process, however that ends, so that
 * nobody ever has to delete a stale file. Throws StorageRefused.
 */
export function lockFolder(dataDir: string): { release(): void } {
  const made = makeFolder(dataDir);
  if (made) syncPath(dirname(made));
  let lock: SqliteDatabase.Database;
  try {
    lock = new SqliteDatabase(join(dataDir, LOCK_FILE), { timeout: 0 });
  } catch (error) {
    throw new StorageRefused(sayUnwritable(dataDir, error));
  }
  try {
    lock.pragma('journal_mode = MEMORY');
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    if (String((error as { code?: unknown }).code).startsWith('SQLITE_BUSY')) {
      throw new StorageRefused(
        `Another Greenball is already using the folder ${dataDir}. Stop it first, or choose another folder with DATA_DIR.`,
      );
    }
    throw new StorageRefused(sayUnwritable(dataDir, error));
  }
  return {
    release() {
      if (lock.open) lock.close();
    },
  };
}
