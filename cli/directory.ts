import type { Dialect } from 'kysely';
import { type Database, openDirectory } from '../server/directory/database.ts';
import { createAuth } from '../server/identity/auth.ts';

/** The directory with the tables of sign-in, brought up to today's version as a server would do it. */
export async function openWhole(dialect: Dialect): Promise<Database> {
  const db = await openDirectory(dialect);
  // Nobody signs in here: any secret will do.
  await createAuth({
    db,
    secret: new Uint8Array(32),
    url: 'http://localhost',
    trustsProxy: false,
    onUpgrade: async () => {},
  });
  return db;
}
