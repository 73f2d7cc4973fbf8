import { Button } from '@mantine/core';
import { type Advice, applyCut, type Cut } from '../../../core/program/cut.ts';
import { type LaidDay, MINUTE } from '../../../core/program/day.ts';
import { minutesLate } from '../../../core/program/late.ts';
import type { Day } from '../../../core/program/program.ts';
import { wallAt } from '../../../core/program/zone.ts';
import { say } from '../../messages/en.ts';
import css from './LateStrip.module.css';

interface LateStripProps {
  advice: Advice;
  day: Day;
  laid: LaidDay;
  zone: string;
  now: number;
  onChange: (change: (day: Day) => Day) => void;
}

/** Where the day stands by the clock, and where it is late what to cut, in which order, and what that saves. */
export function LateStrip({ advice, day, laid, zone, now, onChange }: LateStripProps) {
  const { standing, cuts, short } = advice;
  const words = say.day.late;
  const time = (instant: number) => wallAt(instant, zone).time;
  const name = (cut: Cut) => nameCut(cut, day, laid);
  const over = minutesLate(standing.over);
  // Some seconds behind is on time.
  const behind = Math.floor(standing.behind / MINUTE);
  return (
    <section className={css.strip} data-late={over > 0} aria-label={words.now(time(now))}>
      <p className={css.now}>
        {words.now(time(now))} {sayExpected(advice, laid, time, now)}
      </p>
      {standing.at < 0 && now >= laid.from && <p>{words.nothing}</p>}
      {standing.at >= 0 && over <= 0 && (
        <p>{behind > 0 ? words.behind(behind, time(laid.end)) : words.onTime}</p>
      )}
      {over > 0 && (
        <>
          <p>
            <strong>{words.over(over, time(standing.ends))}</strong>
          </p>
          {cuts.length > 0 && (
            <>
              <p className="quiet">{words.cutThis}</p>
              <ol className={css.cuts}>
                {cuts.map(({ cut, saves }) => (
                  <li key={`${cut.kind} ${cut.slot} ${name(cut)}`}>
                    <span>
                      {name(cut)} · <strong>{words.saves(saves)}</strong>
                    </span>
                    <Button
                      variant="default"
                      size="sm"
                      aria-label={words.cutOf(name(cut))}
                      onClick={() => onChange((held) => applyCut(held, cut))}
                    >
                      {words.cut}
                    </Button>
                  </li>
                ))}
              </ol>
              {cuts.length > 1 && (
                <div>
                  <Button
                    onClick={() => onChange((held) => cuts.reduce((so, { cut }) => applyCut(so, cut), held))}
                  >
                    {words.cutAll}
                  </Button>
                </div>
              )}
            </>
          )}
          {cuts.some(({ cut }) => isOpen(cut, day)) && <p>{words.open}</p>}
          {short > 0 && <p>{words.short(short)}</p>}
          {standing.slack >= over && <p className="quiet">{words.slack(standing.slack)}</p>}
        </>
      )}
    </section>
  );
}

function sayExpected({ standing }: Advice, laid: LaidDay, time: (at: number) => string, now: number): string {
  const words = say.day.late;
  if (now < laid.from) return words.before(time(laid.from));
  if (!standing.expected) return words.after;
  const { step, laid: at } = standing.expected;
  return step ? words.at(step.title, at.slot.title) : words.atSlot(at.slot.title);
}

function nameCut(cut: Cut, day: Day, laid: LaidDay): string {
  const title = day.slots.find(({ id }) => id === cut.slot)?.title ?? '';
  const words = say.day.late;
  if (cut.kind === 'extensions') return words.extensions(title);
  if (cut.kind === 'round') return words.round(cut.rounds, title);
  if (cut.kind === 'break') return words.break(cut.minutes, title);
  const steps = laid.slots.find(({ slot }) => slot.id === cut.slot)?.steps ?? [];
  return words.step(steps.find(({ id }) => id === cut.step)?.title ?? cut.step, title);
}

/** A workshop keeps the steps and rounds that it was opened with. */
function isOpen(cut: Cut, day: Day): boolean {
  const slot = day.slots.find(({ id }) => id === cut.slot);
  return (cut.kind === 'step' || cut.kind === 'round') && slot?.kind === 'exercise' && slot.session !== null;
}
