import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { instantOf, isZone, shiftDate, wallAt, weekdayOf } from './zone.ts';

const zones = Intl.supportedValuesOf('timeZone');
const zone = fc.constantFrom(...zones, 'UTC');
/** From 1990 to 2037, whole minutes. */
const minute = fc.integer({ min: 10_520_000, max: 35_760_000 });

describe('the clock on the wall', () => {
  test('DA-3: agrees with an independent implementation, in every zone at any minute', () => {
    fc.assert(
      fc.property(zone, minute, (timeZone, at) => {
        const shown = Temporal.Instant.fromEpochMilliseconds(at * 60_000).toZonedDateTimeISO(timeZone);
        expect(wallAt(at * 60_000, timeZone)).toEqual({
          date: shown.toPlainDate().toString(),
          time: shown.toPlainTime().toString({ smallestUnit: 'minute' }),
        });
      }),
      { seed: 50, numRuns: 2000 },
    );
  });

  test('DA-4: so does the way back, around changes of clocks most of all', () => {
    const nearChange = fc.tuple(zone, minute, fc.integer({ min: -200, max: 200 })).map(([name, at, near]) => {
      const next = Temporal.Instant.fromEpochMilliseconds(at * 60_000)
        .toZonedDateTimeISO(name)
        .getTimeZoneTransition('next');
      const around = next ? Math.round(next.epochMilliseconds / 60_000) : at;
      // The time that the clock would show if it were never changed: in a gap, too.
      const local = (next?.toPlainDateTime() ?? Temporal.PlainDateTime.from('2026-03-29T02:00')).add({
        minutes: near,
      });
      return { name, around, local };
    });
    fc.assert(
      fc.property(nearChange, ({ name, local }) => {
        const wall = {
          date: local.toPlainDate().toString(),
          time: local.toPlainTime().toString({ smallestUnit: 'minute' }),
        };
        const there = Temporal.PlainDateTime.from(`${wall.date}T${wall.time}`).toZonedDateTime(name, {
          disambiguation: 'compatible',
        });
        expect(instantOf(wall, name), `${wall.date} ${wall.time} ${name}`).toBe(there.epochMilliseconds);
      }),
      { seed: 51, numRuns: 600 },
    );
  });

  test('DA-4: the night of the change in Vienna, both ways', () => {
    const at = (date: string, time: string) =>
      new Date(instantOf({ date, time }, 'Europe/Vienna')).toISOString();
    expect(at('2026-10-25', '02:30')).toBe('2026-10-25T00:30:00.000Z');
    expect(at('2026-10-25', '03:00')).toBe('2026-10-25T02:00:00.000Z');
    expect(at('2026-03-29', '02:30')).toBe('2026-03-29T01:30:00.000Z');
    expect(wallAt(Date.parse('2026-03-29T01:30:00Z'), 'Europe/Vienna').time).toBe('03:30');
  });

  test('names that are no zones are known as such', () => {
    expect(['Europe/Vienna', 'UTC', 'America/St_Johns'].map(isZone)).toEqual([true, true, true]);
    expect(['Europe/Atlantis', '', '__proto__', 'Vienna'].map(isZone)).toEqual([false, false, false, false]);
  });

  test('dates go on over months, years and leap days; weeks begin on Monday', () => {
    expect(shiftDate('2026-12-31', 1)).toBe('2027-01-01');
    expect(shiftDate('2028-02-28', 1)).toBe('2028-02-29');
    expect(weekdayOf('2026-11-23')).toBe(1);
    expect(weekdayOf('2026-11-29')).toBe(7);
  });
});
