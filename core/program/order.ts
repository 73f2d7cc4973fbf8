import type { Day, Slot } from './program.ts';
import { shiftDate, weekdayOf } from './zone.ts';

/** An order of exercises that somebody thought through: days without dates. */
export interface Order {
  id: string;
  title: string;
  /** For whom it is, in a sentence. */
  says: string;
  days: OrderDay[];
}

export interface OrderDay {
  title: string;
  start: string;
  end: string;
  slots: OrderSlot[];
}

export type OrderSlot =
  | { kind: 'exercise'; exercise: string; title: string; minutes: number; rounds: number; brief: boolean }
  | { kind: 'break' | 'words'; title: string; minutes: number };

/** The days of an order from a date on, none on a weekend. `mint` gives ids that nobody else has. */
export function layOrder(order: Order, first: string, mint: () => string): Day[] {
  let date = first;
  return order.days.map(({ title, start, end, slots }) => {
    while (weekdayOf(date) > 5) date = shiftDate(date, 1);
    const day: Day = {
      id: mint(),
      date,
      start,
      end,
      title,
      place: '',
      mode: 'in-person',
      slots: slots.map((slot) => freshSlot(slot, mint())),
    };
    date = shiftDate(date, 1);
    return day;
  });
}

/** A slot that nothing has happened to yet. */
export function freshSlot(slot: OrderSlot, id: string): Slot {
  if (slot.kind !== 'exercise') return { ...slot, id, began: null };
  return { ...slot, id, began: null, extensions: 0, skips: [], session: null };
}
