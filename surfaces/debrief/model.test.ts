import { expect, test } from 'vitest';
import { answered, EMPTY } from './model.ts';

test('a nought is an answer, spaces are none', () => {
  expect(answered(null)).toBe(false);
  expect(answered({ ...EMPTY, use: '  ' })).toBe(false);
  expect(answered({ ...EMPTY, got: 0 })).toBe(true);
});
