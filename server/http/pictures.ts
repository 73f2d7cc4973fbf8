import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { z } from 'zod';
import { MOST_SAYS } from '../../core/session/decide/pictures.ts';
import { isRefusal } from '../../core/stream/refusal.ts';
import { KEPT_TYPE, MOST_BYTES, type Unreadable, UnreadablePicture } from '../pictures/encode.ts';
import { pictureWords, words } from '../words.ts';
import { Denial, demand, notFound } from './answers.ts';
import { addressOf, findAsker, findRoom } from './asker.ts';
import type { Services } from './services.ts';

/** What stands around the picture in its form, bytes. */
const AROUND = 64 * 1024;
/** How many are read into memory at once: 12 MB each. */
const MOST_READ = 20;
/** When to come again, seconds. */
const LATER = 3;

/** How much of what is too large is still heard, bytes. */
const MOST_HEARD = 64 * 1024 * 1024;

/** A browser that is cut off while it sends never reads why: what is a little too large is read to its end, and dropped. */
async function hearOut(body: ReadableStream<Uint8Array> | null): Promise<void> {
  let heard = 0;
  for await (const chunk of body ?? []) {
    heard += chunk.length;
    if (heard > MOST_HEARD) return;
  }
}

const bringing = z.object({
  as: z.string().min(1).max(80),
  to: z.string().min(1).max(90),
  note: z.string().min(1).max(80),
  key: z.string().min(16).max(80),
  says: z.string().max(MOST_SAYS).default(''),
  stop: z.coerce.number().int().min(0).max(10_000).optional(),
  picture: z.instanceof(File),
});

const STATUS: Record<Unreadable, 413 | 415 | 422> = {
  empty: 422,
  heic: 415,
  svg: 415,
  unknown: 415,
  'too-many-pixels': 413,
  damaged: 422,
};

/** Pictures on their way in, and out again to whoever sees the note that carries them. */
export function pictureRoutes(services: Services): Hono {
  const { pictures, gate } = services;
  const app = new Hono();
  let reading = 0;

  app.post(
    '/sessions/:session/pictures',
    async (c, next) => {
      // Before anything is read: who asks, and how often they did.
      const { person } = await findAsker(c, services);
      gate.bring(addressOf(c, services), person);
      if (reading >= MOST_READ) throw new Denial(503, 'later', pictureWords.later, LATER);
      reading++;
      try {
        await next();
      } finally {
        reading--;
      }
    },
    bodyLimit({
      maxSize: MOST_BYTES + AROUND,
      async onError(c) {
        await hearOut(c.req.raw.body);
        throw new Denial(413, 'too-big', pictureWords.tooBig);
      },
    }),
    async (c) => {
      const asker = await findAsker(c, services);
      const form = await c.req.formData().catch((error: unknown) => {
        if (error instanceof Denial) throw error;
        throw new Denial(400, 'bad-request', words.badRequest);
      });
      const read = bringing.safeParse(Object.fromEntries(form));
      if (!read.success) throw new Denial(400, 'bad-request', words.badRequest);
      const { as, picture: file, ...wish } = read.data;
      if (!asker.people.includes(as)) throw notFound();
      if (file.size > MOST_BYTES) throw new Denial(413, 'too-big', pictureWords.tooBig);
      await findRoom(asker, services);
      const bytes = new Uint8Array(await file.arrayBuffer());
      const picture = await pictures
        .bring({ ...wish, session: asker.session, person: as, bytes, stop: wish.stop })
        .catch((error: unknown) => {
          if (!(error instanceof UnreadablePicture)) throw error;
          throw new Denial(STATUS[error.reason], error.reason, pictureWords.unreadable[error.reason]);
        });
      if (isRefusal(picture)) {
        demand(picture);
        throw notFound();
      }
      return c.json({ picture }, 201);
    },
  );

  /** Asked for anew each time it is shown: whoever may no longer see the note doesn't get its picture either. */
  app.get('/sessions/:session/pictures/:to/:note/:picture', async (c) => {
    const asker = await findAsker(c, services);
    const { parts } = await findRoom(asker, services);
    const { to, note, picture } = c.req.param();
    const held = await pictures.read(asker.session, asker.people, parts, { to, note, picture });
    if (!held) throw notFound();
    const tag = `"${picture}"`;
    c.header('Cache-Control', 'private, no-cache');
    c.header('ETag', tag);
    if (c.req.header('if-none-match') === tag) return c.body(null, 304);
    return c.body(new Uint8Array(held.bytes), 200, {
      'Content-Type': KEPT_TYPE,
      'Content-Disposition': 'inline; filename="picture.webp"',
    });
  });

  return app;
}
