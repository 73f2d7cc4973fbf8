import { dial } from '../../bots/dial.ts';
import { type Grown, type Kind, microseconds, PEOPLE, SESSION, Seat } from './growthTree.ts';

// One person's tab in a process of its own: it hears of others' edits, or makes its own.
export type WatcherAsk =
  | { grown: Grown }
  /** Answered with the CPU time so far as soon as the board stands at `cursor`. */
  | { cpuAt: number }
  /** Answered with the CPU time that so many edits took, microseconds. */
  | { edit: Kind; count: number };

let seat: Seat | null = null;
process.on('message', async (ask: WatcherAsk) => {
  if ('grown' in ask) {
    const { url, size } = ask.grown;
    seat = new Seat(dial(url, SESSION, PEOPLE[1] as string), size);
    await seat.ready();
    process.send?.(0);
    return;
  }
  const here = seat as Seat;
  if ('cpuAt' in ask) {
    await here.until(() => here.cursor >= ask.cpuAt);
    process.send?.(microseconds(process.cpuUsage()));
    return;
  }
  const from = process.cpuUsage();
  const born = await here.edit(ask.edit, ask.count);
  const took = microseconds(process.cpuUsage(from));
  await here.remove(born);
  process.send?.(took);
});
process.on('disconnect', () => process.exit(0));
