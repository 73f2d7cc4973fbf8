import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest';
import { comeIn, exampleOn, find, joinByCode, readCode } from './acts.ts';
import { inBrowsers, openWorld, sees, seesNoMore, soon, type World } from './world.ts';

// Nothing here touches a mouse: only keys, on the page of whoever leads and explains.

let world: World;

inBrowsers('with the keyboard alone', 60_000, () => {
  beforeAll(async () => {
    world = await openWorld();
  });
  afterAll(() => world?.close());

  test('from the first page to the second sentence', async () => {
    onTestFailed(() => world.picture());
    const page = await world.open('desktop');
    const partner = await world.open('phone');
    await page.goto('/');
    await sees(page.getByRole('link', { name: 'Start a workshop' }));
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('Skip to what you do now');
    await tabTo(page, 'Start a workshop');
    await page.keyboard.press('Enter');

    await sees(page.getByRole('heading', { name: 'What do you want to practise?' }));
    await tabTo(page, /^Prototypical examples ?You keep/);
    await page.keyboard.press('ArrowDown');
    expect(await focused(page)).not.toMatch(/^Prototypical examples ?You keep/);
    await page.keyboard.press('ArrowUp');
    expect(await focused(page)).toMatch(/^Prototypical examples ?You keep/);
    await tabTo(page, /In one room/);
    await page.keyboard.press('ArrowRight');
    await sees(page.getByText('A complaint quacks at both ends.'));
    await tabTo(page, /^I take part, too/);
    await page.keyboard.press('Space');
    await tabTo(page, 'Your name');
    await page.keyboard.type('Mira');
    await page.keyboard.press('Enter');

    await joinByCode(partner, await readCode(page), 'Ben');
    await sees(page.getByRole('heading', { name: '2 people are here' }));
    await tabTo(page, 'Start');
    await page.keyboard.press('Enter');
    await sees(page.getByRole('heading', { name: 'Watch two people do it badly, then well' }));
    await page.keyboard.press('Shift+ArrowRight');
    // Whoever was drawn as the partner swaps: by the palette, for the key alone would prove less.
    await sees(page.getByRole('heading', { name: 'What shall it be about?' }));
    if (await page.getByText('Ben: Reader').isVisible()) {
      await find(page, 'swap seats');
    }
    await sees(page.getByText('Mira: Reader'));
    await tabTo(page, 'Draw one for us');
    await page.keyboard.press('Enter');
    await sees(page.getByRole('region', { name: 'Sentence 1' }));
    await tabTo(page, 'Your example');
    await soon(() => exampleOn(page).getAttribute('readonly')).toBeNull();
    await page.keyboard.type('A kettle with a dent.');
    await sees(partner.getByText('A kettle with a dent.'));
    // Tab leaves the field again, both ways.
    await page.keyboard.press('Tab');
    expect(await focused(page)).not.toBe('Your example');
    await page.keyboard.press('Shift+Tab');
    expect(await focused(page)).toBe('Your example');

    await partner.getByRole('button', { name: 'Quack' }).tap();
    await sees(page.getByRole('button', { name: 'That’s met' }));
    await tabTo(page, 'That’s met');
    await page.keyboard.press('x');
    await seesNoMore(page.getByRole('button', { name: 'That’s met' }));
    await page.keyboard.press('n');
    await sees(page.getByRole('region', { name: 'Sentence 2' }));
    expect(await exampleOn(page).inputValue()).toBe('A kettle with a dent.');
  });

  test('the partner complains by a key; Ctrl+Enter goes on in the middle of typing', async () => {
    onTestFailed(() => world.picture());
    const [page, partner] = [await world.open('desktop'), await world.open('desktop')];
    await page.goto('/new');
    await page.getByRole('radio', { name: /^Prototypical examples You keep/ }).check({ force: true });
    await page.getByRole('radio', { name: 'On a call' }).check({ force: true });
    await page.getByRole('switch', { name: 'I take part, too' }).check({ force: true });
    await page.getByRole('textbox', { name: 'Your name' }).fill('Mira');
    await page.keyboard.press('Enter');
    await partner.goto(`/j/${await readCode(page)}`);
    await comeIn(partner, 'Ben');
    await sees(page.getByRole('heading', { name: '2 people are here' }));
    await tabTo(page, 'Start');
    await page.keyboard.press('Enter');
    await sees(page.getByRole('heading', { name: 'Watch two people do it badly, then well' }));
    await page.keyboard.press('Shift+ArrowRight');
    await sees(page.getByRole('button', { name: 'Draw one for us' }));
    if (await page.getByText('Ben: Reader').isVisible()) await page.keyboard.press('s');
    await sees(partner.getByText('Mira: Reader'));
    await tabTo(page, 'Draw one for us');
    await page.keyboard.press('Enter');
    await sees(page.getByRole('region', { name: 'Sentence 1' }));
    await partner.keyboard.press('q');
    await sees(page.getByRole('button', { name: 'That’s met' }));
    await tabTo(page, 'Your example');
    await page.keyboard.type('nn');
    await page.keyboard.press('Control+Enter');
    await sees(page.getByRole('region', { name: 'Sentence 2' }));
    // Letters typed as words act as nothing else.
    expect(await exampleOn(page).inputValue()).toBe('nn');
  });

  test('? shows every key; Ctrl+K finds anything; Escape gives the focus back', async () => {
    onTestFailed(() => world.picture());
    const page = await world.open('desktop');
    await page.goto('/');
    await tabTo(page, 'Start a workshop');
    await page.keyboard.press('?');
    const map = page.getByRole('dialog', { name: 'Keys' });
    await sees(map.getByText('Find anything you can do here'));
    await sees(map.getByText('Start a workshop'));
    await page.keyboard.press('Escape');
    await seesNoMore(map);
    await soon(() => focused(page)).toBe('Start a workshop');
    await page.keyboard.press('Control+k');
    const field = page.getByRole('combobox', { name: 'What do you want to do?' });
    await sees(field);
    await page.keyboard.type('sta');
    await sees(page.getByRole('option', { name: /Start a workshop/, selected: true }));
    await page.keyboard.press('Enter');
    await sees(page.getByRole('heading', { name: 'What do you want to practise?' }));
  });

  test('nothing holds the focus, and it can always be seen', async () => {
    const page = await world.open('desktop');
    for (const path of ['/', '/new', '/j/QQQQQQ', '/nowhere']) {
      await page.goto(path);
      // A code is asked for first, and then perhaps the page is another.
      await page.waitForLoadState('networkidle');
      await sees(page.getByRole('button', { name: /Keys/ }));
      const met: string[] = [];
      for (let i = 0; i < 60; i++) {
        await page.keyboard.press('Tab');
        const name = await focused(page);
        if (name === '') break;
        met.push(name);
        expect(await isMarked(page), `${path}: ${name}`).toBe(true);
      }
      expect(met.length, path).toBeLessThan(60);
      expect(met, path).toContain('? Keys');
    }
  });
});

/** How what has the focus is called; nothing where the page itself has it. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const here = document.activeElement;
    if (!(here instanceof HTMLElement) || here === document.body) return '';
    const labels = [...((here as HTMLInputElement).labels ?? [])]
      .map((label) => label.textContent)
      .join(' ')
      .trim();
    return (here.getAttribute('aria-label') ?? (labels || here.textContent || ''))
      .replace(/\s+/g, ' ')
      .trim();
  });
}

/** Whether somebody can see where the focus is: something about it, or what stands for it, looks otherwise without. */
function isMarked(page: Page): Promise<boolean> {
  return page.evaluate(async () => {
    const here = document.activeElement as HTMLElement;
    const drawn = [here, here.nextElementSibling, here.parentElement].filter((each) => each !== null);
    const look = async () => {
      await Promise.allSettled(document.getAnimations().map(({ finished }) => finished));
      return JSON.stringify(
        drawn.map((each) => {
          const { outline, boxShadow, borderColor, backgroundColor, left, transform } =
            getComputedStyle(each);
          return [outline, boxShadow, borderColor, backgroundColor, left, transform];
        }),
      );
    };
    const focused = await look();
    here.blur();
    const without = await look();
    here.focus();
    return focused !== without;
  });
}

/** Presses Tab until the focus is on what is called so. Fails where a whole turn of the page doesn't come past it. */
async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  for (let i = 0; i < 80; i++) {
    const here = await focused(page);
    if (typeof name === 'string' ? here === name : name.test(here)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never comes to ${name}`);
}
