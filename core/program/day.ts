import type { StepId } from '../session/exercise.ts';
import { type Exercises, type Length, lengthOf, stepsOf } from './length.ts';
import type { Day, Slot } from './program.ts';
import { instantOf, shiftDate } from './zone.ts';

export const MINUTE = 60_000;

/** A slot with the instants between which it lies. */
export interface LaidSlot extends Length {
  slot: Slot;
  from: number;
  to: number;
  /** The steps of an exercise within; their share of the slack lies in them. */
  steps: LaidStep[];
}

export interface LaidStep {
  id: StepId;
  title: string;
  round: number;
  from: number;
  to: number;
  skipIfLate: boolean;
}

export interface LaidDay {
  slots: LaidSlot[];
  from: number;
  /** When the last slot is over. */
  to: number;
  /** When the day shall be over. */
  end: number;
}

/** Lays a day's slots end to end. Instants are milliseconds: a slot over a change of clocks is as long as any other. */
export function layDay(day: Day, zone: string, exercises: Exercises): LaidDay {
  const { date, start, end } = day;
  const from = instantOf({ date, time: start }, zone);
  const slots = laySlots(day.slots, from, exercises);
  const endDate = end > start ? date : shiftDate(date, 1);
  return { slots, from, to: slots.at(-1)?.to ?? from, end: instantOf({ date: endDate, time: end }, zone) };
}

export function laySlots(slots: readonly Slot[], start: number, exercises: Exercises): LaidSlot[] {
  let at = start;
  return slots.map((slot) => {
    const length = lengthOf(slot, exercises);
    const from = at;
    at += (length.work + length.slack) * MINUTE;
    return { slot, ...length, from, to: at, steps: laySteps(slot, from, at, exercises) };
  });
}

function laySteps(slot: Slot, from: number, to: number, exercises: Exercises): LaidStep[] {
  if (slot.kind !== 'exercise') return [];
  const stops = stepsOf(slot, exercises);
  const whole = stops.reduce((sum, { step }) => sum + step.minutes, slot.extensions);
  let done = 0;
  const instant = () => Math.round(from + ((to - from) * done) / whole);
  return stops.map(({ step, round }) => {
    const begins = instant();
    done += step.minutes;
    const { id, title } = step;
    return { id, title, round, from: begins, to: instant(), skipIfLate: step.skipIfLate === true };
  });
}

/** Minutes of a day by what they are for. */
export interface Totals {
  work: number;
  breaks: number;
  slack: number;
  /** From the end of the last slot to the end of the day; negative where there is too much in it. */
  spare: number;
}

export function totalsOf({ slots, to, end }: LaidDay): Totals {
  const sum = (of: (laid: LaidSlot) => number) => slots.reduce((so, laid) => so + of(laid), 0);
  return {
    work: sum(({ slot, work }) => (slot.kind === 'break' ? 0 : work)),
    breaks: sum(({ slot, work }) => (slot.kind === 'break' ? work : 0)),
    slack: sum(({ slack }) => slack),
    spare: (end - to) / MINUTE,
  };
}
