import type { Complaint } from '../../core/session/exercise.ts';
import { ask, type Declined, type ExerciseCard } from './requests.ts';

/** An exercise of one's own as it stands on the server. */
export interface HeldExercise {
  id: string;
  version: number;
  source: string;
  /** The version that others are offered; null where none is. */
  offered: number | null;
  /** What its text may name. */
  surroundings: { deck: Complaint[]; surfaces: string[] };
}

/** An own one that can't be used yet. */
export interface FaultyCard {
  id: string;
  title: string;
  faults: number;
  line: number;
}

const of = (exercise: string): string => `/exercises/${encodeURIComponent(exercise)}`;

/** What the server says of the exercises that there are, and of one's own. */
export const exercises = {
  list: () => ask<{ exercises: ExerciseCard[]; drafts: FaultyCard[] }>('GET', '/exercises'),
  copy: async (exercise: string, name: string | undefined) =>
    (await ask<{ exercise: string }>('POST', '/exercises', { of: exercise, name })).exercise,
  keep: async (source: string) =>
    (await ask<{ exercise: string }>('POST', '/exercises', { source })).exercise,
  load: (exercise: string) => ask<HeldExercise>('GET', `${of(exercise)}/draft`),
  save: (exercise: string, version: number, source: string) =>
    ask<{ version: number }>('PUT', `${of(exercise)}/draft`, { version, source }),
  remove: (exercise: string) => ask<{ ok: true }>('DELETE', of(exercise)),
  offer: (exercise: string, version: number) =>
    ask<{ offered: number }>('PUT', `${of(exercise)}/offer`, { version }),
  takeBack: (exercise: string) => ask<{ ok: true }>('DELETE', `${of(exercise)}/offer`),
};

/** The version that stands on the server, where it refused one that was made upon an older. */
export const newerExercise = ({ code, answer }: Declined): HeldExercise | null =>
  code === 'stale' ? ((answer as { theirs?: HeldExercise }).theirs ?? null) : null;
