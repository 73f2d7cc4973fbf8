import { describe, expect, test } from 'vitest';
import { digitsOf, leftOn, warningBetween } from './clock.ts';

test('digits show nought only when nothing is left', () => {
  expect(digitsOf(11 * 60_000 + 42_000)).toBe('11:42');
  expect(digitsOf(1)).toBe('0:01');
  expect(digitsOf(0)).toBe('0:00');
  expect(digitsOf(-5000)).toBe('0:00');
  expect(digitsOf(75 * 60_000)).toBe('75:00');
});

test('a paused clock stands still, a running one goes towards its end', () => {
  expect(leftOn({ state: 'paused', endsAt: null, left: 5000, over: false }, 1e9)).toBe(5000);
  expect(leftOn({ state: 'running', endsAt: 2000, left: null, over: false }, 500)).toBe(1500);
  expect(leftOn({ state: 'stopped', endsAt: null, left: null, over: false }, 500)).toBe(null);
});

describe('warnings', () => {
  test('each mark is said once, when it is passed', () => {
    expect(warningBetween(300_500, 299_900)).toBe('five');
    expect(warningBetween(299_900, 299_000)).toBe(null);
    expect(warningBetween(500, -100)).toBe('over');
  });

  test('after a nap of the device only the last mark is said', () => {
    expect(warningBetween(400_000, 20_000)).toBe('thirty');
  });

  test('more time takes no warning back and says none', () => {
    expect(warningBetween(20_000, 80_000)).toBe(null);
    expect(warningBetween(null, 20_000)).toBe(null);
  });
});
