// Runs one of Greenball's programs in this terminal, as if it had been started directly.
import { spawn } from 'node:child_process';
import { buildWhenStale } from './build.mjs';
import { prepareRuntime } from './runtime.mjs';

/**
 * Waits for programs that share this terminal, and hands on the signals that reach only this process.
 * @param {import('node:child_process').ChildProcess[]} programs
 * @returns {Promise<number>} the exit code of the first that ends; the others are then stopped
 */
export function accompany(programs) {
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => {
      // Ctrl+C in a terminal reaches every process in it by itself; a second one would mean "at once".
      if (signal === 'SIGINT' && process.stdin.isTTY) return;
      for (const program of programs) program.kill(signal);
    });
  }
  return new Promise((resolve, reject) => {
    for (const program of programs) {
      program.on('error', reject);
      program.on('exit', (code, signal) => {
        for (const other of programs) if (other !== program) other.kill('SIGTERM');
        resolve(code ?? (signal === 'SIGINT' || signal === 'SIGTERM' ? 0 : 1));
      });
    }
  });
}

/**
 * @param {string} file a TypeScript file, from the repository's root
 * @param {string[]} args
 * @param {{ web: boolean }} needs whether the pages must be built first
 */
export async function launch(file, args, { web }) {
  const node = prepareRuntime();
  if (web) buildWhenStale(node);
  process.exitCode = await accompany([spawn(node, [file, ...args], { stdio: 'inherit' })]);
}
