import type { Exercise, Step } from '../../../core/session/exercise.ts';
import { say } from '../../messages/en.ts';
import css from './Exercise.module.css';
import type { Reading } from './useReading.ts';

/** What people are going to do and read, step by step, as the text has it now. */
export function Preview({ reading }: { reading: Reading | null }) {
  const exercise = reading?.exercise ?? null;
  return (
    <section className={css.preview} aria-labelledby="steps">
      <h2 id="steps">{say.exercise.steps}</h2>
      {exercise === null ? (
        <p className="quiet">{say.exercise.noSteps}</p>
      ) : (
        <>
          <p className="quiet small">
            {say.exercise.sum(exercise.minutes, exercise.group.size)}
            {reading && reading.faults.length > 0 && <strong> · {say.exercise.asBefore}</strong>}
          </p>
          <ol>
            {exercise.steps.map((step) => (
              <StepShown key={step.id} step={step} exercise={exercise} />
            ))}
          </ol>
        </>
      )}
    </section>
  );
}

function StepShown({ step, exercise }: { step: Step; exercise: Exercise }) {
  const nameOf = (seat: string) =>
    exercise.seats.find(({ id }) => id === seat)?.name ?? say.exercise.toEveryone;
  const told = Object.entries(step.says);
  const asked = [...new Set(Object.values(step.writes).flat())].flatMap((kind) => {
    const name = exercise.kinds[kind]?.name;
    return name ? [say.exercise.writes(name, say.exercise.sees[step.sees[kind] ?? 'own'])] : [];
  });
  return (
    <li>
      <h3>{step.title}</h3>
      <p className="quiet small">
        {say.exercise.takes(
          step.minutes,
          exercise.rounds.of.includes(step.id) && exercise.rounds.default > 1,
        )}
      </p>
      {told.map(([seat, words]) => (
        <p key={seat}>
          {told.length > 1 && <strong>{nameOf(seat)}: </strong>}
          {words}
        </p>
      ))}
      {asked.map((line) => (
        <p key={line} className={`quiet small ${css.asked}`}>
          {line}
        </p>
      ))}
    </li>
  );
}
