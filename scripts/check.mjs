// npm run check: style and lint, types, import boundaries.
import { spawnSync } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { prepareRuntime, root, runScript } from './runtime.mjs';

/** @type {[name: string, args: string[]][]} */
const checks = [
  ['style and lint', ['node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings']],
  ['types', ['node_modules/typescript/bin/tsc', '-b', '--pretty', 'false']],
  ['import boundaries', ['scripts/boundaries.ts']],
];

/**
 * Runs every check, printing what each one finds.
 * @param {string} node
 * @returns {{ name: string, ok: boolean }[]}
 */
export function runChecks(node) {
  return checks.map(([name, args]) => {
    const ok = spawnSync(node, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] }).status === 0;
    console.log(`${ok ? 'ok' : 'FAILED'}  ${name}`);
    return { name, ok };
  });
}

if (realpathSync(process.argv[1] ?? '') === fileURLToPath(import.meta.url)) {
  await runScript(() => {
    if (runChecks(prepareRuntime()).some(({ ok }) => !ok)) process.exitCode = 1;
  });
}
