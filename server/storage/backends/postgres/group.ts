import type { ClientBase } from 'pg';
import { SequenceConflict, StorageUnavailable } from '../../port.ts';
import { type Append, appendAll } from './append.ts';
import { faultOf, mayBeOneCalls } from './faults.ts';
import type { Line } from './line.ts';

interface Waiting {
  /** Null where the call is something else. */
  append: Append | null;
  act: ((client: ClientBase) => Promise<unknown>) | null;
  settled: boolean;
  resolve(value: unknown): void;
  reject(error: Error): void;
}
type WaitingAppend = Waiting & { append: Append };

/**
 * Group commit: at most one batch is under way; every call that arrives meanwhile goes into the next one, and so do
 * all calls of one turn of the event loop. Appends that follow one another share one transaction, and so one fsync,
 * however many there are; any other call has its own. All of them in the order in which they were made.
 */
export class CommitGroup {
  private readonly line: Line;
  private waiting: Waiting[] = [];
  private underWay = false;
  private planned = false;
  private closed = false;
  private idle: (() => void) | null = null;

  constructor(line: Line) {
    this.line = line;
  }

  append(append: Append): Promise<void> {
    return this.add(append, null) as Promise<void>;
  }

  /** `act` brings its own transaction where it needs one. */
  call<T>(act: (client: ClientBase) => Promise<T>): Promise<T> {
    return this.add(null, act) as Promise<T>;
  }

  private add(append: Waiting['append'], act: Waiting['act']): Promise<unknown> {
    if (this.closed) return Promise.reject(new StorageUnavailable('The storage is closed.'));
    return new Promise((resolve, reject) => {
      this.waiting.push({ append, act, settled: false, resolve, reject });
      if (this.planned || this.underWay) return;
      this.planned = true;
      setImmediate(() => {
        this.planned = false;
        void this.send();
      });
    });
  }

  /** Takes no more calls; resolves when all are settled. */
  async close(): Promise<void> {
    this.closed = true;
    if (!this.underWay && this.waiting.length === 0) return;
    await new Promise<void>((resolve) => {
      this.idle = resolve;
    });
  }

  private async send(): Promise<void> {
    if (this.underWay) return;
    this.underWay = true;
    while (this.waiting.length > 0) {
      const calls = this.waiting;
      this.waiting = [];
      for (let at = 0; at < calls.length; ) {
        let end = at;
        while (calls[end]?.append) end++;
        if (end > at) await this.keep(calls.slice(at, end) as WaitingAppend[]);
        else await this.perform(calls[end++] as Waiting);
        at = end;
      }
    }
    this.underWay = false;
    this.idle?.();
  }

  private async perform(call: Waiting): Promise<void> {
    try {
      call.resolve(await this.line.use(call.act as NonNullable<Waiting['act']>));
    } catch (error) {
      call.reject(faultOf(error));
    }
  }

  /** Never rejects: every call hears for itself. */
  private async keep(calls: WaitingAppend[]): Promise<void> {
    let left = calls;
    while (left.length > 0) {
      await this.keepTogether(chainsOf(left));
      left = left.filter(({ settled }) => !settled);
    }
  }

  private async keepTogether(chains: WaitingAppend[][]): Promise<void> {
    try {
      const kept = await this.line.use((client) => appendAll(client, chains.map(joined)));
      chains.forEach((chain, i) => {
        if (kept.has(i)) for (const call of chain) settle(call);
        // Only the first is known to expect what isn't so; the others may yet be right without it.
        else settle(chain[0] as WaitingAppend, conflict(chain[0] as WaitingAppend));
      });
    } catch (error) {
      const calls = chains.flat();
      if (calls.length === 1 || !mayBeOneCalls(error)) {
        for (const call of calls) settle(call, faultOf(error));
        return;
      }
      for (const chain of chains) {
        // What follows one that was refused in its own stream is told so by the database.
        for (const call of chain) await this.keepTogether([[call]]);
      }
    }
  }
}

function settle(call: Waiting, error?: Error): void {
  call.settled = true;
  if (error) call.reject(error);
  else call.resolve(undefined);
}

const conflict = ({ append: { ref, expectedSeq } }: WaitingAppend) =>
  new SequenceConflict(`${ref.stream} doesn't end at ${expectedSeq}`);

/** For each stream the first append and those that go on where it ends; the others wait for the next time. */
function chainsOf(calls: readonly WaitingAppend[]): WaitingAppend[][] {
  const chains = new Map<string, WaitingAppend[]>();
  const broken = new Set<string>();
  for (const call of calls) {
    const { ref, expectedSeq } = call.append;
    const key = JSON.stringify([ref.space, ref.stream]);
    const chain = chains.get(key);
    if (!chain) chains.set(key, [call]);
    else if (!broken.has(key) && endOf(chain) === expectedSeq) chain.push(call);
    else broken.add(key);
  }
  return [...chains.values()];
}

function endOf(chain: readonly WaitingAppend[]): number {
  const { expectedSeq, rows } = (chain[chain.length - 1] as WaitingAppend).append;
  return expectedSeq + rows.length;
}

function joined(chain: readonly WaitingAppend[]): Append {
  const [{ append }] = chain as [WaitingAppend];
  return chain.length === 1 ? append : { ...append, rows: chain.flatMap((call) => call.append.rows) };
}
