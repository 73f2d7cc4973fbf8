import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { backendNames, findBackend } from './backends.ts';
import { type Opened, storageContract } from './contract.ts';
import { storageModelContract } from './testing/model.ts';

for (const name of await backendNames()) {
  const backend = await findBackend(name);
  const open = async (): Promise<Opened> => {
    const dataDir = await mkdtemp(join(tmpdir(), 'greenball-'));
    let storage = await backend.open({ dataDir });
    const reopen = async () => {
      await storage.close();
      storage = await backend.open({ dataDir });
      return storage;
    };
    return {
      storage,
      ...(backend.persists ? { reopen } : {}),
      remove: () => rm(dataDir, { recursive: true }),
    };
  };
  storageContract(name, open);
  storageModelContract(name, open);
}
