import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { findChromium } from '../scripts/chromium.mjs';
import { startServer } from '../server/server.ts';

/**
 * A text of a megabyte in the real pages of the real server: how long until its first line is painted once somebody
 * clicks on the session, and how long a keystroke in the middle of it takes to be painted.
 */
const args = process.argv.slice(2);
const option = (name: string, usual: number): number => {
  const at = args.indexOf(`--${name}`);
  return at < 0 ? usual : Number(args[at + 1]);
};
const OPENINGS = option('openings', 9);
const KEYS = option('keys', 300);
const LETTERS = option('letters', 1_000_000);
/** A page with hardly anything on it, beside the long one: what the length costs, and what the machine. */
const FEW = 300;
/** A quick writer's, milliseconds from key to key. */
const APART = 60;
const AIM = { open: 500, key: 16 };

const EXERCISE = 'giant-text-file';
const SENTENCES = [
  'Observation: whatever is used by many others changes slowly.',
  'Parts that were found one at a time can be taken out one at a time, at least for a while.',
  '- the seams are where two sorts of pressure met; nobody put them there',
  'Hypothesis: if the world had fewer parts than the thing that lives in it, then the thing would memorise.',
  '',
  'Experiment: take two nets that were trained on the same pictures, and count which corners they share.',
];

function book(letters: number): string {
  const lines: string[] = [];
  let length = 0;
  for (let i = 0; length < letters; i++) {
    const sentence = SENTENCES[i % SENTENCES.length] as string;
    const line = sentence === '' ? '' : `${sentence} (${i})`;
    lines.push(line);
    length += line.length + 1;
  }
  return lines.join('\n').slice(0, letters);
}

const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;

const show = (figures: readonly number[]): string => {
  const sorted = [...figures].sort((a, b) => a - b);
  const at = (share: number) => quantile(sorted, share).toFixed(1);
  return `median ${at(0.5)} ms, p95 ${at(0.95)} ms, worst ${at(1)} ms (${sorted.length} times)`;
};

/** `free`: frames are made as soon as they are asked for, so that no waiting for a screen's next one is measured. */
const launch = (free: boolean): Promise<Browser> =>
  chromium.launch({
    executablePath: findChromium() ?? '',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      ...(free ? ['--disable-frame-rate-limit', '--disable-gpu-vsync'] : []),
    ],
  });

const page = (of: Page) => of.locator('.cm-content');

/** Begins a session of one's own and puts a book into it, as a paste does. Resolves when all of it is kept. */
async function fill(tab: Page, words: string): Promise<string> {
  const begun = await tab.request.post('/api/sessions', {
    data: { exercise: EXERCISE, name: 'Ana', mode: 'in-person', solo: true, join: true },
  });
  const { session } = (await begun.json()) as { session: string };
  await tab.goto(`/s/${session}`);
  await tab.getByRole('button', { name: 'Start', exact: true }).click();
  await page(tab).and(tab.locator('[aria-busy=false]')).click();
  const started = performance.now();
  await tab.evaluate((pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', pasted);
    const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
    document.querySelector('.cm-content')?.dispatchEvent(event);
  }, words);
  await tab.getByText('On this device', { exact: true }).waitFor();
  await tab.getByText('Saved', { exact: true }).waitFor();
  console.log(`pasted and saved in ${Math.round(performance.now() - started)} ms`);
  return session;
}

/** From the click on the session to the frame after the first line of the text stands in the page. */
async function open(tab: Page, session: string): Promise<number> {
  await tab.goto('/');
  const link = tab.locator(`a[href$="/s/${session}"]`).first();
  await link.waitFor();
  await tab.evaluate(() => {
    const held = window as unknown as { painted: Promise<number> };
    held.painted = new Promise((resolve) => {
      let clicked = 0;
      addEventListener('click', ({ timeStamp }) => (clicked = timeStamp), { capture: true, once: true });
      const look = () => {
        const line = document.querySelector('.cm-content .cm-line:not(:has(.cm-placeholder))');
        if (!line?.textContent?.trim()) return;
        watching.disconnect();
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => resolve(performance.now() - clicked);
          port2.postMessage(null);
        });
      };
      const watching = new MutationObserver(look);
      watching.observe(document, { childList: true, subtree: true, attributes: true });
    });
  });
  await link.click();
  return tab.evaluate(() => (window as unknown as { painted: Promise<number> }).painted);
}

/** From each keystroke to the end of the frame that shows it, while somebody types in the middle of the text. */
async function type(tab: Page): Promise<number[]> {
  await page(tab).click();
  await tab.keyboard.press('Control+Home');
  for (let i = 0; i < 40; i++) await tab.keyboard.press('PageDown');
  await tab.evaluate(() => {
    const taken: number[] = [];
    (window as unknown as { taken: number[] }).taken = taken;
    addEventListener(
      'keydown',
      ({ timeStamp }) => {
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => taken.push(performance.now() - timeStamp);
          port2.postMessage(null);
        });
      },
      { capture: true },
    );
  });
  for (let i = 0; i < KEYS; i++) {
    await tab.keyboard.press(i % 50 === 49 ? 'Enter' : i % 6 === 5 ? 'Space' : 'e');
    await tab.waitForTimeout(APART);
  }
  const taken = await tab.evaluate(() => (window as unknown as { taken: number[] }).taken);
  await tab.getByText('Saved', { exact: true }).waitFor();
  return taken;
}

const folder = mkdtempSync(join(tmpdir(), 'greenball-text-'));
const server = await startServer({ port: 0, host: '127.0.0.1', storage: 'sqlite', dataDir: folder });
let good = true;
try {
  const state = join(folder, 'cookies.json');
  const sessions = new Map<number, string>();
  for (const free of [true, false]) {
    const browser = await launch(free);
    const context = await browser.newContext({
      baseURL: `http://localhost:${server.port}`,
      viewport: { width: 1440, height: 900 },
      ...(sessions.size > 0 ? { storageState: state } : {}),
    });
    const tab = await context.newPage();
    for (const letters of [FEW, LETTERS]) {
      const session = sessions.get(letters) ?? (await fill(tab, book(letters)));
      sessions.set(letters, session);
      await context.storageState({ path: state });
      const openings: number[] = [];
      for (let i = 0; i < OPENINGS; i++) openings.push(await open(tab, session));
      const keys = await type(tab);
      const screen = free ? 'as fast as frames can be made' : 'on a screen with 60 frames a second';
      const load = loadavg()[0]?.toFixed(1);
      console.log(`${letters.toLocaleString('en')} letters, ${screen}; load of the machine ${load}`);
      console.log(`  click to first line    ${show(openings)}`);
      console.log(`  keystroke to paint     ${show(keys)}`);
      if (free && letters === LETTERS) {
        const p95 = (of: number[]) =>
          quantile(
            [...of].sort((a, b) => a - b),
            0.95,
          );
        good = p95(openings) < AIM.open && p95(keys) < AIM.key;
      }
    }
    await browser.close();
  }
} finally {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
}
console.log(
  good ? 'Both aims are met.' : `An aim is missed: ${AIM.open} ms to open, ${AIM.key} ms to paint.`,
);
if (!good) process.exitCode = 1;
