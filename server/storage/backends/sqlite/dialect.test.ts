import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Kysely, sql } from 'kysely';
import { expect, test } from 'vitest';
import { openDatabase } from './database.ts';
import { SharedDialect } from './dialect.ts';

test('ST-63: a transaction that reads and then writes is not refused for what others commit meanwhile', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'greenball-dialect-'));
  const other = openDatabase(folder);
  other.pragma('busy_timeout = 0');
  other.exec('CREATE TABLE counted (n INTEGER); INSERT INTO counted VALUES (1)');
  const db = new Kysely<{ counted: { n: number } }>({
    dialect: new SharedDialect({ database: openDatabase(folder) }),
  });
  try {
    let kept = 0;
    await db.transaction().execute(async (all) => {
      const { n } = await all.selectFrom('counted').select('n').executeTakeFirstOrThrow();
      // Whoever commits from elsewhere has to wait: this one would be too late to write otherwise.
      expect(() => other.exec('UPDATE counted SET n = 10')).toThrow(/locked/);
      kept = n;
      await sql`update counted set n = ${n + 1}`.execute(all);
    });
    expect(kept).toBe(1);
    expect(other.prepare('SELECT n FROM counted').pluck().get()).toBe(2);
  } finally {
    await db.destroy();
    other.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
