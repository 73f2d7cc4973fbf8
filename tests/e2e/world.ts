import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContextOptions, chromium, type Locator, type Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { run } from '../../cli/run.ts';
import { buildWhenStale } from '../../scripts/build.mjs';
import { findChromium } from '../../scripts/chromium.mjs';
import { type RunningServer, type ServerOptions, startServer } from '../../server/server.ts';

/** Screens as people bring them. */
const screens = {
  desktop: { viewport: { width: 1440, height: 900 } },
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
  tablet: { viewport: { width: 820, height: 1180 }, hasTouch: true, isMobile: true },
} satisfies Record<string, BrowserContextOptions>;

export type Screen = keyof typeof screens;

const chromiumPath = findChromium();

/** Tests that need a browser; one that is left out, and says why, where there is none. */
export function inBrowsers(name: string, timeout: number, tests: () => void): void {
  if (chromiumPath) describe(name, { timeout }, tests);
  else
    test(name, (context) => context.skip('there is no Chromium: install one, or set CHROMIUM to its path'));
}

export interface World {
  url: string;
  dataDir: string;
  server: RunningServer;
  browser: Browser;
  /** What went wrong inside pages since the start: uncaught errors and errors in the console. */
  troubles: string[];
  /** A browser of its own on a screen of its own; nothing is shared with any other, cookies included. */
  open(screen: Screen, options?: BrowserContextOptions): Promise<Page>;
  /** Watches a page that was opened by hand for troubles, and shortens its patience. */
  watch(page: Page): Page;
  /** Takes a picture of every open page into the folder PICTURES, where that is set: to look at after a failure. */
  picture(): Promise<void>;
  close(): Promise<void>;
}

/**
 * The real server with the built pages in a folder of its own, and a browser without windows. `imports`: lines of
 * arXiv's metadata for its library.
 */
export async function openWorld(options: Partial<ServerOptions> = {}, imports?: string): Promise<World> {
  buildWhenStale(process.execPath);
  const folder = mkdtempSync(join(tmpdir(), 'greenball-e2e-'));
  const dataDir = options.dataDir ?? join(folder, 'data');
  if (imports) {
    const file = join(folder, 'import.jsonl');
    writeFileSync(file, `${imports}\n`);
    const said: string[] = [];
    const hear = (line: string) => void said.push(line);
    const code = await run(['passages', 'import', file, '--data', dataDir], {
      out: hear,
      err: hear,
      env: process.env,
    });
    if (code !== 0) throw new Error(said.join('\n'));
  }
  const server = await startServer({ port: 0, host: '127.0.0.1', storage: 'sqlite', ...options, dataDir });
  const browser = await chromium.launch({
    executablePath: chromiumPath ?? '',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  const troubles: string[] = [];
  const watch = (page: Page): Page => {
    page.setDefaultTimeout(15_000);
    page.on('pageerror', (error) => troubles.push(`${page.url()}: ${error.stack ?? error.message}`));
    page.on('console', (message) => {
      // A browser without a network says so by itself.
      if (message.type() === 'error' && !message.text().includes('net::ERR_'))
        troubles.push(`${page.url()}: ${message.text()}`);
    });
    return page;
  };
  const url = `http://localhost:${server.port}`;
  return {
    url,
    dataDir,
    server,
    browser,
    troubles,
    watch,
    async open(screen, more = {}) {
      const context = await browser.newContext({
        ...screens[screen],
        baseURL: url,
        locale: 'en-GB',
        reducedMotion: 'reduce',
        ...more,
      });
      return watch(await context.newPage());
    },
    async picture() {
      const into = process.env.PICTURES;
      if (!into) return;
      const pages = browser.contexts().flatMap((context) => context.pages());
      await Promise.all(pages.map((page, i) => page.screenshot({ path: join(into, `failed-${i}.png`) })));
    },
    async close() {
      await browser.close();
      await server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Waits until somebody looking at the page sees it. */
export const sees = (what: Locator): Promise<void> => what.filter({ visible: true }).first().waitFor();

/** Waits until nobody looking at the page sees it any more. */
export const seesNoMore = (what: Locator): Promise<void> =>
  what.filter({ visible: true }).first().waitFor({ state: 'hidden' });

/** Expects something of what a page holds, soon. */
export const soon = <T>(look: () => T) => expect.poll(look, { timeout: 15_000, interval: 50 });
