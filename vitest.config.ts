import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

const everywhere = ['**/node_modules/**', 'dist/**', 'data/**'];

export default defineConfig({
  test: {
    // Vitest leaves one core free by default; on a machine with two that would halve its speed.
    maxWorkers: availableParallelism(),
    // Processes, not threads: native code (SQLite) and signals are tested.
    pool: 'forks',
    projects: [
      {
        test: {
          name: 'unit',
          environment: 'node',
          include: ['**/*.test.{ts,tsx}'],
          exclude: [...everywhere, 'tests/e2e/**'],
          testTimeout: 60_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: 'e2e',
          environment: 'node',
          include: ['tests/e2e/**/*.test.{ts,tsx}'],
          exclude: everywhere,
          testTimeout: 180_000,
          hookTimeout: 60_000,
          // A browser and a server fill the machine: one file at a time, after everything else.
          fileParallelism: false,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
