import type { Clock } from '../../core/stream/clock.ts';

/** Longest time that Node's timers take, milliseconds. */
const LONGEST = 2 ** 31 - 1;

/** The machine's clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  at(instant, wake) {
    const timer = setTimeout(wake, Math.min(LONGEST, Math.max(0, instant - Date.now())));
    return () => clearTimeout(timer);
  },
};

/** Commits and broadcasts happen on a grid of instants, so that no hidden act can shift when others hear something. */
export const TICK = 16;
/** `phase` keeps two kinds of ticks from falling on one instant, where the order of asking would decide who is first. */
export const nextTick = (now: number, tick = TICK, phase = 0): number =>
  (Math.floor((now - phase) / tick) + 1) * tick + phase;
