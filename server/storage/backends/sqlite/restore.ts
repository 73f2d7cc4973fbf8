import { existsSync } from 'node:fs';
import { copyFile, mkdir, readdir, rename, rm, rmdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Storage } from '../../port.ts';
import { open } from './backend.ts';
import { DATABASE_FILE, databasePath, readDatabase, syncPath } from './database.ts';
import type { Manifest } from './manifest.ts';
import { verify } from './verify.ts';

export interface PastErasure {
  space: string;
  person: string;
  at: number;
}

/** Takes everything that a person made out of a space: out of its storage, and out of the directory in `dataDir`. */
export type Eraser = (ground: { storage: Storage; dataDir: string }, erasure: PastErasure) => Promise<void>;

export interface Restored {
  manifest: Manifest;
  repeated: PastErasure[];
}

/**
 * Makes a data folder of a backup. `target` must be empty or absent. With `since`, the data folder in use until now,
 * every erasure that it remembers and the backup doesn't is repeated by `erase`. Throws with a sentence; then
 * `target` is as it was.
 */
export async function restore(
  source: string,
  target: string,
  { since, erase }: { since?: string; erase?: Eraser } = {},
): Promise<Restored> {
  const { manifest, problems } = await verify(source);
  if (problems.length > 0) throw new Error(`${source} can't be restored. ${problems.join(' ')}`);
  if (!manifest) throw new Error(`${source} isn't a backup: it has no manifest.`);
  if (existsSync(target) && (await readdir(target)).length > 0) {
    throw new Error(`${target} isn't empty. Name a folder that is, or that isn't there yet.`);
  }
  const missed = since === undefined ? [] : erasuresSince(source, since);
  if (missed.length > 0 && !erase) {
    throw new Error(
      `${missed.length} people were erased since this backup, and this Greenball can't repeat that.`,
    );
  }

  const partial = `${resolve(target)}.partial`;
  await rm(partial, { recursive: true, force: true });
  await mkdir(partial, { recursive: true });
  try {
    for (const { name } of manifest.files) await copyFile(join(source, name), join(partial, name));
    await repeat(partial, missed, erase);
    for (const name of await readdir(partial)) syncPath(join(partial, name));
    syncPath(partial);
    if (existsSync(target)) await rmdir(target);
    await rename(partial, target);
    syncPath(dirname(resolve(target)));
  } catch (error) {
    await rm(partial, { recursive: true, force: true });
    throw error;
  }
  return { manifest, repeated: missed };
}

async function repeat(dataDir: string, missed: PastErasure[], erase: Eraser | undefined): Promise<void> {
  if (missed.length === 0 || !erase) return;
  const storage = await open({ dataDir });
  try {
    for (const erasure of missed) {
      await erase({ storage, dataDir }, erasure);
      await storage.rememberErasure(erasure.space, erasure.person, erasure.at);
    }
  } finally {
    await storage.close();
  }
}

function erasuresSince(source: string, since: string): PastErasure[] {
  if (!existsSync(databasePath(since))) throw new Error(`There is no ${DATABASE_FILE} in ${since}.`);
  const known = new Map(
    readErasures(source).map(({ space, person, at }) => [JSON.stringify([space, person]), at]),
  );
  return readErasures(since).filter(
    ({ space, person, at }) => (known.get(JSON.stringify([space, person])) ?? Number.NEGATIVE_INFINITY) < at,
  );
}

function readErasures(folder: string): PastErasure[] {
  const database = readDatabase(folder);
  try {
    return database.prepare<[], PastErasure>('SELECT space, person, at FROM erasure ORDER BY at').all();
  } finally {
    database.close();
  }
}
