import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { blockAt, listLines, listParagraphs, paragraphAround } from './blocks.ts';
import { bareWords, type Change, changeMark, readMark, type Sort } from './marks.ts';
import { missingSorts } from './missing.ts';
import { findDrifts } from './solutions.ts';

const SORTS: Sort[] = [
  { value: 'intuition', label: 'Intuition' },
  { value: 'hypothesis', label: 'Hypothesis' },
  { value: 'conjecture', label: 'Conjecture' },
  { value: 'observation', label: 'Observation' },
  { value: 'experiment', label: 'Experiment' },
  { value: 'source', label: 'Came from' },
];

const apply = (line: string, change: Change | null): string =>
  change ? line.slice(0, change.from) + change.insert + line.slice(change.to) : line;
const mark = (line: string, sort: string | null): string => apply(line, changeMark(line, SORTS, sort));

const sort = fc.constantFrom(...SORTS.map(({ value }) => value));
const piece = fc.constantFrom(
  '  ',
  '\t',
  '- ',
  '• ',
  '* ',
  'Hypothesis: ',
  'came FROM:',
  'Intuition',
  ':',
  ' a',
  'words',
  '😀',
);
const line = fc.array(piece, { maxLength: 7 }).map((pieces) => pieces.join(''));
const page = fc.array(fc.oneof(line, fc.constant('')), { maxLength: 12 }).map((lines) => lines.join('\n'));

describe('TF-1 a mark', () => {
  test('is read as what it was set to, and leaves the words alone', () => {
    fc.assert(
      fc.property(line, sort, (before, wanted) => {
        const marked = mark(before, wanted);
        expect(readMark(marked, SORTS)?.sort).toBe(wanted);
        expect(bareWords(marked, SORTS)).toBe(bareWords(before, SORTS));
        expect(changeMark(marked, SORTS, wanted)).toBe(null);
      }),
      { seed: 60, numRuns: 2000 },
    );
  });

  test('goes without a trace, however many there are', () => {
    fc.assert(
      fc.property(line, sort, (before, wanted) => {
        const bare = mark(before, null);
        expect(readMark(bare, SORTS)).toBe(null);
        expect(bareWords(bare, SORTS)).toBe(bareWords(before, SORTS));
        if (readMark(before, SORTS) === null) expect(mark(mark(before, wanted), null)).toBe(before);
      }),
      { seed: 61, numRuns: 2000 },
    );
  });

  test('set on two devices at once is the first of both, and takes both with it', () => {
    expect(readMark('Hypothesis: Observation: it is round', SORTS)).toEqual({
      sort: 'hypothesis',
      from: 0,
      to: 25,
    });
    expect(mark('Hypothesis: Observation: it is round', null)).toBe('it is round');
  });

  test('is behind a bullet, is typed by hand, and is nothing in the middle of a line', () => {
    expect(mark('  - it is round', 'source')).toBe('  - Came from: it is round');
    expect(readMark('came from: a talk', SORTS)?.sort).toBe('source');
    expect(readMark('my Hypothesis: it is round', SORTS)).toBe(null);
    expect(readMark('Hypothesis it is round', SORTS)).toBe(null);
    expect(readMark('anything', [])).toBe(null);
  });
});

describe('TF-2 lines and paragraphs', () => {
  test('hold every word of the page once, in order', () => {
    fc.assert(
      fc.property(page, (words) => {
        const squeeze = (text: string): string => text.replace(/\s+/g, '');
        const whole = words
          .split('\n')
          .map((one) => squeeze(bareWords(one, SORTS)))
          .join('');
        for (const blocks of [listLines(words, SORTS), listParagraphs(words, SORTS)]) {
          expect(squeeze(blocks.map((block) => block.words).join(''))).toBe(whole);
          blocks.forEach((block, i) => {
            expect(block).toEqual(blockAt(words, block.from, block.to, SORTS));
            expect(block.from).toBeGreaterThan(blocks[i - 1]?.to ?? -1);
          });
        }
      }),
      { seed: 62, numRuns: 1000 },
    );
  });

  test('the paragraph around a place is the one in the list', () => {
    fc.assert(
      fc.property(page, fc.nat(), (words, anywhere) => {
        const at = anywhere % (words.length + 1);
        const { from, to } = paragraphAround(words, at);
        expect(from).toBeLessThanOrEqual(at);
        expect(to).toBeGreaterThanOrEqual(at);
        const inside = listParagraphs(words, SORTS).find((block) => block.from <= at && at <= block.to);
        if (inside) expect([from, to]).toEqual([inside.from, inside.to]);
        else expect(blockAt(words, from, to, SORTS).words).toBe('');
      }),
      { seed: 63, numRuns: 1000 },
    );
  });
});

describe('TF-5 what is said afterwards', () => {
  test('a sort is missing where no line is marked so and none reads like it', () => {
    const missing = (words: string) => missingSorts(words, SORTS).map(({ value }) => value);
    expect(missing('')).toEqual(SORTS.map(({ value }) => value));
    expect(missing('Hypothesis: round\nI noticed that it rolls\nsee https://example.org')).toEqual([
      'intuition',
      'conjecture',
      'experiment',
    ]);
    expect(missing(SORTS.map(({ label }) => `${label}: x`).join('\n'))).toEqual([]);
  });

  test('each sentence that drifts into a solution is told once, with where it stands, why, and a question', () => {
    const words =
      'Cells have walls.\n- We should give nets walls, to prevent leaks. Walls cost energy.\nOne could build a zoo';
    const drifts = findDrifts(words);
    expect(drifts.map(({ rule, quote }) => [rule, quote])).toEqual([
      ['should', '- We should give nets walls, to prevent leaks.'],
      ['build', 'One could build a zoo'],
    ]);
    for (const drift of drifts) {
      expect(words.slice(drift.from, drift.to)).toBe(drift.quote);
      expect(drift.why).not.toBe('');
      expect(drift.asks).toMatch(/\?$/);
    }
  });

  test('plain description and looking are let alone', () => {
    for (const words of [
      'Experiment: train two nets and count the corners.',
      'Modules appear where the environment changes one thing at a time.',
      'Intuition: whatever is fixed point-like repels its neighbours',
      'Markets forget slowly.',
      'Round things roll further than they should.',
    ]) {
      expect(findDrifts(words), words).toEqual([]);
    }
  });
});
