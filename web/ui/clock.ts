import type { Clock } from '../../core/session/parts.ts';

/** Milliseconds left, negative once the time is up; null where no clock was started. */
export function leftOn(clock: Clock, now: number): number | null {
  if (clock.state === 'running' && clock.endsAt !== null) return clock.endsAt - now;
  return clock.left;
}

/** "11:42". Counts whole seconds, rounding up, so that it shows 0:00 only when nothing is left. */
export function digitsOf(left: number): string {
  const seconds = Math.max(0, Math.ceil(left / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

export type Warning = 'five' | 'one' | 'thirty' | 'over';
const marks: [number, Warning][] = [
  [300_000, 'five'],
  [60_000, 'one'],
  [30_000, 'thirty'],
  [0, 'over'],
];

/** The warning that was passed between two looks at the clock, if any. */
export function warningBetween(before: number | null, after: number | null): Warning | null {
  if (before === null || after === null) return null;
  const passed = marks.filter(([mark]) => before > mark && after <= mark);
  return passed[passed.length - 1]?.[1] ?? null;
}
