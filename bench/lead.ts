import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { buildWhenStale } from '../scripts/build.mjs';
import { findChromium } from '../scripts/chromium.mjs';
import { startServer } from '../server/server.ts';
import { formGroups, leave, openLead, seatTypists } from './sides/room.ts';

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

const place = { url, session, code };
const typists = await seatTypists(place, GROUPS * 3, EVERY);
await page.goto(`${url}/s/${session}/lead`);
await page.getByRole('button', { name: 'Start', exact: true }).waitFor();
const [cookie] = await page.context().cookies();
const lead = openLead(place, `${cookie?.name}=${cookie?.value}`);
await formGroups(lead, GROUPS);
lead.close();
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

leave(typists);
await browser.close();
await server.close();
rmSync(dataDir, { recursive: true, force: true });

/** Work of the main thread between one frame's beginning and the next one's, milliseconds. */
function workPerFrame(): { cpu: number[]; wall: number[] } {
  const main = events.filter(({ name, args: of }) => name === 'thread_name' && of?.name === 'CrRendererMain');
  const busiest = main
    .map((thread) => ({ thread, tasks: tasksOf(thread) }))
    .sort((a, b) => b.tasks.length - a.tasks.length)[0];
  if (!busiest) throw new Error('The trace holds no page.');
  const { thread, tasks } = busiest;
  const fired = events
    .filter(({ name, tid, pid }) => name === 'FireAnimationFrame' && tid === thread.tid && pid === thread.pid)
    .map(({ ts }) => ts)
    .sort((a, b) => a - b);
  // A frame may call back several times, all within one task: that task begins the frame.
  const begins: number[] = [];
  let next = 0;
  tasks.forEach(({ ts, dur = 0 }, at) => {
    if ((fired[next] ?? Number.POSITIVE_INFINITY) <= ts + dur) begins.push(at);
    while ((fired[next] ?? Number.POSITIVE_INFINITY) <= ts + dur) next++;
  });
  const cpu: number[] = [];
  const wall: number[] = [];
  begins.slice(0, -1).forEach((from, i) => {
    const within = tasks.slice(from, begins[i + 1]);
    cpu.push(within.reduce((sum, { tdur, dur = 0 }) => sum + (tdur ?? dur) / 1000, 0));
    wall.push(within.reduce((sum, { dur = 0 }) => sum + dur / 1000, 0));
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
