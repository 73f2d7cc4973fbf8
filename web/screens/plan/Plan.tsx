import { useEffect, useState } from 'react';
import type { Timetable } from '../../../core/program/timetable.ts';
import { wallAt } from '../../../core/program/zone.ts';
import { programs } from '../../http/programs.ts';
import { Declined } from '../../http/requests.ts';
import { say } from '../../messages/en.ts';
import { DeadEnd, Unreachable } from '../../ui/DeadEnd.tsx';
import { Page } from '../../ui/Page.tsx';
import { Waiting } from '../../ui/Waiting.tsx';
import { longDate, ownZone, timeOn } from '../day/wall.ts';
import css from './Plan.module.css';

/** What, when and where, for whoever has the link: today first. */
export default function Plan({ token }: { token: string }) {
  const [table, setTable] = useState<Timetable | null>(null);
  const [failed, setFailed] = useState<'missing' | 'unreachable' | null>(null);
  useEffect(() => {
    programs.plan(token).then(setTable, (error: unknown) => {
      setFailed(error instanceof Declined && error.status === 404 ? 'missing' : 'unreachable');
    });
  }, [token]);
  if (failed === 'missing') return <DeadEnd title={say.plan.missing} says={say.plan.missingSays} />;
  if (failed) return <Unreachable />;
  if (!table) return <Waiting />;
  const today = wallAt(Date.now(), table.zone).date;
  const coming = table.days.filter(({ date }) => date >= today);
  const past = table.days.filter(({ date }) => date < today);
  const zone = ownZone();
  return (
    <Page>
      <div className={css.plan}>
        <div>
          <h1>{table.title}</h1>
          <p className="quiet">
            {say.plan.says(table.field)} {say.plan.zone(table.zone)}{' '}
            {zone !== table.zone && say.plan.otherZone(zone)}
          </p>
          <p className={`${css.calendar} no-print`}>
            <a className="target" href={programs.planCalendarPath(token)} download>
              {say.plan.calendar}
            </a>
          </p>
        </div>
        {table.days.length === 0 && <p className="quiet">{say.plan.empty}</p>}
        {coming.map((day) => (
          <DayPlan key={day.id} day={day} zone={table.zone} own={zone} isToday={day.date === today} />
        ))}
        {past.length > 0 && (
          <details open={coming.length === 0}>
            <summary>{say.plan.past}</summary>
            <div className={css.past}>
              {past.map((day) => (
                <DayPlan key={day.id} day={day} zone={table.zone} own={zone} isToday={false} />
              ))}
            </div>
          </details>
        )}
        {table.days.length > 0 && <p className="quiet small">{say.plan.estimates}</p>}
      </div>
    </Page>
  );
}

interface DayPlanProps {
  day: Timetable['days'][number];
  zone: string;
  /** The reader's own. */
  own: string;
  isToday: boolean;
}

function DayPlan({ day, zone, own, isToday }: DayPlanProps) {
  const last = day.slots.at(-1);
  return (
    <section className={css.day} data-today={isToday}>
      <h2>
        {isToday && `${say.plan.today}, `}
        {longDate(day.date)}
      </h2>
      {day.title && <p className={css.title}>{day.title}</p>}
      <p className="quiet">{[day.place || null, say.create.modes[day.mode]].filter(Boolean).join(' · ')}</p>
      <ol className={css.slots}>
        {day.slots.map((slot) => {
          const theirs = timeOn(slot.from, zone, day.date);
          const yours = wallAt(slot.from, own).time;
          return (
            <li key={slot.id} data-kind={slot.kind}>
              <span className={css.time}>{theirs}</span>
              <span>
                {slot.title}
                {yours !== wallAt(slot.from, zone).time && (
                  <span className="quiet small"> {say.plan.yours(yours)}</span>
                )}
              </span>
            </li>
          );
        })}
      </ol>
      <p className="quiet">{last ? say.plan.over(timeOn(last.to, zone, day.date)) : say.plan.nothing}</p>
    </section>
  );
}
