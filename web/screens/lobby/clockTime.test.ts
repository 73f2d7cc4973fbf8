import { expect, test } from 'vitest';
import { fieldTime, nextTime } from './clockTime.ts';

const at = (hours: number, minutes: number) => new Date(2027, 4, 3, hours, minutes).getTime();

test('a time is the next one that a wall here shows', () => {
  expect(nextTime('15:30', at(9, 0))).toBe(at(15, 30));
  expect(nextTime('08:30', at(9, 0))).toBe(at(8, 30));
  expect(nextTime('00:15', at(23, 0))).toBe(new Date(2027, 4, 4, 0, 15).getTime());
  expect(nextTime('', at(9, 0))).toBe(null);
  expect(fieldTime(at(7, 5))).toBe('07:05');
});
