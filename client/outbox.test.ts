import { describe, expect, it } from 'vitest';
import { MemoryOutbox, Outbox, type OutboxStore } from './outbox.ts';

const fail = (error: unknown): never => {
  throw error;
};
const act = (flag: 'stuck' | 'done') => ({ as: 'ana', command: { type: 'set-flag', flag } as const });

async function outboxOf(store: OutboxStore): Promise<Outbox> {
  const outbox = new Outbox('tab', store, fail);
  await outbox.restore();
  return outbox;
}

describe('what is on its way', () => {
  it('goes on above every counter that was ever given, also when nothing is left of it', async () => {
    const store = new MemoryOutbox();
    const first = await outboxOf(store);
    first.raise(0);
    first.add(act('stuck'));
    first.add(act('done'));
    first.settle([1, 2]);
    const reloaded = await outboxOf(store);
    expect(reloaded.add(act('stuck'))?.counter).toBe(3);
  });

  it('is numbered anew above the server’s counter when the store was lost and nothing of it was sent', async () => {
    const store = new MemoryOutbox();
    const outbox = await outboxOf(store);
    outbox.add(act('stuck'));
    outbox.add(act('done'));
    outbox.raise(7);
    expect(outbox.all.map(({ counter }) => counter)).toEqual([8, 9]);
    expect((await store.load('tab')).items.map(({ counter }) => counter)).toEqual([8, 9]);
  });

  it('keeps the counters of what an earlier life may have sent', async () => {
    const store = new MemoryOutbox();
    const first = await outboxOf(store);
    first.raise(0);
    first.add(act('stuck'));
    const reloaded = await outboxOf(store);
    reloaded.add(act('done'));
    reloaded.raise(1);
    expect(reloaded.all.map(({ counter }) => counter)).toEqual([1, 2]);
  });

  it('waits for its counter while the store is being read', async () => {
    const store = new MemoryOutbox();
    const first = await outboxOf(store);
    first.raise(0);
    first.add(act('stuck'));
    const early = new Outbox('tab', store, fail);
    expect(early.add(act('done'))).toBe(null);
    expect(early.empty).toBe(false);
    await early.restore();
    expect(early.all.map(({ counter }) => counter)).toEqual([1, 2]);
  });
});
