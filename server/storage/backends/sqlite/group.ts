import { StorageUnavailable } from '../../port.ts';
import { errorOf } from './faults.ts';
import type { Batch, Results } from './message.ts';
import type { Thread } from './thread.ts';

interface Call {
  /** JSON of the operation and its arguments, without the brackets. */
  json: string;
  chunks: readonly Uint8Array[];
  resolve(value: unknown): void;
  reject(error: Error): void;
}

/**
 * Group commit: at most one batch is under way; every call that arrives meanwhile goes into the next one, and so do
 * all calls of one turn of the event loop. One fsync thus serves however many there are.
 */
export class CommitGroup {
  private readonly thread: Thread<Batch, Results>;
  private waiting: Call[] = [];
  private underWay = false;
  private planned = false;
  private closed = false;
  private idle: (() => void) | null = null;

  constructor(thread: Thread<Batch, Results>) {
    this.thread = thread;
  }

  call(operation: string, args: readonly unknown[], chunks: readonly Uint8Array[] = []): Promise<unknown> {
    if (this.closed) return Promise.reject(new StorageUnavailable('The storage is closed.'));
    // Stringified here, so that a call that can't be fails alone.
    const json = JSON.stringify([operation, ...args]).slice(1, -1);
    return new Promise((resolve, reject) => {
      this.waiting.push({ json, chunks, resolve, reject });
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
      await this.commit(calls);
    }
    this.underWay = false;
    this.idle?.();
  }

  private async commit(calls: Call[]): Promise<void> {
    const batch = assemble(calls);
    try {
      const results = await this.thread.ask(batch, [batch.bytes.buffer as ArrayBuffer]);
      calls.forEach((call, i) => {
        const result = results[i];
        if (!result) call.resolve(undefined);
        else if ('fault' in result) call.reject(errorOf(result.fault));
        else call.resolve(result.value);
      });
    } catch (error) {
      for (const call of calls) call.reject(error as Error);
    }
  }
}

function assemble(calls: readonly Call[]): Batch {
  let total = 0;
  const parts = calls.map(({ json, chunks }) => {
    let length = 0;
    for (const chunk of chunks) length += chunk.length;
    total += length;
    return `[${length},${json}]`;
  });
  const bytes = new Uint8Array(total);
  let at = 0;
  for (const { chunks } of calls) {
    for (const chunk of chunks) {
      bytes.set(chunk, at);
      at += chunk.length;
    }
  }
  return { calls: `[${parts.join()}]`, bytes };
}
