import { existsSync } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Database } from '../../server/directory/database.ts';
import { copyTables, listTables, readTable } from '../../server/directory/transfer.ts';
import { SECRET_FILE } from '../../server/identity/secret.ts';
import { type Place, placeNamed } from '../../server/settings.ts';
import { type Backend, findBackend } from '../../server/storage/backends.ts';
import { readAsAnOwner } from '../../server/storage/cold.ts';
import { Examination, examine } from '../../server/storage/examine.ts';
import type { Storage } from '../../server/storage/port.ts';
import { findTransfer, type Piece, type Transfer } from '../../server/storage/transfer.ts';
import { openWhole } from '../directory.ts';
import { type Console, Misuse, type Verb } from '../verb.ts';

export const verb: Verb = {
  usage: '--from (FOLDER | postgres://…) --to (NEW-FOLDER | postgres://…)',
  says: 'Carries everything from a folder to a database, or back, and compares both. Stop Greenball first.',
  async run(args, console) {
    const { values } = parseArgs({ args, options: { from: { type: 'string' }, to: { type: 'string' } } });
    if (!values.from || !values.to) throw new Misuse('Say from where and to where.');
    const from = await openSide(placeNamed(values.from, console.env), 'vacant');
    try {
      const to = await openSide(placeNamed(values.to, console.env), 'occupied');
      try {
        return await copy(from, to, console);
      } finally {
        await to.close();
      }
    } finally {
      await from.close();
    }
  },
};

interface Side {
  place: Place;
  transfer: Transfer;
  /** Open, so that no server is at work there meanwhile. */
  storage: Storage;
  db: Database;
  close(): Promise<void>;
}

async function openSide(place: Place, unfit: 'vacant' | 'occupied'): Promise<Side> {
  const transfer = await findTransfer(place.storage);
  const reason = await transfer[unfit](place.config);
  if (reason !== null) throw new Error(reason);
  const backend: Backend = await findBackend(place.storage);
  const storage = await backend.open(place.config);
  try {
    const db = await openWhole(await backend.openTables(place.config));
    const close = async (): Promise<void> => {
      await db.destroy();
      await storage.close();
    };
    return { place, transfer, storage, db, close };
  } catch (error) {
    await storage.close();
    throw error;
  }
}

async function copy(from: Side, to: Side, console: Console): Promise<number> {
  const source = new Examination();
  await to.transfer.fill(to.place.config, looked(from.transfer.pour(from.place.config), source));
  const model = await openWhole(await (await findBackend('memory')).openTables({ dataDir: '' }));
  const tables = await listTables(model);
  await model.destroy();
  await copyTables(from.db, to.db, tables);

  const differ = await compare(from, to, source, tables, console);
  if (differ.length > 0) {
    for (const what of differ) console.err(`${what} isn't what it was.`);
    throw new Error('The copy is not a true one and can’t be used. What was copied from is as it was.');
  }
  await carrySecret(from, to, console);
  await to.transfer.finish(to.place.config);
  console.out('copied, and both are the same');
  return 0;
}

async function* looked(pieces: AsyncIterable<Piece>, examination: Examination): AsyncGenerator<Piece> {
  for await (const piece of pieces) {
    examination.take(piece);
    yield piece;
  }
}

/** Reads both sides, twice over: as they are kept, and as an owner would load them. Answers with what differs. */
async function compare(
  from: Side,
  to: Side,
  source: Examination,
  tables: readonly string[],
  console: Console,
): Promise<string[]> {
  const differ: string[] = [];
  const was = source.end();
  const is = await examine(to.transfer.pour(to.place.config));
  for (const problem of [...was.problems, ...is.problems]) console.err(problem);
  if (was.problems.length + is.problems.length > 0) differ.push('Something damaged');
  const copied = new Map(is.streams.map((report) => [JSON.stringify([report.space, report.stream]), report]));
  for (const { space, stream, seq, hash } of was.streams) {
    const report = copied.get(JSON.stringify([space, stream]));
    const [old, fresh] = [
      await readAsAnOwner(from.storage, { space, stream }),
      await readAsAnOwner(to.storage, { space, stream }),
    ];
    console.out(
      `${space} ${stream}: entries ${old.seq} = ${fresh.seq} texts ${old.texts} = ${fresh.texts} ` +
        `log and texts ${short(old.hash)} = ${short(fresh.hash)} as kept ${short(hash)} = ${short(report?.hash ?? '')}`,
    );
    const same =
      report?.seq === seq && report.hash === hash && old.seq === fresh.seq && old.hash === fresh.hash;
    if (!same) differ.push(`Stream ${stream} of space ${space}`);
  }
  const { entries, texts, updates, snapshots, blobs } = is.counts;
  console.out(
    `streams ${was.streams.length} = ${is.streams.length} entries ${entries} texts ${texts} updates ${updates} ` +
      `snapshots ${snapshots} blobs ${blobs} and erasures ${short(was.beside)} = ${short(is.beside)}`,
  );
  if (was.streams.length !== is.streams.length) differ.push('The list of streams');
  if (JSON.stringify(was.counts) !== JSON.stringify(is.counts)) differ.push('The number of things');
  if (was.beside !== is.beside) differ.push('The blobs and erasures');
  for (const table of tables) {
    const [old, fresh] = [await readTable(from.db, table), await readTable(to.db, table)];
    console.out(`table ${table}: rows ${old.rows} = ${fresh.rows} ${short(old.hash)} = ${short(fresh.hash)}`);
    if (old.rows !== fresh.rows || old.hash !== fresh.hash) differ.push(`Table ${table}`);
  }
  return differ;
}

const short = (hash: string): string => hash.slice(0, 12);

/** Into a folder the secret goes along; where the other side is a database, it stays in the folder of the settings. */
async function carrySecret(from: Side, to: Side, console: Console): Promise<void> {
  const path = join(from.place.config.dataDir, SECRET_FILE);
  if (!existsSync(path)) {
    console.out(`There is no file ${path}: with a new secret everybody is a stranger at their next visit.`);
  } else if (to.place.storage === 'sqlite') {
    await copyFile(path, join(to.place.config.dataDir, SECRET_FILE));
  } else if (from.place.config.dataDir !== to.place.config.dataDir) {
    console.out(`Copy the file ${path} into the folder that DATA_DIR will name.`);
  } else console.out(`The file ${path} is still needed where it is.`);
}
