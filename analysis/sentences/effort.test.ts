import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { someEffort } from './effort.ts';
import { splitSentences } from './sentences.ts';
import { findMath } from './tex.ts';

/** Steps that reading may take for each letter. */
const MOST = 9;

const stepsOf = (read: (text: string, effort: { steps: number }) => unknown, text: string): number => {
  const effort = someEffort();
  read(text, effort);
  return effort.steps;
};

const hostile = [
  '{\\(',
  '\\(',
  '\\[',
  '\\$$',
  '$$',
  '$ a',
  '\\begin{math}',
  '\\begin{align*}\\begin{math}',
  '"A. ',
  '(a. A',
  '{',
  '({[“)',
  '1. ',
  'iv. ',
  'abc.A,',
  'x.) A',
  '\\cite[',
  '``',
];

describe('reading costs what the text is long', () => {
  test.each(hostile)('%s, again and again', (motif) => {
    for (const length of [1000, 10_000, 99_000]) {
      const text = motif.repeat(Math.floor(length / motif.length));
      expect(stepsOf(findMath, text)).toBeLessThan(MOST * text.length);
      expect(stepsOf(splitSentences, text)).toBeLessThan(MOST * text.length);
    }
  });

  test('any motifs, in any order', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...hostile, 'the cat sat. ', ')', '}', '\\)'), {
          minLength: 1,
          maxLength: 6,
        }),
        fc.integer({ min: 50, max: 800 }),
        (motifs, times) => {
          const text = motifs.join('').repeat(times);
          // A few steps go with the kinds of marks that there are, not with the letters.
          expect(stepsOf(splitSentences, text)).toBeLessThan(2 * MOST * text.length);
        },
      ),
      { seed: 7, numRuns: 60 },
    );
  });

  test('steps grow with the text', () => {
    expect(stepsOf(splitSentences, 'A cat sat. '.repeat(1000))).toBeGreaterThan(5000);
  });
});
