import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { listSurfaces, loadExercises } from '../../curriculum/load.ts';
import { open } from '../../server/storage/backends/postgres/backend.ts';
import { makeGround, missing } from '../../server/storage/backends/postgres/testing/ground.ts';
import type { Storage } from '../../server/storage/port.ts';
import { settleAll, VirtualClock } from '../../testing/clock.ts';
import { World } from '../../testing/world.ts';
import { runExercise } from './run.ts';

const at = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** A storage that tells when nothing is under way in it, so that virtual time can wait for what takes real time. */
function counted(storage: Storage): { storage: Storage; settled(): Promise<void> } {
  const underWay = new Set<Promise<unknown>>();
  const wrapped = new Proxy(storage, {
    get(target, name: keyof Storage) {
      const method = target[name];
      if (typeof method !== 'function') return method;
      return (...args: unknown[]) => {
        const answer = (method as (...args: unknown[]) => Promise<unknown>).apply(target, args);
        const ended = answer.catch(() => {}).finally(() => underWay.delete(ended));
        underWay.add(ended);
        return answer;
      };
    },
  });
  const settled = async (): Promise<void> => {
    await settleAll();
    while (underWay.size > 0) {
      await Promise.all(underWay);
      await settleAll();
    }
  };
  return { storage: wrapped, settled };
}

class WaitingClock extends VirtualClock {
  private readonly settled: () => Promise<void>;

  constructor(settled: () => Promise<void>) {
    super();
    this.settled = settled;
  }

  /** A server's clock knows whole milliseconds, and so does the database. */
  override at(instant: number, wake: () => void): () => void {
    return super.at(Math.ceil(instant), wake);
  }

  override goTo(instant: number, settle = this.settled): Promise<void> {
    return super.goTo(instant, settle);
  }
}

test('bots come to the end of an exercise whose every word is in PostgreSQL', async (context) => {
  const reason = await missing();
  if (reason !== null) return context.skip(reason);
  const { exercises } = loadExercises(at('curriculum/exercises'), {
    surfaces: listSurfaces(at('surfaces')),
    deck: at('curriculum/complaints.yaml'),
  });
  const exercise = exercises.get('prototypical-examples');
  if (!exercise) throw new Error('The exercise is gone.');
  const { config, remove } = await makeGround();
  const { storage, settled } = counted(await open(config));
  try {
    const world = new World(storage, new WaitingClock(settled));
    const { stuck, tabs } = await runExercise(exercise, world);
    expect(stuck).toBe(null);
    expect(world.errors).toEqual([]);
    for (const tab of tabs.values()) expect(tab.client.view()).toMatchObject({ pending: 0, notTaken: [] });
    const live = await world.streams.get(world.ref);
    const parts = new Map(live.parts);
    expect(parts.size).toBeGreaterThan(5);
    // Another process reads from the database what this one holds in memory.
    await world.crash();
    const again = await world.streams.get(world.ref);
    for (const [to, part] of parts) {
      expect(again.parts.get(to)?.cursor).toBe(part.cursor);
      const notes = [...part.tree.notes.keys()];
      expect([...(again.parts.get(to)?.tree.notes.keys() ?? [])]).toEqual(notes);
      expect(await again.words(to, notes)).toEqual(await live.words(to, notes));
    }
  } finally {
    await settled();
    await storage.close();
    await remove();
  }
});
