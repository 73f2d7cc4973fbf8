import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import { compress } from 'hono/compress';
import { words } from '../words.ts';

/** Addresses that the page itself looks after; anything else isn't there. */
const SCREENS = new Set([
  '/',
  '/account',
  '/day',
  '/day/*',
  '/day/*/print',
  '/exercise/*',
  '/ideas',
  '/j/*',
  '/keeper/*',
  '/lead/*',
  '/leave',
  '/new',
  '/p/*',
  '/people',
  '/plan/*',
  '/practice',
  '/projector/*',
  '/recover/*',
  '/s/*',
  '/s/*/lead',
  '/s/*/print',
  '/s/*/projector',
  '/seat/*',
  '/sign-in',
  '/sign-up',
]);
/** A path with a star for each second part of it: that is always a name of something. */
const shapeOf = (path: string): string => path.replace(/^(\/[^/]+\/)[^/]+/, '$1*');
/** Names that carry a hash of what is in them never change their content. */
const HASHED = /^\/assets\/.+-[\w-]{8,}\.\w+$/;

/** The built web pages: hashed files for ever, the page that names them never from a cache. */
export function pageRoutes(folder: string): Hono {
  const app = new Hono();
  app.use(compress());
  app.use(async (c, next) => {
    await next();
    if (!c.res.ok || c.res.headers.has('Cache-Control')) return;
    c.header('Cache-Control', HASHED.test(c.req.path) ? 'public, max-age=31536000, immutable' : 'no-cache');
  });
  app.get('*', async (c, next) => {
    if (!SCREENS.has(shapeOf(c.req.path))) return next();
    try {
      return c.html(await readFile(join(folder, 'index.html'), 'utf8'));
    } catch {
      return c.text(words.notBuilt, 503);
    }
  });
  if (existsSync(folder)) app.get('*', serveStatic({ root: folder, precompressed: true }));
  // Somebody who mistyped an address reads the page that says so, and the way back; programs get the plain answer.
  app.get('*', async (c, next) => {
    if (!c.req.header('accept')?.includes('text/html')) return next();
    const page = await readFile(join(folder, 'index.html'), 'utf8').catch(() => null);
    if (page === null) return next();
    c.header('Cache-Control', 'no-cache');
    return c.html(page, 404);
  });
  return app;
}

export const hasPages = (folder: string): boolean => existsSync(join(folder, 'index.html'));
