import { readFileSync } from 'node:fs';
import ICAL from 'ical.js';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest';
import { judge, thumbs } from './judge.ts';
import { inBrowsers, openWorld, sees, seesNoMore, soon, type World } from './world.ts';

// The clock on the page is a made-up one: the last Sunday of October, on which Vienna's clocks go back from 3 to 2.
const NIGHT = { date: '2026-10-25', before: new Date('2026-10-24T20:00:00Z') };

let world: World;

inBrowsers('a lead plans a day and runs it', 120_000, () => {
  let page: Page;
  beforeAll(async () => {
    world = await openWorld();
    page = await world.open('desktop', { timezoneId: 'Europe/Vienna', acceptDownloads: true });
    await page.clock.install({ time: NIGHT.before });
  });
  afterAll(() => world?.close());
  /** The page's clock is what it is told, and the page has looked at it. */
  const setClock = async (time: string) => {
    await page.clock.setSystemTime(new Date(time));
    await page.clock.runFor(11_000);
  };

  test('a half-day over a change of clocks, built and moved by keys alone', async () => {
    onTestFailed(() => world.picture());
    await page.goto('/day');
    await page.getByLabel('What do you call it?').fill('Night shift');
    await page.getByLabel('Your name').fill('Mira');
    await page.getByLabel('First day').fill(NIGHT.date);
    await sees(page.getByLabel('Where are the clocks?'));
    await judge('a new plan', page);
    await page.getByRole('button', { name: 'Make the plan' }).click();
    await sees(page.getByRole('heading', { name: 'Sunday 25 October' }));
    await sees(page.getByText('Nothing in it yet. It looks like this'));
    await judge('an empty day', page);

    await page.getByRole('button', { name: 'Change', exact: true }).press('Enter');
    await page.getByLabel('Starts').fill('01:30');
    await page.getByLabel('Over by').fill('03:00');
    await page.getByLabel('Where', { exact: true }).fill('Room 2');
    await page.getByRole('button', { name: 'Done', exact: true }).press('Enter');
    for (const name of ['Add', 'Add a break', 'Add', 'Add something else']) {
      // Once one is added, the field stands at the first exercise again.
      await page.getByLabel('Add an exercise').selectOption({ label: 'Prototypical examples' });
      await page.getByRole('button', { name, exact: true }).press('Enter');
    }
    // 45 minutes and 15 % of them; a break; the same again, in the midst of which the clocks go back.
    await soon(() => timesOn(page)).toEqual(['01:30', '02:22', '02:37', '02:29']);
    await sees(page.getByText('1 h 40 min of work, 15 min of breaks, 16 min of slack.'));
    await sees(page.getByText('That leaves 19 min before 03:00.'));

    await page.getByRole('button', { name: 'Move up: Welcome' }).focus();
    for (let i = 0; i < 3; i++) await page.keyboard.press('Alt+ArrowUp');
    await soon(() => titlesOn(page)).toEqual([
      'Welcome',
      'Prototypical examples',
      'Break',
      'Prototypical examples',
    ]);
    await soon(() => page.getByText('Welcome is now 1 of 4.').count()).toBe(1);
    await slotsOn(page)
      .filter({ hasText: 'Break' })
      .dragTo(slotsOn(page).filter({ hasText: 'Welcome' }));
    await soon(() => titlesOn(page)).toEqual([
      'Break',
      'Welcome',
      'Prototypical examples',
      'Prototypical examples',
    ]);
    await page.getByRole('button', { name: 'Change: Break' }).click();
    await page.getByRole('button', { name: 'Take it out' }).click();
    await soon(() => titlesOn(page)).toEqual(['Welcome', 'Prototypical examples', 'Prototypical examples']);
    await page.getByRole('button', { name: 'Put it back' }).click();
    await page.getByRole('button', { name: 'Move down: Break' }).click();
    await page.getByRole('button', { name: 'Move down: Break' }).click();
    await soon(() => titlesOn(page)).toEqual([
      'Welcome',
      'Prototypical examples',
      'Break',
      'Prototypical examples',
    ]);
    await saved(page);
    await judge('a day', page);
    await page.reload();
    await soon(() => titlesOn(page)).toEqual([
      'Welcome',
      'Prototypical examples',
      'Break',
      'Prototypical examples',
    ]);
  });

  test('the calendar file has what the page shows, in UTC', async () => {
    onTestFailed(() => world.picture());
    const waiting = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Calendar file' }).click();
    const file = await waiting;
    expect(file.suggestedFilename()).toBe('Night shift.ics');
    const events = new ICAL.Component(ICAL.parse(readFileSync(await file.path(), 'utf8')))
      .getAllSubcomponents('vevent')
      .map((component) => new ICAL.Event(component));
    expect(events.map(({ summary, location }) => `${summary}, ${location}`)).toEqual([
      'Welcome, Room 2',
      'Prototypical examples, Room 2',
      'Prototypical examples, Room 2',
    ]);
    // Half past one in Vienna is still the day before in UTC; twelve minutes later the first exercise begins.
    const begins = events.map(({ startDate }) => startDate.toJSDate().toISOString());
    expect(begins.slice(0, 2)).toEqual(['2026-10-24T23:30:00.000Z', '2026-10-24T23:42:00.000Z']);
  });

  test('late: the page says where the day should be and what to cut, and one press cuts it', async () => {
    onTestFailed(() => world.picture());
    await setClock('2026-10-24T23:30:00Z');
    await sees(page.getByText('It is 01:30. By the plan you are at “Welcome”.'));
    await page.getByRole('button', { name: 'Begin: Welcome' }).click();
    await sees(page.getByText('You are on time.'));
    // The welcome goes on and on until twenty past two; what comes takes 119 minutes, and the clocks will go back.
    await setClock('2026-10-25T00:20:00Z');
    await sees(
      page.getByText(
        'It is 02:20. By the plan you are at “One sentence, one example”, in Prototypical examples.',
      ),
    );
    await sees(page.getByText('As it goes it ends at 03:19: 20 minutes too late.'));
    expect(
      await page
        .getByRole('button', { name: /^Cut: / })
        .evaluateAll((all) => all.map((each) => each.getAttribute('aria-label'))),
    ).toEqual([
      'Cut: Skip “Peek at the neighbours” in Prototypical examples',
      'Cut: Skip “Peek at the neighbours” in Prototypical examples',
      'Cut: Only 1 round of Prototypical examples',
    ]);
    const first = page.getByRole('button', { name: /^Cut: Skip “Peek at the neighbours”/ }).first();
    await sees(first);
    await judge('a late day', page);
    await first.press('Enter');
    await soon(() => page.getByRole('button', { name: /^Cut: / }).count()).toBe(2);
    await sees(page.getByText('without “Peek at the neighbours”'));
    await page.getByRole('button', { name: 'Cut all of these' }).click();
    await seesNoMore(page.getByRole('button', { name: 'Cut all of these' }));
    await saved(page);
  });

  test('a slot opens its workshop in one tap, and keeps it', async () => {
    onTestFailed(() => world.picture());
    await page.getByRole('button', { name: 'Open the workshop: Prototypical examples' }).first().click();
    await page.waitForURL(/\/s\//);
    const { pathname } = new URL(page.url());
    await sees(page.getByText(/^[A-Z]{6}$/));
    await page.goBack();
    await page.getByRole('button', { name: 'Go in: Prototypical examples' }).click();
    await page.waitForURL(/\/s\//);
    expect(new URL(page.url()).pathname).toBe(pathname);
    await page.goBack();
    await sees(page.getByRole('heading', { name: 'Sunday 25 October' }));
  });

  test('whoever has the plan’s link reads what, when and where; a closed one opens nothing', async () => {
    onTestFailed(() => world.picture());
    await page.getByText('A link for people who take part').click();
    await page.getByRole('button', { name: 'Make the link' }).click();
    const shown = page.getByText(/\/plan\/[\w-]{22}$/);
    await sees(shown);
    const path = new URL((await shown.textContent()) ?? '').pathname;
    const reader = await world.open('phone', { timezoneId: 'America/New_York' });
    await reader.goto(path);
    await sees(reader.getByRole('heading', { name: 'Night shift' }));
    await reader.getByText('Days that are over').or(reader.getByText('Room 2')).first().waitFor();
    await sees(reader.getByText('All times are those on the wall in Europe/Vienna.'));
    await sees(reader.getByText('19:30 for you'));
    await judge('a plan on a phone', reader);
    await thumbs('a plan', reader);
    await page.getByRole('button', { name: 'Close the link' }).click();
    await sees(page.getByText('The link is closed.'));
    await reader.reload();
    await sees(reader.getByRole('heading', { name: 'This link opens nothing.' }));
    const stranger = await world.open('desktop');
    await stranger.goto(new URL(page.url()).pathname);
    await sees(stranger.getByRole('heading', { name: 'There is no plan here that you may see.' }));
    await reader.context().close();
    await stranger.context().close();
  });

  test('DA-15: a lead lets somebody else lead by their address, and takes them off again', async () => {
    onTestFailed(() => world.picture());
    const password = 'four words in a row';
    const signUp = (who: Page, name: string, email: string) =>
      who.context().request.post('/api/account/sign-up', { data: { name, email, password } });
    const otto = await world.open('phone');
    await signUp(otto, 'Otto', 'otto@example.org');
    await page.getByText('Who leads').click();
    await sees(page.getByText('With an account you can let others lead, too.'));
    await signUp(page, 'Mira', 'mira@example.org');
    await page.reload();
    await page.getByText('Who leads').press('Enter');
    const field = page.getByLabel('Somebody else’s e-mail address');
    await field.fill('nobody@example.org');
    await field.press('Enter');
    await sees(page.getByText('Nobody has an account with that address here.'));
    await field.fill('otto@example.org');
    await field.press('Enter');
    await sees(page.getByText('Otto leads, too.'));
    await judge('who leads', page);
    await otto.goto('/day');
    await sees(otto.getByRole('heading', { name: 'What you lead' }));
    await thumbs('what one leads', otto);
    await otto.getByRole('link', { name: 'Night shift' }).tap();
    await sees(otto.getByRole('heading', { name: 'Sunday 25 October' }));
    await judge('a day on a phone', otto);
    await thumbs('a day', otto);
    await page.getByRole('button', { name: 'Take off: Otto' }).click();
    await sees(page.getByText('Otto doesn’t lead this any more.'));
    expect(await page.getByRole('button', { name: 'Stop leading this' }).count()).toBe(0);
    await otto.reload();
    await sees(otto.getByRole('heading', { name: 'There is no plan here that you may see.' }));
    await otto.context().close();
  });

  test('two tabs: the later one sees both versions and chooses; nothing is lost on the way', async () => {
    onTestFailed(() => world.picture());
    const other = world.watch(await page.context().newPage());
    await other.goto(page.url());
    await sees(other.getByRole('heading', { name: 'Sunday 25 October' }));
    await page.getByRole('button', { name: 'Add a break' }).click();
    await saved(page);
    await other.getByRole('button', { name: 'Add something else' }).click();
    const both = other.getByRole('alert', { name: 'This plan was changed elsewhere, too.' });
    await sees(both);
    await sees(both.getByText('Yours', { exact: true }));
    await judge('two versions', other);
    await both.getByRole('button', { name: 'Go on with yours' }).click();
    await saved(other);
    await page.bringToFront();
    await page.evaluate(() => dispatchEvent(new Event('focus')));
    await soon(async () => (await titlesOn(page)).at(-1)).toBe('Welcome');
    await other.close();
  });

  test('everything on paper: no chrome of the screen, cards whole, on A4 and on Letter', async () => {
    onTestFailed(() => world.picture());
    await page.getByRole('link', { name: 'Print it all' }).click();
    await sees(page.getByRole('button', { name: 'Print', exact: true }));
    await judge('sheets', page);
    for (const [paper, size] of [
      ['A4', '[0 0 594.95996 841.91998]'],
      ['Letter', '[0 0 612 792]'],
    ] as const) {
      await page.getByLabel('Paper').selectOption(paper);
      const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
      const boxes = pdf.match(/\/MediaBox\s*\[[^\]]*\]/g) ?? [];
      // The run sheet, role cards, a deck on one page, a worksheet of two or more, a poster.
      expect(boxes.length, paper).toBeGreaterThanOrEqual(6);
      expect(
        new Set(
          boxes.map((box) =>
            box
              .replace(/\/MediaBox\s*/, '')
              .split(' ')
              .map(Number.parseFloat)
              .at(-1),
          ),
        ).size,
      ).toBe(1);
      expect(boxes[0], paper).toContain(size.split(' ').at(2)?.slice(0, 3));
    }
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByRole('button', { name: 'Print', exact: true }).isVisible()).toBe(false);
    expect(await page.getByRole('article').filter({ hasText: 'Always good' }).count()).toBe(12);
    await sees(page.getByRole('img', { name: /A square code that opens Prototypical examples/ }));
    await page.emulateMedia({ media: 'screen' });
    for (const kind of await page.getByRole('checkbox').all()) await kind.uncheck({ force: true });
    await sees(page.getByText('Choose above what you want on paper.'));
    expect(await page.getByRole('button', { name: 'Print', exact: true }).isDisabled()).toBe(true);
    await page.goto('/day/nowhere/print');
    await sees(page.getByRole('heading', { name: 'There is no plan here that you may see.' }));
  });

  test('nothing went wrong inside the pages', () => {
    expect(world.troubles.filter((trouble) => !/40[49]/.test(trouble))).toEqual([]);
  });
});

/** What the page waits with, happens; then it says that it is saved. */
async function saved(page: Page): Promise<void> {
  await page.clock.runFor(1000);
  await sees(page.getByText('Saved', { exact: true }));
}

const slotsOn = (page: Page) => page.getByRole('list', { name: 'The day' }).getByRole('listitem');
const titlesOn = (page: Page): Promise<string[]> => slotsOn(page).getByRole('heading').allTextContents();
const timesOn = (page: Page): Promise<string[]> =>
  slotsOn(page).evaluateAll((rows) => rows.map((row) => row.firstElementChild?.textContent?.trim() ?? ''));
