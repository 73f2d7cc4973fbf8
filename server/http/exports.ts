import { type Context, Hono } from 'hono';
import { upcast } from '../../core/protocol/upcast.ts';
import { gather, type Kept } from '../export/gather.ts';
import { writeMarkdown } from '../export/markdown.ts';
import { writePage } from '../export/page.ts';
import { notFound } from './answers.ts';
import { findAsker, findRoom } from './asker.ts';
import { attach } from './attach.ts';
import type { Services } from './services.ts';

/** What somebody takes home. `as` names one of the people at their browser, else whose browser it is. */
export function exportRoutes(services: Services): Hono {
  const { space, streams, storage, people } = services;
  const app = new Hono();

  async function keep(c: Context): Promise<Kept> {
    const asker = await findAsker(c, services);
    const person = c.req.query('as') ?? asker.person;
    if (!asker.people.includes(person)) throw notFound();
    const { parts } = await findRoom(asker, services);
    const { entries } = await storage.load(asker.ref, { withoutSnapshot: true });
    const kept = await gather(person, {
      parts,
      entries: entries.map((entry) => upcast(entry)),
      words: (to, notes) => streams.words(asker.ref, to, notes),
      picture: (id) => services.pictures.bytesOf(asker.session, id),
      names: (who) => people.names(space, who),
      now: services.now(),
    });
    if (!kept) throw notFound();
    return kept;
  }

  app.get('/sessions/:session/export.md', async (c) => {
    const kept = await keep(c);
    attach(c, kept.title, 'md');
    return c.body(writeMarkdown(kept), 200, { 'Content-Type': 'text/markdown; charset=utf-8' });
  });

  app.get('/sessions/:session/export.json', async (c) => {
    const kept = await keep(c);
    attach(c, kept.title, 'json');
    return c.body(`${JSON.stringify(kept, null, 2)}\n`, 200, {
      'Content-Type': 'application/json; charset=utf-8',
    });
  });

  app.get('/sessions/:session/export.html', async (c) => {
    const kept = await keep(c);
    c.header('Cache-Control', 'no-store');
    return c.html(writePage(kept));
  });

  return app;
}
