import { randomBytes } from 'node:crypto';
import pg from 'pg';
import type { Ground } from '../../../testing/ground.ts';

/** Where tests look for a server: one that lets in whoever asks, on this machine, unless told otherwise. */
const SERVER = process.env.TEST_DATABASE_URL || 'postgres://postgres@127.0.0.1:5432/postgres';

async function ask(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: SERVER, connectionTimeoutMillis: 3000 });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

/** Why there can be no ground, or null. */
export async function missing(): Promise<string | null> {
  try {
    await ask('SELECT 1');
    return null;
  } catch {
    return 'no PostgreSQL answers; set TEST_DATABASE_URL to one in which schemas may be made and dropped';
  }
}

/** A schema of its own, which is taken away with all that is in it. */
export async function makeGround(): Promise<Ground> {
  const schema = `greenball_test_${randomBytes(6).toString('hex')}`;
  await ask(`CREATE SCHEMA ${schema}`);
  const url = new URL(SERVER);
  url.searchParams.set('options', `-c search_path=${schema}`);
  return {
    // A plus sign would reach the server as one.
    config: { dataDir: '', url: url.href.replaceAll('+', '%20') },
    remove: () => ask(`DROP SCHEMA IF EXISTS ${schema} CASCADE`),
  };
}
