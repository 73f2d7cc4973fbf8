import type { Exercise } from '../../../core/session/exercise.ts';
import { say } from '../../messages/en.ts';
import { Lines } from './Lines.tsx';
import css from './Sheets.module.css';

/** A card for each seat: who you are, and what is asked of you in each step. Small sets share a page. */
export function RoleCards({ exercises }: { exercises: readonly Exercise[] }) {
  return (
    <section className={css.sheet}>
      {exercises.map((exercise) => (
        <div key={exercise.id} className={css.set}>
          <p className={css.kicker}>
            {say.sheets.roles.title(exercise.title)} · {say.sheets.roles.copies}
          </p>
          <div className={css.cards}>
            {exercise.seats.map((seat) => (
              <article key={seat.id} className={css.role}>
                <h2>{seat.name}</h2>
                <p className={css.does}>{seat.does}</p>
                <p className={css.fine}>
                  {say.sheets.worksheet.keep}: {exercise.tracks}
                </p>
                {exercise.steps.map((step) => {
                  const words = step.says[seat.id];
                  return words ? (
                    <div key={step.id}>
                      <h3>{step.title}</h3>
                      <Lines words={words} />
                    </div>
                  ) : null;
                })}
              </article>
            ))}
          </div>
        </div>
      ))}
    </section>
  );
}
