import { readdir } from 'node:fs/promises';
import type { Dialect } from 'kysely';
import type { Storage } from './port.ts';

export interface StorageConfig {
  /** Where a back end that keeps things on this machine keeps them. */
  dataDir: string;
  /** Where one is that is beyond this machine. */
  url?: string;
  /** `OFF` loses what was acknowledged at a power cut; only for showing that tests notice. */
  synchronous?: 'FULL' | 'OFF';
}

/** What `backends/<name>/backend.ts` exports. */
export interface Backend {
  /** Whether what it holds is there again after closing and opening with the same config. */
  persists: boolean;
  /** Throws StorageRefused. */
  open(config: StorageConfig): Promise<Storage>;
  /** Where the directory keeps its tables, beside the streams where that can be; once these are open. */
  openTables(config: StorageConfig): Promise<Dialect>;
}

const FOLDER = new URL('./backends/', import.meta.url);

export async function backendNames(): Promise<string[]> {
  const found = (await readdir(FOLDER, { withFileTypes: true })).filter((item) => item.isDirectory());
  if (found.length === 0) throw new Error('No storage back end was found.');
  return found.map(({ name }) => name).sort();
}

export async function findBackend(name: string): Promise<Backend> {
  const names = await backendNames();
  if (!names.includes(name))
    throw new Error(`No storage back end "${name}"; there are: ${names.join(', ')}.`);
  return (await import(new URL(`${name}/backend.ts`, FOLDER).href)) as Backend;
}
