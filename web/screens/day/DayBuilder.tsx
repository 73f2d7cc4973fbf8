import { useState } from 'react';
import { useLocation } from 'wouter';
import { adviseCuts } from '../../../core/program/cut.ts';
import { type LaidDay, type LaidSlot, layDay, MINUTE, totalsOf } from '../../../core/program/day.ts';
import type { Standing } from '../../../core/program/late.ts';
import { exerciseFor } from '../../../core/program/length.ts';
import type { Day, Program, Slot } from '../../../core/program/program.ts';
import { wallAt } from '../../../core/program/zone.ts';
import { programs } from '../../http/programs.ts';
import { sentenceOf } from '../../http/requests.ts';
import { say } from '../../messages/en.ts';
import { AddSlots } from './AddSlots.tsx';
import css from './Day.module.css';
import { DayDetails } from './DayDetails.tsx';
import { changeDay, changeSlot, moveSlot, putSlot, removeSlot } from './edit.ts';
import type { Known } from './exercises.ts';
import { LateStrip } from './LateStrip.tsx';
import { SlotRow } from './SlotRow.tsx';
import type { ProgramKeeper } from './useProgram.ts';
import { longDate, timeOn } from './wall.ts';

/** The day's page shows how late it is from this long before it begins to this long after it should be over. */
const AROUND = 60 * MINUTE;
/** How long before its time somebody who opens a workshop means to begin it. */
const EARLY = 10 * MINUTE;

interface DayBuilderProps {
  programId: string;
  program: Program;
  day: Day;
  known: Known;
  now: number;
  keeper: ProgramKeeper;
}

/** One day: when and where, what is in it, how it adds up; while it runs, where it stands and what to cut. */
export function DayBuilder({ programId, program, day, known, now, keeper }: DayBuilderProps) {
  const [, go] = useLocation();
  const [out, setOut] = useState<{ slot: Slot; at: number } | null>(null);
  const [said, setSaid] = useState('');
  const [busy, setBusy] = useState<string | null>(null);
  const [error, setError] = useState<string | null>(null);
  const { zone } = program;
  const laid = layDay(day, zone, known.exercises);
  const live = day.slots.length > 0 && now > laid.from - AROUND && now < Math.max(laid.to, laid.end) + AROUND;
  const advice = live ? adviseCuts(day, zone, known.exercises, now) : null;
  const edit = (change: (day: Day) => Day) => keeper.change((held) => changeDay(held, day.id, change));
  const change = (slot: string, how: (slot: Slot) => Slot) => edit((held) => changeSlot(held, slot, how));

  const move = (slot: Slot, to: number) => {
    edit((held) => moveSlot(held, slot.id, to));
    const place = Math.max(0, Math.min(to, day.slots.length - 1));
    setSaid(say.day.moved(slot.title, place + 1, day.slots.length));
  };
  const begin = (slot: Slot) => change(slot.id, (held) => ({ ...held, began: held.began ?? Date.now() }));
  const open = async (slot: Slot) => {
    setBusy(slot.id);
    setError(null);
    try {
      if (live && beginsNow(laid, slot, Date.now())) begin(slot);
      if (!(await keeper.flush())) return;
      const { session } = await programs.openSlot(programId, slot.id);
      go(`/s/${session}`);
    } catch (failure) {
      setError(sentenceOf(failure));
    } finally {
      setBusy(null);
    }
  };

  const next = advice ? placeNow(advice.standing, now, day.slots.length) : -1;
  const { work, breaks, slack, spare } = totalsOf(laid);
  const end = timeOn(laid.end, zone, day.date);
  return (
    <div className={css.day}>
      <div>
        <p className={`quiet ${css.kicker}`}>
          {[wallAt(now, zone).date === day.date ? say.day.today : null, program.title, program.field]
            .filter(Boolean)
            .join(' · ')}
        </p>
        <h1>{longDate(day.date)}</h1>
        {day.title && <p className={css.title}>{day.title}</p>}
        <DayDetails day={day} end={end} onChange={edit} />
      </div>
      {advice && <LateStrip advice={advice} day={day} laid={laid} zone={zone} now={now} onChange={edit} />}
      {error && (
        <p role="alert" className={css.refusal}>
          {error}
        </p>
      )}
      {day.slots.length === 0 && <p className={css.empty}>{say.day.empty}</p>}
      <ol className={css.slots} aria-label={say.day.slots}>
        {laid.slots.map((each, i) => (
          <SlotRow
            key={each.slot.id}
            laid={each}
            exercise={each.slot.kind === 'exercise' ? exerciseFor(each.slot, known.exercises) : null}
            whole={each.slot.kind === 'exercise' ? (known.exercises.get(each.slot.exercise) ?? null) : null}
            place={i}
            count={day.slots.length}
            times={{ from: timeOn(each.from, zone, day.date), to: timeOn(each.to, zone, day.date) }}
            begun={each.slot.began === null ? null : wallAt(each.slot.began, zone).time}
            likely={likelyTime(advice?.standing ?? null, each, zone, day.date)}
            live={live}
            next={i === next}
            busy={busy === each.slot.id}
            onMove={(to) => move(each.slot, to)}
            onDropped={(id, to) => {
              const slot = day.slots.find((one) => one.id === id);
              if (slot) move(slot, to);
            }}
            onChange={(how) => change(each.slot.id, how)}
            onRemove={() => {
              setOut({ slot: each.slot, at: i });
              edit((held) => removeSlot(held, each.slot.id));
            }}
            onBegin={() => begin(each.slot)}
            onOpen={() => void open(each.slot)}
          />
        ))}
      </ol>
      <p className="unseen" role="status">
        {said}
      </p>
      {out && (
        <p role="status" className={css.out}>
          {say.day.removed(out.slot.title)}{' '}
          <button
            type="button"
            className={css.link}
            onClick={() => {
              edit((held) => putSlot(held, out.slot, out.at));
              setOut(null);
            }}
          >
            {say.day.putBack}
          </button>
        </p>
      )}
      <AddSlots cards={known.cards} onAdd={(slot) => edit((held) => putSlot(held, slot))} />
      {day.slots.length > 0 && (
        <p className={css.totals} data-full={spare < 0}>
          {say.day.totals(work, breaks, slack)} <strong>{say.day.spare(spare, end)}</strong>
          <br />
          <span className="quiet small">{`${say.day.estimates} ${say.day.drag}`}</span>
        </p>
      )}
    </div>
  );
}

/** When a slot that is still to come begins as things go, where that is not when the plan says. */
function likelyTime(
  standing: Standing | null,
  { slot, from }: LaidSlot,
  zone: string,
  date: string,
): string | null {
  const ahead = standing?.ahead.find((each) => each.slot.id === slot.id);
  if (!ahead || slot.began !== null || Math.abs(ahead.from - from) < MINUTE) return null;
  return timeOn(ahead.from, zone, date);
}

/** Where the day is: at what was begun last, and once its time is over at what follows. */
function placeNow({ at, ahead }: Standing, now: number, count: number): number {
  const [going] = ahead;
  return at >= 0 && going && now < going.to ? at : Math.min(at + 1, count - 1);
}

/**
 * Whether opening a slot's workshop also says that it begins: not the evening before, nor while an exercise before it
 * hasn't begun.
 */
function beginsNow(laid: LaidDay, slot: Slot, now: number): boolean {
  const place = laid.slots.findIndex((each) => each.slot.id === slot.id);
  const before = laid.slots.slice(0, place);
  return (
    now >= (laid.slots[place]?.from ?? Number.POSITIVE_INFINITY) - EARLY &&
    before.every((each) => each.slot.kind !== 'exercise' || each.slot.began !== null)
  );
}
