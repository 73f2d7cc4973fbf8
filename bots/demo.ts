import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { roomOf, workOf } from '../core/session/parts.ts';
import { startServer } from '../server/server.ts';
import { systemClock } from '../server/streams/clock.ts';
import { leadThrough } from './lead.ts';
import { ask, nameSimulated, seatBots, seatPartners, sitDown } from './seat.ts';

const HELP = `npm run demo -- [--once] [--pace N] [--exercise ID] [--groups N]
  --once      runs to the end, prints a summary, and stops
  --pace N    1 is a person's pace, 0.25 is four times as fast
  PORT, HOST and DATA_DIR as for npm start; without DATA_DIR everything is gone afterwards`;

const { values } = parseArgs({
  options: {
    once: { type: 'boolean', default: false },
    pace: { type: 'string' },
    exercise: { type: 'string', default: 'prototypical-examples' },
    groups: { type: 'string', default: '3' },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) {
  console.log(HELP);
  process.exit(0);
}
const pace = Number(values.pace ?? (values.once ? 0.03 : 0.25));
const groups = Number(values.groups);
if (!(pace > 0) || !Number.isInteger(groups) || groups < 1 || groups > 20) {
  console.error(HELP);
  process.exit(2);
}

const { env } = process;
const dataDir = env.DATA_DIR || mkdtempSync(join(tmpdir(), 'greenball-demo-'));
const started = performance.now();
const server = await startServer({
  port: Number(env.PORT || (values.once ? 0 : 8787)),
  host: env.HOST || (values.once ? '127.0.0.1' : '0.0.0.0'),
  dataDir,
  storage: 'sqlite',
  partners: seatBots,
});

async function stop(code: number): Promise<never> {
  await server.close();
  if (!env.DATA_DIR) rmSync(dataDir, { recursive: true, force: true });
  process.exit(code);
}
process.on('SIGINT', () => void stop(0));
process.on('SIGTERM', () => void stop(0));

/** Opens a session, brings everybody, and walks it to its end. False where anything was refused or is unsaved. */
async function show(): Promise<boolean> {
  const { url } = server;
  const lead = await ask<{ session: string }>(url, '/api/sessions', {
    exercise: values.exercise,
    name: nameSimulated('Lead', 'Lou'),
    mode: 'remote',
  });
  const { session } = lead.answer;
  const invitation = await fetch(`${url}/api/sessions/${session}/invitation`, {
    headers: { cookie: lead.cookie },
  });
  const { link, code } = (await invitation.json()) as { link: string; code: string };
  const watch = await ask<{ url: string }>(url, `/api/sessions/${session}/lead-link`, {}, lead.cookie);
  const client = sitDown(url, session, lead.cookie);
  console.log(`Greenball is at  ${url}`);
  console.log(`Watch as a lead at  ${watch.answer.url}`);
  console.log(`Or take a seat with the code ${code} at  ${url}${link}\n`);

  const size = await new Promise<number>((resolve) => {
    const off = client.subscribe(() => {
      const room = roomOf(client.view().parts);
      if (!room) return;
      off();
      resolve(Math.max(1, room.exercise.group.size));
    });
  });
  let present = groups * size;
  const everybodyLeft = new Promise<void>((resolve) => {
    const onLeft = (): void => {
      if (--present === 0) resolve();
    };
    void seatPartners(url, session, groups * size, link.split('/').at(-1) as string, {
      pace,
      absence: Number.POSITIVE_INFINITY,
      onLeft,
    }).catch((error: unknown) => {
      console.error(error);
      process.exitCode = 1;
    });
  });
  await leadThrough({
    client,
    clock: systemClock,
    pace,
    people: groups * size,
    patience: 20 * 60_000 * pace,
    onStep: (step, round) => console.log(`  ${step}${round > 1 ? `, round ${round}` : ''}`),
  });
  await everybodyLeft;
  const good = sum(client);
  client.close();
  return good;
}

function sum(client: ReturnType<typeof sitDown>): boolean {
  const view = client.view();
  const room = roomOf(view.parts);
  if (!room) return false;
  let notes = 0;
  let letters = 0;
  let met = 0;
  let sentences = 0;
  for (const [, part] of view.parts) {
    for (const note of part.tree.notes.values()) {
      const words = (view.words(note.id) ?? '').trim();
      if (words === '') continue;
      notes++;
      letters += words.length;
    }
  }
  for (const group of room.groups.values()) {
    const work = workOf(view.parts, group.id);
    met += [...(work?.complaints.values() ?? [])].filter((complaint) => complaint.met).length;
    sentences += work?.growth.length ?? 0;
  }
  const seconds = Math.round((performance.now() - started) / 1000);
  console.log(
    `\n${room.exercise.title}: ${room.phase}, ${room.groups.size} groups, ${room.people.size} people, ` +
      `${notes} notes, ${letters} letters, ${sentences} sentences gone on from, ` +
      `${room.complaints} complaints (${met} met), in ${seconds} s`,
  );
  return room.phase === 'ended' && notes > 0 && view.notTaken.length === 0 && !client.hasUnsaved();
}

const good = await show().catch((error: unknown) => {
  console.error(error);
  return false;
});
if (values.once || !good) await stop(good ? 0 : 1);
console.log('It has ended; you can still look around. Stop it with Ctrl+C.');
