/**
 * Wall clocks of places. `Intl` is part of the language and brings the zones of the machine that it runs on; it reads
 * no clock, so the core may ask it (docs/decisions, "Times of a day").
 */
export interface Wall {
  /** 2026-11-25 */
  date: string;
  /** 09:30 */
  time: string;
}

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;

/** Making a format costs more than using it a thousand times. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatIn(zone: string): Intl.DateTimeFormat {
  const held = formats.get(zone);
  if (held) return held;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  formats.set(zone, made);
  return made;
}

export function isZone(zone: string): boolean {
  try {
    formatIn(zone);
    return true;
  } catch {
    return false;
  }
}

/** What the clock on the wall shows at an instant. */
export function wallAt(instant: number, zone: string): Wall {
  const parts = Object.fromEntries(
    formatIn(zone)
      .formatToParts(instant)
      .map(({ type, value }) => [type, value]),
  );
  return { date: `${parts.year}-${parts.month}-${parts.day}`, time: `${parts.hour}:${parts.minute}` };
}

/** How far the clock on the wall is ahead of UTC, milliseconds. */
function offsetAt(instant: number, zone: string): number {
  const whole = Math.floor(instant / MINUTE) * MINUTE;
  return utcOf(wallAt(whole, zone)) - whole;
}

function utcOf({ date, time }: Wall): number {
  return Date.parse(`${date}T${time}:00Z`);
}

/**
 * The instant at which the clock on the wall shows this. Where the clocks go back it does so twice: the first of them.
 * Where they go forward it may never do: as long after the change as the time lies in the gap.
 */
export function instantOf(wall: Wall, zone: string): number {
  const shown = utcOf(wall);
  const before = offsetAt(shown - DAY, zone);
  const after = offsetAt(shown + DAY, zone);
  const holds = (offset: number) => offsetAt(shown - offset, zone) === offset;
  return holds(before) || !holds(after) ? shown - before : shown - after;
}

/** A date so many days on. */
export function shiftDate(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);
}

/** From 1, Monday, to 7, Sunday. */
export function weekdayOf(date: string): number {
  return new Date(Date.parse(`${date}T00:00:00Z`)).getUTCDay() || 7;
}
