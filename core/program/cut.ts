import type { StepId } from '../session/exercise.ts';
import { layDay, MINUTE } from './day.ts';
import { minutesLate, type Standing, standAt } from './late.ts';
import type { Exercises } from './length.ts';
import { type Day, SHORTEST_BREAK, type Slot } from './program.ts';

/** One thing to leave out of a slot. */
export type Cut =
  | { kind: 'step'; slot: string; step: StepId }
  | { kind: 'extensions'; slot: string }
  /** As many rounds as remain. */
  | { kind: 'round'; slot: string; rounds: number }
  /** As many minutes as remain. */
  | { kind: 'break'; slot: string; minutes: number };

export interface Advice {
  standing: Standing;
  /** In the order in which to do them, with the minutes that each saves when those before it are done. */
  cuts: { cut: Cut; saves: number }[];
  /** Minutes that the day is too long even then. */
  short: number;
}

/** The day without it. */
export function applyCut(day: Day, cut: Cut): Day {
  return { ...day, slots: day.slots.map((slot) => (slot.id === cut.slot ? cutSlot(slot, cut) : slot)) };
}

function cutSlot(slot: Slot, cut: Cut): Slot {
  if (cut.kind === 'break') return slot.kind === 'break' ? { ...slot, minutes: cut.minutes } : slot;
  if (slot.kind !== 'exercise') return slot;
  if (cut.kind === 'step') return { ...slot, skips: [...slot.skips, cut.step] };
  if (cut.kind === 'extensions') return { ...slot, extensions: 0 };
  return { ...slot, rounds: cut.rounds };
}

/**
 * What to leave out, so that the day is over when it shall be: first steps that may be skipped, then time for
 * extensions, then rounds, breaks last. Within each, what comes sooner goes first: so everything after it is on time
 * again. Never more than is needed, and nothing that has been begun.
 */
export function adviseCuts(day: Day, zone: string, exercises: Exercises, now: number): Advice {
  const standing = standOf(day, zone, exercises, now);
  const cuts: Advice['cuts'] = [];
  let held = day;
  let left = standing.over;
  for (const find of [findSteps, findExtensions, findRounds, findBreaks]) {
    while (left > 0) {
      const found = find(standOf(held, zone, exercises, now), exercises, now, left)
        .map((cut) => ({ cut, day: applyCut(held, cut) }))
        .map((tried) => ({ ...tried, over: standOf(tried.day, zone, exercises, now).over }))
        .find(({ over }) => over < left);
      if (!found) break;
      cuts.push({ cut: found.cut, saves: Math.round((left - found.over) / MINUTE) });
      held = found.day;
      left = found.over;
    }
  }
  return { standing, cuts, short: Math.max(0, minutesLate(left)) };
}

const standOf = (day: Day, zone: string, exercises: Exercises, now: number): Standing =>
  standAt(layDay(day, zone, exercises), now, exercises);

type Find = (standing: Standing, exercises: Exercises, now: number, left: number) => Cut[];

const findSteps: Find = ({ ahead }, _exercises, now) =>
  ahead.flatMap(({ slot, steps }) => {
    if (slot.kind !== 'exercise' || slot.brief) return [];
    const ids = [...new Set(steps.filter(({ skipIfLate }) => skipIfLate).map(({ id }) => id))];
    return ids
      .filter((id) => steps.every((step) => step.id !== id || step.from > now))
      .map((step): Cut => ({ kind: 'step', slot: slot.id, step }));
  });

const findExtensions: Find = ({ ahead }) =>
  ahead.flatMap(({ slot }): Cut[] =>
    slot.kind === 'exercise' && slot.extensions > 0 ? [{ kind: 'extensions', slot: slot.id }] : [],
  );

const findRounds: Find = ({ ahead }, _exercises, now) =>
  ahead.flatMap(({ slot, steps }): Cut[] => {
    if (slot.kind !== 'exercise' || slot.brief || slot.rounds <= 1) return [];
    const last = steps.filter(({ round }) => round === slot.rounds);
    if (last.length === 0 || last.some(({ from }) => from <= now)) return [];
    return [{ kind: 'round', slot: slot.id, rounds: slot.rounds - 1 }];
  });

const findBreaks: Find = ({ ahead, at }, _exercises, _now, left) =>
  ahead.slice(at < 0 ? 0 : 1).flatMap(({ slot }): Cut[] => {
    if (slot.kind !== 'break' || slot.minutes <= SHORTEST_BREAK) return [];
    const minutes = Math.max(SHORTEST_BREAK, slot.minutes - minutesLate(left));
    return [{ kind: 'break', slot: slot.id, minutes }];
  });
