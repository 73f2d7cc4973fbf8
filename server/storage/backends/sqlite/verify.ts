import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Examined } from '../../examined.ts';
import { DATABASE_FILE, databasePath, readDatabase } from './database.ts';
import { examine } from './examine.ts';
import { hashFile, isBackup, type Manifest, readManifest } from './manifest.ts';

export interface Verified extends Examined {
  /** Null for a data folder. */
  manifest: Manifest | null;
}

/** Reads a whole data folder or backup and changes nothing. Damage is in `problems`; never throws for it. */
export async function verify(folder: string): Promise<Verified> {
  const nothing = { entries: 0, texts: 0, updates: 0, snapshots: 0, blobs: 0 };
  const failed = (problem: string): Verified => ({
    manifest: null,
    streams: [],
    counts: nothing,
    problems: [problem],
  });
  if (!existsSync(folder)) return failed(`There is no folder ${folder}.`);
  let manifest: Manifest | null = null;
  try {
    if (isBackup(folder)) manifest = readManifest(folder);
  } catch (error) {
    return failed((error as Error).message);
  }
  const problems = manifest ? await compareFiles(folder, manifest) : [];
  if (!existsSync(databasePath(folder))) {
    return { ...failed(`There is no ${DATABASE_FILE} in ${folder}.`), manifest };
  }
  let examined: Examined;
  try {
    const database = readDatabase(folder);
    try {
      examined = examine(database);
    } finally {
      database.close();
    }
  } catch (error) {
    examined = {
      streams: [],
      counts: nothing,
      problems: [`The database can't be opened: ${(error as Error).message}.`],
    };
  }
  if (manifest) problems.push(...compareStreams(examined, manifest));
  return { ...examined, manifest, problems: [...problems, ...examined.problems] };
}

async function compareFiles(folder: string, manifest: Manifest): Promise<string[]> {
  const problems: string[] = [];
  for (const { name, bytes, hash } of manifest.files) {
    const path = join(folder, name);
    if (!existsSync(path)) {
      problems.push(`The file ${name} is missing.`);
      continue;
    }
    const found = await hashFile(path);
    if (found.bytes !== bytes)
      problems.push(`The file ${name} has ${found.bytes} bytes instead of ${bytes}.`);
    else if (found.hash !== hash) problems.push(`The file ${name} was changed.`);
  }
  return problems;
}

function compareStreams({ streams }: Examined, manifest: Manifest): string[] {
  const key = ({ space, stream }: { space: string; stream: string }) => JSON.stringify([space, stream]);
  const found = new Map(streams.map((stream) => [key(stream), stream]));
  const problems: string[] = [];
  for (const listed of manifest.streams) {
    const stream = found.get(key(listed));
    const name = `Stream ${listed.stream} of space ${listed.space}`;
    if (!stream) problems.push(`${name} is missing.`);
    else if (stream.seq !== listed.seq)
      problems.push(`${name} ends at ${stream.seq} instead of ${listed.seq}.`);
    else if (stream.hash !== listed.hash) problems.push(`${name} isn't what was copied.`);
    found.delete(key(listed));
  }
  for (const stream of found.values()) problems.push(`Stream ${stream.stream} isn't in the manifest.`);
  return problems;
}
