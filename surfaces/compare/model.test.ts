import { expect, test } from 'vitest';
import { oppositeOf } from './model.ts';

test('each of two groups looks at the other, and an odd third at one of them', () => {
  const pairs: [string, string][] = [
    ['a', 'b'],
    ['c', 'a'],
  ];
  expect(oppositeOf({ pairs }, 'a')).toEqual(['b', 'c']);
  expect(oppositeOf({ pairs }, 'b')).toEqual(['a']);
  expect(oppositeOf({ pairs }, 'd')).toEqual([]);
});
