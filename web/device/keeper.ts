import { Declined } from '../http/requests.ts';

/** How long whoever changes something has gone on changing it, milliseconds; and how soon we try again without a network. */
const PAUSE = 500;
const AGAIN = 4000;

/** Something as it stands on the server: what people change, and what comes with it and they don't. */
export interface Held<T, Beside> {
  version: number;
  draft: T;
  beside: Beside;
}

export interface Kept<T, Beside> {
  state: 'loading' | 'missing' | 'unreachable' | 'ready';
  draft: T | null;
  version: number;
  beside: Beside | null;
  keeping: 'saved' | 'on-device' | 'refused';
  /** Why it wasn't accepted, in the server's words. */
  refusal: string | null;
  /** It isn't on the server any more: what stands here stands nowhere else. */
  gone: boolean;
  /** The version that stands on the server, where it was changed elsewhere: somebody has to choose. */
  theirs: Held<T, Beside> | null;
}

/** What a keeper needs of the world. */
export interface Surroundings<T, Beside> {
  load(): Promise<Held<T, Beside>>;
  save(version: number, draft: T): Promise<{ version: number }>;
  /** The version that came back with a refusal to save upon an older one. */
  newer(refusal: Declined): Held<T, Beside> | null;
  drafts: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
  later(run: () => void, after: number): unknown;
}

/** What waits on the device, upon the version on which it was written. */
interface Waiting<T> {
  version: number;
  draft: T;
}

/**
 * One thing that is written and saved, in one tab: what somebody changes is on the device at once and saved soon after. Where it was changed
 * elsewhere nothing is overwritten: both versions stay until somebody chooses.
 */
export class Keeper<T, Beside> {
  private kept: Kept<T, Beside> = {
    state: 'loading',
    draft: null,
    version: 0,
    beside: null,
    keeping: 'saved',
    refusal: null,
    gone: false,
    theirs: null,
  };
  private dirty = false;
  private waiting = false;
  private saving: Promise<void> | null = null;
  private readonly listeners = new Set<() => void>();
  private readonly key: string;
  private readonly around: Surroundings<T, Beside>;

  /** `key`: under which what hasn't arrived is kept on the device. */
  constructor(key: string, around: Surroundings<T, Beside>) {
    this.key = key;
    this.around = around;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
  readonly look = (): Kept<T, Beside> => this.kept;

  private set(change: Partial<Kept<T, Beside>>): void {
    this.kept = { ...this.kept, ...change };
    for (const listener of this.listeners) listener();
  }

  async open(): Promise<void> {
    const waiting = this.readDraft();
    let held: Held<T, Beside>;
    try {
      held = await this.around.load();
    } catch (error) {
      const gone = error instanceof Declined && error.status === 404;
      if (!waiting) this.set({ state: gone ? 'missing' : 'unreachable' });
      else if (gone)
        this.set({ state: 'ready', ...waiting, keeping: 'refused', refusal: error.message, gone });
      else if (error instanceof Declined) this.set({ state: 'unreachable' });
      else {
        this.dirty = true;
        this.set({ state: 'ready', ...waiting, keeping: 'on-device' });
        this.soon(AGAIN);
      }
      return;
    }
    if (!waiting || same(waiting.draft, held.draft)) {
      this.around.drafts.removeItem(this.key);
      this.set({ state: 'ready', ...held });
      return;
    }
    this.dirty = true;
    const moved = waiting.version !== held.version;
    const { beside } = held;
    this.set({ state: 'ready', ...waiting, beside, keeping: 'on-device', theirs: moved ? held : null });
    if (!moved) this.soon(0);
  }

  change(edit: (draft: T) => T): void {
    const { draft, version, gone } = this.kept;
    if (draft === null) return;
    const changed = edit(draft);
    if (changed === draft) return;
    this.dirty = true;
    this.remember(version, changed);
    if (gone) this.set({ draft: changed });
    else {
      this.set({ draft: changed, keeping: 'on-device', refusal: null });
      this.soon(PAUSE);
    }
  }

  /** Saves what isn't saved. Whether all of it is. */
  async flush(): Promise<boolean> {
    while (this.saving) await this.saving;
    if (this.dirty && this.kept.theirs === null && !this.kept.gone) {
      this.saving = this.saveOnce().finally(() => {
        this.saving = null;
      });
      await this.saving;
    }
    return !this.dirty;
  }

  /** Looks whether it was changed elsewhere, while nothing of ours waits. */
  async refresh(): Promise<void> {
    if (this.dirty || this.saving || this.kept.state !== 'ready') return;
    const held = await this.around.load().catch(() => null);
    if (!held || this.dirty) return;
    if (held.version <= this.kept.version && this.kept.beside !== null) return;
    this.set(held);
  }

  keepMine(): void {
    const { theirs, draft } = this.kept;
    if (!theirs || draft === null) return;
    this.dirty = true;
    this.set({ version: theirs.version, beside: theirs.beside, theirs: null });
    this.remember(theirs.version, draft);
    this.soon(0);
  }

  takeTheirs(): void {
    const { theirs } = this.kept;
    if (!theirs) return;
    this.dirty = false;
    this.around.drafts.removeItem(this.key);
    this.set({ ...theirs, theirs: null, keeping: 'saved', refusal: null });
  }

  setBeside(beside: Beside): void {
    this.set({ beside });
  }

  /** Lets go of what waits on the device: it has been put elsewhere. */
  drop(): void {
    this.dirty = false;
    this.around.drafts.removeItem(this.key);
  }

  private soon(after: number): void {
    if (this.waiting) return;
    this.waiting = true;
    this.around.later(() => {
      this.waiting = false;
      void this.flush().then(() => {
        // It was opened without a network: what comes with it can be had only now.
        if (this.kept.beside === null) void this.refresh();
      });
    }, after);
  }

  private async saveOnce(): Promise<void> {
    const { draft, version } = this.kept;
    if (draft === null) return;
    this.dirty = false;
    try {
      const saved = await this.around.save(version, draft);
      this.set({ version: saved.version });
      if (this.dirty) this.soon(PAUSE);
      else {
        this.around.drafts.removeItem(this.key);
        this.set({ keeping: 'saved', refusal: null });
      }
    } catch (error) {
      this.dirty = true;
      const theirs = error instanceof Declined ? this.around.newer(error) : null;
      if (theirs && same(theirs.draft, draft)) {
        // Another tab of ours had sent the very same.
        this.dirty = false;
        this.around.drafts.removeItem(this.key);
        this.set({ version: theirs.version, keeping: 'saved', refusal: null });
      } else if (theirs) this.set({ theirs, keeping: 'on-device' });
      else if (error instanceof Declined && error.status < 500 && error.status !== 429)
        this.set({ keeping: 'refused', refusal: error.message, gone: error.status === 404 });
      else {
        this.set({ keeping: 'on-device' });
        this.soon(AGAIN);
      }
    }
  }

  private remember(version: number, draft: T): void {
    this.around.drafts.setItem(this.key, JSON.stringify({ version, draft } satisfies Waiting<T>));
  }

  private readDraft(): Waiting<T> | null {
    try {
      return JSON.parse(this.around.drafts.getItem(this.key) ?? 'null') as Waiting<T> | null;
    } catch {
      return null;
    }
  }
}

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
