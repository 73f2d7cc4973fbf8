import type { LaidDay, LaidSlot } from '../../../core/program/day.ts';
import { type Exercises, exerciseFor } from '../../../core/program/length.ts';
import type { Day, Program } from '../../../core/program/program.ts';
import { say } from '../../messages/en.ts';
import { longDate, timeOn } from '../day/wall.ts';
import css from './Sheets.module.css';

interface RunSheetProps {
  program: Program;
  day: Day;
  laid: LaidDay;
  exercises: Exercises;
}

/** For whoever leads: when, what, what to say, what to skip. */
export function RunSheet({ program, day, laid, exercises }: RunSheetProps) {
  const words = say.sheets.run;
  const time = (instant: number) => timeOn(instant, program.zone, day.date);
  return (
    <section className={`${css.sheet} ${css.run}`}>
      <p className={css.kicker}>
        {words.title} · {program.title} · {words.about(program.field)}
      </p>
      <h2>{longDate(day.date)}</h2>
      <p>{[day.title, day.place, say.create.modes[day.mode], program.zone].filter(Boolean).join(' · ')}</p>
      {laid.slots.map((each) => (
        <SlotLines key={each.slot.id} laid={each} time={time} exercises={exercises} />
      ))}
      <p className={css.over}>{words.over(time(laid.to))}</p>
      <p className={css.fine}>
        {words.late} {words.estimates}
      </p>
    </section>
  );
}

function SlotLines({
  laid,
  time,
  exercises,
}: {
  laid: LaidSlot;
  time: (instant: number) => string;
  exercises: Exercises;
}) {
  const words = say.sheets.run;
  const { slot, steps } = laid;
  const exercise = slot.kind === 'exercise' ? exerciseFor(slot, exercises) : null;
  const rounds = Math.max(0, ...steps.map(({ round }) => round));
  return (
    <div className={css.runSlot}>
      <h3>
        <span className={css.runTime}>{time(laid.from)}</span> {slot.title}{' '}
        <small>{say.day.takes(laid.work + laid.slack)}</small>
      </h3>
      {slot.kind === 'exercise' && !exercise && <p>{words.paper}</p>}
      {exercise &&
        steps.map((laidStep, i) => {
          const step = exercise.steps.find(({ id }) => id === laidStep.id);
          const again = steps.findIndex(({ id }) => id === laidStep.id) < i;
          return (
            <div key={`${laidStep.id} ${laidStep.round}`} className={css.runStep}>
              <span className={css.runTime}>{time(laidStep.from)}</span>
              <p>
                <strong>{laidStep.title}</strong>{' '}
                <small>
                  {[
                    rounds > 1 && exercise.rounds.of.includes(laidStep.id)
                      ? words.round(laidStep.round, rounds)
                      : '',
                    step?.pace === 'room' ? words.you : words.groups,
                    laidStep.skipIfLate ? words.skip : '',
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </small>
                {!again && step && <span className={css.aloud}>{step.leadSays}</span>}
              </p>
            </div>
          );
        })}
      {exercise && (
        <p className={`${css.runStep} ${css.last}`}>
          <span />
          <span className={css.fine}>
            {words.early}: {exercise.extensions.map(({ title }) => title).join('; ')}.
          </span>
        </p>
      )}
    </div>
  );
}
