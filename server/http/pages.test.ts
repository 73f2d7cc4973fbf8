import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startWorld, Visitor } from './testing/world.ts';

test('HT-5: hashed files are kept for ever, the page never, and every screen is the page', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'greenball-'));
  const pages = join(folder, 'pages');
  await mkdir(join(pages, 'assets'), { recursive: true });
  await writeFile(join(pages, 'index.html'), '<!doctype html><title>the page</title>');
  await writeFile(join(pages, 'assets', 'main-B3fk29aQ.js'), `console.log('${'x'.repeat(5000)}');`);
  await writeFile(join(folder, 'outside.txt'), 'outside');
  const world = await startWorld({ pages });
  const one = new Visitor(world.url);
  for (const path of [
    '/',
    '/new',
    '/ideas',
    '/j/ABCDEF',
    '/s/x',
    '/s/x/lead',
    '/s/x/print',
    '/seat/t',
    '/lead/t',
  ]) {
    const { status, text, headers } = await one.get(path);
    expect([status, headers.get('cache-control')], path).toEqual([200, 'no-cache']);
    expect(text).toContain('the page');
  }
  // Every route of the page, with a name in the place of each parameter.
  const app = await readFile(join(import.meta.dirname, '../../web/App.tsx'), 'utf8');
  const routes = [...app.matchAll(/<Route path="([^"]+)"/g)].map(([, path = '']) =>
    path.replace(/:\w+/g, 'x'),
  );
  expect(routes.length).toBeGreaterThan(20);
  for (const path of routes) expect((await one.get(path)).status, path).toBe(200);
  const script = await one.get('/assets/main-B3fk29aQ.js');
  expect(script.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  expect(script.headers.get('content-type')).toMatch(/javascript/);
  expect(script.headers.get('content-encoding')).toMatch(/gzip|br/);
  expect(script.text).toContain('xxxx');
  for (const path of ['/nowhere', '/assets/none.js', '/..%2foutside.txt', '/%2e%2e/outside.txt', '/s/x/y']) {
    expect((await one.get(path)).status, path).toBe(404);
  }
  const mistyped = await fetch(`${world.url}/nowhere`, { headers: { accept: 'text/html,*/*' } });
  expect([mistyped.status, mistyped.headers.get('cache-control')]).toEqual([404, 'no-cache']);
  expect(await mistyped.text()).toContain('the page');
  await world.close();
  await rm(folder, { recursive: true });
});
