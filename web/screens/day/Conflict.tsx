import { Button } from '@mantine/core';
import { layDay } from '../../../core/program/day.ts';
import type { Day, Program } from '../../../core/program/program.ts';
import { say } from '../../messages/en.ts';
import css from './Conflict.module.css';
import { sortDays } from './edit.ts';
import type { Known } from './exercises.ts';
import type { KeptProgram, ProgramKeeper } from './useProgram.ts';
import { longDate, timeOn } from './wall.ts';

/** Two versions of one plan, side by side where they differ. Somebody chooses; until then both stay. */
export function Conflict({
  kept,
  keeper,
  known,
}: {
  kept: KeptProgram;
  keeper: ProgramKeeper;
  known: Known;
}) {
  const { draft: program, theirs } = kept;
  if (!program || !theirs) return null;
  return (
    <section className={css.conflict} role="alert" aria-label={say.day.conflict.title}>
      <h2>{say.day.conflict.title}</h2>
      <p>{say.day.conflict.says}</p>
      <div className={css.both}>
        <div>
          <h3>{say.day.conflict.mine}</h3>
          <Version program={program} other={theirs.draft} known={known} />
          <Button onClick={() => keeper.keepMine()}>{say.day.conflict.keepMine}</Button>
        </div>
        <div>
          <h3>{say.day.conflict.theirs}</h3>
          <Version program={theirs.draft} other={program} known={known} />
          <Button variant="default" onClick={() => keeper.takeTheirs()}>
            {say.day.conflict.takeTheirs}
          </Button>
        </div>
      </div>
    </section>
  );
}

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

function Version({ program, other, known }: { program: Program; other: Program; known: Known }) {
  const others = new Map(other.days.map((day) => [day.id, day]));
  const differing = sortDays(program.days).filter((day) => !same(day, others.get(day.id)));
  const renamed =
    program.title !== other.title || program.field !== other.field || program.zone !== other.zone;
  return (
    <div className={css.version}>
      {renamed && <p>{[program.title, program.field, program.zone].join(' · ')}</p>}
      {differing.map((day) => (
        <DayLines key={day.id} day={day} zone={program.zone} known={known} />
      ))}
      {differing.length === 0 && !renamed && <p className="quiet">{say.day.conflict.same}</p>}
    </div>
  );
}

function DayLines({ day, zone, known }: { day: Day; zone: string; known: Known }) {
  return (
    <>
      <p>
        <strong>{longDate(day.date)}</strong> {[day.title, day.place].filter(Boolean).join(' · ')}
      </p>
      <ul>
        {layDay(day, zone, known.exercises).slots.map(({ slot, from }) => (
          <li key={slot.id}>
            {timeOn(from, zone, day.date)} {slot.title}
          </li>
        ))}
      </ul>
    </>
  );
}
