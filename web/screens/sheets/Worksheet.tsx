import type { Exercise, FieldSpec, Kind, Step } from '../../../core/session/exercise.ts';
import { say } from '../../messages/en.ts';
import { Lines } from './Lines.tsx';
import css from './Sheets.module.css';

/** Ruled lines for each minute of writing, and how few or many there are at any rate. */
const LINES_A_MINUTE = 0.6;
const FEWEST = 3;
const MOST = 10;

/** An exercise on paper: what each seat is told in each step, and space for what they write. */
export function Worksheet({ exercise }: { exercise: Exercise }) {
  const words = say.sheets.worksheet;
  const { rounds } = exercise;
  return (
    <section className={css.sheet}>
      <p className={css.kicker}>
        {exercise.purpose} {words.keep}: <em>{exercise.tracks}</em>
      </p>
      <h2>{exercise.title}</h2>
      {rounds.of.length > 0 && rounds.default > 1 && (
        <p className={css.fine}>{words.rounds(rounds.default)}</p>
      )}
      <p className={css.blank}>{words.names}</p>
      {exercise.input === 'passage' && <p className={css.blank}>{words.passage}</p>}
      {exercise.steps.map((step) => (
        <StepOnPaper key={step.id} step={step} exercise={exercise} />
      ))}
      <div className={`${css.step} ${css.whole}`}>
        <h3>{words.early}</h3>
        {exercise.extensions.map(({ title, say: told }) => (
          <p key={title}>
            <strong>{title}.</strong> {told}
          </p>
        ))}
      </div>
    </section>
  );
}

function StepOnPaper({ step, exercise }: { step: Step; exercise: Exercise }) {
  const words = say.sheets.worksheet;
  const written = [...new Set(Object.values(step.writes).flat())];
  const nameOf = (seat: string) => exercise.seats.find(({ id }) => id === seat)?.name;
  const lines = Math.round(
    Math.min(MOST, Math.max(FEWEST, (step.minutes * LINES_A_MINUTE) / Math.max(1, written.length))),
  );
  return (
    <div className={css.step}>
      <div className={css.whole}>
        <h3>
          {step.title} <small>{words.minutes(step.minutes)}</small>
        </h3>
        {Object.entries(step.says).map(([seat, told]) => (
          <div key={seat} className={css.told}>
            {nameOf(seat) && <strong>{nameOf(seat)}</strong>}
            <Lines words={told} />
          </div>
        ))}
      </div>
      {written.map((id) => {
        const kind = exercise.kinds[id];
        return kind ? <Space key={id} kind={kind} lines={lines} hidden={step.sees[id] === 'own'} /> : null;
      })}
    </div>
  );
}

function Space({ kind, lines, hidden }: { kind: Kind; lines: number; hidden: boolean }) {
  const words = say.sheets.worksheet;
  return (
    <>
      <div className={css.whole}>
        <p className={css.kind}>
          <strong>{kind.name}</strong> <small>{words.like(kind.example)}</small>
        </p>
        {hidden && <p className={css.fine}>{words.private}</p>}
        {Object.entries(kind.fields).map(([name, spec]) => (
          <p key={name} className={css.field}>
            {spec.label}{' '}
            {answersOn(spec).map((answer) => (
              <span key={answer}>☐ {answer}</span>
            ))}
          </p>
        ))}
        <Ruled count={FEWEST} />
      </div>
      {/* The rest may go on overleaf: a page that is half empty is worse. */}
      <Ruled count={lines - FEWEST} />
    </>
  );
}

function Ruled({ count }: { count: number }) {
  return Array.from({ length: count }, (_, i) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: ruled lines are all alike.
    <div key={i} className={css.ruled} />
  ));
}

function answersOn(spec: FieldSpec): string[] {
  if (spec.type === 'choice') return spec.options.map(({ label }) => label);
  if (spec.type === 'words') return [];
  return Array.from({ length: spec.to - spec.from + 1 }, (_, i) => String(spec.from + i));
}
