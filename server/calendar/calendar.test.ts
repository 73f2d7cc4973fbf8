import fc from 'fast-check';
import ICAL from 'ical.js';
import { expect, test } from 'vitest';
import type { Timetable } from '../../core/program/timetable.ts';
import { writeCalendar } from './calendar.ts';

const kept = { id: 'p1', version: 7, updated: Date.parse('2026-11-20T08:00:00Z') };
const slotOf = (id: string, from: number, title: string, minutes = 60) => ({
  id,
  kind: 'exercise' as const,
  title,
  from,
  to: from + minutes * 60_000,
});
const tableOf = (slots: Timetable['days'][number]['slots'], place = 'Room 2'): Timetable => ({
  title: 'Autumn',
  field: 'alignment',
  zone: 'Europe/Vienna',
  days: [{ id: 'd', date: '2026-11-25', title: 'First day', place, mode: 'in-person', slots }],
});
/** Read by somebody else's parser. */
const eventsOf = (text: string) =>
  new ICAL.Component(ICAL.parse(text))
    .getAllSubcomponents('vevent')
    .map((component) => new ICAL.Event(component));

test('DA-9: each slot is an event at its instants, over a change of clocks, too; breaks are none', () => {
  const before = Date.parse('2026-10-25T00:30:00Z');
  const text = writeCalendar(
    kept,
    tableOf([
      slotOf('a', before, 'Framing', 90),
      { ...slotOf('b', before + 5_400_000, 'Tea', 15), kind: 'break' },
      slotOf('c', before + 6_300_000, 'Hooks; drafts, and \\ more'),
    ]),
  );
  const events = eventsOf(text);
  expect(events.map(({ summary }) => summary)).toEqual(['Framing', 'Hooks; drafts, and \\ more']);
  expect(events[0]?.startDate.toJSDate().getTime()).toBe(before);
  expect(events[0]?.endDate.toJSDate().getTime()).toBe(before + 5_400_000);
  expect(events[0]?.startDate.zone.tzid).toBe('UTC');
  expect(events[0]?.location).toBe('Room 2');
  expect(events[0]).toMatchObject({ uid: 'a.p1@greenball', sequence: 7 });
  expect(new Set(events.map(({ uid }) => uid)).size).toBe(2);
});

test('DA-9: any words come back as they were; no line is longer than 75 bytes; lines end as they must', () => {
  const line = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 120 })
    .filter((given) => !/[\p{C}\p{Z}]/u.test(given));
  fc.assert(
    fc.property(line, line, (title, place) => {
      const text = writeCalendar(kept, tableOf([slotOf('a', kept.updated, title)], place));
      const [event] = eventsOf(text);
      expect(event?.summary).toBe(title);
      expect(event?.location).toBe(place);
      const lines = text.split('\r\n');
      expect(lines.every((each) => !/[\r\n]/.test(each))).toBe(true);
      expect(Math.max(...lines.map((each) => Buffer.byteLength(each)))).toBeLessThanOrEqual(75);
    }),
    { seed: 54, numRuns: 400 },
  );
});

test('DA-9: nobody writes a property of their own into the file', () => {
  const text = writeCalendar(
    kept,
    tableOf([slotOf('a', kept.updated, 'x\r\nATTENDEE:mailto:a@b.example\nEND:VEVENT')]),
  );
  const [event] = eventsOf(text);
  expect(event?.attendees).toEqual([]);
  expect(text.match(/END:VEVENT/g)?.filter(Boolean).length).toBeGreaterThanOrEqual(1);
  expect(eventsOf(text)).toHaveLength(1);
});

test('a program without a day is a calendar without an event', () => {
  expect(eventsOf(writeCalendar(kept, { ...tableOf([]), days: [] }))).toEqual([]);
});
