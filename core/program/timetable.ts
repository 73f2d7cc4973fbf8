import { layDay } from './day.ts';
import type { Exercises } from './length.ts';
import type { Day, Program, Slot } from './program.ts';

/** What, when, where: all that people who take part are told of a plan. */
export interface Timetable {
  title: string;
  field: string;
  zone: string;
  days: (Pick<Day, 'id' | 'date' | 'title' | 'place' | 'mode'> & {
    slots: { id: string; kind: Slot['kind']; title: string; from: number; to: number }[];
  })[];
}

export function timetableOf(program: Program, exercises: Exercises): Timetable {
  const { title, field, zone } = program;
  const days = [...program.days].sort((a, b) => (a.date + a.start < b.date + b.start ? -1 : 1));
  return {
    title,
    field,
    zone,
    days: days.map((day) => ({
      id: day.id,
      date: day.date,
      title: day.title,
      place: day.place,
      mode: day.mode,
      slots: layDay(day, zone, exercises).slots.map(({ slot, from, to }) => ({
        id: slot.id,
        kind: slot.kind,
        title: slot.title,
        from,
        to,
      })),
    })),
  };
}
