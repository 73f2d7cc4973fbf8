import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type AxeBuilder from 'axe-core';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, expect, onTestFailed, test } from 'vitest';
import { inBrowsers, openWorld, sees, seesNoMore, soon, type World } from './world.ts';

// Photos and drawings as notes: Ana has a phone, Ben a laptop; Lena leads. Cards are private at first, then turned over.
// Every test goes on from where the one before it ended.

const FIXTURES = join(import.meta.dirname, '..', '..', 'curriculum', 'fixtures');
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let world: World;
let lena: Page;
let ana: Page;
let ben: Page;
let session: string;

const photo = async (colour: string) => ({
  name: 'IMG_0001.JPG',
  mimeType: 'image/jpeg',
  buffer: await sharp({ create: { width: 2400, height: 1200, channels: 3, background: colour } })
    .jpeg()
    .withExif({ IFD0: { Make: 'SecretCamera' } })
    .toBuffer(),
});

/** Pictures on a page that have really come, by the address that they have. */
const pictures = (page: Page): Promise<string[]> =>
  page
    .locator('figure img')
    .evaluateAll((images) =>
      (images as HTMLImageElement[]).filter((image) => image.naturalWidth > 0).map((image) => image.src),
    );
const fromServer = (page: Page) => async () =>
  (await pictures(page)).filter((src) => src.startsWith('http')).length;
const keeping = (page: Page, state: string) => page.locator(`[data-keeping="${state}"]`);

inBrowsers('photos and drawings', 90_000, () => {
  beforeAll(async () => {
    world = await openWorld({ exercises: FIXTURES });
  });
  afterAll(() => world?.close());
  let stuck = false;
  beforeEach((context) => {
    if (stuck) context.skip('it stopped at an earlier step');
    onTestFailed(() => {
      stuck = true;
      return world.picture();
    });
  });

  test('everybody is in, and the quiet step begins', async () => {
    [lena, ana, ben] = await Promise.all([world.open('desktop'), world.open('phone'), world.open('desktop')]);
    const headers = { origin: world.url };
    const made = await lena.request.post('/api/sessions', {
      headers,
      data: { exercise: 'quiet-cards', name: 'Lena', mode: 'mixed' },
    });
    const { session: id, code } = (await made.json()) as { session: string; code: string };
    session = id;
    for (const [page, name] of [
      [ana, 'Ana'],
      [ben, 'Ben'],
    ] as const) {
      await page.request.post('/api/join', { headers, data: { code, name } });
    }
    await Promise.all([lena, ana, ben].map((page) => page.goto(`/s/${session}`)));
    await lena.getByRole('button', { name: 'Start', exact: true }).click();
    for (const page of [ana, ben]) await sees(page.getByRole('heading', { name: 'Write cards' }));
  });

  test('PI-30: a photo from the phone is a card of its own, asked about kindly, and kept', async () => {
    await ana
      .getByRole('group', { name: 'Card as a picture' })
      .getByLabel('Take a photo')
      .setInputFiles(await photo('#36a'));
    await soon(fromServer(ana)).toBe(1);
    await sees(keeping(ana, 'saved'));
    await ana.getByRole('textbox', { name: 'What is on it?' }).fill('A blue field.');
    await ana.getByRole('button', { name: 'Keep', exact: true }).tap();
    await sees(ana.getByRole('img', { name: 'A blue field.' }));
    await sees(keeping(ana, 'saved'));
  });

  test('PI-20: while it is private, neither partner nor lead sees it or can fetch it', async () => {
    const [address] = await pictures(ana);
    expect((await ana.request.get(address as string)).status()).toBe(200);
    for (const page of [ben, lena]) {
      expect(await page.locator('figure').count()).toBe(0);
      const hidden = await page.request.get(address as string);
      const absent = await page.request.get(`${(address as string).slice(0, -4)}none`);
      expect([hidden.status(), await hidden.text()]).toEqual([404, await absent.text()]);
    }
  });

  test('PI-32: taken without a connection it waits on the device, over a reload, and goes out when it can', async () => {
    await ana.route('**/pictures', (route) => route.abort());
    await ana
      .getByRole('group', { name: 'Card as a picture' })
      .getByLabel('Take a photo')
      .setInputFiles(await photo('#a63'));
    await sees(ana.getByText('On this device; it goes out'));
    await sees(keeping(ana, 'on-device'));
    await ana.getByRole('textbox', { name: 'What is on it?' }).fill('A brown field.');
    await ana.getByRole('button', { name: 'Keep', exact: true }).tap();
    await soon(async () => (await pictures(ana)).length).toBe(2);
    await ana.reload();
    await sees(ana.getByText('On this device; it goes out'));
    await sees(ana.getByRole('img', { name: 'A brown field.' }));
    expect(await fromServer(ana)()).toBe(1);
    await ana.unroute('**/pictures');
    await soon(fromServer(ana)).toBe(2);
    await sees(keeping(ana, 'saved'));
    await seesNoMore(ana.getByText('On this device; it goes out'));
  });

  test('PI-11: what is no picture is said to be none at once, and nothing is lost', async () => {
    const add = ana.getByRole('group', { name: 'Card as a picture' });
    const heic = Buffer.concat([
      Buffer.from([0, 0, 0, 24]),
      Buffer.from('ftypheic\0\0\0\0mif1heic'),
      Buffer.alloc(99),
    ]);
    await add
      .getByLabel('Your pictures')
      .setInputFiles({ name: 'a.heic', mimeType: 'image/heic', buffer: heic });
    await sees(add.getByText('can’t open HEIC'));
    await add
      .getByLabel('Your pictures')
      .setInputFiles({ name: 'a.txt', mimeType: 'image/png', buffer: Buffer.from('hi') });
    await sees(add.getByText('can’t be opened as a picture'));
    expect(await fromServer(ana)()).toBe(2);
  });

  test('PI-31: a drawing, by pointer: pen, undo, eraser; and the same in words by keys alone', async () => {
    await ben.getByRole('group', { name: 'Card as a picture' }).getByRole('button', { name: 'Draw' }).click();
    const sheet = ben.getByRole('dialog', { name: 'Your drawing' });
    await sees(sheet);
    await expectAccessible('the sheet', ben);
    const canvas = sheet.getByRole('img');
    const box = await canvas.boundingBox();
    if (!box) throw new Error('No canvas.');
    const stroke = async (...points: [number, number][]) => {
      const [first, ...rest] = points.map(
        ([x, y]) => [box.x + x * box.width, box.y + y * box.height] as const,
      );
      if (!first) return;
      await ben.mouse.move(...first);
      await ben.mouse.down();
      for (const point of rest) await ben.mouse.move(...point, { steps: 5 });
      await ben.mouse.up();
    };
    const dark = () =>
      canvas.evaluate((element) => {
        const sheet = element as HTMLCanvasElement;
        const { data } = (sheet.getContext('2d') as CanvasRenderingContext2D).getImageData(
          0,
          0,
          sheet.width,
          sheet.height,
        );
        let count = 0;
        for (let at = 0; at < data.length; at += 4) if ((data[at] ?? 255) < 128) count++;
        return count;
      });
    await stroke([0.1, 0.1], [0.9, 0.1]);
    const one = await dark();
    expect(one).toBeGreaterThan(1000);
    await stroke([0.1, 0.3], [0.9, 0.3]);
    const two = await dark();
    expect(two).toBeGreaterThan(one * 1.5);
    await sheet.getByRole('button', { name: 'Undo' }).click();
    expect(await dark()).toBe(one);
    await sheet.getByRole('button', { name: 'Eraser' }).click();
    await stroke([0.1, 0.1], [0.5, 0.1]);
    expect(await dark()).toBeLessThan(one * 0.7);
    // Put aside and taken up again, it is as it was.
    await ben.keyboard.press('Escape');
    await seesNoMore(sheet);
    await ben.getByRole('group', { name: 'Card as a picture' }).getByRole('button', { name: 'Draw' }).click();
    await sees(sheet);
    expect(await dark()).toBeLessThan(one * 0.7);
    await sheet.getByRole('textbox', { name: 'What is on it?' }).fill('Half a line.');
    await sheet.getByRole('button', { name: 'Keep the drawing' }).click();
    await sees(ben.getByRole('img', { name: 'Half a line.' }));
    await soon(fromServer(ben)).toBe(1);

    await ben.getByRole('button', { name: 'Add: Card' }).click();
    const draw = ben.getByRole('group', { name: 'Picture for: Card' }).getByRole('button', { name: 'Draw' });
    await draw.focus();
    await ben.keyboard.press('Enter');
    await sees(sheet);
    await ben.keyboard.type('Two lines that meet.');
    await sheet.getByRole('button', { name: 'Keep the words' }).focus();
    await ben.keyboard.press('Enter');
    await seesNoMore(sheet);
    await soon(() => ben.getByRole('textbox', { name: 'Card' }).last().inputValue()).toBe(
      'Two lines that meet.',
    );
    await sees(keeping(ben, 'saved'));
  });

  test('PI-3: turned over, the phone’s photos are on the laptop, with what is on them', async () => {
    await lena.getByRole('button', { name: 'Next: Turn them over' }).click();
    await sees(ben.getByRole('heading', { name: 'Turn them over' }));
    await sees(ben.getByRole('img', { name: 'A blue field.' }));
    await sees(ben.getByRole('img', { name: 'A brown field.' }));
    await sees(ana.getByRole('img', { name: 'Half a line.' }));
    await soon(fromServer(ben)).toBe(3);
    const addresses = await pictures(ben);
    for (const address of addresses) {
      const got = await lena.request.get(address);
      expect([got.status(), got.headers()['content-type']]).toEqual([200, 'image/webp']);
      expect((await got.body()).includes('SecretCamera')).toBe(false);
    }
    await ben.getByRole('button', { name: 'Show larger: A blue field.' }).click();
    await sees(ben.getByRole('dialog', { name: 'A blue field.' }));
    await ben.keyboard.press('Escape');
    await seesNoMore(ben.getByRole('dialog', { name: 'A blue field.' }));
    for (const page of [ana, ben]) await expectAccessible('turned over', page);
  });

  test('nothing went wrong inside the pages', () => {
    // A stranger's request and an upload that was cut are said by the browser itself.
    expect(world.troubles.filter((trouble) => !/404|415|ERR_FAILED/.test(trouble))).toEqual([]);
  });
});

async function expectAccessible(where: string, page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.evaluate(axe);
    const { violations } = await page.evaluate(() =>
      (globalThis as unknown as { axe: typeof AxeBuilder }).axe.run({ resultTypes: ['violations'] }),
    );
    const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
    expect(
      serious.map(({ id, nodes }) => `${where}, ${colorScheme}: ${id}: ${nodes[0]?.html}`),
      where,
    ).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: null });
}
