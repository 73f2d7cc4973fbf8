// Takes the pictures for the README from a real session: node tests/e2e/pictures.ts
import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { comeIn, exampleOn, find, openLobby, seatOf, takeOn, write } from './acts.ts';
import { openWorld, sees } from './world.ts';

const folder = join(import.meta.dirname, '..', '..', 'docs', 'pictures');
mkdirSync(folder, { recursive: true });

const TITLE = 'Low-rank relaxation of slowly driven lattices';
const TEXT = [
  'We study lattices of elastic couplings that are held at their boundary.',
  'Each coupling carries a load that never exceeds a fixed threshold.',
  'The lattice is driven slowly from a single site.',
  'Couplings that have once failed do not recover.',
  'No assumption is made on the shape of the lattice.',
  'Under slow drive, the couplings relax to a low-rank configuration whose rank does not depend on the size of the lattice.',
  'Faster driving destroys this: above a critical rate, the relaxation stops half-way.',
].join(' ');
const GROWS = [
  'A trampoline in my aunt’s garden, held by 40 springs.',
  ' None of them has ever been pulled longer than my hand.',
  ' I press it down with one finger, slowly, next to the apple core.',
  ' Two springs are rusted through.',
  ' It is not round: a branch took a bite out of it.',
  ' It settles into a shallow bowl.',
];

const world = await openWorld({ port: 8787 });
const [lead, ana, ben] = [
  await world.open('desktop'),
  await world.open('desktop'),
  await world.open('phone'),
];

async function take(page: Page, name: string): Promise<void> {
  await page.evaluate(async () => {
    await document.fonts.ready;
    await Promise.allSettled(document.getAnimations().map(({ finished }) => finished));
  });
  const path = join(folder, `${name}.png`);
  await page.screenshot({ path, caret: 'hide' });
  console.log(`${name}.png ${Math.round(statSync(path).size / 1000)} kB`);
}

const code = await openLobby(lead, { lead: 'Mira', where: 'In one room' });
for (const [page, name] of [
  [ana, 'Ana'],
  [ben, 'Ben'],
] as const) {
  await page.goto(`/j/${code}`);
  await comeIn(page, name);
}
for (const name of ['Chidi', 'Dora', 'Emil', 'Farah']) {
  const page = await world.open('phone');
  await page.goto(`/j/${code}`);
  await comeIn(page, name);
}
await sees(lead.getByRole('heading', { name: '6 people are here' }));
await lead.getByRole('button', { name: 'Make the groups' }).click();
await sees(lead.getByRole('region', { name: 'Group 3' }));
await take(lead, 'lobby');
// Ana and Ben shall be the pair of the pictures, in this order.
for (const name of ['Ana', 'Ben']) {
  await lead.getByRole('button', { name: `Move ${name}` }).click();
  await lead.getByRole('menuitem', { name: 'to a group of their own' }).click();
  if (name === 'Ana') continue;
  await lead.getByRole('button', { name: 'Move Ben' }).click();
  const own = lead
    .getByRole('region')
    .filter({ hasText: 'Ana' })
    .filter({ hasText: /^Group \d/ });
  const to = (await own.getAttribute('aria-label')) ?? '';
  await lead.getByRole('menuitem', { name: `to ${to}:` }).click();
  await sees(own.getByText('Ben'));
}

await lead.getByRole('button', { name: 'Start', exact: true }).click();
await sees(lead.getByText('Say this now'));
await takeOn(lead, 'One sentence, one example');
await sees(seatOf(ana, 'Ana', 'Reader'));
await ana.getByRole('button', { name: 'Paste your own' }).click();
await ana.getByRole('textbox', { name: 'Its title' }).fill(TITLE);
await ana.getByRole('textbox', { name: 'The passage' }).fill(TEXT);
await ana.getByRole('button', { name: 'Use this' }).click();
const deck = ben.getByRole('region', { name: 'Your next complaint' }).getByRole('button').first();
for (const [i, words] of GROWS.entries()) {
  await sees(ana.getByRole('region', { name: `Sentence ${i + 1}` }));
  await write(ana, words);
  await deck.tap();
  await sees(ana.getByRole('button', { name: 'That’s met' }));
  if (i === GROWS.length - 1) break;
  await ana.getByRole('button', { name: 'That’s met' }).click();
  await find(ana, 'next sentence');
}
await exampleOn(ana).blur();
await sees(ana.getByText('Saved', { exact: true }));
await take(ben, 'phone');
await take(ana, 'room-light');
await ana.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
await take(ana, 'room-dark');
await world.close();
