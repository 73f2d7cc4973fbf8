import type { Complaint } from '../core/session/exercise.ts';
import { LISTENER } from '../core/session/seats.ts';
import type { Fault } from './fault.ts';
import type { WrittenExercise } from './form.ts';

export interface Surroundings {
  deck: readonly Complaint[];
  /** Names of the surfaces that there are: the folders of `surfaces/`. */
  surfaces: readonly string[];
}

export type Names = Record<'seat' | 'kind' | 'step' | 'surface', { all: Set<string>; list: string }>;

/** What an exercise may name. */
export function namesIn(written: WrittenExercise, { surfaces }: Surroundings): Names {
  const seats = written.seats.map((seat) => seat.id);
  // A latecomer listens in any exercise, whether or not it has a seat of that name.
  const open = written.group.size > 1 ? [LISTENER] : [];
  const names = (from: readonly string[]) => ({
    all: new Set(from),
    list: [...new Set(from)].join(', ') || 'none',
  });
  return {
    seat: names(['everyone', ...seats, ...open]),
    kind: names(Object.keys(written.kinds)),
    step: names(written.steps.map((step) => step.id)),
    surface: names([...surfaces].sort()),
  };
}

/** A fault where `name` is none of the things that there are. */
export function checkName(names: Names, what: keyof Names, name: string, path: Fault['path']): Fault[] {
  if (names[what].all.has(name)) return [];
  return [{ path, reason: `there is no ${what} \`${name}\` here; there is: ${names[what].list}` }];
}
