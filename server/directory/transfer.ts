import { createHash } from 'node:crypto';
import type { ColumnMetadata, Kysely } from 'kysely';
import { canonical } from '../storage/canonical.ts';
import { compareText } from '../storage/order.ts';
import { schemaOf } from './database.ts';

// biome-ignore lint/suspicious/noExplicitAny: whatever tables there are, better-auth's too.
type AnyTables = any;
type Rows = Record<string, unknown>;

const PAGE = 200;

export interface CopiedTable {
  table: string;
  rows: number;
  /** SHA-256 over all rows as both databases can say them, in whatever order they stand. */
  hash: string;
}

/** The tables of `model`, a directory in which nobody has been yet: neither those of migrations nor of streams. */
export async function listTables(model: Kysely<AnyTables>): Promise<string[]> {
  const tables = await model.introspection.getTables();
  return tables
    .filter(({ name, isView }) => !isView && !name.startsWith('directory_migration'))
    .map(({ name }) => name);
}

/**
 * Copies every row of the tables, which stand in both databases alike and are empty in `to`. Which table another one
 * points at is for the databases to know: one that is refused for that waits until others are there.
 */
export async function copyTables(
  from: Kysely<AnyTables>,
  to: Kysely<AnyTables>,
  tables: readonly string[],
): Promise<void> {
  const columns = new Map<string, readonly ColumnMetadata[]>();
  const schema = await schemaOf(to);
  for (const table of await to.introspection.getTables()) {
    if (schema === null || table.schema === schema) columns.set(table.name, table.columns);
  }
  let waiting = [...tables];
  while (waiting.length > 0) {
    const refused: string[] = [];
    let reason: unknown;
    for (const table of waiting) {
      try {
        await copyTable(from, to, table, columns.get(table) ?? []);
      } catch (error) {
        if (!pointsNowhere(error)) throw error;
        reason = error;
        refused.push(table);
      }
    }
    if (refused.length === waiting.length) throw reason;
    waiting = refused;
  }
}

const pointsNowhere = (error: unknown): boolean =>
  ['23503', 'SQLITE_CONSTRAINT_FOREIGNKEY'].includes(String((error as { code?: unknown }).code));

async function copyTable(
  from: Kysely<AnyTables>,
  to: Kysely<AnyTables>,
  table: string,
  columns: readonly ColumnMetadata[],
): Promise<void> {
  const types = new Map(columns.map(({ name, dataType }) => [name, dataType.toLowerCase()]));
  await to.transaction().execute(async (transaction) => {
    let page: Rows[] = [];
    const send = async (): Promise<void> => {
      if (page.length > 0) await transaction.insertInto(table).values(page).execute();
      page = [];
    };
    for await (const row of from.selectFrom(table).selectAll().stream(PAGE)) {
      const members = Object.entries(row as Rows);
      page.push(
        Object.fromEntries(members.map(([name, value]) => [name, suit(value, types.get(name) ?? '')])),
      );
      if (page.length === PAGE) await send();
    }
    await send();
  });
}

/** A value as a column takes it: one database has types for instants and for yes and no, the other has none. */
function suit(value: unknown, type: string): unknown {
  if (value === null) return null;
  if (/^(timestamp|timestamptz)/.test(type)) return new Date(value as string | number | Date);
  if (type.startsWith('bool')) return Boolean(value);
  return plain(value);
}

function plain(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  if (typeof value === 'boolean') return Number(value);
  return value;
}

export async function readTable(db: Kysely<AnyTables>, table: string): Promise<CopiedTable> {
  const hashes: string[] = [];
  for await (const row of db.selectFrom(table).selectAll().stream(PAGE)) {
    const members = Object.entries(row as Rows).map(([name, value]) => [name, plain(value)]);
    hashes.push(
      createHash('sha256')
        .update(canonical(Object.fromEntries(members)))
        .digest('base64'),
    );
  }
  const hash = createHash('sha256').update(hashes.sort(compareText).join()).digest('hex');
  return { table, rows: hashes.length, hash };
}
