import { Hono } from 'hono';
import { DAY } from '../../core/program/practice.ts';
import { leadOnly, notFound } from './answers.ts';
import { findAsker } from './asker.ts';
import { putOff, read } from './requests.ts';
import type { Services } from './services.ts';

/** For how long an exercise that isn't wanted now stays away. */
const WEEK = 7 * DAY;

/** What somebody practises next, and what whoever leads may know of it. */
export function practiceRoutes(services: Services): Hono {
  const { space, guests, practice, now } = services;
  const app = new Hono();

  app.get('/practice', async (c) => {
    const user = await guests.userOf(c.req.raw.headers);
    if (user === null) return c.json({ due: [], later: [], left: [], moved: [] });
    const queue = await practice.queueOf(space, user);
    return c.json({ ...queue, moved: await practice.movedBy(space, user) });
  });

  app.post('/practice/:exercise', async (c) => {
    const user = await guests.userOf(c.req.raw.headers);
    const { away } = await read(c, putOff);
    const until = { week: now() + WEEK, ever: null, no: undefined }[away];
    const known = user !== null && (await practice.putOff(space, user, c.req.param('exercise'), until));
    if (!known) throw notFound();
    return c.json(await practice.queueOf(space, user));
  });

  app.get('/sessions/:session/got', async (c) => {
    const { session, lead } = await findAsker(c, services);
    if (!lead) throw leadOnly();
    return c.json({ totals: await practice.totalsIn(space, session) });
  });

  return app;
}
