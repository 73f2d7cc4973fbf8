import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest';
import { seatBots } from '../../bots/seat.ts';
import { exampleOn, find, write } from './acts.ts';
import { inBrowsers, openWorld, sees, type World } from './world.ts';

let world: World;

inBrowsers('trying it out', 120_000, () => {
  beforeAll(async () => {
    world = await openWorld({ partners: seatBots });
  });
  afterAll(() => world?.close());

  test('with a simulated partner who really complains: one sentence through', async () => {
    onTestFailed(() => world.picture());
    const page = await world.open('desktop');
    page.setDefaultTimeout(60_000);
    await page.goto('/');
    await page.getByRole('button', { name: 'Try it with simulated partners' }).click();
    await page.waitForURL(/\/s\//);
    await sees(page.getByText(/\(simulated\)/));
    const start = page.getByRole('button', { name: 'Start', exact: true });
    const onward = page.getByRole('button', { name: 'Go on: One sentence, one example' });
    const draw = page.getByRole('button', { name: 'Draw one for us' });
    const reading = page.getByRole('region', { name: 'Sentence 1' });
    await sees(start.or(onward).or(draw).or(reading));
    if (await start.isVisible()) await start.click();
    await sees(onward.or(draw).or(reading));
    if (await onward.isVisible()) await onward.click();
    await sees(draw.or(reading));
    if (await page.getByText(/simulated\): Reader/).isVisible()) await find(page, 'swap seats');
    if (await draw.isVisible()) await draw.click();
    await sees(reading);
    await write(page, 'Some kind of thing.');
    const met = page.getByRole('button', { name: 'That’s met' });
    await sees(met);
    await sees(page.getByText(/\(simulated\), /));
    await exampleOn(page).press('End');
    await write(page, ' My red bicycle, under the stairs, with a flat front tyre.');
    await met.first().click();
    await page.getByRole('button', { name: 'Next sentence' }).click();
    await sees(page.getByRole('region', { name: 'Sentence 2' }));
    expect(world.troubles).toEqual([]);
  });
});
