import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { keyBetween } from './order.ts';

describe('order keys (EN-5)', () => {
  test('are strictly between, wherever something is put, and never two alike', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { minLength: 1, maxLength: 300 }), (places) => {
        const keys: string[] = [];
        for (const place of places) {
          const at = place % (keys.length + 1);
          const [before, after] = [keys[at - 1] ?? null, keys[at] ?? null];
          const key = keyBetween(before, after);
          if (before !== null) expect(key > before).toBe(true);
          if (after !== null) expect(key < after).toBe(true);
          keys.splice(at, 0, key);
        }
        expect([...keys].sort((a, b) => (a < b ? -1 : 1))).toEqual(keys);
        expect(new Set(keys).size).toBe(keys.length);
      }),
      { seed: 8, numRuns: 300 },
    );
  });

  test.each(['first', 'second', 'last but one', 'in a narrowing gap'])(
    'are between again and again: %s',
    (where) => {
      const keys = [keyBetween(null, null)];
      keys.push(keyBetween(keys[0] as string, null));
      for (let i = 0; i < 400; i++) {
        const at =
          where === 'first'
            ? 0
            : where === 'second'
              ? 1
              : where === 'last but one'
                ? keys.length - 1
                : (keys.length >> 1) + (i % 2);
        const [before, after] = [keys[at - 1] ?? null, keys[at] ?? null];
        const key = keyBetween(before, after);
        expect((before ?? '') < key && (after === null || key < after)).toBe(true);
        keys.splice(at, 0, key);
      }
    },
  );

  test('stay short when a hundred thousand are added at either end', () => {
    for (const end of ['after', 'before']) {
      let key = keyBetween(null, null);
      for (let i = 0; i < 100_000; i++) {
        const next: string = end === 'after' ? keyBetween(key, null) : keyBetween(null, key);
        expect(end === 'after' ? next > key : next < key).toBe(true);
        key = next;
      }
      expect(key.length).toBeLessThanOrEqual(4);
    }
  });

  test('say when they are asked for the wrong way round', () => {
    expect(() => keyBetween('a1', 'a0')).toThrow();
    expect(() => keyBetween('a1', 'a1')).toThrow();
  });
});
