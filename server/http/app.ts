import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { words } from '../words.ts';
import { accountRoutes } from './accounts.ts';
import { answerError, Denial } from './answers.ts';
import { doorRoutes } from './doors.ts';
import { exerciseRoutes } from './exercises.ts';
import { exportRoutes } from './exports.ts';
import { ideaRoutes } from './ideas.ts';
import { mineRoutes } from './mine.ts';
import { pageRoutes } from './pages.ts';
import { passageRoutes } from './passages.ts';
import { passkeyRoutes } from './passkeys.ts';
import { peopleRoutes } from './people.ts';
import { pictureRoutes } from './pictures.ts';
import { practiceRoutes } from './practice.ts';
import { programRoutes } from './programs.ts';
import { refuseOtherSites, secure, secureAlone } from './security.ts';
import type { Services } from './services.ts';
import { sessionRoutes } from './sessions.ts';

/** Largest body that is read, bytes. A pasted passage of 100,000 characters fits in any script. */
const MOST_BODY = 512 * 1024;

/** The same for a list of people: 10,000 of them with all there is to say. */
const MOST_LIST = 4 * 1024 * 1024;

/** The whole of what this server says over HTTP. `pages`: the folder with the built web pages. */
export function createApp(services: Services, pages: string, https: boolean): Hono {
  const app = new Hono();
  app.onError(answerError);
  app.notFound((c) => answerError(new Denial(404, 'not-found', words.noSuchPage), c));
  app.use('/api/sessions/:session/pictures/*', secureAlone);
  app.use(secure(https));
  app.use(refuseOtherSites(services.publicHost));

  const api = new Hono();
  api.use(async (c, next) => {
    await next();
    if (!c.res.headers.has('Cache-Control')) c.header('Cache-Control', 'no-store');
  });
  // Before the limit for everything else: a photo is larger than any text.
  api.route('/', pictureRoutes(services));
  const most = (maxSize: number) =>
    bodyLimit({
      maxSize,
      onError: () => {
        throw new Denial(413, 'too-big', words.tooBig);
      },
    });
  const [usual, list] = [most(MOST_BODY), most(MOST_LIST)];
  api.use((c, next) => (c.req.path === '/api/people/import' ? list(c, next) : usual(c, next)));
  api.get('/health', (c) => c.json({ ok: true }));
  api.route('/', exerciseRoutes(services));
  api.route('/', accountRoutes(services));
  api.route('/', passkeyRoutes(services));
  api.route('/', peopleRoutes(services));
  api.route('/', mineRoutes(services));
  api.route('/', sessionRoutes(services));
  api.route('/', doorRoutes(services));
  api.route('/', passageRoutes(services));
  api.route('/', exportRoutes(services));
  api.route('/', ideaRoutes(services));
  api.route('/', practiceRoutes(services));
  api.route('/', programRoutes(services));
  api.all('*', () => {
    throw new Denial(404, 'not-found', words.noSuchPage);
  });
  app.route('/api', api);
  app.route('/', pageRoutes(pages));
  return app;
}
