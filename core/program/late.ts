import { type LaidDay, type LaidSlot, type LaidStep, laySlots, MINUTE } from './day.ts';
import type { Exercises } from './length.ts';

/** How a day stands at an instant. Nothing is known but when whoever leads said that something begins. */
export interface Standing {
  /** What the plan says is going on; null before it begins and after it is over. */
  expected: { laid: LaidSlot; step: LaidStep | null } | null;
  /** The slot that was begun last, by its place among the slots; -1 before the first. */
  at: number;
  /** The slot that was begun last and all that follow, as they come from now on. */
  ahead: LaidSlot[];
  /** When all of it will be over. */
  ends: number;
  /** Milliseconds by which it will be over later than the plan says; negative: sooner. */
  behind: number;
  /** Milliseconds by which it will be over later than the day shall be; negative: there is room. */
  over: number;
  /** Minutes of slack in what is still to come. */
  slack: number;
}

export function standAt(laid: LaidDay, now: number, exercises: Exercises): Standing {
  const { slots, from, to, end } = laid;
  const at = slots.findLastIndex(({ slot }) => slot.began !== null);
  const current = slots[at];
  const began = current?.slot.began ?? from;
  // What goes on now may be over its time: then everything else begins now at the earliest.
  const going = current ? laySlots([current.slot], began, exercises) : [];
  const next = Math.max(now, going[0]?.to ?? from);
  const coming = laySlots(
    slots.slice(at + 1).map(({ slot }) => slot),
    next,
    exercises,
  );
  const ends = coming.at(-1)?.to ?? next;
  const expected = slots.find((each) => each.from <= now && now < each.to);
  return {
    expected: expected ? { laid: expected, step: stepAt(expected, now) } : null,
    at,
    ahead: [...going, ...coming],
    ends,
    behind: ends - to,
    over: ends - end,
    slack: coming.reduce((sum, { slack }) => sum + slack, 0),
  };
}

const stepAt = ({ steps }: LaidSlot, now: number): LaidStep | null =>
  steps.find(({ from, to }) => from <= now && now < to) ?? null;

/** Minutes, upwards: who is half a minute late is late by one. */
export const minutesLate = (milliseconds: number): number => Math.ceil(milliseconds / MINUTE);
