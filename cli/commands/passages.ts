import { createReadStream, existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadHousePassages } from '../../curriculum/passages/house.ts';
import { readSnapshot } from '../../curriculum/passages/snapshot.ts';
import { findSpace, openDirectory } from '../../server/directory/database.ts';
import { createFetch } from '../../server/passages/fetched.ts';
import { createImported, type Imported } from '../../server/passages/imported.ts';
import type { Place } from '../../server/settings.ts';
import { databasePath } from '../../server/storage/backends/sqlite/database.ts';
import { findBackend } from '../../server/storage/backends.ts';
import { type Console, findPlace, Misuse, type Verb } from '../verb.ts';

/** Broken lines that are shown one by one; the rest is counted. */
const MOST_SHOWN = 50;
const HOUSE = join(import.meta.dirname, '..', '..', 'curriculum', 'passages', 'house');

export const verb: Verb = {
  usage: '(import FILE | fetch CATEGORY | list) [--data FOLDER]',
  says: 'Brings abstracts to read: from a file of arXiv metadata, or a category from arXiv itself.',
  async run(args, console) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { data: { type: 'string' } },
    });
    const [act, named, ...more] = positionals;
    if (more.length > 0) throw new Misuse('That is one word too many.');
    const place = await findPlace(values.data, console);
    if (act === 'list' && named === undefined) return withLibrary(place, (ground) => list(ground, console));
    if (act === 'import' && named) return withLibrary(place, (ground) => importFile(ground, named, console));
    if (act === 'fetch' && named) return withLibrary(place, (ground) => fetchOne(ground, named, console));
    throw new Misuse('Say what to do: import FILE, fetch CATEGORY, or list.');
  },
};

interface Ground {
  imported: Imported;
  space: string;
  fetch: (category: string) => ReturnType<ReturnType<typeof createFetch>>;
}

/** The library of a data folder or database. A server may be using it and finds what is new at the next draw. */
async function withLibrary(
  { storage, config }: Place,
  act: (ground: Ground) => Promise<number>,
): Promise<number> {
  const backend = await findBackend(storage);
  // A folder that isn't there yet is made as the server would make it.
  if (storage === 'sqlite' && !existsSync(databasePath(config.dataDir)))
    await (await backend.open(config)).close();
  const db = await openDirectory(await backend.openTables(config));
  try {
    const space = await findSpace(db, Date.now());
    const fetch = createFetch(db, Date.now);
    return await act({
      imported: createImported(db, Date.now),
      space,
      fetch: (category) => fetch(space, category),
    });
  } finally {
    await db.destroy();
  }
}

async function importFile({ imported, space }: Ground, file: string, console: Console): Promise<number> {
  if (!existsSync(file)) throw new Error(`There is no file ${file}.`);
  const source = file.endsWith('.gz')
    ? createReadStream(file)
        .pipe((await import('node:zlib')).createGunzip())
        .setEncoding('utf8')
    : createReadStream(file, 'utf8');
  const { passages, broken } = await readSnapshot(source as AsyncIterable<string>);
  const added = await imported.add(space, passages);
  for (const { line, reason } of broken.slice(0, MOST_SHOWN)) console.err(`line ${line}: ${reason}`);
  if (broken.length > MOST_SHOWN) console.err(`and ${broken.length - MOST_SHOWN} more broken lines`);
  const fields = new Set(passages.map(({ field }) => field)).size;
  console.out(
    `read ${passages.length} new ${added} brought up to date ${passages.length - added} fields ${fields} broken ${broken.length}`,
  );
  return passages.length === 0 && broken.length > 0 ? 1 : 0;
}

async function fetchOne(
  { imported, space, fetch }: Ground,
  category: string,
  console: Console,
): Promise<number> {
  const passages = await fetch(category);
  const added = await imported.add(space, passages);
  console.out(`fetched ${passages.length} new ${added}`);
  return 0;
}

async function list({ imported, space }: Ground, console: Console): Promise<number> {
  const house = existsSync(HOUSE) ? loadHousePassages(HOUSE).passages : [];
  const counts = new Map<string, number>();
  for (const { field } of house) counts.set(field, (counts.get(field) ?? 0) + 1);
  for (const [field, count] of [...counts].sort())
    console.out(`${String(count).padStart(6)}  ${field} (house)`);
  const shelves = await imported.countFields(space);
  for (const { field, source, count } of shelves)
    console.out(`${String(count).padStart(6)}  ${field} (${source})`);
  const all = shelves.reduce((sum, { count }) => sum + count, 0);
  console.out(
    `house ${house.length} imported ${all} fields ${new Set([...counts.keys(), ...shelves.map(({ field }) => field)]).size}`,
  );
  return 0;
}
