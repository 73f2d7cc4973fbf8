import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { dial } from '../bots/dial.ts';
import { MemoryOutbox } from '../client/outbox.ts';
import { openSession } from '../client/session.ts';
import { roomOf } from '../core/session/parts.ts';
import { buildWhenStale } from '../scripts/build.mjs';
import { findChromium } from '../scripts/chromium.mjs';
import { mintId } from '../server/identity/tokens.ts';
import { startServer } from '../server/server.ts';
import { systemClock } from '../server/streams/clock.ts';

/**
 * The lead's page in a real browser while 20 groups of three type (`--groups`, `--seconds`). For each frame: how long
 * the page's main thread worked on it (script, style, layout, paint, as Chromium's own trace has it), by CPU time, which
 * other programs on the machine can't stretch, and by the wall's clock, which they can.
 */
const args = process.argv.slice(2);
const option = (name: string, usual: number): number => {
  const at = args.indexOf(`--${name}`);
  return at < 0 ? usual : Number(args[at + 1]);
};
const GROUPS = option('groups', 20);
const SECONDS = option('seconds', 15);
const EVERY = option('every', 200);

interface TraceEvent {
  name: string;
  ph: string;
  tid: number;
  pid: number;
  ts: number;
  dur?: number;
  tdur?: number;
  args?: { name?: string };
}

const executablePath = findChromium();
if (!executablePath) throw new Error('There is no Chromium: install one, or set CHROMIUM to its path.');
buildWhenStale(process.execPath);
const dataDir = mkdtempSync(join(tmpdir(), 'greenball-lead-'));
const server = await startServer({ port: 0, host: '127.0.0.1', storage: 'sqlite', dataDir });
const url = `http://localhost:${server.port}`;
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
await page.goto(url);
const { session, code } = await page.evaluate(async () => {
  const body = JSON.stringify({ exercise: 'prototypical-examples-explain', name: 'Mira', mode: 'in-person' });
  const headers = { 'content-type': 'application/json' };
  return (await fetch('/api/sessions', { method: 'POST', headers, body })).json();
});

const typists = fork(new URL('sides/typists.ts', import.meta.url), [
  url,
  session,
  code,
  `${GROUPS * 3}`,
  `${EVERY}`,
]);
await new Promise<void>((resolve, reject) => {
  typists.once('message', () => resolve());
  typists.once('exit', (status) => reject(new Error(`the typists ended with ${status}`)));
});
await page.goto(`/s/${session}/lead`.replace(/^/, url));
await page.getByRole('button', { name: 'Start', exact: true }).waitFor();
await formGroups(GROUPS);
await page.getByRole('button', { name: 'Start', exact: true }).click();
await page.getByRole('button', { name: /^Next: Explain/ }).click();
await page.getByText('dominoes').first().waitFor();
const rows = await page.locator('tbody tr').count();
await page.waitForTimeout(2000);

const cdp = await page.context().newCDPSession(page);
const events: TraceEvent[] = [];
cdp.on('Tracing.dataCollected', ({ value }) => void events.push(...(value as unknown as TraceEvent[])));
const ended = new Promise((resolve) => cdp.once('Tracing.tracingComplete', resolve));
await cdp.send('Tracing.start', {
  transferMode: 'ReportEvents',
  traceConfig: {
    includedCategories: ['devtools.timeline', 'disabled-by-default-devtools.timeline', '__metadata'],
  },
});
const shown = await page.evaluate(
  (ms) =>
    new Promise<{ gaps: number[]; changes: number }>((resolve) => {
      const gaps: number[] = [];
      let changes = 0;
      const watch = new MutationObserver((seen) => {
        changes += seen.length;
      });
      watch.observe(document.body, { subtree: true, childList: true, characterData: true });
      let before = performance.now();
      const until = before + ms;
      const frame = (now: number) => {
        gaps.push(now - before);
        before = now;
        if (now < until) requestAnimationFrame(frame);
        else resolve({ gaps, changes });
      };
      requestAnimationFrame(frame);
    }),
  SECONDS * 1000,
);
await cdp.send('Tracing.end');
await ended;

typists.removeAllListeners('exit');
typists.kill();
await browser.close();
await server.close();
rmSync(dataDir, { recursive: true, force: true });

/** Whoever leads cuts the room into so many groups, by hand from another tab: an exercise for pairs makes pairs by itself. */
async function formGroups(count: number): Promise<void> {
  const [cookie] = await page.context().cookies();
  const lead = openSession({
    clock: systemClock,
    store: new MemoryOutbox(),
    device: mintId(),
    random: mintId,
    connect: dial(url, session, `${cookie?.name}=${cookie?.value}`),
  });
  await new Promise<void>((resolve) => {
    const look = () => {
      const room = roomOf(lead.view().parts);
      if (room?.groups.size === count) resolve();
      else if (room && lead.view().pending === 0) lead.act({ type: 'form-groups', size: 3 });
    };
    lead.subscribe(() => setImmediate(look));
  });
  lead.close();
}

/** Work of the main thread between one frame's beginning and the next one's, milliseconds. */
function workPerFrame(): { cpu: number[]; wall: number[] } {
  const main = events.filter(({ name, args: of }) => name === 'thread_name' && of?.name === 'CrRendererMain');
  const busiest = main
    .map((thread) => ({ thread, tasks: tasksOf(thread) }))
    .sort((a, b) => b.tasks.length - a.tasks.length)[0];
  if (!busiest) throw new Error('The trace holds no page.');
  const { thread, tasks } = busiest;
  const starts = events
    .filter(({ name, tid, pid }) => name === 'FireAnimationFrame' && tid === thread.tid && pid === thread.pid)
    .map(({ ts }) => ts)
    .sort((a, b) => a - b);
  const cpu: number[] = [];
  const wall: number[] = [];
  let at = 0;
  starts.slice(0, -1).forEach((start, i) => {
    const end = starts[i + 1] as number;
    let worked = 0;
    let took = 0;
    // The task that fires a frame began just before it.
    while (at < tasks.length && (tasks[at] as TraceEvent).ts < end - 1000) {
      const task = tasks[at++] as TraceEvent;
      if (task.ts < start - 1000) continue;
      worked += (task.tdur ?? task.dur ?? 0) / 1000;
      took += (task.dur ?? 0) / 1000;
    }
    cpu.push(worked);
    wall.push(took);
  });
  return { cpu, wall };
}

function tasksOf(thread: TraceEvent): TraceEvent[] {
  return events
    .filter(
      ({ name, ph, tid, pid }) =>
        ph === 'X' && name === 'RunTask' && tid === thread.tid && pid === thread.pid,
    )
    .sort((a, b) => a.ts - b.ts);
}

const show = (values: readonly number[]): string => {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number) =>
    (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(1);
  return `p50 ${at(0.5)} p95 ${at(0.95)} p99 ${at(0.99)} max ${at(1)} ms`;
};
const { cpu, wall } = workPerFrame();
const over = cpu.filter((ms) => ms > 16).length;
console.log(
  `groups ${GROUPS} people ${GROUPS * 3} rows ${rows} typing every ${EVERY} ms, ${shown.changes} changes on the page`,
);
console.log(`main thread a frame, cpu:  ${show(cpu)}`);
console.log(`main thread a frame, wall: ${show(wall)}`);
console.log(`between frames:            ${show(shown.gaps.slice(1))}`);
console.log(`frames ${cpu.length} over_16ms ${over}`);
