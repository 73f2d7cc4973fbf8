import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, onTestFailed, test } from 'vitest';
import { DAY } from '../../core/program/practice.ts';
import { roomSeen, settled, sit, until } from '../../server/http/testing/seat.ts';
import { Visitor } from '../../server/http/testing/world.ts';
import { databasePath } from '../../server/storage/backends/sqlite/database.ts';
import { judge, thumbs } from './judge.ts';
import { inBrowsers, openWorld, type Screen, sees, seesNoMore, type World } from './world.ts';

const USE = 'On Thursday I keep one example in my head.';

let world: World;
let ana: Page;

/** A browser in which somebody did an exercise by themselves three days ago. */
async function practised(screen: Screen): Promise<Page> {
  const visitor = new Visitor(world.url);
  const wish = { exercise: 'prototypical-examples', name: 'Ana', mode: 'in-person', solo: true, join: true };
  const { session } = (await visitor.post('/api/sessions', wish)).body;
  const tab = sit(world.url, visitor, session);
  await until(tab, (client) => roomSeen(client)?.people.size === 1);
  if (roomSeen(tab)?.phase === 'lobby') tab.act({ type: 'start' });
  await until(tab, (client) => roomSeen(client)?.phase === 'running' && settled(client));
  tab.act({ type: 'debrief', answers: { got: 7, change: '', use: USE } });
  tab.act({ type: 'end' });
  await until(tab, (client) => roomSeen(client)?.phase === 'ended' && settled(client));
  tab.close();
  // Gathered once it is asked for; then three days go by.
  await visitor.get('/api/practice');
  const tables = new SqliteDatabase(databasePath(world.dataDir), { timeout: 5000 });
  tables.prepare('UPDATE finishes SET at = at - ?').run(3 * DAY);
  tables.close();
  const page = await world.open(screen);
  const cookies = visitor.cookie.split('; ').map((pair) => {
    const at = pair.indexOf('=');
    return { name: pair.slice(0, at), value: pair.slice(at + 1), url: world.url };
  });
  await page.context().addCookies(cookies);
  return page;
}

/** Into the folder PICTURES, where that is set. */
async function show(page: Page, name: string): Promise<void> {
  if (!process.env.PICTURES) return;
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.screenshot({ path: join(process.env.PICTURES, `${name}-${colorScheme}.png`) });
  }
}

inBrowsers('the practice queue', 120_000, () => {
  beforeAll(async () => {
    world = await openWorld();
    ana = await practised('desktop');
  });
  afterAll(() => world?.close());

  test('before anything was done an example shows what will stand there', async () => {
    onTestFailed(() => world.picture());
    const page = await world.open('phone');
    await page.goto('/practice');
    await sees(page.getByRole('heading', { name: 'What you practise comes back to you here.' }));
    await judge('practice, none', page);
    await show(page, 'practice-none');
  });

  test('PQ-1 PQ-5 what is due is there with one’s own words; it goes away and comes back', async () => {
    onTestFailed(() => world.picture());
    await ana.goto('/');
    await ana.getByRole('link', { name: 'Practise: 1 exercise is due' }).click();
    await sees(ana.getByRole('heading', { name: 'Prototypical examples' }));
    await sees(ana.getByText(USE));
    await judge('practice', ana);
    await show(ana, 'practice');
    await ana.getByRole('button', { name: 'Not this one' }).click();
    await sees(ana.getByRole('heading', { name: 'Nothing is due today.' }));
    await judge('practice, left out', ana);
    await show(ana, 'practice-left');
    // The focus is where one takes it back.
    await ana.keyboard.press('Enter');
    await sees(ana.getByRole('heading', { name: 'Prototypical examples' }));
    await seesNoMore(ana.getByRole('button', { name: 'Undo' }));
  });

  test('five minutes of it begin with one button', async () => {
    onTestFailed(() => world.picture());
    const phone = await practised('phone');
    await phone.goto('/practice');
    await sees(phone.getByText(USE));
    await judge('practice on a phone', phone);
    await thumbs('practice', phone);
    await show(phone, 'practice-phone');
    await phone.getByRole('button', { name: 'Five minutes of it, now' }).tap();
    await phone.waitForURL(/\/s\//);
    await ana.getByRole('button', { name: 'With somebody' }).click();
    await ana.waitForURL(/\/s\//);
    await sees(ana.getByText(/^[A-Z]{6}$/));
  });
});
