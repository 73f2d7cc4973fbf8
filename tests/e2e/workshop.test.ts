import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, onTestFailed, test } from 'vitest';
import { chooseField, comeIn, exampleOn, joinByCode, openLobby, seatOf, takeOn, write } from './acts.ts';
import { ARXIV } from './record.ts';
import { inBrowsers, openWorld, sees, seesNoMore, soon, type World } from './world.ts';

// A whole workshop as people see it: Mira leads and takes part on a desktop, Ben has a phone, Chidi and Dora share a
// tablet. Every test goes on from where the one before it ended.

const READ = 'One sentence, one example';
const CLAIM = 'Does it hold of yours?';
/** “2 of 7”. */
const PLACE = /^\d+ of \d+$/;
const ROW = '40 dominoes on my kitchen table: 20 black, then 20 white. I nudge the last black one.';
const WAITING_LIST = 'Seven people queue at the bakery, one of them with a dog.';
const PARKED = 'I would have used a hedgehog.';
const MIRA_CHANGES = 'Longer rounds, and Ben could be worse.';
const BEN_USES = 'At lunch I ask for one example.';
const DORA_CHANGES = 'More room on the tablet.';

let world: World;
let mira: Page;
let ben: Page;
let tablet: Page;

const arxiv = ARXIV.abstract;

/** The sentence that is being read, as it stands on a page. */
const sentenceOn = (page: Page, place: number) => page.getByRole('region', { name: `Sentence ${place}` });
/** Names stand in the group's order: only who reads is told. */
const readsOnTablet = (name: string) => tablet.getByText(`${name}: Reader`);
const complaintCard = (page: Page) => page.getByRole('region', { name: 'Your next complaint' });
const openComplaints = (page: Page) => page.getByRole('button', { name: 'That’s met' });

inBrowsers('a workshop', 90_000, () => {
  beforeAll(async () => {
    world = await openWorld({}, ARXIV.line);
    [mira, ben, tablet] = await Promise.all([
      world.open('desktop'),
      world.open('phone'),
      world.open('tablet'),
    ]);
  });
  afterAll(() => world?.close());
  let stuck = false;
  beforeEach((context) => {
    if (stuck) context.skip('the workshop stopped at an earlier step');
    onTestFailed(() => {
      stuck = true;
      return world.picture();
    });
  });

  test('everybody gets in: by code, by link, and a second person at the same tablet', async () => {
    const code = await openLobby(mira, { lead: 'Mira', where: 'Some of each', joins: true });
    await joinByCode(ben, code, 'Ben');
    await sees(ben.getByRole('heading', { name: 'You’re in.' }));
    await tablet.goto(`/j/${code}`);
    await sees(tablet.getByRole('heading', { name: 'Mira invites you to “Prototypical examples”.' }));
    await comeIn(tablet, 'Chidi');
    await tablet.getByText('Add somebody at your screen').click();
    await tablet.getByRole('textbox', { name: 'Their name' }).fill('Dora');
    await tablet.getByRole('button', { name: 'Add', exact: true }).click();
    await sees(tablet.getByRole('listitem').filter({ hasText: 'Dora' }));
    await sees(mira.getByRole('heading', { name: '4 people are here' }));
    await sees(ben.getByRole('heading', { name: '4 people are here' }));
    await sees(mira.getByText('at Chidi’s screen'));
  });

  test('the lead makes groups, moves somebody by hand, and starts', async () => {
    await mira.getByRole('button', { name: 'Make the groups' }).click();
    const first = mira.getByRole('region', { name: 'Group 1' });
    const second = mira.getByRole('region', { name: 'Group 2' });
    // Those who share a screen are in one group, whatever is drawn.
    await sees(first.getByRole('listitem').filter({ hasText: 'Dora' }));
    await sees(first.getByRole('listitem').filter({ hasText: 'Chidi' }));
    // Ben goes and comes back: he stands behind Mira now, so Mira reads first.
    await mira.getByRole('button', { name: 'Move Ben' }).click();
    await mira.getByRole('menuitem', { name: 'to Group 1' }).click();
    await sees(first.getByRole('listitem').filter({ hasText: 'Ben' }));
    await mira.getByRole('button', { name: 'Move Ben' }).click();
    await mira.getByRole('menuitem', { name: 'to Group 2' }).click();
    await sees(second.getByRole('listitem').filter({ hasText: 'Ben' }));
    await mira.getByRole('button', { name: 'Start', exact: true }).click();
    for (const page of [mira, ben, tablet]) {
      await sees(page.getByRole('heading', { name: 'Watch two people do it badly, then well' }));
    }
    await sees(ben.getByText('Say yes, and mean it.'));
    await sees(tablet.getByText('Chidi and Dora are here'));
  });

  test('the lead takes everybody on; the groups choose what to read', async () => {
    await mira.getByRole('link', { name: 'The lead’s page' }).click();
    await sees(mira.getByText('Say this now'));
    await takeOn(mira, READ);
    await sees(mira.getByRole('heading', { name: `${READ}, then “${CLAIM}”` }));
    await mira.getByRole('link', { name: 'To your own seat' }).click();
    await sees(seatOf(mira, 'Mira', 'Reader'));
    await sees(seatOf(ben, 'Ben', 'Annoying partner'));
    await chooseField(mira, ARXIV.field);
    await sees(sentenceOn(mira, 1).getByText(beginning(arxiv)));
    await sees(sentenceOn(ben, 1).getByText(beginning(arxiv)));
    await sees(ben.getByText(ARXIV.title));
    await tablet.getByRole('button', { name: 'Draw one for us' }).click();
    await sees(sentenceOn(tablet, 1));
    expect(await tablet.getByText(ARXIV.title).count()).toBe(0);
  });

  test('Mira types; Ben sees it, and nobody goes on without a complaint, unless they insist', async () => {
    await write(mira, ROW);
    await sees(ben.getByText(ROW));
    await sees(mira.getByText('Saved', { exact: true }));
    await mira.getByRole('button', { name: 'Next sentence' }).click();
    await sees(mira.getByText('No complaint yet about this one.'));
    await sees(mira.getByRole('button', { name: 'Go on anyway' }));
    await sees(sentenceOn(mira, 1));
    const words = (await complaintCard(ben).getByRole('paragraph').nth(1).textContent()) ?? '';
    await complaintCard(ben).getByRole('button', { name: 'Quack' }).tap();
    await sees(mira.getByText(`“${words}”`));
    await sees(complaintCard(ben).getByText('1 so far'));
    await sees(mira.getByRole('button', { name: 'Next sentence' }));
    await openComplaints(mira).click();
    await seesNoMore(openComplaints(mira));
    await seesNoMore(openComplaints(ben));
    await mira.getByRole('button', { name: 'Next sentence' }).click();
    await sees(sentenceOn(ben, 2));
  });

  test('a restatement is taken; another is turned down', async () => {
    await ben.getByRole('button', { name: 'Offer a restatement' }).tap();
    await ben.getByRole('textbox', { name: 'Offer a restatement' }).fill('So black and white never mix?');
    await ben.getByRole('button', { name: 'Offer it' }).tap();
    await sees(mira.getByText('Ben offers:'));
    await mira.getByRole('button', { name: 'Take it' }).click();
    await soon(() => exampleOn(mira).inputValue()).toBe(`${ROW}\nSo black and white never mix?`);
    await sees(ben.getByText('So black and white never mix?'));
    await seesNoMore(ben.getByText('Waiting for an answer'));
    await ben.getByRole('button', { name: 'Offer a restatement' }).tap();
    await ben.getByRole('textbox', { name: 'Offer a restatement' }).fill('So it is really about traffic.');
    await ben.getByRole('button', { name: 'Offer it' }).tap();
    await sees(ben.getByText('Waiting for an answer'));
    await mira.getByRole('button', { name: 'Not quite' }).click();
    await seesNoMore(ben.getByText('Waiting for an answer'));
    expect(await exampleOn(mira).inputValue()).not.toContain('traffic');
  });

  test('a reload in the middle: the same seat, the same sentence, the same words', async () => {
    const before = await exampleOn(mira).inputValue();
    await mira.reload();
    await sees(seatOf(mira, 'Mira', 'Reader'));
    await sees(sentenceOn(mira, 2));
    await soon(() => exampleOn(mira).inputValue()).toBe(before);
    await ben.reload();
    await sees(seatOf(ben, 'Ben', 'Annoying partner'));
    await sees(ben.getByText('So black and white never mix?'));
  });

  test('words typed without a connection wait on the device and arrive when it is back', async () => {
    await mira.context().setOffline(true);
    await sees(mira.getByText('no connection; go on, nothing is lost'));
    await write(mira, ' It is 7 in the morning.');
    await sees(mira.getByText('On this device', { exact: true }));
    // Meanwhile the others go on, and nothing of Mira's reaches them.
    await complaintCard(ben).getByRole('button', { name: 'Quack' }).tap();
    await sees(openComplaints(ben));
    expect(await ben.getByText('It is 7 in the morning.').count()).toBe(0);
    await mira.context().setOffline(false);
    await sees(ben.getByText('It is 7 in the morning.'));
    await sees(mira.getByText('Saved', { exact: true }));
    await sees(openComplaints(mira));
  });

  test('two at one tablet: one types, the other complains, one tap swaps them', async () => {
    if (await readsOnTablet('Dora').isVisible()) {
      await tablet.getByRole('button', { name: 'Swap seats' }).tap();
    }
    await sees(readsOnTablet('Chidi'));
    await write(tablet, WAITING_LIST);
    await sees(complaintCard(tablet).getByText(/^Dora complains/));
    await complaintCard(tablet).getByRole('button', { name: 'Quack' }).tap();
    await sees(openComplaints(tablet));
    await tablet.getByRole('button', { name: 'Swap seats' }).tap();
    await sees(readsOnTablet('Dora'));
    await sees(complaintCard(tablet).getByText(/^Chidi complains/));
    await tablet.getByRole('button', { name: 'Swap seats' }).tap();
    await sees(readsOnTablet('Chidi'));
    await tablet.getByRole('combobox', { name: 'How is it going?' }).selectOption('Come and help');
  });

  test('the lead sees where everybody is, flags first, and looks over a shoulder', async () => {
    await mira.getByRole('link', { name: 'The lead’s page' }).click();
    const rows = mira.getByRole('table', { name: 'The groups' }).getByRole('row');
    await sees(rows.nth(1).getByText('Chidi: Come and help'));
    await sees(rows.nth(1).getByText(WAITING_LIST));
    await sees(rows.nth(2).getByText('It is 7 in the morning.'));
    await sees(rows.nth(2).getByText(/sentence 2 of \d/));
    await mira.getByRole('button', { name: 'Look in on Group 1' }).click();
    await sees(mira.getByText('Nothing here can be typed.'));
    await sees(mira.getByText(WAITING_LIST));
    expect(await mira.getByRole('textbox').count()).toBe(0);
    await mira.getByRole('button', { name: 'Back to all groups' }).click();
    await mira.getByRole('link', { name: 'To your own seat' }).click();
  });

  test('on to the last sentence, and to the claim: the verdict shows on both screens', async () => {
    await readOn(mira, ben);
    await mira.getByRole('button', { name: `Go on: ${CLAIM}` }).click();
    for (const page of [mira, ben]) await sees(page.getByRole('heading', { name: CLAIM }));
    await mira.getByRole('radio', { name: 'No, mine is the hairy green one' }).check({ force: true });
    await mira
      .getByRole('textbox', { name: 'Say what in your example makes it so' })
      .pressSequentially('Mine falls over at one nudge.');
    await sees(ben.getByText('No, mine is the hairy green one'));
    await sees(ben.getByText('Mine falls over at one nudge.'));
    await sees(ben.getByText('Your lead takes the room on from here.'));
  });

  test('a private thought waits in the parking lot', async () => {
    await ben.getByRole('button', { name: 'More', exact: true }).tap();
    await ben.getByRole('menuitem', { name: 'Parking lot' }).tap();
    await ben.getByRole('textbox', { name: 'Parking lot' }).fill(PARKED);
    await ben.getByRole('button', { name: 'Park it' }).tap();
    await sees(ben.getByRole('listitem').filter({ hasText: PARKED }));
    await ben.getByRole('button', { name: 'Close' }).tap();
  });

  test('compare midway: each group reads the other’s example and can’t change it', async () => {
    await mira.getByRole('link', { name: 'The lead’s page' }).click();
    await takeOn(mira, 'Peek at the neighbours');
    await sees(ben.getByRole('region', { name: 'Group 1’s' }).getByText(WAITING_LIST));
    await sees(tablet.getByRole('region', { name: 'Group 2’s' }).getByText('It is 7 in the morning.'));
    await sees(tablet.getByRole('region', { name: 'Yours' }).getByText(WAITING_LIST));
    expect(await tablet.getByRole('textbox').count()).toBe(0);
  });

  test('the second round swaps the seats; Mira says how annoying it was, and only Ben hears it', async () => {
    await takeOn(mira, READ);
    await mira.getByRole('link', { name: 'To your own seat' }).click();
    await sees(seatOf(ben, 'Ben', 'Reader'));
    await sees(seatOf(mira, 'Mira', 'Annoying partner'));
    await sees(readsOnTablet('Dora'));
    const asked = mira.getByRole('region', { name: 'How annoying was Ben?' });
    await asked.getByRole('radio', { name: 'Too little' }).check({ force: true });
    await asked.getByRole('radio', { name: /^“/ }).first().check({ force: true });
    await asked.getByRole('button', { name: 'Tell them' }).click();
    await sees(ben.getByText(/Mira would have liked more complaints.*Mira thanks you for/));
    await ben.getByRole('status').getByRole('button', { name: 'Close' }).tap();
    await ben.getByRole('button', { name: 'Draw one for us' }).tap();
    await write(ben, 'My hairbrush.');
    await sees(mira.getByText('My hairbrush.'));
    await mira.keyboard.press('q');
    await sees(openComplaints(ben));
    await readOn(ben, mira);
    await ben.getByRole('button', { name: `Go on: ${CLAIM}` }).tap();
    await ben.getByRole('radio', { name: 'Yes, it holds' }).check({ force: true });
    await sees(mira.getByText('Yes, it holds'));
  });

  test('the debrief is for one person at a time, covered on the shared tablet', async () => {
    await mira.getByRole('link', { name: 'The lead’s page' }).click();
    await takeOn(mira, 'One minute, for yourself');
    await mira.getByRole('link', { name: 'To your own seat' }).click();
    await answer(mira, '8', 'What would you change?', MIRA_CHANGES);
    await answer(ben, '6', 'What will you use this week?', BEN_USES);
    await sees(tablet.getByRole('heading', { name: 'Hand it to Chidi.' }));
    await tablet.getByRole('button', { name: 'I’m Chidi, open it' }).tap();
    await tablet.getByRole('button', { name: 'Skip this' }).tap();
    await tablet.getByRole('button', { name: 'Done. Pass it to Dora' }).tap();
    await tablet.getByRole('button', { name: 'I’m Dora, open it' }).tap();
    await answer(tablet, '9', 'What would you change?', DORA_CHANGES);
    await tablet.getByRole('button', { name: 'Done. Pass it to Chidi' }).tap();
    expect(await tablet.getByText(DORA_CHANGES).count()).toBe(0);
  });

  test('the end, and what everybody takes home: own private things for their owner alone', async () => {
    await mira.getByRole('link', { name: 'The lead’s page' }).click();
    await mira.getByRole('button', { name: 'Next: the end' }).click();
    await sees(mira.getByText('This closes the pages for everybody.'));
    await mira.getByRole('button', { name: 'End the workshop' }).click();
    for (const page of [mira, ben, tablet]) {
      await sees(page.getByRole('heading', { name: 'That was it.' }));
      await sees(page.getByRole('heading', { name: 'Go further' }));
    }
    const [miras, bens, tablets] = await Promise.all([mira, ben, tablet].map(takeHome));
    if (!miras || !bens || !tablets) throw new Error('somebody went home without anything');
    for (const { markdown, json } of [miras, bens]) {
      for (const words of [ROW, 'So black and white never mix?', 'It is 7 in the morning.', ARXIV.title])
        expect(JSON.stringify(json)).toContain(words);
      expect(markdown).toContain('40 dominoes on my kitchen table');
      expect(markdown).toContain('My hairbrush.');
      expect(markdown).toContain('No, mine is the hairy green one');
      expect(markdown).toContain('So it is really about traffic.');
    }
    const secrets = { mira: MIRA_CHANGES, park: PARKED, ben: BEN_USES, dora: DORA_CHANGES };
    const holds = ({ markdown, json }: Kept) =>
      Object.entries(secrets)
        .filter(([, words]) => {
          const inJson = JSON.stringify(json).includes(words);
          expect(markdown.includes(words)).toBe(inJson);
          return inJson;
        })
        .map(([name]) => name);
    expect(holds(miras)).toEqual(['mira']);
    expect(holds(bens)).toEqual(['park', 'ben']);
    // The lead keeps what every group made; a member, what their own did.
    expect(miras.markdown).toContain(WAITING_LIST);
    expect(tablets.markdown).toContain(WAITING_LIST);
    expect(tablets.markdown).not.toContain(PARKED);
    expect(tablets.markdown).not.toContain('Mira would have liked');
    expect(world.troubles).toEqual([]);
  });
});

/** The first sentence up to its first formula, which reads otherwise once it is set. */
const beginning = (text: string): string =>
  text
    .slice(0, text.indexOf('. ') + 1)
    .split('$')[0]
    ?.trim() ?? '';

/** Goes on sentence by sentence, with a complaint about each, until there is none left. */
async function readOn(explainer: Page, complainer: Page): Promise<void> {
  for (;;) {
    await complaintCard(complainer).getByRole('button', { name: 'Quack' }).click();
    await sees(openComplaints(explainer));
    await meetAll(explainer);
    const next = explainer.getByRole('button', { name: 'Next sentence' });
    const last = explainer.getByRole('button', { name: `Go on: ${CLAIM}` });
    await sees(next.or(last));
    if (await last.isVisible()) return;
    const here = (await explainer.getByText(PLACE).textContent()) ?? '';
    await next.click();
    await seesNoMore(explainer.getByText(here, { exact: true }));
    await sees(complainer.getByText((await explainer.getByText(PLACE).textContent()) ?? '', { exact: true }));
  }
}

async function meetAll(page: Page): Promise<void> {
  await soon(async () => {
    const open = await openComplaints(page).count();
    if (open > 0) await openComplaints(page).first().click();
    return open;
  }).toBe(0);
}

async function answer(page: Page, got: string, question: string, words: string): Promise<void> {
  await page.getByRole('radio', { name: got, exact: true }).check({ force: true });
  await page.getByRole('textbox', { name: question }).fill(words);
  await page.getByRole('button', { name: 'Done', exact: true }).click();
  await sees(page.getByText('Thank you. That’s it.'));
}

interface Kept {
  markdown: string;
  json: Record<string, unknown>;
}

/** Both files behind the links at the end, as the browser saves them. */
async function takeHome(page: Page): Promise<Kept> {
  const save = async (link: string): Promise<string> => {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: link }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/^Prototypical.examples\.(md|json)$/i);
    return readFileSync(await download.path(), 'utf8');
  };
  const markdown = await save('Text (Markdown)');
  return { markdown, json: JSON.parse(await save('Data (JSON)')) as Record<string, unknown> };
}
