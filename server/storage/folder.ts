import { accessSync, constants, mkdirSync } from 'node:fs';
import { StorageRefused } from './port.ts';

/** Creates the folder where it is missing; answers with the topmost one that was made. Throws StorageRefused. */
export function makeFolder(dataDir: string): string | undefined {
  try {
    const made = mkdirSync(dataDir, { recursive: true });
    accessSync(dataDir, constants.W_OK | constants.X_OK);
    return made;
  } catch (error) {
    throw new StorageRefused(sayUnwritable(dataDir, error));
  }
}

export const sayUnwritable = (dataDir: string, error: unknown): string =>
  `Greenball can't write in the folder ${dataDir} (${error instanceof Error ? error.message : error}). ` +
  'Choose another folder with DATA_DIR.';
