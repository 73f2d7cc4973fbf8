import { readFileSync } from 'node:fs';
import { child, end, hear } from './child.ts';
import type { Load, Measured } from './load.ts';
import type { Side, SideName } from './side.ts';

export interface Figures extends Measured {
  /** CPU seconds of the server process per 1,000 edits, all its threads. */
  cpu: number;
  /** Shares of one core, while the load ran: the server's main thread, all of the server, and the load itself. */
  cores: { main: number; server: number; load: number };
  /** Resident memory afterwards, MiB. */
  memory: number;
}

/** Clock ticks a second in /proc (USER_HZ). */
const TICKS = 100;

function secondsIn(stat: string): number {
  const fields = readFileSync(stat, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / TICKS;
}
const memoryOf = (pid: number): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;

interface Spent {
  at: number;
  main: number;
  server: number;
  load: number;
}
const spent = (server: number, load: number): Spent => ({
  at: performance.now() / 1000,
  main: secondsIn(`/proc/${server}/task/${server}/stat`),
  server: secondsIn(`/proc/${server}/stat`),
  load: secondsIn(`/proc/${load}/stat`),
});

/** Starts a side with its arguments and puts one load after another on it. Figures by the loads' names. */
export async function measure(
  name: SideName,
  loads: readonly Load[],
  ...given: string[]
): Promise<Map<string, Figures>> {
  const server = child(`${name}.ts`, ...given);
  const side = await hear<Side>(server);
  const load = child('load.ts');
  const look = () => spent(server.pid as number, load.pid as number);
  const figures = new Map<string, Figures>();
  for (const job of loads) {
    load.send({ side, name, load: job });
    let from = look();
    let to = from;
    for (;;) {
      const said = await hear<{ mark?: 'from' | 'to'; measured?: Measured }>(load);
      if (said.mark === 'from') from = look();
      if (said.mark === 'to') to = look();
      if (said.measured) {
        const share = (of: 'main' | 'server' | 'load') => (to[of] - from[of]) / (to.at - from.at);
        figures.set(job.name, {
          ...said.measured,
          cpu: ((to.server - from.server) / said.measured.sent) * 1000,
          cores: { main: share('main'), server: share('server'), load: share('load') },
          memory: memoryOf(server.pid as number),
        });
        break;
      }
      load.send('go on');
    }
  }
  await end(load);
  await end(server);
  return figures;
}
