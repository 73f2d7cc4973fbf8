import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Raised } from '../../core/session/parts.ts';
import { OrderedMap } from '../../core/stream/ordered.ts';
import {
  complainedHere,
  cutAt,
  growthOf,
  hairsOf,
  joinBefore,
  placeAfter,
  sentencesOf,
  wordsOf,
} from './model.ts';

const passage = { text: 'Springs sag. Two are rusty. It tilts.', cuts: [0, 13, 28] };

describe('cuts', () => {
  test('a passage reads sentence by sentence', () => {
    expect(sentencesOf(passage)).toEqual(['Springs sag.', 'Two are rusty.', 'It tilts.']);
  });

  test('the first sentence has none before it to be joined with', () => {
    expect(joinBefore(passage.cuts, 0)).toEqual(passage.cuts);
  });

  test('cutting before a word and joining again leaves the cuts as they were, and no letter is lost', () => {
    fc.assert(
      fc.property(
        fc.array(fc.stringMatching(/^[a-z]{1,8}$/), { minLength: 2, maxLength: 30 }),
        fc.nat(),
        (words, n) => {
          const whole = { text: words.join(' '), cuts: [0] };
          const [, ...later] = wordsOf(whole, 0);
          const word = later[n % later.length];
          if (!word) return;
          const cuts = cutAt(whole.cuts, word.at);
          expect(sentencesOf({ ...whole, cuts }).join(' ')).toBe(whole.text);
          expect(sentencesOf({ ...whole, cuts })[1]?.startsWith(word.word)).toBe(true);
          expect(joinBefore(cuts, 1)).toEqual(whole.cuts);
        },
      ),
      { seed: 7, numRuns: 200 },
    );
  });

  test('a cut before the sentence that is read moves nobody to other words', () => {
    expect(placeAfter([0, 13, 28], 2, [0, 8, 13, 28])).toBe(3);
    expect(placeAfter([0, 13, 28], 1, [0, 28])).toBe(0);
  });
});

describe('growth', () => {
  const growth = [
    { stop: 1, place: 0, note: 'n', words: 'a trampoline' },
    { stop: 1, place: 1, note: 'n', words: 'a trampoline with springs' },
    { stop: 1, place: 0, note: 'n', words: 'my trampoline' },
    { stop: 5, place: 4, note: 'other', words: 'a boat' },
  ];

  test('of several visits to a sentence the latest counts', () => {
    expect(growthOf({ growth }, 'n').map(({ words }) => words)).toEqual([
      'my trampoline',
      'a trampoline with springs',
    ]);
  });

  test('a hair stays when readers go back', () => {
    expect(hairsOf({ growth, place: 0 }, 'n')).toBe(2);
    expect(hairsOf({ growth: [], place: 0 }, 'n')).toBe(0);
  });
});

test('a complaint counts for the sentence at which it was made', () => {
  const complaint: Raised = {
    id: 'c',
    on: 'n',
    key: null,
    say: 'Which one?',
    by: 'ben',
    at: 1,
    place: 2,
    met: null,
  };
  const complaints = OrderedMap.from([['c', complaint]]);
  expect(complainedHere({ complaints, place: 2 }, 'n')).toBe(true);
  expect(complainedHere({ complaints, place: 3 }, 'n')).toBe(false);
});
