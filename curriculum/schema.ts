import { z } from 'zod';
import type { Complaint, Exercise } from '../core/session/exercise.ts';
import { findFaults } from './checks.ts';
import { type Fault, sayIssues } from './fault.ts';
import { deckForm, exerciseForm } from './form.ts';
import type { Surroundings } from './names.ts';
import { resolveExercise, sumMinutes } from './resolve.ts';

export type Read<T> = { ok: true; value: T } | { ok: false; faults: Fault[] };

/**
 * Reads an exercise from plain data (parsed YAML or JSON). Pure: the deck of complaints and the names of the surfaces
 * are arguments. Never throws; every fault says where it is and what to do.
 */
export function readExercise(raw: unknown, surroundings: Surroundings): Read<Exercise> {
  const parsed = exerciseForm.safeParse(raw, { reportInput: true });
  if (!parsed.success) return { ok: false, faults: sayIssues(parsed.error.issues) };
  const written = parsed.data;
  const exercise = resolveExercise(written, surroundings.deck);
  const faults = findFaults(written, surroundings);
  // With steps that nobody knows there is no sum to speak of.
  if (faults.length === 0) faults.push(...checkMinutes(exercise));
  return faults.length === 0 ? { ok: true, value: exercise } : { ok: false, faults };
}

function checkMinutes(exercise: Exercise): Fault[] {
  const sum = sumMinutes(exercise);
  const { minutes, brief, rounds } = exercise;
  const faults: Fault[] = [];
  if (Math.abs(sum - minutes) > 1e-6) {
    const over = rounds.default === 1 ? '1 round' : `${rounds.default} rounds`;
    const reason = `\`minutes\` says ${minutes}, but the steps over ${over} make ${sum}; leave it out to have the sum`;
    faults.push({ path: ['minutes'], reason });
  }
  if (brief.minutes > sum) {
    const reason = `the short version takes ${brief.minutes} minutes, the whole only ${sum}`;
    faults.push({ path: ['brief', 'minutes'], reason });
  }
  return faults;
}

/** Reads the deck of complaints: a list of `{ key, say, when }`. `when: always` makes one evergreen. */
export function readDeck(raw: unknown): Read<Complaint[]> {
  const parsed = deckForm.safeParse(raw, { reportInput: true });
  if (!parsed.success) return { ok: false, faults: sayIssues(parsed.error.issues) };
  const faults = parsed.data.flatMap(({ key }, i) =>
    parsed.data.findIndex((other) => other.key === key) < i
      ? [{ path: [i, 'key'], reason: `there are two complaints called \`${key}\`` }]
      : [],
  );
  if (faults.length > 0) return { ok: false, faults };
  const value = parsed.data.map(({ key, say, when }) => ({ key, say, evergreen: when === 'always' }));
  return { ok: true, value };
}

/** The JSON Schema of the written form, for editors. */
export function describeForm(): Record<string, unknown> {
  return {
    ...z.toJSONSchema(exerciseForm, { io: 'input' }),
    title: 'Exercise',
    description: 'A workshop as data. docs/guides/add-an-exercise.md says how to write one.',
  };
}
