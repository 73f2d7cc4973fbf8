import ical, { ICalCalendarMethod } from 'ical-generator';
import type { Timetable } from '../../core/program/timetable.ts';
import type { KeptProgram } from '../directory/programs.ts';
import { words } from '../words.ts';

/**
 * A timetable as a calendar file (RFC 5545). One event a slot, so that each stands at its own time in the zone of
 * whoever reads it; breaks are left out. Times are instants in UTC: no zone's rules have to come along. An event keeps
 * its id from version to version, and a later version replaces it.
 */
export function writeCalendar(
  kept: Pick<KeptProgram, 'id' | 'version' | 'updated'>,
  table: Timetable,
): string {
  const calendar = ical({
    name: table.title,
    prodId: { company: 'Greenball', product: 'Greenball', language: 'EN' },
    method: ICalCalendarMethod.PUBLISH,
  });
  for (const day of table.days) {
    for (const slot of day.slots) {
      if (slot.kind === 'break') continue;
      calendar.createEvent({
        id: `${slot.id}.${kept.id}@greenball`,
        sequence: kept.version,
        stamp: new Date(kept.updated),
        start: new Date(slot.from),
        end: new Date(slot.to),
        summary: slot.title,
        description: [table.title, day.title, words.estimated].filter(Boolean).join('\n'),
        ...(day.place ? { location: day.place } : {}),
      });
    }
  }
  return calendar.toString();
}
