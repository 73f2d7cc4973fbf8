import { Hono } from 'hono';
import type { CommandOf } from '../../core/session/command.ts';
import { MOST_WORDS } from '../../core/session/decide/notes.ts';
import { mintId } from '../identity/tokens.ts';
import { words } from '../words.ts';
import { Denial, demand, notFound } from './answers.ts';
import { findAsker } from './asker.ts';
import { bringIdeas, type IdeaRefs, read } from './requests.ts';
import type { Services } from './services.ts';

/** Longest that somebody can search for, UTF-16 units. */
const MOST_ASKED = 200;

type Brought = CommandOf<'bring'>['ideas'];

/** The ideas as they read now. Throws before anything has happened where one of them can't come along. */
export async function readIdeas(services: Services, user: string, refs: IdeaRefs): Promise<Brought> {
  const { space, ideas, now } = services;
  const brought: Brought = [];
  for (const ref of refs) {
    const found = await ideas.read(space, user, ref);
    if (!found) throw notFound();
    const kept = found.words.trim();
    if (kept === '') throw new Denial(409, 'empty-idea', words.emptyIdea);
    if (kept.length > MOST_WORDS) throw new Denial(413, 'too-big', words.longIdea(MOST_WORDS));
    const by = found.mine ? {} : { by: found.by };
    brought.push({
      note: mintId(),
      words: kept,
      origin: { session: ref.session, note: ref.note, at: now(), ...by },
    });
  }
  return brought;
}

export function ideaRoutes(services: Services): Hono {
  const { space, guests, people, ideas, streams } = services;
  const app = new Hono();

  app.get('/ideas', async (c) => {
    const user = await guests.userOf(c.req.raw.headers);
    if (user === null) return c.json({ ideas: [], next: null });
    const from = Number.parseInt(c.req.query('from') ?? '0', 10);
    const found = await ideas.search(
      space,
      user,
      (c.req.query('q') ?? '').slice(0, MOST_ASKED),
      Number.isSafeInteger(from) && from >= 0 && from < 1_000_000 ? from : 0,
    );
    const names = await people.names(space, [...new Set(found.ideas.map(({ by }) => by))]);
    return c.json({
      ideas: found.ideas.map((idea) => ({ ...idea, byName: names[idea.by] ?? null })),
      next: found.next,
    });
  });

  app.post('/sessions/:session/bring', async (c) => {
    const asker = await findAsker(c, services);
    const { ideas: refs } = await read(c, bringIdeas);
    const brought = await readIdeas(services, asker.user, refs);
    demand(await streams.command(asker.ref, asker.person, { type: 'bring', ideas: brought }));
    return c.json({ ok: true }, 201);
  });

  return app;
}
