import { describe, expect, it } from 'vitest';
import { quietCards } from '../../testing/exercises.ts';
import { World } from '../../testing/world.ts';
import { open as openMemory } from '../storage/backends/memory/backend.ts';
import { type Storage, StorageUnavailable } from '../storage/port.ts';

/** A back end that can go away altogether and come back, and that may keep an append without being heard to. */
function fickle(storage: Storage): { storage: Storage; set(down: boolean): void; mute(): void } {
  let down = false;
  let muted = false;
  const wrapped = new Proxy(storage, {
    get(target, name: keyof Storage) {
      const method = target[name];
      if (typeof method !== 'function') return method;
      return async (...args: unknown[]) => {
        if (down) throw new StorageUnavailable('away');
        const answer = await (method as (...args: unknown[]) => unknown).apply(target, args);
        if (!muted || name !== 'append') return answer;
        muted = false;
        throw new StorageUnavailable('nobody knows how it ended');
      };
    },
  });
  const set = (next: boolean): void => {
    down = next;
  };
  const mute = (): void => {
    muted = true;
  };
  return { storage: wrapped, set, mute };
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

describe('EN-11 a commit whose end nobody knows', () => {
  it('is made once, and everybody is told of it', async () => {
    const back = fickle(await openMemory());
    const world = new World(back.storage);
    await world.openSession(quietCards(), 'lead');
    await world.join('ana');
    const tabs = ['one', 'two'].map((device) => world.tab({ people: ['ana'], device }));
    const [tab, other] = tabs as [(typeof tabs)[0], (typeof tabs)[0]];
    await world.clock.goOn(200);
    await world.command('lead', { type: 'start' });
    back.mute();
    tab.client.act({ type: 'write-note', note: 'unheard', kind: 'card', parent: '', words: 'unheard' });
    await world.clock.goOn(8000);
    for (const { client } of tabs) {
      const held = [...(client.view().parts.get('p:ana')?.tree.notes.keys() ?? [])];
      expect(held).toEqual(['unheard']);
      expect(client.view()).toMatchObject({ pending: 0, keeping: 'saved', notTaken: [] });
    }
    const { entries } = await world.storage.load(world.ref);
    expect(entries.filter(({ event }) => event.type === 'note-born')).toHaveLength(1);
    other.client.act({ type: 'write-note', note: 'next', kind: 'card', parent: '', words: 'next' });
    await world.clock.goOn(500);
    expect([...(tab.client.view().parts.get('p:ana')?.tree.notes.keys() ?? [])].sort()).toEqual([
      'next',
      'unheard',
    ]);
  });
});
