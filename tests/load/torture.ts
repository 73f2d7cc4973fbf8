import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { SessionClient } from '../../client/api.ts';
import { seeded } from '../../core/stream/seeded.ts';
import { openBoard } from './board.ts';
import { freePort, ServerProcess } from './child.ts';
import { type ColdRead, differences, lookAt, readCold, type Shown } from './cold.ts';
import { until, type Writer } from './writer.ts';

const WRITERS = 20;
/** Milliseconds between two acts of one writer. */
const GAP = 200;
/** How long everything that is on its way may take to arrive in the end, milliseconds. */
const DRAIN = 60_000;

export interface TortureResult {
  kills: number;
  acknowledged: number;
  lost: number;
  duplicated: number;
  diverged: number;
  /** What went wrong, for people. */
  faults: string[];
}

export interface TortureOptions {
  kills: number;
  seed: number;
  /** Keeps everything in that PostgreSQL instead of a folder. */
  databaseUrl?: string | undefined;
  onKill?: (kill: number) => void;
}

/**
 * The real server in a process of its own, killed at random moments while twenty clients write. At the end every
 * acknowledged act must stand in the storage exactly once, and all clients must see what is stored.
 */
export async function torture({ kills, seed, databaseUrl, onKill }: TortureOptions): Promise<TortureResult> {
  const random = seeded(seed);
  const dataDir = mkdtempSync(join(tmpdir(), 'greenball-torture-'));
  const options = {
    port: await freePort(),
    dataDir,
    synchronous: 'FULL' as const,
    ...(databaseUrl === undefined ? {} : { databaseUrl }),
  };
  let server = new ServerProcess(options);
  let writers: Writer[] = [];
  try {
    const url = await server.ready;
    if (!url) throw new Error('The server did not start.');
    writers = await openBoard(url, WRITERS, random);
    for (const writer of writers) writer.start(GAP);
    for (let kill = 1; kill <= kills; kill++) {
      // Some die while everybody is still coming back.
      const early = random() < 0.2;
      if (!early) await until(() => live(writers) >= WRITERS * 0.75, 10_000);
      await sleep(random() * (early ? 300 : 700));
      await server.kill();
      server = new ServerProcess(options);
      writers[Math.floor(random() * writers.length)]?.reload();
      if ((await server.ready) === null) throw new Error(`The server did not start after kill ${kill}.`);
      onKill?.(kill);
    }
    await until(() => live(writers) === WRITERS, DRAIN);
    await sleep(500);
    for (const writer of writers) writer.stop();
    const faults: string[] = [];
    if (!(await until(() => writers.every(({ client }) => !client.hasUnsaved()), DRAIN))) {
      faults.push(...writers.filter(({ client }) => client.hasUnsaved()).map(sayUnsaved));
    }
    await rest(writers);
    const lived = writers.map(({ client }) => lookAt(client));
    await openEverything(writers);
    const opened = writers.map(({ client }) => lookAt(client));
    for (const writer of writers) writer.client.close();
    await server.kill();
    const cold = await readCold(databaseUrl ?? dataDir);
    const found = writers.map((writer, i) => [
      ...differences(lived[i] as Shown, cold, false).map((fault) => `who stayed: ${fault}`),
      ...differences(opened[i] as Shown, cold, true).map((fault) => `who opened all: ${fault}`),
      ...writer.refused,
    ]);
    return { kills, ...judge(writers, cold, found, faults) };
  } finally {
    for (const writer of writers) {
      writer.stop();
      writer.client.close();
    }
    await server.kill();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

const sleep = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const live = (writers: readonly Writer[]): number =>
  writers.filter(({ client }) => client.view().link.state === 'live').length;
const sayUnsaved = ({ number, client }: Writer): string => {
  const { pending, link } = client.view();
  return `writer ${number} still waits for ${pending} acts and is ${link.state}`;
};

/** Opens all notes in tabs that are loaded anew, so that nothing else counts among what they have open. */
async function openEverything(writers: readonly Writer[]): Promise<void> {
  for (const writer of writers) writer.reload();
  await until(() => live(writers) === writers.length, DRAIN);
  await rest(writers);
  for (const { client } of writers) {
    for (const [to, part] of client.view().parts) {
      const parents = ['', ...[...part.tree.notes.keys()].filter((note) => note.startsWith('home-'))];
      for (const parent of parents) client.open(to, parent, 1000, false);
    }
    await until(() => seesAll(client), DRAIN);
  }
  await rest(writers);
}

const seesAll = (client: SessionClient): boolean =>
  [...client.view().parts.values()].every(({ tree }) =>
    [...tree.beyond.values()].every((count) => count === 0),
  );

/** Waits until what the clients show stands still. */
async function rest(writers: readonly Writer[]): Promise<void> {
  let changed = Date.now();
  const offs = writers.map(({ client }) =>
    client.subscribe(() => {
      changed = Date.now();
    }),
  );
  await until(() => Date.now() - changed > 1500, DRAIN);
  for (const off of offs) off();
}

function judge(
  writers: readonly Writer[],
  cold: ColdRead,
  found: readonly string[][],
  faults: string[],
): Omit<TortureResult, 'kills'> {
  let acknowledged = 0;
  let lost = 0;
  let duplicated = 0;
  let diverged = 0;
  for (const writer of writers) {
    for (const counter of writer.acknowledged.keys()) {
      acknowledged++;
      const tokens = writer.sent.get(counter)?.tokens ?? [];
      if (tokens.length === 0) faults.push(`writer ${writer.number}, act ${counter}: no words to find it by`);
      if (tokens.length === 0 || tokens.some((token) => !cold.tokens.has(token))) {
        lost++;
        faults.push(`lost: writer ${writer.number}, act ${counter}: ${tokens}`);
      }
      if (tokens.some((token) => (cold.tokens.get(token) ?? 0) > 1)) {
        duplicated++;
        faults.push(`duplicated: writer ${writer.number}, act ${counter}: ${tokens}`);
      }
    }
    const differs = found[writer.number] ?? [];
    if (differs.length > 0) {
      diverged++;
      faults.push(...differs.slice(0, 3).map((fault) => `diverged: writer ${writer.number}: ${fault}`));
    }
  }
  if (faults.length > 0 && lost + duplicated + diverged === 0) diverged++;
  return { acknowledged, lost, duplicated, diverged, faults };
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      kills: { type: 'string', default: '10' },
      seed: { type: 'string', default: '1' },
      power: { type: 'boolean', default: false },
      synchronous: { type: 'string', default: 'FULL' },
      storm: { type: 'string' },
      database: { type: 'string' },
    },
  });
  if (values.storm !== undefined) {
    const { rideStorm } = await import('./storm.ts');
    return rideStorm(Number(values.storm), Number(values.seed));
  }
  if (values.power) {
    const { cutPower } = await import('./power.ts');
    return cutPower(values.synchronous === 'OFF' ? 'OFF' : 'FULL');
  }
  const kills = Number(values.kills);
  const started = Date.now();
  const result = await torture({
    kills,
    seed: Number(values.seed),
    databaseUrl: values.database,
    onKill: (kill) => {
      const seconds = ((Date.now() - started) / 1000).toFixed(1);
      if (kill % 10 === 0) console.error(`${kill} kills after ${seconds} s`);
    },
  });
  const { acknowledged, lost, duplicated, diverged, faults } = result;
  for (const fault of faults.slice(0, 20)) console.error(fault.slice(0, 600));
  console.log(
    `kills ${kills} acknowledged ${acknowledged} lost ${lost} duplicated ${duplicated} diverged ${diverged}`,
  );
  return lost + duplicated + diverged === 0 ? 0 : 1;
}

if (import.meta.main) process.exit(await main());
