import type { PersonCommand } from '../core/session/command.ts';

/** A command on its way: it stays here, and in the device's store, until the server says that it is kept. */
export interface Outgoing {
  /** Dense from 1 in each device; the server tells resends by it. */
  counter: number;
  as: string;
  command: PersonCommand;
  update?: Uint8Array;
  generation?: number;
}

/** Where a device keeps what is on its way. In a browser IndexedDB; in tests and bots, memory. */
export interface OutboxStore {
  load(device: string): Promise<Outgoing[]>;
  /** Resolves when the item survives the tab. */
  put(device: string, item: Outgoing): Promise<void>;
  delete(device: string, counters: number[]): Promise<void>;
}

export class MemoryOutbox implements OutboxStore {
  private readonly held = new Map<string, Map<number, Outgoing>>();

  async load(device: string): Promise<Outgoing[]> {
    return [...(this.held.get(device)?.values() ?? [])].sort((a, b) => a.counter - b.counter);
  }

  async put(device: string, item: Outgoing): Promise<void> {
    const items = this.held.get(device) ?? new Map<number, Outgoing>();
    items.set(item.counter, item);
    this.held.set(device, items);
  }

  async delete(device: string, counters: number[]): Promise<void> {
    for (const counter of counters) this.held.get(device)?.delete(counter);
  }
}

/** What is on its way from one tab, in order. */
export class Outbox {
  private items: Outgoing[] = [];
  private next = 1;
  /** What was done before the store had been read. */
  private early: Omit<Outgoing, 'counter'>[] | null = [];
  private readonly device: string;
  private readonly store: OutboxStore;
  private readonly onStoreFailure: (error: unknown) => void;

  constructor(device: string, store: OutboxStore, onStoreFailure: (error: unknown) => void) {
    this.device = device;
    this.store = store;
    this.onStoreFailure = onStoreFailure;
  }

  /** Takes up what an earlier life of this device left, and puts behind it what was done meanwhile. */
  async restore(): Promise<void> {
    this.items = await this.store.load(this.device).catch((error: unknown) => {
      this.onStoreFailure(error);
      return [];
    });
    this.next = (this.items[this.items.length - 1]?.counter ?? 0) + 1;
    const early = this.early ?? [];
    this.early = null;
    for (const item of early) this.add(item);
  }

  /** Counters at or below `counter` are in the log already: new ones go on above. */
  raise(counter: number): void {
    this.next = Math.max(this.next, counter + 1);
  }

  /** Null while the store is being read: the item gets its counter after that. */
  add(item: Omit<Outgoing, 'counter'>): Outgoing | null {
    if (this.early) {
      this.early.push(item);
      return null;
    }
    const outgoing = { ...item, counter: this.next++ };
    // A new list each time: who laid an overlay over the old one still has it as it was.
    this.items = [...this.items, outgoing];
    this.store.put(this.device, outgoing).catch(this.onStoreFailure);
    return outgoing;
  }

  settle(counters: readonly number[]): Outgoing[] {
    const done = new Set(counters);
    const settled = this.items.filter((item) => done.has(item.counter));
    this.items = this.items.filter((item) => !done.has(item.counter));
    this.store.delete(this.device, [...counters]).catch(this.onStoreFailure);
    return settled;
  }

  get all(): readonly Outgoing[] {
    return this.items;
  }

  get empty(): boolean {
    return this.items.length === 0 && (this.early?.length ?? 0) === 0;
  }
}
