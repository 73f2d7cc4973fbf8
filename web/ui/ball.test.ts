import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BOX, drawOutline, growHair, seedOf } from './ball.ts';

const numbersIn = (path: string): number[] => (path.match(/-?\d+(\.\d+)?/g) ?? []).map(Number);

test('a hair stays the same hair, however many grow after it', () => {
  expect(growHair(5, 3)).toEqual(growHair(5, 3));
  expect(growHair(5, 3)).not.toEqual(growHair(5, 4));
  expect(growHair(5, 3)).not.toEqual(growHair(6, 3));
});

test('no hair grows out of the picture, not the sixtieth either', () => {
  fc.assert(
    fc.property(fc.nat(99_990), fc.nat(60), (seed, index) => {
      for (const value of numbersIn(growHair(seed, index).path)) {
        expect(value).toBeGreaterThan(0);
        expect(value).toBeLessThan(BOX + 10);
      }
    }),
    { seed: 11, numRuns: 300 },
  );
});

test('the outline is closed, and every number in it is one', () => {
  fc.assert(
    fc.property(fc.nat(99_990), (seed) => {
      const outline = drawOutline(seed);
      expect(outline.endsWith('Z')).toBe(true);
      expect(numbersIn(outline).every(Number.isFinite)).toBe(true);
      expect(outline).not.toContain('NaN');
    }),
    { seed: 12, numRuns: 100 },
  );
});

test('words give seeds that tell groups apart', () => {
  expect(seedOf('g1.example.1')).not.toBe(seedOf('g2.example.1'));
  expect(seedOf('g1.example.1')).toBe(seedOf('g1.example.1'));
});
