import { backendNames, type StorageConfig } from './storage/backends.ts';
import { StorageRefused } from './storage/port.ts';

type Environment = Record<string, string | undefined>;

/** One storage: by which back end, and where. */
export interface Place {
  storage: string;
  config: StorageConfig;
}

const POSTGRES = /^postgres(ql)?:\/\//;

/** What STORAGE, DATA_DIR and DATABASE_URL say. Throws StorageRefused. */
export async function readPlace(env: Environment): Promise<Place> {
  const storage = env.STORAGE || 'sqlite';
  const names = await backendNames();
  if (!names.includes(storage)) {
    const last = names.pop();
    throw new StorageRefused(`STORAGE is "${storage}", but it can be ${names.join(', ')} or ${last}.`);
  }
  return {
    storage,
    config: { dataDir: dataFolder(env), ...(env.DATABASE_URL ? { url: env.DATABASE_URL } : {}) },
  };
}

/** A place as it is named on the command line: a folder, or the address of a database. */
export function placeNamed(named: string, env: Environment): Place {
  return POSTGRES.test(named)
    ? { storage: 'postgres', config: { dataDir: dataFolder(env), url: named } }
    : { storage: 'sqlite', config: { dataDir: named } };
}

export const dataFolder = (env: Environment): string => env.DATA_DIR || './data';
