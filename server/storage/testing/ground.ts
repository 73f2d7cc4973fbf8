import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StorageConfig } from '../backends.ts';

/** Somewhere for one back end under test, its own until it is taken away. */
export interface Ground {
  config: StorageConfig;
  remove(): Promise<void>;
}

/** What `backends/<name>/testing/ground.ts` exports, where a folder is not enough. */
interface Grounds {
  /** Why there can be no ground here, or null. */
  missing(): Promise<string | null>;
  makeGround(): Promise<Ground>;
}

const folders: Grounds = {
  missing: async () => null,
  async makeGround() {
    const dataDir = await mkdtemp(join(tmpdir(), 'greenball-'));
    return { config: { dataDir }, remove: () => rm(dataDir, { recursive: true, force: true }) };
  },
};

export async function groundsOf(backend: string): Promise<Grounds> {
  const file = new URL(`../backends/${backend}/testing/ground.ts`, import.meta.url);
  return existsSync(file) ? ((await import(file.href)) as Grounds) : folders;
}
