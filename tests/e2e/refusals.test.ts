import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest';
import { exampleOn, openLobby, write } from './acts.ts';
import { judge } from './judge.ts';
import { inBrowsers, openWorld, sees, seesNoMore, soon, type World } from './world.ts';

// What goes wrong in rooms, and what the page says of it.

const DAY = 24 * 60 * 60 * 1000;
let world: World;

inBrowsers('when things go wrong', 60_000, () => {
  beforeAll(async () => {
    world = await openWorld();
  });
  afterAll(() => world?.close());

  test('a wrong code says so, and lets you try another', async () => {
    const page = await world.open('phone');
    await page.goto('/');
    await page.getByRole('textbox', { name: 'Join with a code' }).fill('qqqqqq');
    await page.getByRole('button', { name: 'Join' }).tap();
    await sees(page.getByRole('heading', { name: 'This link opens nothing.' }));
    await sees(page.getByText(/Ask for a fresh one/));
    await sees(page.getByRole('textbox', { name: 'The code' }));
    await sees(page.getByRole('button', { name: 'Try this code' }));
  });

  test('a workshop that one isn’t in says so, and how to come in', async () => {
    const page = await world.open('phone');
    await page.goto('/s/somebody-elses');
    await sees(page.getByRole('heading', { name: 'Your seat isn’t at this screen.' }));
    await judge('a stranger', page);
    await page.getByRole('link', { name: 'Join with a code' }).tap();
    await sees(page.getByRole('textbox', { name: 'Join with a code' }));
  });

  test('a name is asked for before anything happens', async () => {
    const page = await world.open('phone');
    await page.goto('/new');
    await page.getByRole('button', { name: 'Open the lobby' }).tap();
    await sees(page.getByText('Write a name, so that the others know who you are.'));
  });

  test('two tabs of one person both go on, and show the same words', async () => {
    onTestFailed(() => world.picture());
    const first = await alone(world);
    const second = world.watch(await first.context().newPage());
    await second.goto(first.url());
    await write(first, 'A ladder against the shed.');
    await soon(() => exampleOn(second).inputValue()).toBe('A ladder against the shed.');
    await write(second, ' Its third rung is missing.');
    await soon(() => exampleOn(first).inputValue()).toBe(
      'A ladder against the shed. Its third rung is missing.',
    );
    await sees(first.getByText('Saved', { exact: true }));
    await sees(second.getByText('Saved', { exact: true }));
  });

  test('a device whose clock is a day off shows the time that is really left', async () => {
    const right = await alone(world);
    const context = await world.browser.newContext({
      baseURL: world.url,
      storageState: await right.context().storageState(),
    });
    await context.addInitScript((shift) => {
      const real = Date.now;
      Date.now = () => real() + shift;
    }, DAY);
    const wrong = world.watch(await context.newPage());
    await wrong.goto(right.url());
    const left = async (page: Page) => {
      const [minutes = 0, seconds = 0] = ((await page.getByRole('timer').textContent()) ?? '')
        .split(':')
        .map(Number);
      return minutes * 60 + seconds;
    };
    await sees(wrong.getByRole('timer'));
    await soon(async () => Math.abs((await left(wrong)) - (await left(right)))).toBeLessThanOrEqual(2);
    expect(await left(right)).toBeGreaterThan(60);
  });

  test('a megabyte pasted into the example keeps the page alive, and no letter is lost in silence', async () => {
    onTestFailed(() => world.picture());
    const page = await alone(world);
    await exampleOn(page).fill('Before. ');
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    const long = 'A very long trampoline. '.repeat(Math.ceil(1_000_000 / 24));
    await page.evaluate((words) => navigator.clipboard.writeText(words), long);
    await exampleOn(page).press('End');
    await exampleOn(page).press('Control+v');
    // Either it is taken and saved, or the page says what to do and holds the words ready to be copied.
    const saved = page.getByText('Saved', { exact: true });
    const refused = page.getByText('Not accepted, but kept');
    await sees(saved.or(refused));
    if (await refused.isVisible()) await sees(page.getByRole('button', { name: 'Copy my words' }));
    else {
      expect((await exampleOn(page).inputValue()).length).toBeGreaterThanOrEqual(long.length);
      await page.reload();
      await soon(async () => (await exampleOn(page).inputValue()).length).toBeGreaterThanOrEqual(long.length);
    }
  });

  test('a full disk: the page says so, keeps the words, and saves them once there is room', async (context) => {
    onTestFailed(() => world.picture());
    const folder = mkdtempSync(join(tmpdir(), 'greenball-full-'));
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', folder]).status === 0;
    if (!mounted) {
      rmSync(folder, { recursive: true });
      context.skip('no right to mount a small disk here');
      return;
    }
    const small = await openWorld({ dataDir: join(folder, 'data'), onError: () => {} });
    try {
      const page = await alone(small);
      await write(page, 'A bucket.');
      await sees(page.getByText('Saved', { exact: true }));
      const filler = join(folder, 'filler');
      const fill = (): void => {
        const { bavail, bsize } = statfsSync(folder);
        if (bavail > 0) writeFileSync(filler, Buffer.alloc(bavail * bsize, 1), { flag: 'a' });
      };
      fill();
      for (let i = 0; i < 40 && !(await page.getByText(/can’t keep anything just now/).isVisible()); i++) {
        await write(page, ` It holds ${i} litres, and ${'a bit '.repeat(40)}more.`);
        fill();
      }
      await sees(page.getByRole('alert').getByText(/can’t keep anything just now/));
      await sees(page.getByText('On this device', { exact: true }));
      const words = await exampleOn(page).inputValue();
      expect(words).toMatch(/^A bucket\. It holds 0 litres/);
      rmSync(filler);
      await seesNoMore(page.getByText(/can’t keep anything just now/));
      await sees(page.getByText('Saved', { exact: true }));
      await page.reload();
      await soon(() => exampleOn(page).inputValue()).toBe(words);
    } finally {
      await small.close();
      spawnSync('umount', [folder]);
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

/** Somebody alone at the first sentence of a passage. */
async function alone(at: World): Promise<Page> {
  const page = await at.open('desktop');
  await openLobby(page, { lead: 'Sol', where: 'Just me', brief: true });
  const start = page.getByRole('button', { name: 'Start', exact: true });
  await sees(start);
  await start.click();
  await page.getByRole('button', { name: 'Draw one for us' }).click();
  await sees(page.getByRole('region', { name: 'Sentence 1' }));
  return page;
}
