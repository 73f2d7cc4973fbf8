import type { Database } from './database.ts';

/** Pages given back at a time, so that whoever wants to write waits for a few milliseconds at most. */
const PAGES = 256;

/**
 * Gives room back that deleted rows left: a few pages off the end of the file, or, once none are left, the log of
 * SQLite emptied. True when there is more to do.
 */
export function tidy(database: Database): boolean {
  // Whoever reads just now is not waited for.
  database.pragma('busy_timeout = 0');
  try {
    if ((database.pragma('freelist_count', { simple: true }) as number) > 0) {
      database.pragma(`incremental_vacuum(${PAGES})`);
      return true;
    }
    database.pragma('wal_checkpoint(TRUNCATE)');
    return false;
  } catch {
    // Full or busy: the room comes back another time.
    return false;
  } finally {
    database.pragma('busy_timeout = 5000');
  }
}
