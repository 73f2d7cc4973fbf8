import fc from 'fast-check';
import { expect, test } from 'vitest';
import { foldWords, piecesOf } from './fold.ts';

test('words are found however they are written', () => {
  expect(foldWords('Ein  ÉCLAIR\nin Zürich')).toBe('ein eclair in zurich');
  expect(piecesOf('  Zürich éclair ZURICH ')).toEqual(['zurich', 'eclair']);
  expect(piecesOf(' \n ')).toEqual([]);
});

test('every piece of a text is found in it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (words) => {
      for (const piece of piecesOf(words)) expect(foldWords(words)).toContain(piece);
      expect(foldWords(foldWords(words))).toBe(foldWords(words));
    }),
    { seed: 21, numRuns: 500 },
  );
});
