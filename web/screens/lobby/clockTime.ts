const DAY = 86_400_000;

/** An instant as a wall shows it here. */
export const showTime = (instant: number): string =>
  new Intl.DateTimeFormat(undefined, { timeStyle: 'short' }).format(instant);

/** As a field of a time takes it: 24 hours, two digits each. */
export function fieldTime(instant: number): string {
  const at = new Date(instant);
  return `${String(at.getHours()).padStart(2, '0')}:${String(at.getMinutes()).padStart(2, '0')}`;
}

/** The next instant at which a wall here shows `time` ("15:30"), from an hour ago on; null where it says no time. */
export function nextTime(time: string, now: number): number | null {
  const [hours, minutes] = time.split(':').map(Number);
  if (hours === undefined || minutes === undefined || Number.isNaN(hours + minutes)) return null;
  const at = new Date(now);
  at.setHours(hours, minutes, 0, 0);
  if (at.getTime() < now - DAY / 24) at.setDate(at.getDate() + 1);
  return at.getTime();
}
