import { EVENT_VERSION } from '../session/event.ts';
import type { Addressed, Entry } from '../stream/entry.ts';

/** Makes an event of one version into one of the next. Pure; gets plain data as it was once written. */
export type Lift = (event: Addressed) => Addressed;

/** `LIFTS[0]` lifts version 1 to version 2, and so on. As many as there were changes of shape. */
const LIFTS: readonly Lift[] = [];

/** A log that a later version wrote: this one can't know what it says. */
export class FromTheFuture extends Error {
  override name = 'FromTheFuture';
}

/**
 * An entry of any version as today's code knows it (EN-7). The log itself is never rewritten: entries are lifted when
 * they are read. Throws FromTheFuture.
 */
export function upcast<E extends Addressed>(
  entry: Entry,
  lifts: readonly Lift[] = LIFTS,
  today: number = EVENT_VERSION,
): Entry<E> {
  if (entry.version > today) {
    throw new FromTheFuture(`The log speaks version ${entry.version}; this Greenball knows ${today}.`);
  }
  if (entry.version === today) return entry as Entry<E>;
  const event = lifts.slice(entry.version - 1, today - 1).reduce((held, lift) => lift(held), entry.event);
  return { ...entry, version: today, event: event as E };
}
