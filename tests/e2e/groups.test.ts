import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest';
import { joinByCode, openLobby } from './acts.ts';
import { judge } from './judge.ts';
import { inBrowsers, openWorld, sees, seesNoMore, soon, type World } from './world.ts';

let world: World;
const groupsOn = (page: Page) => page.getByRole('region', { name: /^Group \d+$/ });

inBrowsers('groups', 120_000, () => {
  beforeAll(async () => {
    world = await openWorld();
  });
  afterAll(() => world?.close());

  test('by a rule and by hand; left alone, late, and twice the same name', async () => {
    onTestFailed(() => world.picture());
    const [mira, ana, ben, again, late] = (await Promise.all(
      [1, 2, 3, 4, 5].map(() => world.open('desktop')),
    )) as [Page, Page, Page, Page, Page];
    const code = await openLobby(mira, { lead: 'Mira', where: 'On a call' });
    await joinByCode(ana, code, 'Ana');
    await sees(mira.getByRole('heading', { name: '1 person is here' }));
    await joinByCode(ben, code, 'Ben');
    await joinByCode(again, code, 'Ana');
    await mira.getByText('Add somebody without a screen').click();
    await mira.getByRole('textbox', { name: 'Their name' }).fill('Dora');
    await mira.getByRole('button', { name: 'Add', exact: true }).click();
    // Both keep the name that they gave (GR-16).
    await sees(mira.getByRole('listitem').filter({ hasText: 'Ana 2' }));
    await sees(ben.getByRole('listitem').filter({ hasText: 'Ana 2' }));

    for (const [page, team] of [
      [ana, 'Ants'],
      [again, 'Ants'],
      [ben, 'Bees'],
    ] as const) {
      await page.getByText('About you, for the groups').click();
      await page.getByRole('textbox', { name: 'Your team' }).fill(team);
      await page.getByRole('textbox', { name: 'Your team' }).press('Tab');
    }
    await sees(mira.getByText('Bees'));
    await mira.getByRole('combobox', { name: 'Teams' }).selectOption('keep teams');
    await mira.getByRole('button', { name: 'Make the groups' }).click();
    await sees(mira.getByText('One team.'));
    const ants = groupsOn(mira).filter({ hasText: 'Ana 2' });
    await sees(ants.filter({ hasText: /Ana\b(?! 2)/ }));

    // By keys alone: Ben and the second Ana change places (GR-9).
    await mira.getByRole('button', { name: 'Move Ana 2' }).focus();
    await mira.keyboard.press('Enter');
    await mira.getByRole('textbox', { name: 'Move to a group, or swap with a person' }).fill('ben');
    await judge('moving somebody', mira);
    // The keys go from the field into the menu.
    await mira.keyboard.press('ArrowDown');
    await mira.getByRole('menuitem', { name: 'swap with Ben' }).focus();
    await mira.keyboard.press('Enter');
    await sees(groupsOn(mira).filter({ hasText: 'Ben' }).filter({ hasText: 'Ana' }));
    await mira.getByRole('button', { name: 'Undo the groups' }).click();
    await seesNoMore(groupsOn(mira).first());
    await mira.getByRole('button', { name: 'Make the groups' }).click();
    await sees(ants);

    await mira.getByRole('button', { name: 'Start', exact: true }).click();
    await again.getByRole('button', { name: 'More', exact: true }).click();
    await sees(again.getByRole('menuitem', { name: 'I leave now' }));
    await judge('more', again);
    await again.getByRole('menuitem', { name: 'I leave now' }).click();
    await sees(again.getByRole('button', { name: 'I’m back' }));
    await sees(ana.getByRole('heading', { name: 'Ana 2 has left.' }));
    await ana.getByRole('button', { name: 'Join another group' }).click();
    await sees(ana.getByRole('heading', { name: 'What is happening' }));
    await ana.getByRole('button', { name: 'Skip' }).click();
    await sees(ana.getByRole('heading', { name: 'You listen for now' }));
    await sees(mira.getByText('everybody has left; their work is kept'));

    await joinByCode(late, code, 'Late');
    await sees(late.getByRole('heading', { name: 'What is happening' }));
    await late.getByRole('button', { name: 'Just a page' }).click();
    await sees(late.getByRole('button', { name: 'Back to the exercise' }));
    await soon(() => expect(world.troubles).toEqual([]));
  });
});
