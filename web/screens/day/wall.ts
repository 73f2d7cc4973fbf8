import { wallAt } from '../../../core/program/zone.ts';
import { say } from '../../messages/en.ts';

/** Days and times as they are read. Dates are dates of a place: they are never shifted by the reader's own zone. */
export const longDate = (date: string): string =>
  format(date, { weekday: 'long', day: 'numeric', month: 'long' });
export const shortDate = (date: string): string =>
  format(date, { weekday: 'short', day: 'numeric', month: 'short' });

function format(date: string, how: Intl.DateTimeFormatOptions): string {
  return new Date(`${date}T00:00:00Z`).toLocaleDateString(undefined, { ...how, timeZone: 'UTC' });
}

/** "09:30"; on another date than the day's, with a word for it. */
export function timeOn(instant: number, zone: string, date: string): string {
  const wall = wallAt(instant, zone);
  return wall.date > date ? `${wall.time} ${say.day.nextDate}` : wall.time;
}

export const ownZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;
