import type { Exercise } from '../../../core/session/exercise.ts';
import { say } from '../../messages/en.ts';
import { Lines } from './Lines.tsx';
import css from './Sheets.module.css';

/**
 * A card for each seat: who you are, and what is asked of you in each step. They are cut apart, so those of all
 * exercises stand close together, and each says which one it is for.
 */
export function RoleCards({ exercises }: { exercises: readonly Exercise[] }) {
  return (
    <section className={css.sheet}>
      <p className={css.kicker}>
        {say.sheets.roles.title} · {say.sheets.roles.copies}
      </p>
      <div className={css.cards}>
        {exercises.flatMap((exercise) =>
          exercise.seats.map((seat) => (
            <article key={`${exercise.id} ${seat.id}`} className={css.role}>
              <p className={css.fine}>{exercise.title}</p>
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
          )),
        )}
      </div>
    </section>
  );
}
