import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Day, Program } from '../../../core/program/program.ts';
import { addDay, dayToShow, moveSlot, putSlot, removeSlot } from './edit.ts';

const day = (count: number, over: Partial<Day> = {}): Day => ({
  id: 'd',
  date: '2026-11-25',
  start: '09:30',
  end: '13:00',
  title: '',
  place: 'Room 2',
  mode: 'in-person',
  slots: Array.from({ length: count }, (_, i) => ({
    kind: 'break',
    id: `s${i}`,
    title: 'Tea',
    minutes: 5,
    began: null,
  })),
  ...over,
});
const ids = ({ slots }: Day) => slots.map(({ id }) => id);

test('moving keeps every slot and puts the moved one where it was told', () => {
  const any = fc.tuple(fc.integer({ min: 1, max: 9 }), fc.nat(20), fc.integer({ min: -3, max: 12 }));
  fc.assert(
    fc.property(any, ([count, which, to]) => {
      const slot = `s${which % count}`;
      const moved = moveSlot(day(count), slot, to);
      expect([...ids(moved)].sort()).toEqual(ids(day(count)).sort());
      expect(ids(moved).indexOf(slot)).toBe(Math.max(0, Math.min(to, count - 1)));
    }),
    { seed: 55 },
  );
});

test('what is removed can be put back where it was', () => {
  const whole = day(4);
  const [, second] = whole.slots;
  if (!second) throw new Error('No slot.');
  expect(putSlot(removeSlot(whole, second.id), second, 1)).toEqual(whole);
});

test('a new day is like the last, a day later; without one it is today', () => {
  const program: Program = {
    title: 'T',
    field: 'f',
    zone: 'UTC',
    days: [day(1), day(1, { id: 'e', date: '2026-12-31' })],
  };
  expect(addDay(program, 'new', '2026-01-01').days.at(-1)).toMatchObject({
    date: '2027-01-01',
    place: 'Room 2',
    slots: [],
  });
  expect(addDay({ ...program, days: [] }, 'new', '2026-01-01').days[0]?.date).toBe('2026-01-01');
});

test('today is shown; else the next day; else the last', () => {
  const days = [day(0, { id: 'b', date: '2026-11-26' }), day(0, { id: 'a', date: '2026-11-24' })];
  expect(dayToShow(days, '2026-11-24')?.id).toBe('a');
  expect(dayToShow(days, '2026-11-25')?.id).toBe('b');
  expect(dayToShow(days, '2026-12-25')?.id).toBe('b');
  expect(dayToShow([], '2026-12-25')).toBeUndefined();
});
