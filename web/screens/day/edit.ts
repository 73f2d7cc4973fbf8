import type { Day, Program, Slot } from '../../../core/program/program.ts';
import { shiftDate } from '../../../core/program/zone.ts';

/** Changes to a program, each giving a new one; the same where there is nothing to change. */

export function changeDay(program: Program, day: string, change: (day: Day) => Day): Program {
  return { ...program, days: program.days.map((each) => (each.id === day ? change(each) : each)) };
}

export const changeSlot = (day: Day, slot: string, change: (slot: Slot) => Slot): Day => ({
  ...day,
  slots: day.slots.map((each) => (each.id === slot ? change(each) : each)),
});

/** Puts a slot so that it stands at `to`, counted once it has been taken out. */
export function moveSlot(day: Day, slot: string, to: number): Day {
  const from = day.slots.findIndex(({ id }) => id === slot);
  const moved = day.slots[from];
  const place = Math.max(0, Math.min(to, day.slots.length - 1));
  if (!moved || from === place) return day;
  const rest = day.slots.filter(({ id }) => id !== slot);
  return { ...day, slots: [...rest.slice(0, place), moved, ...rest.slice(place)] };
}

export const putSlot = (day: Day, slot: Slot, at = day.slots.length): Day => ({
  ...day,
  slots: [...day.slots.slice(0, at), slot, ...day.slots.slice(at)],
});

export const removeSlot = (day: Day, slot: string): Day => ({
  ...day,
  slots: day.slots.filter(({ id }) => id !== slot),
});

/** An empty day like the last one, on the date after it. */
export function addDay(program: Program, id: string, today: string): Program {
  const [last] = [...program.days].sort((a, b) => (a.date > b.date ? -1 : 1));
  const day: Day = {
    id,
    date: last ? shiftDate(last.date, 1) : today,
    start: last?.start ?? '09:30',
    end: last?.end ?? '13:00',
    title: '',
    place: last?.place ?? '',
    mode: last?.mode ?? 'in-person',
    slots: [],
  };
  return { ...program, days: [...program.days, day] };
}

/** The day to show first: today, else the next to come, else the last that was. */
export function dayToShow(days: readonly Day[], today: string): Day | undefined {
  const sorted = sortDays(days);
  return sorted.find(({ date }) => date >= today) ?? sorted.at(-1);
}

export const sortDays = (days: readonly Day[]): Day[] =>
  [...days].sort((a, b) => (a.date + a.start < b.date + b.start ? -1 : 1));
