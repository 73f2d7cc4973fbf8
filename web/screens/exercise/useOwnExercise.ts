import { type Held, Keeper, type Kept } from '../../device/keeper.ts';
import { useKeeper } from '../../device/useKeeper.ts';
import { exercises, type HeldExercise, newerExercise } from '../../http/exercises.ts';

/** What comes with an exercise: the version that others are offered, and what its text may name. */
export type Beside = Pick<HeldExercise, 'offered' | 'surroundings'>;
export type ExerciseKeeper = Keeper<string, Beside>;
export type KeptExercise = Kept<string, Beside>;

const heldFrom = ({ version, source, offered, surroundings }: HeldExercise): Held<string, Beside> => ({
  version,
  draft: source,
  beside: { offered, surroundings },
});

/** The text of one's own exercise in this tab. */
export const useOwnExercise = (id: string): { keeper: ExerciseKeeper; kept: KeptExercise } =>
  useKeeper(
    (device) =>
      new Keeper(`greenball.exercise.${id}`, {
        load: async () => heldFrom(await exercises.load(id)),
        save: (version, source) => exercises.save(id, version, source),
        newer: (refusal) => {
          const theirs = newerExercise(refusal);
          return theirs && heldFrom(theirs);
        },
        ...device,
      }),
  );
