import { expect, test } from 'vitest';
import { linesFor } from './lines.ts';

const line = (id: string, at: number) => ({ id, at, words: id, by: 'mira', stop: 0 });
const room = { front: { lines: [line('all', 1), line('later', 5)], shared: [], shown: null } };
const work = { told: [line('you', 3)] };
const ids = (away: string[][]) => linesFor(room, work, away).map(({ line: { id } }) => id);

test('FR-1: the newest line first, until everybody at this screen has put it away', () => {
  expect(ids([[]])).toEqual(['later', 'you', 'all']);
  expect(ids([['later']])).toEqual(['you', 'all']);
  expect(ids([['later'], []])).toEqual(['later', 'you', 'all']);
  expect(
    ids([
      ['later', 'all', 'you'],
      ['you', 'later', 'all'],
    ]),
  ).toEqual([]);
  expect(linesFor({}, {}, [[]])).toEqual([]);
});
