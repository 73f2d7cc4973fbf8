import type { Page } from 'playwright-core';
import { sees } from './world.ts';

/** What people do in a workshop, each as whoever sits at the page would do it: by what they read on it. */

export interface Opening {
  lead: string;
  where?: 'In one room' | 'On a call' | 'Some of each' | 'Just me';
  joins?: boolean;
  brief?: boolean;
}

/** From the first page to the lobby. Resolves with the code on the wall. */
export async function openLobby(page: Page, opening: Opening): Promise<string> {
  const { lead, where = 'On a call', joins = false } = opening;
  await page.goto('/');
  await page.getByRole('link', { name: 'Start a workshop' }).click();
  await page.getByRole('radio', { name: /^Prototypical examples You keep/ }).check({ force: true });
  await page.getByRole('radio', { name: where, exact: true }).check({ force: true });
  if (joins) await page.getByRole('switch', { name: 'I take part, too' }).check({ force: true });
  if (opening.brief) await page.getByRole('switch', { name: /minute version/ }).check({ force: true });
  await page.getByRole('textbox', { name: 'Your name' }).fill(lead);
  if (where === 'Just me') {
    await page.getByRole('button', { name: 'Begin' }).click();
    await page.waitForURL(/\/s\//);
    return '';
  }
  await page.getByRole('button', { name: 'Open the lobby' }).click();
  return readCode(page);
}

/** The code as it stands on the lobby's screen, six letters. */
export async function readCode(page: Page): Promise<string> {
  const code = page.getByText(/^[A-Z]{6}$/);
  await sees(code);
  return (await code.textContent()) ?? '';
}

/** One field, one button. */
export async function joinByCode(page: Page, code: string, name: string): Promise<void> {
  await page.goto('/');
  await page.getByRole('textbox', { name: 'Join with a code' }).fill(code.toLowerCase());
  await page.getByRole('button', { name: 'Join' }).click();
  await comeIn(page, name);
}

export async function comeIn(page: Page, name: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Your name' }).fill(name);
  await page.getByRole('button', { name: 'Come in' }).click();
  await page.waitForURL(/\/s\//);
}

/** The textbox in which whoever explains types. */
export const exampleOn = (page: Page) => page.getByRole('textbox', { name: 'Your example' });

export async function chooseField(page: Page, field: string): Promise<void> {
  await page.getByRole('button', { name: 'Choose the field' }).click();
  await page.getByRole('button', { name: new RegExp(`^${field.replaceAll('.', '\\.')} \\(`) }).click();
}

/** Types at the end of what stands there, as a hand would. */
export async function write(page: Page, words: string): Promise<void> {
  const field = exampleOn(page);
  await field.and(page.locator(':not([readonly])')).waitFor();
  await field.press('End');
  await field.pressSequentially(words);
}

/** The lead takes the room on. */
export async function takeOn(page: Page, to: string): Promise<void> {
  await page.getByRole('button', { name: `Next: ${to}` }).click();
}

/** A person's seat as the page says it: to others by name, on a small screen only one's own. */
export const seatOf = (page: Page, name: string, seat: 'Reader' | 'Annoying partner') =>
  page.getByText(`${name}: ${seat}`).or(page.getByText(`You: ${seat}`));

/** Does something by its name, out of everything that can be done on the page. */
export async function find(page: Page, what: string): Promise<void> {
  await page.keyboard.press('Control+k');
  // The field has the focus as soon as it is there: nobody waits with typing.
  await sees(page.getByRole('combobox', { name: 'What do you want to do?' }));
  await page.keyboard.type(what);
  await page.keyboard.press('Enter');
}
