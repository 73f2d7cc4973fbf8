import type { Program } from '../../../core/program/program.ts';
import { type Held, Keeper, type Kept } from '../../device/keeper.ts';
import { useKeeper } from '../../device/useKeeper.ts';
import { type HeldProgram, newerOne, programs } from '../../http/programs.ts';

/** What comes with a program: where people who take part read it; null while that is closed. */
interface Beside {
  plan: string | null;
}
export type ProgramKeeper = Keeper<Program, Beside>;
export type KeptProgram = Kept<Program, Beside>;

const heldFrom = ({ version, program, plan }: HeldProgram): Held<Program, Beside> => ({
  version,
  draft: program,
  beside: { plan },
});

/** A program in this tab. */
export const useProgram = (id: string): { keeper: ProgramKeeper; kept: KeptProgram } =>
  useKeeper(
    (device) =>
      new Keeper(`greenball.program.${id}`, {
        load: async () => heldFrom(await programs.load(id)),
        save: (version, program) => programs.save(id, version, program),
        newer: (refusal) => {
          const theirs = newerOne(refusal);
          return theirs && heldFrom(theirs);
        },
        ...device,
      }),
  );
