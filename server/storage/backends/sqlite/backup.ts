import { existsSync } from 'node:fs';
import { copyFile, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { DATABASE_FILE, databasePath, readDatabase, syncPath } from './database.ts';
import { examine } from './examine.ts';
import { hashFile, MANIFEST_FILE, type Manifest } from './manifest.ts';
import { schemaVersion } from './migrate.ts';

/**
 * Copies a data folder while a server may be writing in it: the database as of one instant, and the other files
 * beside it (the server's secret). Throws with a sentence where that can't be done or where the copy turns out to
 * be damaged; then `target` isn't there.
 */
export async function backup(dataDir: string, target: string, now: number): Promise<Manifest> {
  if (!existsSync(databasePath(dataDir))) throw new Error(`There is no ${DATABASE_FILE} in ${dataDir}.`);
  if (existsSync(target)) throw new Error(`${target} is there already. Name a folder that isn't.`);
  const partial = `${resolve(target)}.partial`;
  await rm(partial, { recursive: true, force: true });
  await mkdir(partial, { recursive: true });
  try {
    const manifest = await fill(dataDir, partial, now);
    await rename(partial, target);
    syncPath(dirname(resolve(target)));
    return manifest;
  } catch (error) {
    await rm(partial, { recursive: true, force: true });
    throw error;
  }
}

async function fill(dataDir: string, folder: string, now: number): Promise<Manifest> {
  const source = readDatabase(dataDir);
  try {
    // One view of the database, which writers don't wait for; unused pages stay behind.
    source.prepare('VACUUM INTO ?').run(databasePath(folder));
  } finally {
    source.close();
  }
  for (const name of await otherFiles(dataDir)) await copyFile(join(dataDir, name), join(folder, name));

  const copy = readDatabase(folder);
  let examined: ReturnType<typeof examine>;
  let layout: number;
  try {
    examined = examine(copy);
    layout = schemaVersion(copy);
  } finally {
    copy.close();
  }
  if (examined.problems.length > 0) {
    throw new Error(`What was to be copied is damaged. ${examined.problems.join(' ')}`);
  }
  const files: Manifest['files'] = [];
  for (const name of (await readdir(folder)).sort()) {
    syncPath(join(folder, name));
    files.push({ name, ...(await hashFile(join(folder, name))) });
  }
  const manifest: Manifest = {
    greenball: 'backup',
    version: 1,
    made: now,
    layout,
    files,
    streams: examined.streams,
  };
  await writeFile(join(folder, MANIFEST_FILE), `${JSON.stringify(manifest, null, 2)}\n`);
  syncPath(join(folder, MANIFEST_FILE));
  syncPath(folder);
  return manifest;
}

/** What stands in a data folder besides the database and its lock. */
async function otherFiles(dataDir: string): Promise<string[]> {
  const items = await readdir(dataDir, { withFileTypes: true });
  return items
    .filter((item) => item.isFile() && !/^greenball\.(sqlite|lock)/.test(item.name))
    .map(({ name }) => name);
}
