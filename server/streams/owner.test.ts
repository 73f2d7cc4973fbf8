import { describe, expect, it } from 'vitest';
import { quietCards } from '../../testing/exercises.ts';
import { World } from '../../testing/world.ts';
import { open as openMemory } from '../storage/backends/memory/backend.ts';
import { type Storage, StorageUnavailable } from '../storage/port.ts';

/** A back end that can go away altogether and come back. */
function fickle(storage: Storage): { storage: Storage; set(down: boolean): void } {
  let down = false;
  const wrapped = new Proxy(storage, {
    get(target, name: keyof Storage) {
      const method = target[name];
      if (typeof method !== 'function') return method;
      return async (...args: unknown[]) => {
        if (down) throw new StorageUnavailable('away');
        return (method as (...args: unknown[]) => unknown).apply(target, args);
      };
    },
  });
  const set = (next: boolean): void => {
    down = next;
  };
  return { storage: wrapped, set };
}

describe('EN-11 an owner whose storage goes away', () => {
  it('recovers once, and its memory holds what it then acknowledges', async () => {
    const back = fickle(await openMemory());
    const world = new World(back.storage);
    await world.openSession(quietCards(), 'lead');
    await world.join('ana');
    const tab = world.tab({ people: ['ana'], device: 'device-ana' });
    await world.clock.goOn(200);
    await world.command('lead', { type: 'start' });
    for (const note of ['one', 'two']) {
      tab.client.act({ type: 'write-note', note, kind: 'card', parent: '', words: note });
    }
    await world.clock.goOn(100);
    const texts = ['one', 'two'].map((note) => tab.client.openText('p:ana', note));
    await world.clock.goOn(100);
    const type = (words: string): void => {
      for (const text of texts) {
        const next = `${text.words()} ${words}`;
        text.type(next, next.length);
      }
    };
    // Nothing is in the new process's memory: deciding has to read, while a commit has to write.
    await world.crash();
    tab.mend();
    await world.clock.goOn(300);
    type('a');
    await world.clock.goOn(250);
    back.set(true);
    type('b');
    await world.clock.goOn(500);
    tab.client.act({ type: 'write-note', note: 'three', kind: 'card', parent: '', words: 'three' });
    await world.clock.goOn(900);
    back.set(false);
    for (const words of ['c', 'd', 'e', 'f', 'g', 'h', 'i', 'j']) {
      type(words);
      await world.clock.goOn(400);
    }
    await world.clock.goOn(6000);
    expect(tab.client.view()).toMatchObject({ pending: 0, keeping: 'saved', notTaken: [] });
    const whole = 'a b c d e f g h i j';
    const words = { one: `one ${whole}`, two: `two ${whole}` };
    expect(await world.streams.words(world.ref, 'p:ana', ['one', 'two'])).toEqual(words);
    await world.crash();
    expect(await world.streams.words(world.ref, 'p:ana', ['one', 'two'])).toEqual(words);
  });
});
