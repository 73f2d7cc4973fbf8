import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { choosePassage } from './choose.ts';

const fields = ['number theory', 'Optics', 'fluid dynamics', 'logic'];
const passage = fc.record({
  id: fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'd', 'e'), minLength: 1, maxLength: 3 }),
  field: fc.constantFrom(...fields),
  level: fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined }),
});
const shelf = fc.uniqueArray(passage, { selector: ({ id }) => id, maxLength: 20 });
const wish = fc.record({
  familiarFields: fc.subarray(['NUMBER  theory ', 'optics', 'fluid dynamics', 'logic', 'cooking']),
  seen: fc.array(fc.constantFrom('a', 'b', 'c', 'ab', 'bc'), { maxLength: 4 }),
  level: fc.option(fc.constantFrom<1 | 2 | 3>(1, 2, 3), { nil: undefined }),
  seed: fc.oneof(fc.integer(), fc.double()),
});
type Shelf = typeof shelf extends fc.Arbitrary<infer T> ? T : never;
type Wish = typeof wish extends fc.Arbitrary<infer T> ? T : never;

const check = (law: (passages: Shelf, w: Wish) => void) =>
  fc.assert(fc.property(shelf, wish, law), { seed: 11, numRuns: 1000 });

const plain = (field: string) => field.trim().replace(/\s+/g, ' ').toLowerCase();
const fits = (passages: Shelf, { familiarFields, seen }: Wish) =>
  passages.filter(
    (p) => !new Set<string>(seen).has(p.id) && !familiarFields.some((f) => plain(f) === plain(p.field)),
  );

describe('choosing a passage', () => {
  it('takes a field that nobody knows, and nothing seen; null only where nothing is left', () =>
    check((passages, w) => {
      const fit = fits(passages, w);
      const chosen = choosePassage(passages, w);
      if (fit.length === 0) expect(chosen).toBeNull();
      else expect(fit).toContain(chosen);
    }));

  it('draws the same for the same seed, in whatever order passages come', () =>
    check((passages, w) => {
      expect(choosePassage(passages.toReversed(), w)).toEqual(choosePassage(passages, w));
    }));

  it('comes as near to the wished level as it can', () =>
    check((passages, w) => {
      const chosen = choosePassage(passages, w);
      if (!chosen || w.level === undefined) return;
      const away = (level: number | undefined) => Math.abs((level ?? w.level ?? 0) - (w.level ?? 0));
      expect(away(chosen.level)).toBe(Math.min(...fits(passages, w).map((p) => away(p.level))));
    }));

  it('reaches everything with some seed, and a small field as often as a big one', () => {
    const passages = [
      ...Array.from({ length: 9 }, (_, i) => ({ id: `big${i}`, field: 'optics' })),
      { id: 'small', field: 'logic' },
    ];
    const drawn = Array.from(
      { length: 2000 },
      (_, seed) => choosePassage(passages, { familiarFields: [], seen: [], seed })?.id,
    );
    expect(new Set(drawn).size).toBe(10);
    const small = drawn.filter((id) => id === 'small').length;
    expect(small).toBeGreaterThan(800);
    expect(small).toBeLessThan(1200);
  });
});
