import { describe, test } from 'vitest';
import { backendNames, findBackend } from './backends.ts';
import { type Opened, storageContract } from './contract.ts';
import { groundsOf } from './testing/ground.ts';
import { storageModelContract } from './testing/model.ts';

for (const name of await backendNames()) {
  const backend = await findBackend(name);
  const grounds = await groundsOf(name);
  const reason = await grounds.missing();
  if (reason !== null) {
    describe(`storage ${name}`, () => {
      test('the contract', (context) => context.skip(reason));
    });
    continue;
  }
  const open = async (): Promise<Opened> => {
    const { config, remove } = await grounds.makeGround();
    let storage = await backend.open(config);
    const reopen = async () => {
      await storage.close();
      storage = await backend.open(config);
      return storage;
    };
    return { storage, ...(backend.persists ? { reopen } : {}), remove };
  };
  storageContract(name, open);
  storageModelContract(name, open);
}
