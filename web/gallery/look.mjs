// Takes pictures of screens over states that the real core made: node web/gallery/look.mjs FOLDER [screen...]
// ONLY=wide-light,phone-dark: which kinds · FULL=1: whole pages · TEXT=200: larger letters, percent · AXE=1: checks access.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { build, preview } from 'vite';
import { listSurfaces, loadExercises } from '../../curriculum/load.ts';

const [folder = 'pictures', ...wanted] = process.argv.slice(2);
const all = [
  'landing',
  'new',
  'join',
  'not-found',
  'balls',
  'lobby-empty',
  'lobby-lead',
  'lobby-alone',
  'lobby-three-hundred',
  'latecomer',
  'left-alone',
  'done-early',
  'lobby-member',
  'day-new',
  'day-empty',
  'day',
  'day-late',
  'day-many',
  'plan',
  'sheets',
  'talk',
  'choose',
  'explainer-empty',
  'explainer',
  'refused',
  'read-only',
  'replaced',
  'signed-out',
  'complainer',
  'offer',
  'phone-complainer',
  'tablet',
  'claim',
  'swapped',
  'own-idea',
  'compare',
  'lead',
  'lead-one',
  'debrief',
  'end',
  'print',
  'cards',
  'cards-many',
  'cover',
  'wall-lobby',
  'wall',
  'wall-note',
  'wall-pair',
  'share-out',
  'asked',
  'lead-desk',
  'lead-twenty',
];
const sizes = { wide: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };
const only = process.env.ONLY?.split(',') ?? ['wide-light', 'phone-light', 'wide-dark', 'phone-dark'];

const surfaces = listSurfaces('surfaces');
const exercises = {};
for (const from of ['curriculum/exercises', 'curriculum/fixtures']) {
  const deck = { deck: 'curriculum/complaints.yaml' };
  if (readdirSync(from).length === 0) continue;
  const loaded = loadExercises(from, { surfaces, ...deck });
  for (const problem of loaded.problems) console.error(problem.file, problem.line, problem.reason);
  Object.assign(exercises, Object.fromEntries(loaded.exercises));
}

const axe = readFileSync('node_modules/axe-core/axe.min.js', 'utf8');
async function check(page, where) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() =>
    window.axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }),
  );
  for (const { id, nodes } of violations) {
    console.log(
      `${where}: ${id} ×${nodes.length}: ${nodes[0].html.slice(0, 160)} ${nodes[0].failureSummary.slice(0, 220)}`,
    );
  }
}

mkdirSync(folder, { recursive: true });
// Built once: a hundred pages of loose modules would keep two processors busy for a quarter of an hour.
const built = mkdtempSync(join(tmpdir(), 'greenball-gallery-'));
await build({
  configFile: 'vite.config.ts',
  logLevel: 'error',
  build: { outDir: built, emptyOutDir: true, rolldownOptions: { input: 'web/gallery/index.html' } },
});
const server = await preview({
  configFile: 'vite.config.ts',
  logLevel: 'error',
  build: { outDir: built },
  preview: { port: 4599 },
});
// Another gallery may hold the port: Vite then takes the next one.
const address = server.resolvedUrls.local[0];
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
});
for (const [size, viewport] of Object.entries(sizes)) {
  for (const colorScheme of ['light', 'dark']) {
    if (!only.includes(`${size}-${colorScheme}`)) continue;
    const context = await browser.newContext({
      viewport,
      colorScheme,
      reducedMotion: 'reduce',
      hasTouch: size === 'phone',
    });
    await context.addInitScript((held) => {
      window.exercises = held;
    }, exercises);
    for (const screen of wanted.length > 0 ? wanted : all) {
      const page = await context.newPage();
      page.on('pageerror', (error) => console.error(screen, error.message));
      page.on(
        'console',
        (message) => message.type() === 'error' && console.error(screen, message.text().slice(0, 300)),
      );
      await page.goto(`${address}gallery/index.html?screen=${screen}`);
      await page.locator('main, svg').first().waitFor({ timeout: 20000 });
      await page.getByText('One moment…').last().waitFor({ state: 'hidden' });
      // Formulas are fetched when the first one is shown.
      await page.waitForLoadState('networkidle');
      await page.evaluate(() => document.fonts.ready);
      if (process.env.TEXT)
        await page.addStyleTag({ content: `html { font-size: ${process.env.TEXT}% !important }` });
      if (process.env.AXE) await check(page, `${screen} ${size} ${colorScheme}`);
      const broad = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
      if (broad) console.error(screen, size, 'is wider than the page');
      await page.screenshot({
        path: `${folder}/${screen}.${size}-${colorScheme}.png`,
        fullPage: process.env.FULL === '1',
      });
      await page.close();
    }
    await context.close();
  }
}
await browser.close();
await server.close();
rmSync(built, { recursive: true });
