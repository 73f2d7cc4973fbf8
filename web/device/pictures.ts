import { type DBSchema, type IDBPDatabase, openDB } from 'idb';

/** A picture on its way to its note. It stays here until the server has it, or until its owner throws it away. */
export interface Waiting {
  /** Names this upload for good: the server knows it by that when it comes twice. */
  key: string;
  session: string;
  as: string;
  to: string;
  note: string;
  /** The place in the plan at which it was taken. */
  stop: number | undefined;
  says: string;
  type: string;
  bytes: ArrayBuffer;
  at: number;
  /** Why the server didn't take it, in a sentence; null while it is on its way. */
  refused: string | null;
}

interface Kept extends DBSchema {
  pictures: { key: [session: string, key: string]; value: Waiting };
}

/** By itself: an outbox of words is small and read at once, pictures are neither. */
const PICTURE_STORE = 'greenball-pictures';

let opened: Promise<IDBPDatabase<Kept>> | null = null;
const database = (): Promise<IDBPDatabase<Kept>> => {
  opened ??= openDB<Kept>(PICTURE_STORE, 1, {
    upgrade: (db) => void db.createObjectStore('pictures'),
    terminated: () => {
      opened = null;
    },
  });
  return opened;
};

export const waitingPictures = {
  async load(session: string): Promise<Waiting[]> {
    const held = await (await database()).getAll('pictures', IDBKeyRange.bound([session], [session, []]));
    return held.sort((a, b) => a.at - b.at);
  },
  async put(item: Waiting): Promise<void> {
    const change = (await database()).transaction('pictures', 'readwrite', { durability: 'strict' });
    await Promise.all([change.store.put(item, [item.session, item.key]), change.done]);
  },
  /** How many wait of each session, by its id. */
  async count(): Promise<Map<string, number>> {
    const counts = new Map<string, number>();
    for (const [session] of await (await database()).getAllKeys('pictures')) {
      counts.set(session, (counts.get(session) ?? 0) + 1);
    }
    return counts;
  },
  /** Forgets everything that is on its way, from every tab. */
  async clear(): Promise<void> {
    await (await database()).clear('pictures');
  },
  async delete(item: Waiting): Promise<void> {
    await (await database()).delete('pictures', [item.session, item.key]);
  },
};
