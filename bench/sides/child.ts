import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';

/** Starts one side of a benchmark, a file of this folder, in a process of its own. */
export const child = (file: string, ...given: string[]): ChildProcess =>
  fork(join(import.meta.dirname, file), given, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });

/** The next thing that a child says. Rejects when it ends without a word. */
export const hear = <T>(from: ChildProcess): Promise<T> =>
  new Promise((resolve, reject) => {
    const gone = (code: number | null) => reject(new Error(`a child ended with ${code}`));
    from.once('exit', gone);
    from.once('message', (message) => {
      from.off('exit', gone);
      resolve(message as T);
    });
  });

/** Lets a child go, and waits until it has. */
export const end = (process: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    process.once('exit', () => resolve());
    process.disconnect();
  });
