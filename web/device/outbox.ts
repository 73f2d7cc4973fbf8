import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { OutboxStore, Outgoing } from '../../client/outbox.ts';

interface Kept extends DBSchema {
  outbox: { key: [string, number]; value: Outgoing };
}

let opened: Promise<IDBPDatabase<Kept>> | null = null;
const database = (): Promise<IDBPDatabase<Kept>> => {
  opened ??= openDB<Kept>('greenball', 1, {
    upgrade: (db) => void db.createObjectStore('outbox'),
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
    return (await database()).getAll('outbox', allOf(device));
  },
  async put(device, item) {
    askToPersist();
    const change = (await database()).transaction('outbox', 'readwrite', { durability: 'strict' });
    await Promise.all([change.store.put(item, [device, item.counter]), change.done]);
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
