import { type Exercise, keepSteps, layPlan, type Step, type StepId, shorten } from '../session/exercise.ts';
import type { ExerciseSlot, Slot } from './program.ts';

/** Exercises by id: those that this Greenball has. */
export type Exercises = ReadonlyMap<string, Exercise>;

/** Of a hundred minutes fifteen more: nothing that people do together ends on time by itself. */
const SLACK_PERCENT = 15;

/** What a slot takes, minutes. */
export interface Length {
  work: number;
  /** On top of the work. Breaks have none: they end when they end. */
  slack: number;
}

/** The exercise as this slot runs it: the short version, or without what is left out. */
export function exerciseFor(slot: ExerciseSlot, exercises: Exercises): Exercise | null {
  const found = exercises.get(slot.exercise);
  if (!found) return null;
  if (slot.brief) return shorten(found);
  const kept = (id: StepId) => !slot.skips.includes(id) || !isSkippable(found, id);
  // Somebody may have left out all there is, in a file that was changed since: then nothing is left out.
  return found.steps.some(({ id }) => kept(id)) ? keepSteps(found, kept) : found;
}

export const isSkippable = (exercise: Exercise, id: StepId): boolean =>
  exercise.steps.some((step) => step.id === id && step.skipIfLate === true);

/** The way through a slot's exercise: its steps in their order, once for each time that they are done. */
export function stepsOf(slot: ExerciseSlot, exercises: Exercises): { step: Step; round: number }[] {
  const exercise = exerciseFor(slot, exercises);
  if (!exercise) return [];
  return layPlan(exercise, slot.brief ? 1 : slot.rounds).flatMap((stop) => {
    const step = exercise.steps.find(({ id }) => id === stop.step);
    return step ? [{ step, round: stop.round }] : [];
  });
}

export function lengthOf(slot: Slot, exercises: Exercises): Length {
  const work = workOf(slot, exercises);
  if (slot.kind === 'break') return { work, slack: 0 };
  // Whole minutes, upwards; in whole percents, so that no fraction of a binary number adds a minute of its own.
  return { work, slack: Math.ceil((work * (100 + SLACK_PERCENT)) / 100) - work };
}

function workOf(slot: Slot, exercises: Exercises): number {
  if (slot.kind !== 'exercise') return slot.minutes;
  const exercise = exerciseFor(slot, exercises);
  if (!exercise) return slot.minutes + slot.extensions;
  if (slot.brief) return exercise.minutes + slot.extensions;
  return stepsOf(slot, exercises).reduce((sum, { step }) => sum + step.minutes, slot.extensions);
}
