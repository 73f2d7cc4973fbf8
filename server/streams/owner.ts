import { upcast } from '../../core/protocol/upcast.ts';
import type { Earlier } from '../../core/session/forming/rule.ts';
import type { Clock } from '../../core/stream/clock.ts';
import {
  type Addressed,
  type AudienceId,
  type DeviceId,
  type Entry,
  type PersonId,
  textId,
} from '../../core/stream/entry.ts';
import { isRefusal, type Refusal, refuse } from '../../core/stream/refusal.ts';
import { emptyState, evolve, recognise, type State } from '../../core/stream/state.ts';
import type { Part, Subject } from '../../core/stream/subject.ts';
import { SequenceConflict, type Storage, type StreamRef } from '../storage/port.ts';
import { seedFor } from './chance.ts';
import { nextTick } from './clock.ts';
import { readSnapshot, SNAPSHOT_EVERY, snapshotSpacing, writeSnapshot } from './snapshots.ts';
import { StreamTexts } from './texts.ts';

/** A command as it reaches the owner, with who stands behind it. */
export interface Request<C> {
  actor: PersonId;
  /** Empty for the server's own commands. */
  device: DeviceId;
  counter: number;
  command: C;
  update?: Uint8Array;
  /** Which pen of this device wrote the update. */
  generation?: number;
  /** Refused before it came here; it still has to be known as refused, lest a resend be taken for done. */
  refusal?: Refusal;
}

export type Outcome = { ok: true } | Refusal;

/** One committed entry, with the part that it changed before and after. */
export interface Committed<P extends Part> {
  entry: Entry;
  before: P | undefined;
  after: P;
}

export interface OwnerHooks<P extends Part> {
  /** Called once per commit, after it is durable, with everything that it brought. */
  committed(entries: Committed<P>[]): void;
  /** Whether the storage can keep things just now. */
  keeping(able: boolean): void;
  failed(error: unknown): void;
  /** Who worked with whom before, for commands whose decision turns on it; else null. */
  earlier?(command: unknown, state: State<P>): Promise<Earlier> | null;
  /** The log turned out to hold more than anybody was told. */
  missed(): void;
}

interface Waiting<C, P extends Part> {
  request: Request<C>;
  entries: Committed<P>[];
  outcome: Outcome;
  /** Asked for once, before it is decided. */
  earlier?: Earlier;
  /** When it was decided, and what was so then. */
  decided: { at: number; state: State<P> };
  settle(outcome: Outcome): void;
}

const DONE: Outcome = { ok: true };
const RETRY = 2000;
/** How long the owner waits before it looks whether quiet texts can be compacted, milliseconds. */
const QUIET = 30_000;

/**
 * The one process that decides for a stream. It decides ahead of the log but tells nobody anything until the commit
 * is durable. When a commit fails it drops all that it holds in memory and loads again; what was not committed goes
 * back into the line and is decided anew.
 */
export class Owner<P extends Part, E extends Addressed, C extends { type: string }> {
  readonly ref: StreamRef;
  readonly texts: StreamTexts;
  private readonly subject: Subject<P, E, C>;
  private readonly storage: Storage;
  private readonly clock: Clock;
  private readonly secret: Uint8Array;
  private readonly hooks: OwnerHooks<P>;
  private readonly eventVersion: number;

  private committedState: State<P> = emptyState();
  private ahead: State<P> = emptyState();
  /** Refused counters of devices that no entry carries yet. */
  private readonly refusedAhead = new Map<DeviceId, number[]>();
  private line: Waiting<C, P>[] = [];
  private pending: Waiting<C, P>[] = [];
  private deciding = false;
  private committing = false;
  private stuck = false;
  private closed = false;
  private cancelCommit: (() => void) | null = null;
  private cancelDeadline: (() => void) | null = null;
  private cancelQuiet: (() => void) | null = null;
  /** The entry up to which the last snapshot speaks, and how many have to follow before the next. */
  private snapshotSeq = 0;
  private snapshotGap = 0;

  constructor(options: {
    ref: StreamRef;
    subject: Subject<P, E, C>;
    storage: Storage;
    clock: Clock;
    secret: Uint8Array;
    hooks: OwnerHooks<P>;
    eventVersion: number;
  }) {
    this.ref = options.ref;
    this.subject = options.subject;
    this.storage = options.storage;
    this.clock = options.clock;
    this.secret = options.secret;
    this.hooks = options.hooks;
    this.eventVersion = options.eventVersion;
    this.texts = new StreamTexts(options.ref, options.storage, options.secret);
  }

  /** What is durably so. */
  get state(): State<P> {
    return this.committedState;
  }

  /** True when nothing waits for a decision or a commit. */
  get idle(): boolean {
    return this.line.length === 0 && this.pending.length === 0 && !this.committing && !this.deciding;
  }

  async open(): Promise<void> {
    await this.load();
    this.watchDeadline();
  }

  /** `settle` is told once the outcome is final: after the durable commit, or with the reason why not. */
  submit(request: Request<C>, settle: (outcome: Outcome) => void): void {
    const decided = { at: 0, state: this.ahead };
    this.line.push({ request, entries: [], outcome: DONE, decided, settle });
    this.decideLine();
  }

  async close(): Promise<void> {
    this.closed = true;
    this.cancelCommit?.();
    this.cancelDeadline?.();
    this.cancelQuiet?.();
    for (const waiting of [...this.pending, ...this.line]) waiting.settle(refuse('not-saved'));
    this.pending = [];
    this.line = [];
  }

  /** Writes what is quiet to rest: compacted texts and a snapshot. Only while idle. */
  async rest(): Promise<void> {
    if (!this.idle || this.stuck) return;
    await this.texts.compact();
    if (this.snapshotDue(1) && this.idle) await this.snapshot();
  }

  /** Whether at least `least` entries, and as many as the size of the state asks for, came since the last snapshot. */
  private snapshotDue(least: number): boolean {
    return this.committedState.seq - this.snapshotSeq >= Math.max(least, this.snapshotGap);
  }

  private async snapshot(): Promise<void> {
    const state = this.committedState;
    // Said before it is written, lest the next commit begin another.
    this.snapshotSeq = state.seq;
    const snapshot = await writeSnapshot(this.subject.version, state);
    this.snapshotGap = snapshotSpacing(snapshot.bytes.length);
    await this.storage.snapshot(this.ref, snapshot);
  }

  private async load(): Promise<void> {
    const loaded = await this.storage.load(this.ref);
    // One that another core wrote is as good as none: the next rest writes a new one.
    const known = readSnapshot<P>(this.subject.version, loaded.snapshot);
    let state = known;
    let entries = loaded.entries;
    if (!state) {
      state = emptyState();
      if (loaded.snapshot) {
        entries = (await this.storage.load(this.ref, { withoutSnapshot: true })).entries;
      }
    }
    for (const entry of entries) state = evolve(this.subject, state, upcast<E>(entry));
    state = { ...state, seq: loaded.seq };
    this.snapshotSeq = known ? (loaded.snapshot?.seq ?? 0) : 0;
    this.snapshotGap = known ? snapshotSpacing(loaded.snapshot?.bytes.length ?? 0) : 0;
    this.committedState = state;
    this.ahead = state;
    this.refusedAhead.clear();
    this.texts.drop();
  }

  /** Decides what waits, in its order. Without a pause, unless a decision looks into a text that isn't in memory. */
  private decideLine(): void {
    if (this.deciding || this.stuck) return;
    this.deciding = true;
    try {
      while (this.line.length > 0 && !this.stuck && !this.closed) {
        const waiting = this.line[0] as Waiting<C, P>;
        const missing = this.textsFor(waiting.request);
        if (missing.length > 0) {
          void this.goOnAfter(this.texts.load(missing, (id) => this.birthWords(id)));
          return;
        }
        const earlier = waiting.earlier ? null : this.hooks.earlier?.(waiting.request.command, this.ahead);
        if (earlier) {
          void this.goOnAfter(
            earlier.then((told) => {
              waiting.earlier = told;
            }),
          );
          return;
        }
        this.line.shift();
        this.decideOne(waiting);
        waiting.decided = { at: this.clock.now(), state: this.ahead };
        this.pending.push(waiting);
      }
    } catch (error) {
      this.fail(error);
    }
    this.deciding = false;
    this.scheduleCommit();
  }

  private async goOnAfter(loaded: Promise<unknown>): Promise<void> {
    try {
      await loaded;
    } catch (error) {
      this.fail(error);
    }
    this.deciding = false;
    this.decideLine();
    this.scheduleCommit();
  }

  /** Texts that a decision looks into and that are not in memory. */
  private textsFor({ actor, command }: Request<C>): { to: AudienceId; note: string }[] {
    const needs = this.subject.needsWords(this.ahead.parts, command, actor);
    if (command.type === 'wrote') {
      const { to, note } = command as unknown as { to: AudienceId; note: string };
      if (this.noteWords(to, note) !== undefined) needs.push({ to, note });
    }
    return needs.filter(({ to, note }) => !this.texts.has(textId(to, note)));
  }

  private noteWords(to: AudienceId, note: string): string | undefined {
    const part = this.ahead.parts.get(to) as unknown as
      | { tree: { notes: { get(id: string): { words: string } | undefined } } }
      | undefined;
    return part?.tree.notes.get(note)?.words;
  }

  private birthWords({ to, note }: { to: AudienceId; note: string }): string {
    return this.noteWords(to, note) ?? '';
  }

  private decideOne(waiting: Waiting<C, P>): void {
    const { request } = waiting;
    const { actor, device, counter, command } = request;
    if (device) {
      const known = recognise(this.ahead.devices.get(device), counter);
      if (known === 'done') return;
      if (known === 'refused' || this.refusedAhead.get(device)?.includes(counter)) {
        waiting.outcome = refuse('not-saved');
        return;
      }
    }
    if (request.refusal) {
      this.markRefused(waiting, request.refusal);
      return;
    }
    const now = this.clock.now();
    const { secret, ref } = this;
    const cursor = this.ahead.parts.get('all')?.cursor ?? 0;
    const decision = this.subject.decide(this.ahead.parts, command, {
      actor,
      now,
      // Chance costs a digest, and few decisions ask for it.
      get seed() {
        return seedFor(secret, ref, actor, cursor);
      },
      whole: true,
      ...(waiting.earlier ? { earlier: waiting.earlier } : {}),
      words: (to, note) => this.texts.words(textId(to, note)),
    });
    if (decision === 'unknown' || isRefusal(decision)) {
      this.markRefused(waiting, decision === 'unknown' ? refuse('not-now') : decision);
      return;
    }
    if (command.type === 'wrote') {
      const refusal = this.inspect(request);
      if (refusal) {
        this.markRefused(waiting, refusal);
        return;
      }
    }
    const refused = device ? this.refusedAhead.get(device) : undefined;
    decision.forEach((event, i) => {
      const entry: Entry<E> = {
        seq: this.ahead.seq + 1,
        at: now,
        by: actor,
        device,
        counter,
        version: this.eventVersion,
        event,
        ...(refused && i === 0 ? { refused } : {}),
        ...(request.update && event.type === 'wrote' ? { update: request.update } : {}),
      };
      const before = this.ahead.parts.get(event.to);
      this.ahead = evolve(this.subject, this.ahead, entry);
      if (entry.update) this.texts.accept(entry as unknown as Parameters<StreamTexts['accept']>[0]);
      waiting.entries.push({ entry, before, after: this.ahead.parts.get(event.to) as P });
    });
    if (decision.length > 0 && device) this.refusedAhead.delete(device);
  }

  private inspect(request: Request<C>): Refusal | null {
    const { to, note } = request.command as unknown as { to: AudienceId; note: string };
    if (!request.update) return refuse('bad-text');
    const pen = this.texts.pen(textId(to, note), request.device, request.generation ?? 0);
    const reason = this.texts.inspect(textId(to, note), request.update, pen);
    return reason ? refuse(reason === 'too-large' ? 'too-long' : 'bad-text') : null;
  }

  private markRefused(waiting: Waiting<C, P>, refusal: Refusal): void {
    waiting.outcome = refusal;
    const { device, counter } = waiting.request;
    if (!device) return;
    this.refusedAhead.set(device, [...(this.refusedAhead.get(device) ?? []), counter].slice(-64));
  }

  private scheduleCommit(): void {
    if (this.cancelCommit || this.committing || this.stuck || this.closed || this.pending.length === 0)
      return;
    this.cancelCommit = this.clock.at(nextTick(this.clock.now()), () => {
      this.cancelCommit = null;
      void this.commit();
    });
  }

  private async commit(): Promise<void> {
    if (this.committing) return;
    // What came at this very instant waits for the next tick, as it would had nothing come before it.
    const now = this.clock.now();
    const batch = this.pending.filter(({ decided }) => decided.at < now);
    const last = batch[batch.length - 1];
    if (!last) {
      this.scheduleCommit();
      return;
    }
    this.pending = this.pending.slice(batch.length);
    this.committing = true;
    const entries = batch.flatMap((waiting) => waiting.entries);
    const target = last.decided.state;
    try {
      if (entries.length > 0) {
        const first = entries[0] as Committed<P>;
        await this.storage.append(
          this.ref,
          first.entry.seq - 1,
          entries.map(({ entry }) => entry),
        );
      }
    } catch (error) {
      this.committing = false;
      this.takeBack(batch);
      this.fail(error);
      return;
    }
    this.committing = false;
    this.committedState = target;
    this.texts.commit(entries.map(({ entry }) => entry));
    if (entries.length > 0) this.hooks.committed(entries);
    for (const waiting of batch) waiting.settle(waiting.outcome);
    if (entries.length > 0) this.afterCommit();
    this.scheduleCommit();
  }

  private afterCommit(): void {
    this.watchDeadline();
    if (this.snapshotDue(SNAPSHOT_EVERY)) this.snapshot().catch((error) => this.hooks.failed(error));
    this.cancelQuiet?.();
    this.cancelQuiet = this.clock.at(this.clock.now() + QUIET, () => {
      this.rest().catch((error) => this.hooks.failed(error));
    });
  }

  /** Puts what was decided but not committed back into the line: it is decided anew, in the order in which it came. */
  private takeBack(batch: Waiting<C, P>[]): void {
    this.line = [...batch, ...this.pending, ...this.line].map((waiting) => ({
      ...waiting,
      entries: [],
      outcome: DONE,
    }));
    this.pending = [];
  }

  /** Drops memory and loads again; where the storage can't be reached, tries until it can. One recovery at a time. */
  private fail(error: unknown): void {
    if (this.closed) return;
    const conflict = error instanceof SequenceConflict;
    if (!conflict) this.hooks.failed(error);
    if (this.stuck) return;
    this.stuck = true;
    if (conflict) void this.recover(true);
    else {
      this.hooks.keeping(false);
      this.clock.at(this.clock.now() + RETRY, () => void this.recover(false));
    }
  }

  private async recover(conflict: boolean): Promise<void> {
    if (this.closed) return;
    // A commit that is under way still has to say how it ended: what it brings must not be lost from memory.
    if (this.committing) {
      this.clock.at(nextTick(this.clock.now()), () => void this.recover(conflict));
      return;
    }
    this.takeBack([]);
    try {
      const told = this.committedState.seq;
      await this.load();
      // A commit that was taken to have failed may be there, or another owner's.
      if (this.committedState.seq > told) this.hooks.missed();
      if (!conflict) {
        // A write that matters to nobody tells whether there is room again.
        await this.storage.lease({ space: this.ref.space, stream: '~room' }, 'probe', 1, this.clock.now());
        this.hooks.keeping(true);
      }
    } catch (again) {
      this.hooks.failed(again);
      if (conflict) this.hooks.keeping(false);
      this.clock.at(this.clock.now() + RETRY, () => void this.recover(false));
      return;
    }
    this.stuck = false;
    this.decideLine();
  }

  private watchDeadline(): void {
    const due = this.subject.nextDeadline(this.committedState.parts);
    this.cancelDeadline?.();
    this.cancelDeadline = null;
    if (due === null || this.closed) return;
    this.cancelDeadline = this.clock.at(due, () => {
      this.cancelDeadline = null;
      const command = this.subject.deadlineCommand(this.committedState.parts, this.clock.now());
      if (command) this.submit({ actor: 'server', device: '', counter: 0, command }, () => {});
      else this.watchDeadline();
    });
  }
}
