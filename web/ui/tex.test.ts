import fc from 'fast-check';
import { expect, test } from 'vitest';
import { splitTex } from './tex.ts';

const formulas = (source: string) => splitTex(source).flatMap(({ tex }) => tex ?? []);

test('formulas are found between their signs', () => {
  expect(formulas('rank $r \\le k$ and \\(x\\)')).toEqual(['r \\le k', 'x']);
  expect(splitTex('$$a+b$$')[0]?.display).toBe(true);
  expect(splitTex('\\[a\nb\\]')[0]?.display).toBe(true);
});

test('money is no mathematics', () => {
  expect(formulas('It costs $5 and then $ 6 more')).toEqual([]);
});

test('no letter is lost or doubled', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('$', 'a', ' ', '\\', '(', ')', '[', ']') }), (source) => {
      expect(
        splitTex(source)
          .map(({ text }) => text)
          .join(''),
      ).toBe(source);
    }),
    { seed: 13, numRuns: 500 },
  );
});
