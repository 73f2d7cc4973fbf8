import { Hono } from 'hono';
import { upcast } from '../../core/protocol/upcast.ts';
import type { SessionEvent } from '../../core/session/event.ts';
import { type DrawnPassage, type Group, groupAudience, type Room, workOf } from '../../core/session/parts.ts';
import { NotFetched } from '../passages/library.ts';
import type { StreamRef } from '../storage/port.ts';
import { words } from '../words.ts';
import { Denial, demand, notFound } from './answers.ts';
import { findAsker, findRoom } from './asker.ts';
import { type ChoosePassage, choosePassage, MOST_PASTED, read } from './requests.ts';
import type { Services } from './services.ts';

/** Ids of the passages that a group, and that any group of this session, has had. */
async function passagesHad(
  services: Services,
  ref: StreamRef,
  group: string,
): Promise<{ own: string[]; all: string[] }> {
  const { entries } = await services.storage.load(ref, { withoutSnapshot: true });
  const own: string[] = [];
  const all: string[] = [];
  for (const entry of entries) {
    const { event } = upcast<SessionEvent>(entry);
    if (event.type !== 'passage-set') continue;
    all.push(event.passage.id);
    if (event.to === groupAudience(group)) own.push(event.passage.id);
  }
  return { own, all };
}

/**
 * Draws for a group: from a field that nobody in it knows, never what it has had; while there are enough, never what
 * another group of the session has had, so that groups who compare bring each other something new.
 */
export async function drawFor(
  services: Services,
  ref: StreamRef,
  room: Room,
  group: Group,
  wish: { choose: 'draw' | 'easier' | 'harder' } | { choose: 'field'; field: string },
): Promise<DrawnPassage> {
  const { library, streams, listed, space } = services;
  const had = await passagesHad(services, ref, group.id);
  const said = group.members.flatMap((person) => room.people.get(person)?.knows ?? []);
  const knows = [...said, ...(await listed.fieldsKnown(space, group.members))];
  const parts = await streams.parts(ref);
  const now = parts ? workOf(parts, group.id)?.passage : null;
  const draw = (had: string[]): Promise<DrawnPassage | null> =>
    library
      .draw(
        space,
        wish.choose === 'field'
          ? { had, knows: [], field: wish.field }
          : { had, knows, ...(wish.choose === 'draw' ? {} : { level: wish.choose, than: now?.id ?? null }) },
      )
      .catch((error: unknown) => {
        throw error instanceof NotFetched ? new Denial(503, 'not-fetched', error.message) : error;
      });
  // A field that somebody asked for is worth more than a passage that no other group has.
  const drawn = (wish.choose === 'field' ? null : await draw(had.all)) ?? (await draw(had.own));
  if (!drawn) throw new Denial(404, 'no-passage', words.noOtherPassage);
  return drawn;
}

export function passageRoutes(services: Services): Hono {
  const { space, streams, library } = services;
  const app = new Hono();

  app.get('/passages/fields', async (c) => c.json(await library.fields(space)));

  app.get('/passages', async (c) => {
    const page = Number.parseInt(c.req.query('page') ?? '0', 10);
    return c.json(
      await library.list(space, {
        field: c.req.query('field') || null,
        like: (c.req.query('q') ?? '').slice(0, 200),
        page: Number.isSafeInteger(page) && page >= 0 && page < 100_000 ? page : 0,
      }),
    );
  });

  app.post('/sessions/:session/passage', async (c) => {
    const asker = await findAsker(c, services);
    const wish = await read(c, choosePassage);
    const { room } = await findRoom(asker, services);
    const group = room.groups.get(wish.group);
    const member = group && asker.people.find((person) => group.members.includes(person));
    if (!group || !(member || asker.lead)) throw notFound();
    if (room.exercise.input !== 'passage') throw new Denial(409, 'no-passage-needed', words.noPassageNeeded);
    const passage = await choose(asker.ref, room, group, wish);
    const actor = member ?? asker.people.find((person) => room.leads.includes(person)) ?? asker.person;
    demand(await streams.command(asker.ref, actor, { type: 'set-passage', group: group.id, passage }));
    return c.json({ passage: { id: passage.id, title: passage.title } });
  });

  async function choose(
    ref: StreamRef,
    room: Room,
    group: Group,
    wish: ChoosePassage,
  ): Promise<DrawnPassage> {
    if (wish.choose === 'paste') {
      if (wish.text.trim() === '') throw new Denial(400, 'empty-paste', words.emptyPaste);
      if (wish.text.length > MOST_PASTED) throw new Denial(413, 'too-big', words.bigPaste(MOST_PASTED));
      return library.paste(wish.title, wish.text);
    }
    if (wish.choose === 'pick') {
      const found = await library.find(space, wish.id);
      if (!found) throw new Denial(404, 'no-passage', words.noPassage);
      return found;
    }
    return drawFor(services, ref, room, group, wish);
  }

  return app;
}
