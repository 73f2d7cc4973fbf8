import type { Addressed, Entry } from '../core/stream/entry.ts';
import { findBackend } from '../server/storage/backends.ts';
import type { Storage, StreamRef } from '../server/storage/port.ts';
import { groundsOf } from '../server/storage/testing/ground.ts';

/**
 * What an append takes in each back end that persists, side by side on one machine: alone, at the pace of a full
 * house, and as fast as it goes. The sides take turns, and of each the middle round counts; the ratio is to SQLite.
 */
const ROUNDS = 3;
const ALONE = 200;
/** A full house: so many streams of which each commits one typed entry every tick, for so long. Milliseconds. */
const STREAMS = 128;
const TICK = 16;
const PACED = 3000;
/** At full speed: so many appends under way at any time, of so many entries each. */
const AT_ONCE = 500;
const EACH = 4;
const FULL_SPEED = 3000;
const LOG = 12_000;

interface Figures {
  'alone p50 ms': number;
  'alone p99 ms': number;
  'paced p50 ms': number;
  'paced p99 ms': number;
  'paced main thread µs/entry': number;
  'full speed entries/s': number;
  'load of 12,000 entries ms': number;
}

const typed = (seq: number): Entry => ({
  seq,
  at: 1_700_000_000_000 + seq,
  by: 'BUCj0I2y0vYrVqzUYwY9rA',
  device: 'kWAPvHQZ1B8mVxkB9wYtLg',
  counter: seq,
  version: 1,
  event: { to: 'g:1', type: 'wrote', note: `n${seq % 5}`, by: 'BUCj0I2y0vYrVqzUYwY9rA' } as Addressed,
  update: new Uint8Array(30).fill(seq),
});

class Stream {
  readonly ref: StreamRef;
  seq = 0;

  constructor(stream: string) {
    this.ref = { space: 'bench', stream };
  }

  async append(storage: Storage, count: number): Promise<number> {
    const from = this.seq;
    this.seq += count;
    const entries = Array.from({ length: count }, (_, i) => typed(from + i + 1));
    const began = performance.now();
    await storage.append(this.ref, from, entries);
    return performance.now() - began;
  }
}

const share = (sorted: readonly number[], part: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
const ascending = (values: readonly number[]) => [...values].sort((a, b) => a - b);
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function round(name: string): Promise<Figures> {
  const { config, remove } = await (await groundsOf(name)).makeGround();
  const storage = await (await findBackend(name)).open(config);
  try {
    const single = new Stream('single');
    const alone: number[] = [];
    for (let i = 0; i < ALONE; i++) alone.push(await single.append(storage, 1));

    const house = Array.from({ length: STREAMS }, (_, i) => new Stream(`house ${i}`));
    await Promise.all(house.map((stream) => stream.append(storage, 1)));
    const paced: number[] = [];
    const waiting: Promise<unknown>[] = [];
    const cpu = process.threadCpuUsage();
    const from = performance.now();
    for (let tick = 1; performance.now() - from < PACED; tick++) {
      for (const stream of house) waiting.push(stream.append(storage, 1).then((took) => paced.push(took)));
      await sleep(Math.max(0, from + tick * TICK - performance.now()));
    }
    await Promise.all(waiting);
    const { user, system } = process.threadCpuUsage(cpu);

    const fast = Array.from({ length: AT_ONCE }, (_, i) => new Stream(`fast ${i}`));
    const began = performance.now();
    let entries = 0;
    await Promise.all(
      fast.map(async (stream) => {
        while (performance.now() - began < FULL_SPEED) {
          await stream.append(storage, EACH);
          entries += EACH;
        }
      }),
    );
    const seconds = (performance.now() - began) / 1000;

    const long = new Stream('long');
    await long.append(storage, LOG);
    const read = performance.now();
    await storage.load(long.ref);
    return {
      'alone p50 ms': share(ascending(alone), 0.5),
      'alone p99 ms': share(ascending(alone), 0.99),
      'paced p50 ms': share(ascending(paced), 0.5),
      'paced p99 ms': share(ascending(paced), 0.99),
      'paced main thread µs/entry': (user + system) / paced.length,
      'full speed entries/s': entries / seconds,
      'load of 12,000 entries ms': performance.now() - read,
    };
  } finally {
    await storage.close();
    await remove();
  }
}

const sides = ['sqlite', 'postgres'];
for (const name of sides) {
  const reason = await (await groundsOf(name)).missing();
  if (reason !== null) {
    console.log(`skipped ${name}: ${reason}`);
    sides.splice(sides.indexOf(name), 1);
  }
}
const rounds = new Map<string, Figures[]>(sides.map((name) => [name, []]));
for (let i = 0; i < ROUNDS; i++) for (const name of sides) rounds.get(name)?.push(await round(name));
const [first] = rounds.get('sqlite') ?? [];
for (const figure of Object.keys(first ?? {}) as (keyof Figures)[]) {
  const [was = 0, is] = sides.map((name) =>
    share(ascending((rounds.get(name) ?? []).map((figures) => figures[figure])), 0.5),
  );
  const beside = is === undefined ? '' : `  postgres ${is.toFixed(1)}  ratio ${(is / was).toFixed(2)}`;
  console.log(`${figure}: sqlite ${was.toFixed(1)}${beside}`);
}
