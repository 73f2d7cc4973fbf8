import { expect, test } from 'vitest';
import { linesFor } from './model.ts';

test('everybody is told the same, a seat its own, and empty lines are nothing', () => {
  const step = { says: { everyone: 'Look up.\n\nWatch.', reader: 'Say please.' } };
  expect(linesFor(step, 'reader')).toEqual({ everyone: ['Look up.', 'Watch.'], seat: ['Say please.'] });
  expect(linesFor(step, 'listener')).toEqual({ everyone: ['Look up.', 'Watch.'], seat: [] });
  expect(linesFor(step, undefined).seat).toEqual([]);
});
