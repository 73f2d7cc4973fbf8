import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { roomSeen, settled, until } from '../server/http/testing/seat.ts';
import { Visitor } from '../server/http/testing/world.ts';
import { startServer } from '../server/server.ts';
import { type Arrived, formGroups, instant, leave, openLead, seatTypists } from './sides/room.ts';

/**
 * How long a lead's "next" takes to reach everybody, from the act to each other tab's view of it: 20 groups of three at
 * 60 sockets, all typing the while (`--groups`, `--times`, `--every` milliseconds). Over the real server, SQLite, fsync.
 */
const args = process.argv.slice(2);
const option = (name: string, usual: number): number => {
  const at = args.indexOf(`--${name}`);
  return at < 0 ? usual : Number(args[at + 1]);
};
const GROUPS = option('groups', 20);
const TIMES = option('times', 50);
const EVERY = option('every', 200);
const PEOPLE = GROUPS * 3;
/** Between two steps people go on typing for this long, milliseconds. */
const PAUSE = 300;

const dataDir = mkdtempSync(join(tmpdir(), 'greenball-next-'));
const server = await startServer({ port: 0, host: '127.0.0.1', storage: 'sqlite', dataDir });
try {
  const url = `http://127.0.0.1:${server.port}`;
  const visitor = new Visitor(url);
  const made = await visitor.post('/api/sessions', {
    exercise: 'prototypical-examples-explain',
    name: 'Mira',
    mode: 'in-person',
  });
  const place = { url, ...(made.body as { session: string; code: string }) };
  const typists = await seatTypists(place, PEOPLE, EVERY);
  const lead = openLead(place, visitor.cookie);
  await until(lead, (tab) => roomSeen(tab) !== null);
  lead.act({ type: 'start' });
  await formGroups(lead, GROUPS);
  await until(lead, (tab) => settled(tab) && roomSeen(tab)?.phase === 'running');

  const took: number[] = [];
  for (let time = 0; time < TIMES; time++) {
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
    const from = instant();
    const before = roomSeen(lead)?.at;
    const everybody = new Promise<void>((resolve) => {
      let reached = 0;
      const hear = (said: Arrived) => {
        if (!('at' in said) || said.at === before) return;
        took.push(said.when - from);
        if (++reached < PEOPLE) return;
        typists.off('message', hear);
        resolve();
      };
      typists.on('message', hear);
    });
    lead.act({ type: 'go', to: time % 2 === 0 ? 'next' : 'back' });
    await everybody;
  }
  lead.close();
  leave(typists);
  took.sort((a, b) => a - b);
  const at = (share: number) => (took[Math.floor((took.length - 1) * share)] as number).toFixed(1);
  console.log(
    `groups ${GROUPS} sockets ${PEOPLE} nexts ${TIMES} reached ${took.length}: p50 ${at(0.5)} p99 ${at(0.99)} max ${at(1)} ms`,
  );
} finally {
  await server.close();
  rmSync(dataDir, { recursive: true, force: true });
}
