import { Button } from '@mantine/core';
import { say } from '../../messages/en.ts';
import css from './Exercise.module.css';
import type { ExerciseKeeper, KeptExercise } from './useOwnExercise.ts';

/** So many lines are shown from where two versions begin to differ. */
const SHOWN = 6;

/** Two versions of one text. Somebody chooses; until then both stay. */
export function Versions({ kept, keeper }: { kept: KeptExercise; keeper: ExerciseKeeper }) {
  const { draft, theirs } = kept;
  if (draft === null || theirs === null) return null;
  const [mine, other] = [draft.split('\n'), theirs.draft.split('\n')];
  const from = mine.findIndex((line, i) => line !== other[i]);
  const at = from < 0 ? mine.length : from;
  const words = say.exercise.conflict;
  return (
    <section className={css.versions} role="alert" aria-label={words.title}>
      <h2>{words.title}</h2>
      <p>{words.says}</p>
      <p>{words.differs(at + 1)}</p>
      <div className={css.both}>
        <div>
          <h3>{words.mine}</h3>
          <Lines lines={mine.slice(at, at + SHOWN)} label={words.mine} />
          <Button onClick={() => keeper.keepMine()}>{words.keepMine}</Button>
        </div>
        <div>
          <h3>{words.theirs}</h3>
          <Lines lines={other.slice(at, at + SHOWN)} label={words.theirs} />
          <Button variant="default" onClick={() => keeper.takeTheirs()}>
            {words.takeTheirs}
          </Button>
        </div>
      </div>
    </section>
  );
}

function Lines({ lines, label }: { lines: readonly string[]; label: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keys
    <pre tabIndex={0} aria-label={label} role="note">
      {lines.join('\n').trimEnd() || say.exercise.conflict.nothing}
    </pre>
  );
}
