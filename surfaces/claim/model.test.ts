import { expect, test } from 'vitest';
import type { Exercise, Stop } from '../../core/session/exercise.ts';
import { earlierHeld } from './model.ts';

const exercise = {
  steps: [
    { id: 'talk', holds: null },
    { id: 'read', holds: 'example' },
    { id: 'claim', holds: 'verdict' },
  ],
} as unknown as Exercise;
const plan: Stop[] = [
  { step: 'talk', round: 1 },
  { step: 'read', round: 1 },
  { step: 'claim', round: 1 },
  { step: 'claim', round: 2 },
];

test('the example is the one of this round, never of the round before', () => {
  expect(earlierHeld(exercise, plan, 2, 'g')).toEqual({ kind: 'example', note: 'g.example.1' });
  expect(earlierHeld(exercise, plan, 3, 'g')).toBe(null);
  expect(earlierHeld(exercise, plan, 1, 'g')).toBe(null);
});
