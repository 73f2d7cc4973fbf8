import { once } from 'node:events';
import { type Transferable, Worker } from 'node:worker_threads';
import { StorageUnavailable } from '../../port.ts';

interface Waiting<A> {
  resolve(answer: A): void;
  reject(error: Error): void;
}

/** A worker thread that answers every message by one, in order. When it dies, whoever waits hears of it. */
export class Thread<M, A> {
  private readonly worker: Worker;
  private readonly waiting: Waiting<A>[] = [];
  private gone: Error | null = null;

  /** Resolves once the thread has said that it is ready. */
  static async start<M, A>(file: URL, data: unknown): Promise<Thread<M, A>> {
    const worker = new Worker(file, { workerData: data });
    await once(worker, 'message');
    return new Thread(worker);
  }

  private constructor(worker: Worker) {
    this.worker = worker;
    worker.on('message', (answer: A) => this.waiting.shift()?.resolve(answer));
    worker.on('error', (error) =>
      this.end(new StorageUnavailable(`The storage thread failed: ${error.message}`)),
    );
    worker.on('exit', () => this.end(new StorageUnavailable('The storage is closed.')));
  }

  ask(message: M, transfer: Transferable[] = []): Promise<A> {
    const { gone } = this;
    if (gone) return Promise.reject(gone);
    return new Promise((resolve, reject) => {
      this.waiting.push({ resolve, reject });
      this.worker.postMessage(message, transfer);
    });
  }

  /** Resolves when the thread has answered everything and ended. */
  async close(): Promise<void> {
    if (this.gone) return;
    const ended = once(this.worker, 'exit');
    this.worker.postMessage('close');
    await ended;
  }

  private end(error: Error): void {
    this.gone ??= error;
    for (const { reject } of this.waiting.splice(0)) reject(this.gone);
  }
}
