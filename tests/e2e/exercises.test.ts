import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest';
import { seatBots } from '../../bots/seat.ts';
import { readCode } from './acts.ts';
import { judge } from './judge.ts';
import { inBrowsers, openWorld, sees, seesNoMore, soon, type World } from './world.ts';

let world: World;

inBrowsers('somebody changes a copy of an exercise', 120_000, () => {
  let page: Page;
  let address: string;
  beforeAll(async () => {
    world = await openWorld({ partners: seatBots });
    page = await world.open('desktop');
  });
  afterAll(() => world?.close());

  test('copied by keys from the list, with what people will do beside its text', async () => {
    onTestFailed(() => world.picture());
    await page.goto('/new');
    await page.getByRole('radio', { name: /^Prototypical examples You keep/ }).press('Space');
    await page.getByRole('textbox', { name: 'Your name' }).fill('Mira');
    await page.getByRole('button', { name: 'Change a copy' }).press('Enter');
    await page.waitForURL(/\/exercise\//);
    address = page.url();
    await sees(page.getByRole('heading', { level: 1, name: 'Prototypical examples' }));
    await sees(page.getByText('No faults. It can be used as it stands.'));
    await sees(page.getByText('45 minutes, in groups of 2'));
    await sees(stepOn(page, 'One sentence, one example').getByText('14 minutes, in every round'));
    await sees(stepOn(page, 'One sentence, one example').getByText(/Read one sentence aloud\. Stop\./));
    await judge('an exercise', page);
  });

  test('CU-19: a sentence changed by keys is kept, what people will do follows, and a reload has it', async () => {
    onTestFailed(() => world.picture());
    await replaceIn(page, 'Watch two people do it badly', 'Watch a cat and a dog do it badly');
    await sees(stepOn(page, 'Watch a cat and a dog do it badly, then well'));
    await sees(page.getByText('Saved', { exact: true }));
    const version = await versionOn(page);
    expect(version).not.toBe('Your exercise · version 1');
    await page.reload();
    await sees(stepOn(page, 'Watch a cat and a dog do it badly, then well'));
    expect(await versionOn(page)).toBe(version);
  });

  test('Esc, then Tab leads out of the text, and Shift+Tab back into it; nothing is typed by it', async () => {
    onTestFailed(() => world.picture());
    const version = await versionOn(page);
    await textOn(page).focus();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Tab');
    await soon(() => page.evaluate(() => document.activeElement?.textContent)).toBe(
      'Try it with simulated partners',
    );
    await page.keyboard.press('Shift+Tab');
    await soon(() => page.evaluate(() => document.activeElement?.ariaLabel)).toBe('What the exercise says');
    await sees(page.getByText('Saved', { exact: true }));
    expect(await versionOn(page)).toBe(version);
  });

  test('CU-18: a fault stands at its line as one types and leads there; nothing starts until it is mended', async () => {
    onTestFailed(() => world.picture());
    await textOn(page).press('Control+Home');
    for (const key of ['ArrowDown', 'End', 'Enter']) await page.keyboard.press(key);
    await page.keyboard.type('porpoise: a fish');
    const fault = page.getByRole('button', {
      name: /^Line 3 porpoise isn't a word that goes here; these do: id, /,
    });
    await sees(fault);
    await sees(page.getByText('One fault', { exact: true }));
    expect(await page.locator('.cm-lint-marker-error').count()).toBe(1);
    await sees(page.getByText('As it was before the fault.'));
    await judge('an exercise with a fault', page);
    await page.getByRole('button', { name: 'Use it in a workshop' }).press('Enter');
    await sees(page.getByText('There is a fault in line 3. Mend it first; what you wrote is kept.'));
    await soon(() => page.evaluate(() => document.activeElement?.ariaLabel)).toBe('What the exercise says');
    await sees(page.getByText('Saved', { exact: true }));

    const other = world.watch(await page.context().newPage());
    await other.goto('/new');
    await sees(other.getByRole('heading', { name: 'Yours, not ready yet' }));
    await sees(other.getByText('a fault in line 3'));
    await judge('the list, with one that is not ready', other);
    await other.getByRole('link', { name: 'Prototypical examples' }).press('Enter');
    await sees(other.getByText('Once the text has no fault, the steps stand here'));
    await other.close();

    await textOn(page).press('Control+End');
    await fault.press('Enter');
    for (const key of ['Shift+Home', 'Backspace', 'Backspace']) await page.keyboard.press(key);
    await sees(page.getByText('No faults. It can be used as it stands.'));
    await seesNoMore(page.getByText('As it was before the fault.'));
  });

  test('CU-23: what is typed without a network is kept on the device, said so, and arrives by itself', async () => {
    onTestFailed(() => world.picture());
    await sees(page.getByText('Saved', { exact: true }));
    await page.context().setOffline(true);
    await replaceIn(page, 'a cat and a dog', 'a cat and a heron');
    await sees(page.getByText('On this device · no connection; go on, nothing is lost'));
    await sees(stepOn(page, 'Watch a cat and a heron do it badly, then well'));
    await page.getByRole('button', { name: 'Try it with simulated partners' }).press('Enter');
    await sees(page.getByText('It isn’t on the server yet.'));
    await page.context().setOffline(false);
    await sees(page.getByText('Saved', { exact: true }));

    // A tab that is closed before it could send anything: the next one sends it.
    await page.context().setOffline(true);
    await replaceIn(page, 'a cat and a heron', 'an owl and a heron');
    await sees(page.getByText('On this device', { exact: true }));
    const next = world.watch(await page.context().newPage());
    await page.close({ runBeforeUnload: false });
    await next.context().setOffline(false);
    page = next;
    await page.goto(address);
    await sees(stepOn(page, 'Watch an owl and a heron do it badly, then well'));
    await sees(page.getByText('Saved', { exact: true }));
  });

  test('CU-23: changed in two tabs, both stay until somebody chooses', async () => {
    onTestFailed(() => world.picture());
    const other = world.watch(await page.context().newPage());
    await other.goto(address);
    await sees(other.getByText('No faults.'));
    await replaceIn(page, 'title: Prototypical examples', 'title: Owls');
    await sees(page.getByRole('heading', { level: 1, name: 'Owls' }));
    await sees(page.getByText('Saved', { exact: true }));
    await replaceIn(other, 'title: Prototypical examples', 'title: Herons');
    const both = other.getByRole('alert', { name: 'This exercise was changed elsewhere, too.' });
    await sees(both);
    await sees(other.getByText('On this device · waits until you choose'));
    await sees(both.getByText('title: Owls'));
    await sees(both.getByText('title: Herons'));
    await judge('two versions of an exercise', other);
    await both.getByRole('button', { name: 'Go on with the other' }).press('Enter');
    await sees(other.getByRole('heading', { level: 1, name: 'Owls' }));
    await sees(textOn(other).getByText('title: Owls'));
    await sees(other.getByText('Saved', { exact: true }));
    await other.close();
  });

  test('CU-21: tried with simulated partners, the room says the changed words, whatever is changed next', async () => {
    onTestFailed(() => world.picture());
    await page.getByRole('button', { name: 'Try it with simulated partners' }).press('Enter');
    await page.waitForURL(/\/s\//, { timeout: 60_000 });
    const heading = page.getByRole('heading', { name: 'Watch an owl and a heron do it badly, then well' });
    await sees(heading);
    await sees(page.getByText(/\(simulated\)/));
    const room = page.url();
    await page.goto(address);
    await replaceIn(page, 'an owl and a heron', 'a stone and a stick');
    await sees(page.getByText('Saved', { exact: true }));
    await page.goto(room);
    await sees(heading);
  });

  test('used in a workshop: it is chosen in the list, marked as one’s own, and opens a lobby', async () => {
    onTestFailed(() => world.picture());
    await page.goto(address);
    await page.getByRole('button', { name: 'Use it in a workshop' }).press('Enter');
    await page.waitForURL(/\/new\?exercise=/);
    const own = page.getByRole('radio', { name: /^Owls You keep.*Yours$/ });
    await soon(() => own.isChecked()).toBe(true);
    await sees(page.getByRole('link', { name: 'Go on changing it' }));
    await judge('the list, with one of one’s own', page);
    await page.getByRole('button', { name: 'Open the lobby' }).press('Enter');
    expect(await readCode(page)).toMatch(/^[A-Z]{6}$/);
  });

  test('CU-20: offered with an account, others choose and copy it; without one it says how', async () => {
    onTestFailed(() => world.picture());
    await page.goto(address);
    await page.getByText('Offer it to others').press('Enter');
    await page.getByRole('link', { name: 'Make an account' }).press('Enter');
    await page.getByLabel('E-mail address').fill('mira@example.org');
    await page.getByLabel('Password').fill('four words in a row');
    await page.getByRole('button', { name: 'Make the account' }).press('Enter');
    await page.waitForURL(/\/account$/);
    await page.goto(address);
    await page.getByText('Offer it to others').press('Enter');
    await page.getByRole('button', { name: 'Offer it as it is now' }).press('Enter');
    await sees(page.getByText('Others are offered it as it stands.'));
    await replaceIn(page, 'title: Owls', 'title: Wrens');
    await sees(page.getByText(/^Others are offered version \d+\.$/));
    await judge('an exercise that is offered', page);

    const ben = await world.open('phone');
    await ben.goto('/new');
    await ben.getByRole('radio', { name: /^Owls You keep.*by Mira$/ }).check({ force: true });
    await ben.getByRole('button', { name: 'Change a copy' }).tap();
    await ben.waitForURL(/\/exercise\//);
    await sees(ben.getByRole('heading', { level: 1, name: 'Owls' }));
    await sees(ben.getByText('No faults.'));
    await judge('an exercise on a phone', ben);
    const width = await ben.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(390);
    await ben.context().close();
  });

  test('CU-23: deleted elsewhere while somebody writes: the text stays, and becomes a new one', async () => {
    onTestFailed(() => world.picture());
    const other = world.watch(await page.context().newPage());
    await other.goto(address);
    await other.getByText('Delete this exercise').press('Enter');
    await other.getByRole('button', { name: 'Delete it' }).press('Enter');
    await other.waitForURL(/\/new$/);
    await replaceIn(page, 'title: Wrens', 'title: Storks');
    const alone = page.getByText(
      'This exercise was deleted elsewhere. What stands here is only on this device.',
    );
    await sees(alone);
    await page.reload();
    await sees(alone);
    await page.getByRole('button', { name: 'Keep it as a new exercise' }).press('Enter');
    await soon(() => page.url()).not.toBe(address);
    await sees(page.getByRole('heading', { level: 1, name: 'Storks' }));
    await sees(page.getByText('Saved', { exact: true }));
    await other.goto(address);
    await sees(other.getByRole('heading', { name: 'There is no exercise here that you may change.' }));
    await other.close();
  });

  test('nothing went wrong inside the pages', () => {
    expect(world.troubles.filter((trouble) => !/40[349]/.test(trouble))).toEqual([]);
  });
});

const textOn = (page: Page) => page.getByRole('textbox', { name: 'What the exercise says' });
const versionOn = (page: Page) => page.getByText(/^Your exercise · version \d+$/).textContent();
const stepOn = (page: Page, title: string) =>
  page
    .getByRole('region', { name: 'What people do' })
    .getByRole('listitem')
    .filter({ has: page.getByRole('heading', { name: title }) });

/** Looks for words in the text and writes others in their place, by keys. */
async function replaceIn(page: Page, what: string, instead: string): Promise<void> {
  await textOn(page).press('Control+Home');
  await page.keyboard.press('Control+f');
  await page.keyboard.type(what);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await page.keyboard.type(instead);
}
