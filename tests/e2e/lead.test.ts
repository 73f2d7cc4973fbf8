import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, onTestFailed, test } from 'vitest';
import { comeIn, find, takeOn } from './acts.ts';
import { inBrowsers, openWorld, sees, seesNoMore, soon, type World } from './world.ts';

// Mira leads, a wall hangs behind her, and two pairs share a screen each. Every test goes on from the one before it.

const CUP = 'A cup without its handle.';
const THINGS = 'Things, in general.';
const PEN = 'A pen that my dog has bitten twice.';

let world: World;
let mira: Page;
let wall: Page;
let ana: Page;
let cleo: Page;

const names = ['Ana', 'Ben', 'Cleo', 'Dan', 'Group 1', 'Group 2'];

/** Nobody's name stands on the wall. */
async function namesNobody(page: Page): Promise<void> {
  const words = (await page.locator('main').textContent()) ?? '';
  for (const name of names) expect(words).not.toContain(name);
}

async function writeCard(page: Page, words: string): Promise<void> {
  await page.getByRole('button', { name: 'Add: Card' }).first().click();
  const field = page.getByRole('textbox', { name: 'Card' }).last();
  await field.and(page.locator(':not([readonly])')).waitFor();
  await field.pressSequentially(words);
  await sees(mira.getByText(words));
}

/** So many of the people at a screen answer, one after the other. */
async function answer(page: Page, what: 'Show it' | 'Rather not', times: number): Promise<void> {
  const buttons = page.getByRole('button', { name: what });
  await sees(buttons);
  const asked = await buttons.count();
  for (let done = 1; done <= times; done++) {
    await buttons.first().click();
    await soon(() => buttons.count()).toBe(asked - done);
  }
}

async function choose(...groups: string[]): Promise<void> {
  for (const group of groups)
    await mira.getByRole('checkbox', { name: `Choose ${group}`, exact: true }).check();
}

async function askFor(stronger: string): Promise<void> {
  await choose('Group 1', 'Group 2');
  await mira.getByRole('button', { name: 'Show both side by side' }).click();
  await mira.getByRole('radio').and(mira.getByLabel(stronger)).check();
  await mira.getByRole('button', { name: 'Ask both groups' }).click();
}

inBrowsers('the front of a room', 90_000, () => {
  beforeAll(async () => {
    world = await openWorld({
      exercises: fileURLToPath(new URL('lead/exercises', import.meta.url)),
      surfaces: fileURLToPath(new URL('../../surfaces', import.meta.url)),
    });
    [mira, wall, ana, cleo] = await Promise.all([
      world.open('desktop'),
      world.open('desktop'),
      world.open('tablet'),
      world.open('phone'),
    ]);
  });
  afterAll(() => world?.close());
  let stuck = false;
  beforeEach((context) => {
    if (stuck) context.skip('the room stopped at an earlier step');
    onTestFailed(() => {
      stuck = true;
      return world.picture();
    });
  });

  test('PR-1, PR-3: the wall opens by a link, without a name, and shows the way in', async () => {
    await mira.goto('/');
    const { session, code } = await mira.evaluate(async () => {
      const body = JSON.stringify({ exercise: 'turned-cards', name: 'Mira', mode: 'in-person' });
      const headers = { 'content-type': 'application/json' };
      return (await fetch('/api/sessions', { method: 'POST', headers, body })).json();
    });
    await mira.goto(`/s/${session}/lead`);
    await mira.getByText('Links: a stand-in, the projector').click();
    await mira.getByRole('button', { name: 'Make the link' }).last().click();
    const link = mira.getByText(/\/projector\//);
    await wall.goto(new URL((await link.textContent()) ?? '').pathname);
    await wall.waitForURL(/\/s\/.*\/projector$/);
    await sees(wall.getByText(code));
    for (const [page, first, second] of [
      [ana, 'Ana', 'Ben'],
      [cleo, 'Cleo', 'Dan'],
    ] as const) {
      await page.goto(`/j/${code}`);
      await comeIn(page, first);
      await page.getByText('Add somebody at your screen').click();
      await page.getByRole('textbox', { name: 'Their name' }).fill(second);
      await page.getByRole('button', { name: 'Add', exact: true }).click();
      await sees(page.getByRole('listitem').filter({ hasText: second }));
    }
    await sees(mira.getByText('4 people are here'));
    await mira.getByRole('button', { name: 'Start', exact: true }).click();
    await sees(wall.getByRole('heading', { name: 'Write cards' }));
    await sees(wall.getByText('Write one thing a card.'));
    await sees(mira.getByText('Pairs who write in silence.'));
  });

  test('FR-1: a line to everybody comes to every page and the wall, once, and each screen puts it away', async () => {
    await mira.keyboard.press('b');
    await mira.getByRole('textbox', { name: 'Say something to everybody' }).fill('Smaller things, please.');
    await mira.keyboard.press('Control+Enter');
    for (const page of [ana, cleo, wall]) await sees(page.getByText('Smaller things, please.'));
    await ana.getByRole('button', { name: 'Read' }).click();
    await seesNoMore(ana.getByText('Smaller things, please.'));
    await ana.reload();
    await sees(ana.getByRole('heading', { name: 'Write cards' }).or(ana.getByText('Card').first()));
    expect(await ana.getByText('Smaller things, please.').count()).toBe(0);
    await sees(cleo.getByText('Smaller things, please.'));
  });

  test('FR-2: one comment to two groups, with a name, and never over what is typed', async () => {
    await writeCard(ana, CUP);
    await writeCard(cleo, THINGS);
    await choose('Group 1', 'Group 2');
    await sees(mira.getByText('2 groups chosen'));
    await mira.getByRole('button', { name: 'Write to them' }).click();
    await mira.getByRole('textbox', { name: 'To Group 1, Group 2' }).fill('What colour is it?');
    const field = ana.getByRole('textbox', { name: 'Card' }).last();
    await field.press('End');
    await mira.getByRole('button', { name: 'Send' }).click();
    for (const page of [ana, cleo]) {
      await sees(page.getByText('What colour is it?'));
      await sees(page.getByText('Mira, to your group'));
    }
    // The caret stayed where it was.
    await ana.keyboard.type(' It is blue.');
    await sees(mira.getByText(`${CUP} It is blue.`));
    expect(await wall.getByText('What colour is it?').count()).toBe(0);
    await namesNobody(wall);
  });

  test('FR-3: what is marked is found again by whoever marked it', async () => {
    await choose('Group 1');
    await mira.getByRole('button', { name: 'Mark their examples' }).click();
    await find(mira, 'What you marked');
    await sees(mira.getByRole('region', { name: 'What you marked' }).getByRole('listitem'));
    await find(mira, 'What you marked');
  });

  test('FR-5: a pair is asked; one person would rather not, and nothing is shown', async () => {
    await askFor('Group 1');
    await sees(ana.getByRole('heading', { name: /^(Ana|Ben): Mira would like to show this/ }));
    await answer(ana, 'Show it', 2);
    await answer(cleo, 'Rather not', 1);
    await sees(mira.getByText(/would rather not/));
    expect(await mira.getByRole('button', { name: 'Show them side by side' }).count()).toBe(0);
    expect(await wall.getByText(THINGS).count()).toBe(0);
    await mira.getByRole('region', { name: 'What you show' }).getByRole('button', { name: 'Close' }).click();
    await answer(cleo, 'Rather not', 1);
  });

  test('FR-6, FR-7: with everybody’s yes both stand on the wall without names; a yes taken back takes them down', async () => {
    await askFor('Group 1');
    await answer(ana, 'Show it', 2);
    await answer(cleo, 'Show it', 2);
    await mira.getByRole('button', { name: 'Show them side by side' }).click();
    for (const page of [wall, ana, cleo])
      await sees(page.getByRole('region', { name: 'At the front' }).getByText(THINGS));
    await namesNobody(wall);
    expect(await wall.getByText('the stronger one').count()).toBe(0);
    await mira.getByRole('button', { name: 'Say which is which' }).click();
    await sees(wall.getByText('the stronger one'));
    await cleo.getByRole('button', { name: 'Take it back' }).first().click();
    await seesNoMore(wall.getByText(THINGS));
    await seesNoMore(ana.getByRole('region', { name: 'At the front' }));
  });

  test('SO-1, SO-2, SO-3: groups pick what to show; the wall shows it one by one, and takes it back', async () => {
    await writeCard(cleo, PEN);
    await takeOn(mira, 'Turn them over');
    await sees(mira.getByText('If you are late, leave out “Turn them over”.'));
    await ana.getByRole('checkbox', { name: new RegExp(CUP) }).check();
    await cleo.getByRole('checkbox', { name: new RegExp(PEN) }).check();
    await cleo.getByRole('checkbox', { name: 'Our names may stand beside it' }).check();
    await sees(mira.getByText('2 notes wait, none was shown yet.'));
    const seen: string[] = [];
    for (let i = 0; i < 2; i++) {
      await mira.getByRole('button', { name: 'Show the next one' }).click();
      await sees(
        mira.getByText(
          `${i === 0 ? '1 note waits' : '0 notes wait'}, ${i === 0 ? '1 was' : '2 were'} shown.`,
        ),
      );
      const words = wall.getByRole('region', { name: 'At the front' });
      await soon(() => words.textContent()).toMatch(
        i === 0 ? /./ : new RegExp(seen[0]?.includes(PEN) ? CUP : PEN),
      );
      seen.push((await words.textContent()) ?? '');
    }
    for (const words of seen) {
      if (words.includes(PEN)) expect(words).toMatch(/(Cleo|Dan), Group \d/);
      else for (const name of names) expect(words).not.toContain(name);
    }
    expect(seen.join()).not.toContain(THINGS);
    await cleo.getByRole('checkbox', { name: new RegExp(PEN) }).uncheck();
    await soon(() => wall.locator('main').textContent()).not.toContain(PEN);
  });

  test('PR-3: taken back, the projector’s link makes the wall dark', async () => {
    await find(mira, 'Links: a stand-in');
    await mira.getByRole('button', { name: 'Take all projector links back' }).click();
    await sees(mira.getByText('every projector has gone dark'));
    await seesNoMore(wall.getByRole('heading', { name: 'Turn them over' }));
    expect(world.troubles.filter((trouble) => !trouble.includes('404'))).toEqual([]);
  });
});
