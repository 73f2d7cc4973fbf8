import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest';
import { joinByCode, readCode } from './acts.ts';
import { judge } from './judge.ts';
import { inBrowsers, openWorld, sees, seesNoMore, soon, type World } from './world.ts';

// One person, one long page: what they do with it, and that nobody else sees any of it before they pull it out.

const SEAMS = 'Seams are where two pressures met.';
const ROLLS = 'Round things roll further than they should.';
const FIXED = 'We should build a fence to stop them.';

let world: World;
let lead: Page;
let ana: Page;

const pageOf = (of: Page) => of.getByRole('textbox', { name: 'Your giant text file' });
const readyPage = (of: Page) => pageOf(of).and(of.locator('[aria-busy=false]'));
const wordsOn = async (of: Page): Promise<string> =>
  (await pageOf(of).locator('.cm-line').allTextContents()).join('\n');
const saved = (of: Page) => sees(of.getByText('Saved', { exact: true }));

/** A picture of both sizes and themes into the folder PICTURES, where that is set. */
async function picture(of: Page, name: string): Promise<void> {
  const into = process.env.PICTURES;
  if (!into) return;
  const before = of.viewportSize();
  for (const [size, viewport] of [
    ['wide', { width: 1440, height: 900 }],
    ['phone', { width: 390, height: 844 }],
  ] as const) {
    await of.setViewportSize(viewport);
    for (const colorScheme of ['light', 'dark'] as const) {
      await of.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await of.evaluate(() => document.fonts.ready);
      await of.screenshot({ path: join(into, `${name}-${size}-${colorScheme}.png`) });
    }
  }
  if (before) await of.setViewportSize(before);
  await of.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
}

inBrowsers('a giant text file', 60_000, () => {
  beforeAll(async () => {
    world = await openWorld();
    [lead, ana] = [await world.open('desktop'), await world.open('desktop')];
    await lead.goto('/new');
    await lead.getByRole('radio', { name: /^Giant text file/ }).check({ force: true });
    await lead.getByRole('radio', { name: 'On a call' }).check({ force: true });
    await lead.getByRole('textbox', { name: 'Your name' }).fill('Mira');
    await lead.getByRole('button', { name: 'Open the lobby' }).click();
    await joinByCode(ana, await readCode(lead), 'Ana');
    await sees(lead.getByRole('heading', { name: '1 person is here' }));
    await lead.getByRole('button', { name: 'Start', exact: true }).click();
  });
  afterAll(() => world?.close());

  test('a blank page; a keystroke marks a line, and takes the mark away', async () => {
    onTestFailed(() => world.picture());
    await sees(readyPage(ana));
    await judge('the blank page', ana);
    await picture(ana, 'blank');
    await pageOf(ana).click();
    await ana.keyboard.type(ROLLS);
    await ana.keyboard.press('Enter');
    await ana.keyboard.press('Alt+2');
    await ana.keyboard.type(SEAMS);
    expect(await wordsOn(ana)).toBe(`${ROLLS}\nHypothesis: ${SEAMS}`);
    await ana.keyboard.press('Alt+2');
    expect(await wordsOn(ana)).toBe(`${ROLLS}\n${SEAMS}`);
    await ana.keyboard.press('Alt+4');
    expect(await wordsOn(ana)).toBe(`${ROLLS}\nObservation: ${SEAMS}`);
    await saved(ana);
  });

  test('undo takes back what was typed here, and brings it again', async () => {
    await ana.waitForTimeout(700);
    await ana.keyboard.type(' Oops');
    await ana.keyboard.press('Control+z');
    await soon(() => wordsOn(ana)).toBe(`${ROLLS}\nObservation: ${SEAMS}`);
    await ana.keyboard.press('Control+y');
    await soon(() => wordsOn(ana)).toBe(`${ROLLS}\nObservation: ${SEAMS} Oops`);
    await ana.keyboard.press('Control+z');
    await soon(() => wordsOn(ana)).toBe(`${ROLLS}\nObservation: ${SEAMS}`);
  });

  test('TF-6 Tab moves a line in; Escape, then Tab leaves the page, as it says there', async () => {
    await sees(ana.getByText('To leave the page by keys: Esc, then Tab.'));
    expect(await pageOf(ana).evaluate((field) => field === document.activeElement)).toBe(true);
    await ana.keyboard.press('Tab');
    await soon(() => wordsOn(ana)).toBe(`${ROLLS}\n  Observation: ${SEAMS}`);
    await ana.keyboard.press('Shift+Tab');
    await soon(() => wordsOn(ana)).toBe(`${ROLLS}\nObservation: ${SEAMS}`);
    await ana.keyboard.press('Escape');
    await ana.keyboard.press('Tab');
    expect(await ana.evaluate(() => document.activeElement?.textContent)).toBe('Mark this line');
    await ana.keyboard.press('Shift+Tab');
    expect(await pageOf(ana).evaluate((field) => field === document.activeElement)).toBe(true);
  });

  test('anything on the page can be found, also what isn’t drawn', async () => {
    await ana.keyboard.press('Control+f');
    const field = ana.getByRole('textbox', { name: 'Find on this page' });
    await field.pressSequentially('pressures');
    await ana.keyboard.press('Enter');
    await soon(() => ana.locator('.cm-searchMatch-selected').allTextContents()).toEqual(['pressures']);
    await judge('finding', ana);
    await picture(ana, 'finding');
    await ana.keyboard.press('Escape');
    await seesNoMore(field);
    expect(await pageOf(ana).evaluate((element) => element === document.activeElement)).toBe(true);
  });

  test('all of it is there after a reload, and what is typed without a connection arrives when it is back', async () => {
    onTestFailed(() => world.picture());
    await saved(ana);
    await ana.reload();
    await sees(readyPage(ana));
    await soon(() => wordsOn(ana)).toBe(`${ROLLS}\nObservation: ${SEAMS}`);
    await ana.context().setOffline(true);
    await sees(ana.getByText('no connection; go on, nothing is lost'));
    await pageOf(ana).press('Control+End');
    await ana.keyboard.type(`\n${FIXED}`);
    await sees(ana.getByText('On this device', { exact: true }));
    await ana.context().setOffline(false);
    await saved(ana);
    await ana.reload();
    await sees(readyPage(ana));
    await soon(() => wordsOn(ana)).toBe(`${ROLLS}\nObservation: ${SEAMS}\n${FIXED}`);
  });

  test('TF-3, TF-4 whoever leads sees nothing of it before a line is pulled out, and then that line', async () => {
    onTestFailed(() => world.picture());
    await lead.getByRole('button', { name: /^Look in on/ }).click();
    await sees(lead.getByText('Ana writes a page that only Ana sees.'));
    for (const words of [SEAMS, ROLLS, FIXED]) expect(await lead.getByText(words).count()).toBe(0);
    await pageOf(ana).press('Control+Home');
    await ana.keyboard.press('ArrowDown');
    await ana.keyboard.press('Alt+Enter');
    await sees(ana.getByText(`Pulled out: “${SEAMS}”`));
    await sees(lead.getByText(SEAMS));
    await sees(lead.getByText(/^Observation, pulled out of the page on/));
    expect(await lead.getByText(ROLLS).count()).toBe(0);
    await ana.keyboard.press('Alt+Enter');
    await sees(ana.getByText('That is an idea already.'));
    await judge('the page with an idea', ana);
    await judge('over a shoulder', lead);
    await picture(ana, 'written');
    await picture(lead, 'looked-in');
  });

  test('TF-5 nothing is said about the page before its writer is done; then each question can be thrown away', async () => {
    onTestFailed(() => world.picture());
    expect(await ana.getByText('Questions about your page').count()).toBe(0);
    await ana.getByRole('button', { name: 'Go on: Look back, and pull ideas out' }).click();
    const questions = ana.getByRole('region', { name: 'Questions about your page' });
    await sees(questions.getByText('What do you feel is true, and couldn’t defend to anybody yet?'));
    const drift = questions.getByRole('listitem').filter({ hasText: FIXED });
    await sees(drift);
    await drift.getByText('Why a machine asks this').click();
    await sees(drift.getByText(/That is a plan/));
    await judge('looking back', ana);
    await picture(ana, 'look-back');
    await drift.getByRole('button', { name: 'Throw away' }).click();
    await seesNoMore(drift);
    await questions.getByRole('button', { name: 'Bring them back' }).click();
    await sees(drift);
  });

  test('lines become ideas in one pass; the export has the page for its writer alone', async () => {
    onTestFailed(() => world.picture());
    await sees(ana.getByText('an idea already'));
    await ana.getByRole('checkbox', { name: ROLLS }).check();
    await ana.getByRole('button', { name: 'Pull out 1 idea' }).click();
    await sees(ana.getByRole('heading', { name: '2 ideas pulled out' }));
    await sees(lead.getByText(ROLLS));
    await saved(ana);
    const session = new URL(ana.url()).pathname.split('/').at(-1);
    const theirs = await Promise.all(
      [ana, lead].map(async (of) => (await of.request.get(`/api/sessions/${session}/export.md`)).text()),
    );
    expect(theirs[0]).toContain('We should build a fence');
    expect(theirs[1]).not.toContain('fence');
    for (const words of theirs) for (const idea of [SEAMS, ROLLS]) expect(words).toContain(idea);
    // Back to the page: it is as it was, and what was typed before can still be taken back.
    await ana.getByRole('button', { name: 'Back one step' }).click();
    await sees(readyPage(ana));
    expect(await wordsOn(ana)).toBe(`${ROLLS}\nObservation: ${SEAMS}\n${FIXED}`);
  });

  test('a phone marks and pulls out by a menu', async () => {
    onTestFailed(() => world.picture());
    const phone = await world.open('phone');
    await phone.goto('/new');
    await phone.getByRole('radio', { name: /^Giant text file/ }).check({ force: true });
    await phone.getByRole('radio', { name: 'Just me' }).check({ force: true });
    await phone.getByRole('textbox', { name: 'Your name' }).fill('Ben');
    await phone.getByRole('button', { name: 'Begin' }).tap();
    await phone.getByRole('button', { name: 'Start', exact: true }).tap();
    await readyPage(phone).tap();
    await phone.keyboard.type('Puddles are round.');
    await phone.getByRole('button', { name: 'Mark this line' }).tap();
    await phone.getByRole('menuitem', { name: /^Intuition/ }).tap();
    await soon(() => wordsOn(phone)).toBe('Intuition: Puddles are round.');
    await phone.keyboard.type(' Mostly.');
    await soon(() => wordsOn(phone)).toBe('Intuition: Puddles are round. Mostly.');
    await phone.getByRole('button', { name: 'Pull it out' }).tap();
    await phone.getByRole('menuitem', { name: 'This line, as an idea' }).tap();
    await sees(phone.getByRole('heading', { name: '1 idea pulled out' }));
    await judge('on a phone', phone);
    expect(world.troubles).toEqual([]);
  });
});
