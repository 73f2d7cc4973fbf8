// npm test: installs what is missing, then checks and tests everything. Its last line is the count:
// each check (style, types, boundaries, the web build) counts as one, beside every test.
// npm test -- FILTER... runs only the test files whose path contains a filter, and no checks.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildWhenStale } from './build.mjs';
import { runChecks } from './check.mjs';
import { obtainChromium } from './chromium.mjs';
import { prepareRuntime, root, runScript, SetUpFailed } from './runtime.mjs';

/** @typedef {import('./tally.ts').Tally} Tally */

/**
 * @param {string} node
 * @param {string[]} filters
 * @param {string | undefined} chromium the browser tests skip themselves when CHROMIUM is not set
 * @returns {Tally}
 */
function runVitest(node, filters, chromium) {
  const folder = mkdtempSync(join(tmpdir(), 'greenball-tally-'));
  try {
    const TALLY = join(folder, 'tally.json');
    const { CHROMIUM: _, ...env } = process.env;
    const args = [
      'node_modules/vitest/vitest.mjs',
      'run',
      '--reporter=default',
      '--reporter=./scripts/tally.ts',
    ];
    const ran = spawnSync(node, [...args, ...filters], {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...env, TALLY, ...(chromium ? { CHROMIUM: chromium } : {}) },
    });
    const tally = readTally(TALLY);
    if (ran.status !== 0 && tally.failed === 0) {
      console.log(`FAILED  Vitest ended with ${ran.status ?? ran.signal} though no test failed`);
      tally.failed = 1;
    }
    return tally;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * @param {string} file
 * @returns {Tally}
 */
function readTally(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    // Vitest ended before it could count (no test file matched, or its own set-up failed).
    return { passed: 0, failed: 0, skipped: [] };
  }
}

/**
 * @param {string} node
 * @returns {{ name: string, ok: boolean }}
 */
function buildPages(node) {
  const name = 'web build';
  try {
    buildWhenStale(node);
    console.log(`ok  ${name}`);
    return { name, ok: true };
  } catch (error) {
    if (!(error instanceof SetUpFailed)) throw error;
    console.log(error.message);
    console.log(`FAILED  ${name}`);
    return { name, ok: false };
  }
}

/** @returns {string | undefined} the Node to test with; undefined after the count of a set-up that failed */
function setUp() {
  try {
    return prepareRuntime();
  } catch (error) {
    if (!(error instanceof SetUpFailed)) throw error;
    console.log(`${error.message}\nFAILED  set-up`);
    count({ passed: 0, failed: 1, skipped: [] });
  }
}

/** @param {Tally} tally */
function count({ passed, failed, skipped }) {
  console.log(`${passed} passed, ${failed} failed, ${skipped.length} skipped`);
  if (failed > 0) process.exitCode = 1;
}

await runScript(() => {
  const filters = process.argv.slice(2);
  const everything = filters.length === 0;
  const inBrowser = everything || filters.some((filter) => filter.includes('e2e'));

  const node = setUp();
  if (!node) return;
  const chromium = inBrowser ? obtainChromium() : undefined;
  const checks = everything ? runChecks(node) : [];
  if (inBrowser) checks.push(buildPages(node));
  const tally = runVitest(node, filters, chromium);

  for (const { test, why } of tally.skipped) console.log(`skipped  ${test}: ${why}`);
  const failedChecks = checks.filter(({ ok }) => !ok);
  if (failedChecks.length > 0)
    console.log(`failed before the tests: ${failedChecks.map(({ name }) => name).join(', ')}`);

  count({
    passed: tally.passed + checks.length - failedChecks.length,
    failed: tally.failed + failedChecks.length,
    skipped: tally.skipped,
  });
});
