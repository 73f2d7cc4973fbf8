import { MINUTE } from './day.ts';

export const DAY = 24 * 60 * MINUTE;

/** Days after which an exercise comes back: after the first time, after the first repeat, and so on; the last one stays. */
export const REPEATS = [2, 7, 21, 60, 150] as const;

/** How much sooner than due a repeat may be and still count: whoever is a few hours early is on time. */
export const EARLY = DAY / 2;

/** A gap is long when it is three times as long as it should have been, and at least this long. */
const LONG_GAP = 30 * DAY;

/** How an exercise stands with one person. */
export interface Repeat {
  /** Which of REPEATS is waited for. */
  step: number;
  /** When it was done last so that it counted, milliseconds since 1970. */
  last: number;
  due: number;
}

const waitOf = (step: number): number => (REPEATS[step] ?? 0) * DAY;

/** Where somebody stands who finished an exercise at these instants, in whatever order; null for never. */
export function repeatAfter(finished: readonly number[]): Repeat | null {
  const [first, ...later] = [...finished].sort((a, b) => a - b);
  if (first === undefined) return null;
  let step = 0;
  let last = first;
  for (const at of later) {
    const wait = waitOf(step);
    // Again on the same afternoon is good for the day, and teaches nothing about how long it lasts.
    if (at - last < wait - EARLY) continue;
    const long = at - last > Math.max(3 * wait, LONG_GAP);
    step = long ? Math.max(0, step - 1) : Math.min(REPEATS.length - 1, step + 1);
    last = at;
  }
  return { step, last, due: last + waitOf(step) };
}

/** Until when somebody put an exercise off; null: for good. */
export type PutOff = number | null;

export interface Queued extends Repeat {
  exercise: string;
  /** How often it was done at all. */
  times: number;
}

export interface Queue {
  /** What is due, the longest overdue first. */
  due: Queued[];
  /** What comes later, the soonest first. */
  later: Queued[];
  /** What somebody doesn't want to come back, by its id. */
  left: Queued[];
}

/** One person's queue at an instant: `finished` by exercise, `putOff` what they put off themselves. */
export function queueAt(
  now: number,
  finished: ReadonlyMap<string, readonly number[]>,
  putOff: ReadonlyMap<string, PutOff>,
): Queue {
  const queue: Queue = { due: [], later: [], left: [] };
  for (const [exercise, instants] of finished) {
    const repeat = repeatAfter(instants);
    if (!repeat) continue;
    const until = putOff.get(exercise);
    const due = Math.max(repeat.due, until ?? repeat.due);
    const queued = { ...repeat, due, exercise, times: instants.length };
    if (until === null) queue.left.push(queued);
    else if (due <= now) queue.due.push(queued);
    else queue.later.push(queued);
  }
  const bySoonest = (a: Queued, b: Queued): number =>
    a.due - b.due || (a.exercise < b.exercise ? -1 : a.exercise > b.exercise ? 1 : 0);
  queue.due.sort(bySoonest);
  queue.later.sort(bySoonest);
  queue.left.sort((a, b) => (a.exercise < b.exercise ? -1 : 1));
  return queue;
}
