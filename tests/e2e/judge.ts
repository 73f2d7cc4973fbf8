import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type AxeBuilder from 'axe-core';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Nothing that axe calls serious or critical, in both themes. */
export async function judge(screen: string, page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe);
    const found = await page.evaluate(async () => {
      await document.fonts.ready;
      const { violations } = await (window as unknown as { axe: typeof AxeBuilder }).axe.run(document, {
        resultTypes: ['violations'],
      });
      return violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .flatMap(({ id, nodes }) =>
          nodes.map((node) => `${id}: ${node.html.slice(0, 200)} ${node.failureSummary}`),
        );
    });
    expect(found, `${screen}, ${colorScheme}`).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
}

/** On a phone everything that one presses is as high as a thumb needs, but for links among words. */
export async function thumbs(screen: string, page: Page): Promise<void> {
  const small = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('button, select, summary, textarea, input, a.target')].flatMap(
      (each) => {
        // What is ticked is as large as the label that it stands in.
        const hit =
          (/checkbox|radio/.test((each as HTMLInputElement).type) &&
            (each as HTMLInputElement).labels?.[0]) ||
          each;
        const { width, height } = hit.getBoundingClientRect();
        const seen = each.checkVisibility({ visibilityProperty: true }) && width > 2 && height > 2;
        const ticked = each instanceof HTMLInputElement && /checkbox|radio/.test(each.type);
        return seen && height < (ticked ? 23.5 : 43.5)
          ? [`${Math.round(height)} px: ${each.getAttribute('aria-label') ?? hit.textContent}`]
          : [];
      },
    ),
  );
  expect(small, screen).toEqual([]);
}
