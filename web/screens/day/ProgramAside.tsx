import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'wouter';
import type { Day, Program } from '../../../core/program/program.ts';
import { programs } from '../../http/programs.ts';
import { sentenceOf } from '../../http/requests.ts';
import { say } from '../../messages/en.ts';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { Qr } from '../../ui/Qr.tsx';
import css from './Aside.module.css';
import { sortDays } from './edit.ts';
import { Leads } from './Leads.tsx';
import type { ProgramKeeper } from './useProgram.ts';
import { shortDate } from './wall.ts';
import { ZoneField } from './ZoneField.tsx';

interface ProgramAsideProps {
  id: string;
  program: Program;
  plan: string | null;
  /** The day that is shown. */
  day: string | null;
  today: string;
  keeper: ProgramKeeper;
  onChoose: (day: string) => void;
  onAdd: () => void;
}

/** Everything about the program but the day: paper, calendar, the link for others, the other days, its name and zone. */
export function ProgramAside(props: ProgramAsideProps) {
  const { id, program, plan, day, today, keeper, onChoose, onAdd } = props;
  const [out, setOut] = useState<Day | null>(null);
  const put = (change: Partial<Program>) => keeper.change((held) => ({ ...held, ...change }));
  return (
    <aside className={css.aside} aria-label={say.day.program}>
      <div className={css.takes}>
        {day && (
          <Button component={Link} variant="default" href={`/day/${id}/print?day=${day}`}>
            {say.day.print}
          </Button>
        )}
        <a className="target" href={programs.calendarPath(id)} download>
          {say.day.calendar}
        </a>
      </div>
      <Share id={id} plan={plan} keeper={keeper} />
      <section aria-labelledby="days">
        <h2 id="days">{say.day.days}</h2>
        <ul className={css.days}>
          {sortDays(program.days).map((each) => (
            <li key={each.id}>
              <button
                type="button"
                aria-current={each.id === day ? 'true' : undefined}
                onClick={() => onChoose(each.id)}
              >
                <strong>{each.date === today ? say.day.today : shortDate(each.date)}</strong>{' '}
                <span>{each.title || each.slots[0]?.title || say.day.untitledDay}</span>
              </button>
            </li>
          ))}
        </ul>
        <div className={css.takes}>
          <Button variant="default" size="sm" onClick={onAdd}>
            {say.day.addDay}
          </Button>
          {day && program.days.length > 1 && (
            <Button
              variant="subtle"
              size="sm"
              onClick={() => {
                setOut(program.days.find((each) => each.id === day) ?? null);
                put({ days: program.days.filter((each) => each.id !== day) });
              }}
            >
              {say.day.removeDay}
            </Button>
          )}
        </div>
        {out && (
          <p role="status">
            {say.day.removedDay(shortDate(out.date))}{' '}
            <button
              type="button"
              className={css.link}
              onClick={() => {
                put({ days: [...program.days, out] });
                onChoose(out.id);
                setOut(null);
              }}
            >
              {say.day.putBack}
            </button>
          </p>
        )}
      </section>
      <details className={css.program}>
        <summary>{say.day.program}</summary>
        <TextInput
          label={say.day.create.program}
          maxLength={120}
          value={program.title}
          onChange={(event) => put({ title: event.currentTarget.value })}
        />
        <TextInput
          label={say.day.create.field}
          maxLength={120}
          value={program.field}
          onChange={(event) => put({ field: event.currentTarget.value })}
        />
        <ZoneField value={program.zone} onChange={(zone) => put({ zone })} />
      </details>
      <Leads id={id} />
    </aside>
  );
}

function Share({ id, plan, keeper }: { id: string; plan: string | null; keeper: ProgramKeeper }) {
  const [said, setSaid] = useState<string | null>(null);
  const make = async () => {
    try {
      setSaid(null);
      keeper.setBeside({ plan: (await programs.share(id)).url });
    } catch (failure) {
      setSaid(sentenceOf(failure));
    }
  };
  const close = async () => {
    try {
      await programs.unshare(id);
      keeper.setBeside({ plan: null });
      setSaid(say.day.shareClosed);
    } catch (failure) {
      setSaid(sentenceOf(failure));
    }
  };
  return (
    <details className={css.program}>
      <summary>{say.day.share}</summary>
      <p className="quiet small">{say.day.shareSays}</p>
      {plan ? (
        <>
          <Qr words={plan} label={say.day.shareQr} size={140} />
          <p className="small">{plan}</p>
          <div className={css.takes}>
            <CopyButton words={plan} label={say.link.copy} />
            <Button variant="subtle" size="sm" onClick={() => void close()}>
              {say.day.shareClose}
            </Button>
          </div>
        </>
      ) : (
        <div>
          <Button variant="default" size="sm" onClick={() => void make()}>
            {say.day.shareMake}
          </Button>
        </div>
      )}
      {said && <p role="status">{said}</p>}
    </details>
  );
}
