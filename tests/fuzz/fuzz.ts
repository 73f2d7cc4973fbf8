import type { Exercise } from '../../core/session/exercise.ts';
import { quietCards } from '../../testing/exercises.ts';
import { play, type Sabotage } from './run.ts';
import { sabotages } from './sabotage.ts';
import { writeScenario } from './scenario.ts';
import { compare, judge, type Verdict } from './verdict.ts';

/** One seed: two runs that differ only in what one person hides, each judged, and compared. */
export async function fuzzSeed(seed: number, exercise: Exercise, breaking?: string): Promise<Verdict> {
  const sabotage: Sabotage | undefined = breaking ? sabotages[breaking]?.sabotage : undefined;
  const mend = breaking ? sabotages[breaking]?.install?.() : undefined;
  try {
    const a = await play(writeScenario(seed, 0), exercise, sabotage);
    const b = await play(writeScenario(seed, 1), exercise, sabotage);
    const leaked = compare(a, b);
    const first = await judge(a);
    const second = await judge(b);
    return {
      leaked,
      diverged: [...first.diverged, ...second.diverged],
      lost: [...first.lost, ...second.lost],
    };
  } finally {
    mend?.();
  }
}

async function main(args: string[]): Promise<number> {
  const value = (name: string) => {
    const at = args.indexOf(`--${name}`);
    return at < 0 ? undefined : args[at + 1];
  };
  const seeds = Number(value('seeds') ?? 100);
  const from = Number(value('from') ?? 1);
  const breaking = value('break');
  if (breaking && !sabotages[breaking]) {
    console.error(`--break takes one of ${Object.keys(sabotages).join(', ')}`);
    return 2;
  }
  const exercise = quietCards();
  const total = { diverged: 0, leaked: 0, lost: 0 };
  for (let seed = from; seed < from + seeds; seed++) {
    const verdict = await fuzzSeed(seed, exercise, breaking);
    for (const kind of ['diverged', 'leaked', 'lost'] as const) {
      if (verdict[kind].length === 0) continue;
      total[kind]++;
      if (total.diverged + total.leaked + total.lost <= 5) {
        console.error(`seed ${seed} ${kind}: ${(verdict[kind][0] as string).slice(0, 3000)}`);
      }
    }
  }
  console.log(`seeds ${seeds} diverged ${total.diverged} leaked ${total.leaked} lost ${total.lost}`);
  return total.diverged + total.leaked + total.lost === 0 ? 0 : 1;
}

if (import.meta.main) process.exitCode = await main(process.argv.slice(2));
