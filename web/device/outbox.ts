import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { OutboxStore, Outgoing } from '../../client/outbox.ts';

interface Kept extends DBSchema {
  outbox: { key: [string, number]; value: Outgoing };
  /** The highest counter that each device ever gave. */
  counters: { key: string; value: number };
}

let opened: Promise<IDBPDatabase<Kept>> | null = null;
const database = (): Promise<IDBPDatabase<Kept>> => {
  opened ??= openDB<Kept>('greenball', 2, {
    upgrade: (db, from) => {
      if (from < 1) db.createObjectStore('outbox');
      db.createObjectStore('counters');
    },
    terminated: () => {
      opened = null;
    },
  });
  return opened;
};

/** Every counter of one device: arrays sort after all numbers. */
const allOf = (device: string): IDBKeyRange => IDBKeyRange.bound([device, 0], [device, []]);

let asked = false;
/** Asks the browser, once, not to throw away what is on its way when space runs short. */
function askToPersist(): void {
  if (asked) return;
  asked = true;
  // Not there on plain http, which is how phones in a room come.
  void navigator.storage?.persist?.().catch(() => false);
}

/** What is on its way, in the browser's own store: it survives the tab, the browser and, where kept strictly, the power. */
export const browserOutbox: OutboxStore = {
  async load(device) {
    const read = (await database()).transaction(['outbox', 'counters']);
    const [items, last] = await Promise.all([
      read.objectStore('outbox').getAll(allOf(device)),
      read.objectStore('counters').get(device),
    ]);
    return { items, last: last ?? 0 };
  },
  async put(device, item) {
    askToPersist();
    const change = (await database()).transaction(['outbox', 'counters'], 'readwrite', {
      durability: 'strict',
    });
    await Promise.all([
      change.objectStore('outbox').put(item, [device, item.counter]),
      change.objectStore('counters').put(item.counter, device),
      change.done,
    ]);
  },
  async delete(device, counters) {
    const change = (await database()).transaction('outbox', 'readwrite', { durability: 'relaxed' });
    await Promise.all([...counters.map((counter) => change.store.delete([device, counter])), change.done]);
  },
};

/** Devices of this browser whose names begin with `prefix` and that still have something on its way. */
export async function devicesWaiting(prefix: string): Promise<string[]> {
  const keys = await (await database()).getAllKeys(
    'outbox',
    IDBKeyRange.bound([prefix, 0], [`${prefix}\uffff`, []]),
  );
  return [...new Set(keys.map(([device]) => device))];
}

/** How many acts of each session have not arrived yet, by the beginning of its id. */
export async function countWaiting(): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for (const [device] of await (await database()).getAllKeys('outbox')) {
    const session = device.slice(0, device.lastIndexOf('.'));
    counts.set(session, (counts.get(session) ?? 0) + 1);
  }
  return counts;
}

/** Forgets everything that is on its way, from every tab. */
export async function emptyOutbox(): Promise<void> {
  const change = (await database()).transaction(['outbox', 'counters'], 'readwrite');
  await Promise.all([
    change.objectStore('outbox').clear(),
    change.objectStore('counters').clear(),
    change.done,
  ]);
}
