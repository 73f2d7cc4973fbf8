import { expect, test } from 'vitest';
import { loudest } from './rows.ts';

test('help is louder than stuck, stuck than done, and working is no flag', () => {
  expect(loudest({ ana: 'done', ben: 'help', chidi: 'stuck' })).toEqual({ person: 'ben', flag: 'help' });
  expect(loudest({ ana: 'done', chidi: 'stuck' })?.flag).toBe('stuck');
  expect(loudest({ ana: 'working' })).toBe(null);
  expect(loudest({})).toBe(null);
});
