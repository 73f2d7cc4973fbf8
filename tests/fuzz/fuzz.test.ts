import { describe, expect, test } from 'vitest';
import { quietCards } from '../../testing/exercises.ts';
import { fuzzSeed } from './fuzz.ts';
import { sabotages } from './sabotage.ts';

/** Seeds that once found a fault, each another one. */
const PINNED = [154, 355, 516, 546, 571, 1168, 1458, 1460, 1870, 2242, 2556];
const SEEDS = 500;
const AT_ONCE = 25;

const exercise = quietCards();
const clean = { diverged: [], leaked: [], lost: [] };

describe('workshops by chance: nobody diverges, nothing leaks, no word is lost (EN-1, VI-4, VI-6)', () => {
  test.each(PINNED)('seed %d, which once found a fault', async (seed) => {
    expect(await fuzzSeed(seed, exercise)).toEqual(clean);
  });

  test.each(Array.from({ length: SEEDS / AT_ONCE }, (_, i) => 1 + i * AT_ONCE))(
    'seeds from %d',
    async (from) => {
      for (let seed = from; seed < from + AT_ONCE; seed++) {
        expect({ seed, ...(await fuzzSeed(seed, exercise)) }).toEqual({ seed, ...clean });
      }
    },
  );
});

describe('a broken law is found within ten workshops', () => {
  test.each(Object.keys(sabotages))('%s', async (breaking) => {
    for (let seed = 1; seed <= 10; seed++) {
      const { diverged, leaked, lost } = await fuzzSeed(seed, exercise, breaking);
      if (diverged.length + leaked.length + lost.length > 0) return;
    }
    expect.unreachable(`nothing noticed that ${breaking}`);
  });
});
