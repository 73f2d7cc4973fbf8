import { heldNote } from '../../core/session/decide/pace.ts';
import type { Exercise, Stop } from '../../core/session/exercise.ts';

/** The note that stood ready earlier in the same round and isn't the one that stands ready now: the example. */
export function earlierHeld(
  exercise: Exercise,
  plan: readonly Stop[],
  at: number,
  group: string,
  again = 0,
): { kind: string; note: string } | null {
  const now = plan[at];
  const holds = (stop: Stop) => exercise.steps.find(({ id }) => id === stop.step)?.holds ?? null;
  if (!now) return null;
  for (let i = at - 1; i >= 0; i--) {
    const stop = plan[i] as Stop;
    const kind = holds(stop);
    if (stop.round === now.round && kind && kind !== holds(now))
      return { kind, note: heldNote(group, stop.round, kind, again) };
  }
  return null;
}
