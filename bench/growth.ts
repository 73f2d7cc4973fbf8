import type { ChildProcess } from 'node:child_process';
import { dial } from '../bots/dial.ts';
import { child, end, hear } from './sides/child.ts';
import { bytesPerCharacter } from './sides/growthBytes.ts';
import { EDITS, type Grown, KINDS, type Kind, PEOPLE, SESSION, Seat } from './sides/growthTree.ts';
import type { WatcherAsk } from './sides/growthWatcher.ts';

/**
 * What one edit costs as a session grows. Each size has a server of its own (owner, hub, sockets, SQLite with fsync)
 * and a tab of its own; sizes are measured by turns, in CPU time, so that noise of the machine hits all alike.
 */
const args = process.argv.slice(2);
const option = (name: string, usual: string): string => {
  const at = args.indexOf(`--${name}`);
  return at < 0 ? usual : (args[at + 1] ?? usual);
};
const SIZES = option('sizes', '100,1000,10000,100000').split(',').map(Number);
const ROUNDS = Number(option('rounds', '17'));
const FSYNC = 30;
const SECONDS = 10;
const TYPISTS = 10;

const ask = <T>(of: ChildProcess, question: WatcherAsk | 'cpu' | 'open' | 'snapshot'): Promise<T> => {
  const answer = hear<T>(of);
  of.send(question);
  return answer;
};

const sorted = (values: number[]): number[] => [...values].sort((a, b) => a - b);
const median = (values: number[]): number => sorted(values)[values.length >> 1] ?? Number.NaN;
const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const ratio = (values: number[]): number => Math.max(...values) / Math.min(...values);

interface Subject {
  size: number;
  server: ChildProcess;
  tab: ChildProcess;
  writer: Seat;
  /** CPU microseconds per edit, round by round. */
  served: Record<Kind, number[]>;
  heard: Record<Kind, number[]>;
  done: Record<Kind, number[]>;
  /** CPU milliseconds of opening a window. */
  opened: number[];
  /** CPU microseconds of snapshots that fall to one edit. */
  snapshots: number;
}

const perKind = (): Record<Kind, number[]> =>
  Object.fromEntries(KINDS.map((kind) => [kind, []])) as unknown as Record<Kind, number[]>;

async function grow(size: number): Promise<Subject> {
  const server = child('growthServer.ts', String(size));
  const grown = await hear<Grown>(server);
  const tab = child('growthWatcher.ts');
  await ask(tab, { grown });
  const writer = new Seat(dial(grown.url, SESSION, PEOPLE[0] as string), size);
  await writer.ready();
  console.error(`${size} notes stand`);
  return {
    size,
    server,
    tab,
    writer,
    served: perKind(),
    heard: perKind(),
    done: perKind(),
    opened: [],
    snapshots: 0,
  };
}

async function measure(subject: Subject, kind: Kind, keep: boolean): Promise<void> {
  const { server, tab, writer } = subject;
  const count = EDITS[kind];
  const tabFrom = await ask<number>(tab, { cpuAt: writer.cursor });
  const serverFrom = await ask<number>(server, 'cpu');
  const born = await writer.edit(kind, count);
  const tabTo = await ask<number>(tab, { cpuAt: writer.cursor });
  const serverTo = await ask<number>(server, 'cpu');
  await writer.remove(born);
  const own = await ask<number>(tab, { edit: kind, count });
  if (!keep) return;
  subject.served[kind].push((serverTo - serverFrom) / count);
  subject.heard[kind].push((tabTo - tabFrom) / count);
  subject.done[kind].push(own / count);
}

/** 99 of 100 acts are acknowledged within so many milliseconds, on a disk whose fsync takes 30 ms longer. */
async function slowDisk(): Promise<{ p50: number; p99: number; rate: number }> {
  const server = child('growthServer.ts', '2000', String(FSYNC));
  const { url, size } = await hear<Grown>(server);
  const seats = PEOPLE.slice(0, TYPISTS).map((person) => new Seat(dial(url, SESSION, person), size));
  for (const seat of seats) await seat.ready();
  const from = performance.now();
  await Promise.all(seats.map((seat, i) => seat.typeAlong(SECONDS, i % 8)));
  const seconds = (performance.now() - from) / 1000;
  const took = sorted(seats.flatMap(({ outbox }) => outbox.took));
  for (const { client } of seats) client.close();
  await end(server);
  const at = (share: number) => took[Math.floor(took.length * share)] ?? Number.NaN;
  return { p50: at(0.5), p99: at(0.99), rate: took.length / seconds };
}

const subjects: Subject[] = [];
for (const size of SIZES) subjects.push(await grow(size));
for (let round = -1; round < ROUNDS; round++) {
  for (const kind of KINDS) {
    const order = round % 2 === 0 ? subjects : [...subjects].reverse();
    // The first round only warms up.
    for (const subject of order) await measure(subject, kind, round >= 0);
  }
  for (const subject of subjects) {
    const opened = await ask<number>(subject.server, 'open');
    if (round >= 0) subject.opened.push(opened);
  }
  console.error(`round ${round + 1} of ${ROUNDS} done`);
}
for (const subject of subjects) {
  const { cpu, every } = await ask<{ cpu: number; every: number }>(subject.server, 'snapshot');
  subject.snapshots = cpu / every;
}
for (const { server, tab, writer } of subjects) {
  writer.client.close();
  await end(tab);
  await end(server);
}

const show = (values: number[]) => values.map((value) => value.toFixed(0).padStart(9)).join('');
const table = (title: string, pick: (subject: Subject) => Record<Kind, number[]>): number[] => {
  console.log(`\n${title.padEnd(34)}${SIZES.map((size) => String(size).padStart(9)).join('')}   ratio`);
  for (const kind of KINDS) {
    const medians = subjects.map((subject) => median(pick(subject)[kind]));
    console.log(`  ${kind.padEnd(32)}${show(medians)}    ${ratio(medians).toFixed(2)}`);
  }
  return subjects.map((subject) => mean(KINDS.map((kind) => median(pick(subject)[kind]))));
};
const served = table('server, CPU us per edit, by notes', ({ served }) => served);
const snapshots = subjects.map(({ snapshots }) => snapshots);
console.log(`  ${'share of snapshots'.padEnd(32)}${show(snapshots)}`);
const heard = table('tab, CPU us per edit heard', ({ heard }) => heard);
const own = table('tab, CPU us per own act', ({ done }) => done);
const opened = subjects.map(({ opened }) => median(opened));
console.log(
  `\n${'opening a window, CPU ms'.padEnd(34)}${opened.map((value) => value.toFixed(2).padStart(9)).join('')}    ${ratio(opened).toFixed(2)}`,
);
const slow = await slowDisk();
console.log(
  `\nack with ${FSYNC} ms more for each fsync, ${slow.rate.toFixed(0)} acts/s: p50 ${slow.p50.toFixed(0)} ms, p99 ${slow.p99.toFixed(0)} ms`,
);
const bytes = await bytesPerCharacter(20, 2000);
console.log(`bytes_per_character ${bytes.toFixed(1)}`);
console.log(`server_growth ${ratio(served.map((value, i) => value + (snapshots[i] as number))).toFixed(2)}`);
console.log(`client_growth ${ratio(heard.map((value, i) => value + (own[i] as number))).toFixed(2)}`);
process.exit(0);
