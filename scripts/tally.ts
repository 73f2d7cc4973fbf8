import { writeFileSync } from 'node:fs';
import type { Reporter, TestModule, TestRunEndReason } from 'vitest/node';

/** What a run of Vitest came to, as scripts/test.mjs reads it from the file that TALLY names. */
export interface Tally {
  passed: number;
  /** Failed tests, files that could not be run, and errors outside any test. */
  failed: number;
  skipped: { test: string; why: string }[];
}

/** Counts tests for the last line of npm test. */
export default class TallyReporter implements Reporter {
  onTestRunEnd(
    modules: readonly TestModule[],
    unhandled: readonly unknown[],
    reason: TestRunEndReason,
  ): void {
    const tally: Tally = { passed: 0, failed: unhandled.length, skipped: [] };
    for (const module of modules) {
      let failedHere = 0;
      for (const test of module.children.allTests()) {
        const result = test.result();
        if (result.state === 'passed') tally.passed += 1;
        else if (result.state === 'failed') failedHere += 1;
        else {
          const why = (result.state === 'skipped' && result.note) || 'no reason given';
          tally.skipped.push({ test: `${module.relativeModuleId} > ${test.fullName}`, why });
        }
      }
      // A file or a hook around its tests can fail without any single test doing so.
      if (failedHere === 0 && module.state() === 'failed') failedHere = 1;
      tally.failed += failedHere;
    }
    if (tally.failed === 0 && reason !== 'passed') tally.failed = 1;
    const file = process.env.TALLY;
    if (file) writeFileSync(file, JSON.stringify(tally));
  }
}
