import type { Program } from '../../../core/program/program.ts';
import { type HeldProgram, newerOne } from '../../http/programs.ts';
import { Declined } from '../../http/requests.ts';

/** How long whoever changes something has gone on changing it, milliseconds; and how soon we try again without a network. */
const PAUSE = 500;
const AGAIN = 4000;

export interface Kept {
  state: 'loading' | 'missing' | 'unreachable' | 'ready';
  program: Program | null;
  version: number;
  plan: string | null;
  keeping: 'saved' | 'on-device' | 'refused';
  /** Why it wasn't accepted, in the server's words. */
  refusal: string | null;
  /** The version that stands on the server, where it was changed elsewhere: somebody has to choose. */
  theirs: HeldProgram | null;
}

/** What a program's keeper needs of the world. */
export interface Surroundings {
  load(): Promise<HeldProgram>;
  save(version: number, program: Program): Promise<{ version: number }>;
  drafts: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
  later(run: () => void, after: number): unknown;
}

interface Draft {
  version: number;
  program: Program;
}

/**
 * One program in one tab: what somebody changes is on the device at once and saved soon after. Where it was changed
 * elsewhere nothing is overwritten: both versions stay until somebody chooses.
 */
export class Keeper {
  private kept: Kept = {
    state: 'loading',
    program: null,
    version: 0,
    plan: null,
    keeping: 'saved',
    refusal: null,
    theirs: null,
  };
  private dirty = false;
  private waiting = false;
  private saving: Promise<void> | null = null;
  private readonly listeners = new Set<() => void>();
  private readonly key: string;
  private readonly around: Surroundings;

  constructor(id: string, around: Surroundings) {
    this.key = `greenball.program.${id}`;
    this.around = around;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
  readonly look = (): Kept => this.kept;

  private set(change: Partial<Kept>): void {
    this.kept = { ...this.kept, ...change };
    for (const listener of this.listeners) listener();
  }

  async open(): Promise<void> {
    const draft = this.readDraft();
    let held: HeldProgram;
    try {
      held = await this.around.load();
    } catch (error) {
      if (error instanceof Declined) this.set({ state: error.status === 404 ? 'missing' : 'unreachable' });
      else if (!draft) this.set({ state: 'unreachable' });
      else {
        this.dirty = true;
        this.set({ state: 'ready', ...draft, keeping: 'on-device' });
        this.soon(AGAIN);
      }
      return;
    }
    const { version, program, plan } = held;
    if (!draft || same(draft.program, program)) {
      this.around.drafts.removeItem(this.key);
      this.set({ state: 'ready', version, program, plan });
      return;
    }
    this.dirty = true;
    const moved = draft.version !== version;
    this.set({ state: 'ready', ...draft, plan, keeping: 'on-device', theirs: moved ? held : null });
    if (!moved) this.soon(0);
  }

  change(edit: (program: Program) => Program): void {
    const { program, version } = this.kept;
    if (!program) return;
    const changed = edit(program);
    if (changed === program) return;
    this.dirty = true;
    this.around.drafts.setItem(this.key, JSON.stringify({ version, program: changed } satisfies Draft));
    this.set({ program: changed, keeping: 'on-device', refusal: null });
    this.soon(PAUSE);
  }

  /** Saves what isn't saved. Whether all of it is. */
  async flush(): Promise<boolean> {
    while (this.saving) await this.saving;
    if (this.dirty && this.kept.theirs === null) {
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
    if (!held || this.dirty || held.version <= this.kept.version) return;
    const { version, program, plan } = held;
    this.set({ version, program, plan });
  }

  keepMine(): void {
    const { theirs, program } = this.kept;
    if (!theirs || !program) return;
    this.dirty = true;
    this.set({ version: theirs.version, plan: theirs.plan, theirs: null });
    this.around.drafts.setItem(
      this.key,
      JSON.stringify({ version: theirs.version, program } satisfies Draft),
    );
    this.soon(0);
  }

  takeTheirs(): void {
    const { theirs } = this.kept;
    if (!theirs) return;
    const { version, program, plan } = theirs;
    this.dirty = false;
    this.around.drafts.removeItem(this.key);
    this.set({ version, program, plan, theirs: null, keeping: 'saved', refusal: null });
  }

  setPlan(plan: string | null): void {
    this.set({ plan });
  }

  /** A slot got its workshop on the server, which made a version of it. */
  async opened(): Promise<void> {
    const { version, program, plan } = await this.around.load();
    if (!this.dirty) this.set({ version, program, plan });
  }

  private soon(after: number): void {
    if (this.waiting) return;
    this.waiting = true;
    this.around.later(() => {
      this.waiting = false;
      void this.flush();
    }, after);
  }

  private async saveOnce(): Promise<void> {
    const { program, version } = this.kept;
    if (!program) return;
    this.dirty = false;
    try {
      const saved = await this.around.save(version, program);
      this.set({ version: saved.version });
      if (this.dirty) this.soon(PAUSE);
      else {
        this.around.drafts.removeItem(this.key);
        this.set({ keeping: 'saved', refusal: null });
      }
    } catch (error) {
      this.dirty = true;
      const theirs = newerOne(error);
      if (theirs && same(theirs.program, program)) {
        // Another tab of ours had sent the very same.
        this.dirty = false;
        this.around.drafts.removeItem(this.key);
        this.set({ version: theirs.version, keeping: 'saved', refusal: null });
      } else if (theirs) this.set({ theirs, keeping: 'on-device' });
      else if (error instanceof Declined && error.status < 500 && error.status !== 429)
        this.set({ keeping: 'refused', refusal: error.message });
      else {
        this.set({ keeping: 'on-device' });
        this.soon(AGAIN);
      }
    }
  }

  private readDraft(): Draft | null {
    try {
      return JSON.parse(this.around.drafts.getItem(this.key) ?? 'null') as Draft | null;
    } catch {
      return null;
    }
  }
}

const same = (one: Program, other: Program): boolean => JSON.stringify(one) === JSON.stringify(other);
