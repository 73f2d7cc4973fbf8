import { expect, test } from 'vitest';
import { refuse } from '../../core/stream/refusal.ts';
import { sayRefusal } from './refusals.ts';

test('a limit is said with its number, and without one still makes a sentence', () => {
  expect(sayRefusal(refuse('too-long', 2000))).toContain('2000');
  expect(sayRefusal(refuse('too-long'))).not.toContain('undefined');
  expect(sayRefusal(refuse('too-many'))).not.toContain('undefined');
});
