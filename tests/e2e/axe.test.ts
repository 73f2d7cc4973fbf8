import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest';
import { comeIn, find, joinByCode, openLobby, seatOf, takeOn, write } from './acts.ts';
import { judge } from './judge.ts';
import { inBrowsers, openWorld, sees, type World } from './world.ts';

// Every screen as it stands in a real workshop, held against axe: nothing serious, nothing critical, light and dark.

let world: World;
let lead: Page;
let reader: Page;
let partner: Page;

inBrowsers('everybody can use', 90_000, () => {
  beforeAll(async () => {
    world = await openWorld();
    [lead, reader, partner] = await Promise.all([
      world.open('desktop'),
      world.open('desktop'),
      world.open('phone'),
    ]);
  });
  afterAll(() => world?.close());

  test('the way in', async () => {
    onTestFailed(() => world.picture());
    await reader.goto('/');
    await sees(reader.getByRole('link', { name: 'Start a workshop' }));
    await judge('landing', reader);
    await reader.goto('/nowhere');
    await sees(reader.getByRole('heading', { name: 'There is nothing at this address.' }));
    await judge('not found', reader);
    await partner.goto('/j/QQQQQQ');
    await sees(partner.getByRole('heading', { name: 'This link opens nothing.' }));
    await judge('wrong code', partner);
    await lead.goto('/new');
    await sees(lead.getByRole('radio', { name: 'On a call' }));
    await judge('new', lead);
    const code = await openLobby(lead, { lead: 'Mira', where: 'In one room' });
    await partner.goto(`/j/${code}`);
    await sees(partner.getByRole('button', { name: 'Come in' }));
    await judge('join', partner);
    await comeIn(partner, 'Ben');
    await joinByCode(reader, code, 'Ana');
    await sees(lead.getByRole('heading', { name: '2 people are here' }));
    await lead.getByRole('button', { name: 'Make the groups' }).click();
    await sees(lead.getByRole('region', { name: 'Group 1' }));
    await judge('lobby of the lead', lead);
    await judge('lobby of a member', partner);
  });

  test('the room', async () => {
    onTestFailed(() => world.picture());
    await lead.getByRole('button', { name: 'Start', exact: true }).click();
    await sees(partner.getByRole('heading', { name: 'Watch two people do it badly, then well' }));
    await judge('talk', partner);
    await takeOn(lead, 'One sentence, one example');
    await sees(reader.getByRole('button', { name: 'Draw one for us' }));
    await judge('choose a passage', reader);
    await reader.getByRole('button', { name: 'Draw one for us' }).click();
    await sees(reader.getByRole('region', { name: 'Sentence 1' }));
    if (await seatOf(reader, 'Ana', 'Annoying partner').first().isVisible()) await reader.keyboard.press('s');
    await sees(seatOf(reader, 'Ana', 'Reader'));
    await judge('the reader, with nothing written', reader);
    await write(reader, 'A kettle with a dent.');
    await sees(
      partner
        .getByText('Say it aloud, then tap anywhere for the next.')
        .or(partner.getByText('None so far. Be braver.')),
    );
    await judge('the partner’s phone', partner);
    await partner.getByRole('region', { name: 'Your next complaint' }).getByRole('button').first().tap();
    await sees(reader.getByRole('button', { name: 'That’s met' }));
    await judge('the reader, with a complaint', reader);
    await sees(lead.getByText('A kettle with a dent.'));
    await judge('the lead’s page', lead);
    await lead.getByRole('button', { name: /^Look in on/ }).click();
    await sees(lead.getByText('Nothing here can be typed.'));
    await judge('over a shoulder', lead);
    await lead.getByRole('button', { name: 'Back to all groups' }).click();
    // The reader's page as the partner on a desktop has it.
    await find(reader, 'swap seats');
    await sees(seatOf(partner, 'Ben', 'Reader'));
    await sees(seatOf(reader, 'Ana', 'Annoying partner'));
    await judge('the partner', reader);
    await judge('the reader’s phone', partner);
  });

  test('keys and palette', async () => {
    await reader.keyboard.press('?');
    await sees(reader.getByRole('dialog', { name: 'Keys' }));
    await judge('keys', reader);
    await reader.keyboard.press('Escape');
    await reader.keyboard.press('Control+k');
    await sees(reader.getByRole('combobox', { name: 'What do you want to do?' }));
    await judge('palette', reader);
    await reader.keyboard.type('nothing of this name');
    await sees(reader.getByText('Nothing of that name.'));
    await judge('palette, with nothing found', reader);
    await reader.keyboard.press('Escape');
  });

  test('the way out', async () => {
    onTestFailed(() => world.picture());
    for (let i = 0; i < 12; i++) {
      const on = partner.getByRole('button', { name: 'Go on: Does it hold of yours?' });
      const next = partner.getByRole('button', { name: /^(Next sentence|Go on anyway)$/ });
      await sees(on.or(next));
      if (await on.isVisible()) {
        await on.tap();
        break;
      }
      await next.tap();
    }
    for (const page of [reader, partner])
      await sees(page.getByRole('heading', { name: 'Does it hold of yours?' }));
    await judge('claim', reader);
    await judge('claim on a phone', partner);
    await takeOn(lead, 'Peek at the neighbours');
    await sees(reader.getByRole('heading', { name: 'Peek at the neighbours' }));
    await judge('compare', reader);
    await judge('compare on a phone', partner);
    await takeOn(lead, 'One sentence, one example');
    await takeOn(lead, 'One minute, for yourself');
    await sees(reader.getByRole('heading', { name: 'One minute, for yourself' }));
    await judge('debrief', reader);
    await judge('debrief on a phone', partner);
    // A scale is one line, however narrow the phone: wrapped it reads as two questions.
    const marks = partner.getByRole('group', { name: /^What did you get/ }).getByRole('radio');
    const lines = await marks.evaluateAll(
      (all) => new Set(all.map((mark) => mark.closest('label')?.getBoundingClientRect().top)).size,
    );
    expect([await marks.count(), lines]).toEqual([11, 1]);
    await lead.getByRole('button', { name: 'Next: the end' }).click();
    await lead.getByRole('button', { name: 'End the workshop' }).click();
    await sees(reader.getByRole('heading', { name: 'That was it.' }));
    await judge('end', reader);
    await judge('end on a phone', partner);
    await reader.getByRole('link', { name: 'Print' }).click();
    await sees(reader.getByRole('button', { name: 'Print this page' }));
    await judge('print', reader);
  });
});
