import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { seeded } from '../../core/stream/seeded.ts';
import { openBoard } from './board.ts';
import { freePort, ServerProcess } from './child.ts';
import { countTokens } from './cold.ts';
import { until, type Writer } from './writer.ts';

/** People in one session. */
const ROOM = 20;
/** Milliseconds between two acts of one writer. */
const GAP = 2000;
/** How long the server is away, milliseconds: everybody notices, and goes on typing. */
const AWAY = 1500;
const LONGEST = 60_000;

export interface StormResult {
  clients: number;
  /** Milliseconds from the server's being ready until each client was live and had nothing unsaved, ascending. */
  took: number[];
  acknowledged: number;
  lost: number;
}

/**
 * The server is killed under so many clients and comes back; all of them return within a second of that. A client is
 * back once it is told what it missed, and what it typed meanwhile is acknowledged.
 */
export async function storm(clients: number, seed: number): Promise<StormResult> {
  const random = seeded(seed);
  const dataDir = mkdtempSync(join(tmpdir(), 'greenball-storm-'));
  const options = { port: await freePort(), dataDir, synchronous: 'FULL' as const };
  let server = new ServerProcess(options);
  const writers: Writer[] = [];
  try {
    const url = await server.ready;
    if (!url) throw new Error('The server did not start.');
    while (writers.length < clients) {
      const room = Math.min(ROOM, clients - writers.length);
      writers.push(...(await openBoard(url, room, random, writers.length)));
    }
    const away = () => writers.filter((writer) => !isBack(writer));
    if (!(await until(() => away().length === 0, LONGEST))) throw new Error('Not everybody came in.');
    for (const writer of writers) writer.start(GAP);
    await sleep(2 * GAP);
    await server.kill();
    await sleep(AWAY);
    for (const writer of writers) writer.stop();
    server = new ServerProcess(options);
    if ((await server.ready) === null) throw new Error('The server did not come back.');
    const from = performance.now();
    for (const writer of writers) setTimeout(() => writer.client.retryNow(), random() * 1000);
    const took: number[] = [];
    let waiting = writers;
    while (waiting.length > 0 && performance.now() - from < LONGEST) {
      await sleep(20);
      const still = waiting.filter((writer) => !isBack(writer));
      while (took.length < writers.length - still.length) took.push(performance.now() - from);
      waiting = still;
    }
    for (const { client } of writers) client.close();
    await server.kill();
    const tokens = await countTokens(dataDir);
    const acts = writers.flatMap((writer) =>
      [...writer.acknowledged.keys()].map((counter) => writer.sent.get(counter)?.tokens ?? []),
    );
    const lost = acts.filter((words) => words.length === 0 || words.some((word) => tokens.get(word) !== 1));
    return { clients, took, acknowledged: acts.length, lost: lost.length };
  } finally {
    for (const writer of writers) {
      writer.stop();
      writer.client.close();
    }
    await server.kill();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

const isBack = ({ client }: Writer): boolean => client.view().link.state === 'live' && !client.hasUnsaved();

/** Prints how the storm went; the exit code. */
export async function rideStorm(clients: number, seed: number): Promise<number> {
  const { took, acknowledged, lost } = await storm(clients, seed);
  const at = (share: number): string => {
    const reached = took[Math.ceil(clients * share) - 1];
    return reached === undefined ? 'never' : `${(reached / 1000).toFixed(1)} s`;
  };
  console.log(
    `storm ${clients} synced ${took.length} half ${at(0.5)} 99 % ${at(0.99)} all ${at(1)} ` +
      `acknowledged ${acknowledged} lost ${lost}`,
  );
  return lost === 0 && took.length >= clients * 0.99 ? 0 : 1;
}
