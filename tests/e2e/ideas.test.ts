import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest';
import { find, joinByCode, openLobby, readCode } from './acts.ts';
import { judge, thumbs } from './judge.ts';
import { inBrowsers, openWorld, sees, seesNoMore, type World } from './world.ts';

const OWL = 'An owl turns its head, never its eyes.';

let world: World;
let ana: Page;
let ben: Page;

inBrowsers('ideas across workshops', 120_000, () => {
  beforeAll(async () => {
    world = await openWorld();
    [ana, ben] = await Promise.all([world.open('desktop'), world.open('phone')]);
  });
  afterAll(() => world?.close());

  test('before the first workshop an example shows what will stand there', async () => {
    onTestFailed(() => world.picture());
    await ana.goto('/ideas');
    await sees(ana.getByText('Nothing here yet.'));
    await judge('ideas, none', ana);
  });

  test('a thought is found again, by its writer alone', async () => {
    onTestFailed(() => world.picture());
    const code = await openLobby(ana, { lead: 'Ana', joins: true });
    await joinByCode(ben, code, 'Ben');
    await ana.getByRole('button', { name: 'Start', exact: true }).click();
    await sees(ana.getByRole('heading', { name: 'Watch two people do it badly, then well' }));
    await ana.goto(ana.url().replace(/\/lead$/, ''));
    await sees(ana.getByText(/Ana: |You: /));
    await find(ana, 'parking lot');
    await ana.getByRole('textbox', { name: 'Parking lot' }).fill(OWL);
    await ana.getByRole('button', { name: 'Park it' }).click();
    await sees(ana.getByText(OWL));
    await sees(ana.getByText('Saved', { exact: true }));
    for (const page of [ana, ben]) {
      await page.goto('/ideas');
      await page.getByRole('textbox', { name: 'Words in it' }).fill('OWL head');
    }
    await sees(ana.getByText(OWL));
    await sees(ben.getByText('Nothing with “OWL head” in it.'));
    await judge('ideas', ana);
    await judge('ideas on a phone', ben);
    await thumbs('ideas', ben);
  });

  test('it comes along to a new workshop, and everybody there sees it', async () => {
    onTestFailed(() => world.picture());
    await ana.getByRole('checkbox', { name: /^Bring along: An owl/ }).check();
    await ana.getByRole('button', { name: 'Start a workshop with 1 idea' }).click();
    await sees(ana.getByText('You bring 1 idea along:'));
    await sees(ana.getByText(OWL));
    await judge('new, with an idea', ana);
    await ana.reload();
    await sees(ana.getByText(OWL));
    await ana.getByRole('radio', { name: 'On a call', exact: true }).check({ force: true });
    await ana.getByRole('switch', { name: 'I take part, too' }).check({ force: true });
    await ana.getByRole('button', { name: 'Open the lobby' }).click();
    await joinByCode(ben, await readCode(ana), 'Ben');
    await ana.getByRole('button', { name: 'Start', exact: true }).click();
    await ben.getByText('Brought along (1)').click();
    await sees(ben.getByText(OWL));
    await sees(ben.getByText(/^Ana brought it on /));
    await judge('the table', ben);
    await ana.goto('/new');
    await sees(ana.getByRole('heading', { name: 'What do you want to practise?' }));
    await seesNoMore(ana.getByText('You bring 1 idea along:'));
    expect(world.troubles).toEqual([]);
  });
});
