import { NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Day } from '../../../core/program/program.ts';
import { say } from '../../messages/en.ts';
import css from './Day.module.css';

const modes: Day['mode'][] = ['in-person', 'remote', 'mixed'];

/** When and where, in a line; the fields behind it on demand. */
export function DayDetails({
  day,
  end,
  onChange,
}: {
  day: Day;
  end: string;
  onChange: (change: (day: Day) => Day) => void;
}) {
  const [open, setOpen] = useState(false);
  const put = (change: Partial<Day>) => onChange((held) => ({ ...held, ...change }));
  return (
    <>
      <p className={css.when}>
        {day.start}–{end} · {day.place || say.day.nowhere} · {say.create.modes[day.mode]}{' '}
        <button type="button" className={css.link} aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? say.day.done : say.day.change}
        </button>
      </p>
      {open && (
        <fieldset className={css.details}>
          <legend className="unseen">{say.day.details}</legend>
          <TextInput
            label={say.day.date}
            type="date"
            value={day.date}
            onChange={(event) => event.currentTarget.value && put({ date: event.currentTarget.value })}
          />
          <TextInput
            label={say.day.starts}
            type="time"
            value={day.start}
            onChange={(event) => event.currentTarget.value && put({ start: event.currentTarget.value })}
          />
          <TextInput
            label={say.day.ends}
            type="time"
            value={day.end}
            onChange={(event) => event.currentTarget.value && put({ end: event.currentTarget.value })}
          />
          <TextInput
            label={say.day.dayTitle}
            placeholder={say.day.dayTitleExample}
            maxLength={120}
            value={day.title}
            onChange={(event) => put({ title: event.currentTarget.value })}
          />
          <TextInput
            label={say.day.place}
            placeholder={say.day.placeExample}
            maxLength={120}
            value={day.place}
            onChange={(event) => put({ place: event.currentTarget.value })}
          />
          <NativeSelect
            label={say.day.mode}
            size="md"
            value={day.mode}
            onChange={(event) => put({ mode: event.currentTarget.value as Day['mode'] })}
            data={modes.map((value) => ({ value, label: say.create.modes[value] }))}
          />
        </fieldset>
      )}
    </>
  );
}
