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
  /** What is on its way, and the highest counter that this device ever gave, which outlives what it was given to. */
  load(device: string): Promise<{ items: Outgoing[]; last: number }>;
  /** Resolves when the item survives the tab. */
  put(device: string, item: Outgoing): Promise<void>;
  delete(device: string, counters: number[]): Promise<void>;
}

export class MemoryOutbox implements OutboxStore {
  private readonly held = new Map<string, Map<number, Outgoing>>();
  private readonly last = new Map<string, number>();

  async load(device: string): Promise<{ items: Outgoing[]; last: number }> {
    const items = [...(this.held.get(device)?.values() ?? [])].sort((a, b) => a.counter - b.counter);
    return { items, last: this.last.get(device) ?? 0 };
  }

  async put(device: string, item: Outgoing): Promise<void> {
    const items = this.held.get(device) ?? new Map<number, Outgoing>();
    items.set(item.counter, item);
    this.held.set(device, items);
    this.last.set(device, Math.max(item.counter, this.last.get(device) ?? 0));
  }

  async delete(device: string, counters: number[]): Promise<void> {
    for (const counter of counters) this.held.get(device)?.delete(counter);
  }
}

/** What is on its way from one tab, in order. */
export class Outbox {
  private items: Outgoing[] = [];
  private next = 1;
  /** What this life of the tab added before the server first spoke: nobody has been sent any of it. */
  private unspoken: Outgoing[] | null = [];
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
    const { items, last } = await this.store.load(this.device).catch((error: unknown) => {
      this.onStoreFailure(error);
      return { items: [], last: 0 };
    });
    this.items = items;
    this.next = Math.max(last, items[items.length - 1]?.counter ?? 0) + 1;
    const early = this.early ?? [];
    this.early = null;
    for (const item of early) this.add(item);
  }

  /**
   * The server knows counters up to `counter`: new ones go on above. Should the device's store have been lost, what
   * was added before the server spoke has counters that it would take for resends; those are given anew.
   */
  raise(counter: number): void {
    this.next = Math.max(this.next, counter + 1);
    const unspoken = this.unspoken ?? [];
    this.unspoken = null;
    if (!unspoken.some((item) => item.counter <= counter)) return;
    const stale = new Set(unspoken);
    this.items = this.items.filter((item) => !stale.has(item));
    for (const { counter: _old, ...item } of unspoken) this.add(item);
    const old = unspoken.map((item) => item.counter);
    this.store.delete(this.device, old).catch(this.onStoreFailure);
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
    this.unspoken?.push(outgoing);
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
