import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import { ONLOOKER } from '../core/access/audiences.ts';
import { listSurfaces, loadExercises, type Problem } from '../curriculum/load.ts';
import { loadOrders } from '../curriculum/orders.ts';
import { type HouseProblem, loadHousePassages } from '../curriculum/passages/house.ts';
import { createCircles } from './directory/circles.ts';
import { findSpace, openDirectory } from './directory/database.ts';
import { createEnrolment, sessionRef } from './directory/enrolment.ts';
import { createOwnExercises } from './directory/exercises.ts';
import { createInvitations } from './directory/invitations.ts';
import { createLinks } from './directory/links.ts';
import { createListed } from './directory/listed.ts';
import { tellLive } from './directory/live.ts';
import { createMembers } from './directory/members.ts';
import { createNotices } from './directory/notices.ts';
import { createOnlookers } from './directory/onlookers.ts';
import { createPasses } from './directory/passes.ts';
import { createPeople } from './directory/people.ts';
import { createPrograms } from './directory/programs.ts';
import { createSessions } from './directory/sessions.ts';
import { createCatalogue } from './exercises/catalogue.ts';
import { type Addresses, nameAddresses } from './http/addresses.ts';
import { createApp } from './http/app.ts';
import { createGate, LIMITS, type Limits } from './http/limits.ts';
import { upgradeComesFromHere } from './http/security.ts';
import type { BringPartners, Services } from './http/services.ts';
import { createIdeas } from './ideas/ideas.ts';
import { createAccounts } from './identity/accounts.ts';
import { createAuth } from './identity/auth.ts';
import { createGuests } from './identity/guests.ts';
import { keepSecret } from './identity/secret.ts';
import { createFetch } from './passages/fetched.ts';
import { createImported } from './passages/imported.ts';
import { createLibrary } from './passages/library.ts';
import { createPictures } from './pictures/pictures.ts';
import { createPractice } from './practice/practice.ts';
import { attachSockets } from './sockets/sockets.ts';
import { findBackend } from './storage/backends.ts';
import { systemClock } from './streams/clock.ts';
import { Streams } from './streams/streams.ts';

/** How long answers on their way may take once the server is told to stop, milliseconds. */
const LAST_ANSWERS = 1000;

/** When pictures that no note carries are first looked for, and how often then, milliseconds. */
const FIRST_SWEEP = 5 * 60_000;
const SWEEP_EVERY = 6 * 3_600_000;

const ROOT = join(import.meta.dirname, '..');

/** All that can be told to a server. Tests and benchmarks start the real one with other numbers, nothing else. */
export interface ServerOptions {
  /** 0 for any that is free. */
  port: number;
  host: string;
  dataDir: string;
  storage: string;
  /** Where the storage is, if it is beyond this machine. */
  databaseUrl?: string;
  /** The address that people use, where it isn't the machine's own: behind a proxy with HTTPS, say. */
  publicUrl?: string | null;
  /** Believes the last address in X-Forwarded-For: only behind a proxy that sets it. */
  trustsProxy?: boolean;
  /** Folder with the built web pages. */
  pages?: string;
  /** Folder with exercise files, and folder whose folders are the surfaces. */
  exercises?: string;
  surfaces?: string;
  /** Folder with the house's own passages. */
  passages?: string;
  /** Replaces some of the usual counts at the doors. */
  limits?: Partial<Limits>;
  partners?: BringPartners | null;
  /** `OFF` loses what was acknowledged at a power cut; only for showing that tests notice. */
  synchronous?: 'FULL' | 'OFF';
  /** Told of what went wrong behind people's backs. */
  onError?: (error: unknown) => void;
}

export interface RunningServer {
  /** For this machine. */
  url: string;
  port: number;
  addresses: Addresses;
  /** Files of exercises and passages that are left out, with the reason. */
  problems: (Problem | HouseProblem)[];
  /** Path that makes whoever opens it first this server's keeper; null where somebody is. */
  keeperPath: string | null;
  /** Lets go of everything, after what was asked for is kept. */
  close(): Promise<void>;
}

/** The server can't start as it was asked to; the message is a sentence to show as it is. */
export class StartRefused extends Error {
  override name = 'StartRefused';
}

export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { host, dataDir, publicUrl = null, trustsProxy = false } = options;
  const onError = options.onError ?? ((error: unknown) => console.error(error));
  const now = () => systemClock.now();
  const closing: (() => Promise<void> | void)[] = [];
  const close = async (): Promise<void> => {
    for (let step = closing.pop(); step; step = closing.pop()) await step();
  };
  try {
    const backend = await findBackend(options.storage);
    const { synchronous = 'FULL', databaseUrl: url } = options;
    const config = { dataDir, synchronous, ...(url === undefined ? {} : { url }) };
    const storage = await backend.open(config);
    closing.push(() => storage.close());
    const db = await openDirectory(await backend.openTables(config));
    closing.push(() => db.destroy());
    const secret = await keepSecret(backend.persists ? dataDir : null);
    const space = await findSpace(db, now());
    const surfaces = listSurfaces(options.surfaces ?? join(ROOT, 'surfaces'));
    const { exercises, sources, deck, problems } = loadExercises(
      options.exercises ?? join(ROOT, 'curriculum', 'exercises'),
      { surfaces },
    );
    const { passages: house, problems: unread } = loadHousePassages(
      options.passages ?? join(ROOT, 'curriculum', 'passages', 'house'),
    );
    const { orders, problems: disordered } = loadOrders(join(ROOT, 'curriculum', 'programs'));
    const people = createPeople(db, now);
    const auth = await createAuth({
      db,
      secret,
      url: publicUrl ?? `http://localhost:${options.port}`,
      trustsProxy,
      onUpgrade: people.handOver,
    });
    const guests = createGuests(auth);
    const links = createLinks(db, now);
    const passes = createPasses(links);
    const members = createMembers(db, now);

    const circles = createCircles(db);
    const streams = new Streams({ storage, clock: systemClock, secret, onError, circles });
    const sessions = createSessions(db, now);
    const ownExercises = createOwnExercises(db, now);
    const catalogue = createCatalogue({
      shipped: exercises,
      own: ownExercises,
      surroundings: { deck, surfaces },
    });
    const notices = createNotices();
    const onlookers = createOnlookers(db, notices, now);
    tellLive({ notices, streams, sessions });
    const pictures = createPictures({ storage, streams, secret, space });
    let addresses = nameAddresses(options.port, host, publicUrl);
    const services: Services = {
      space,
      streams,
      storage,
      db,
      guests,
      accounts: await createAccounts(auth, now),
      members,
      passes,
      listed: createListed(db, now),
      people,
      sessions,
      notices,
      onlookers,
      invitations: createInvitations(db, links, secret, now),
      enrolment: createEnrolment({ streams, sessions, people, notices }),
      library: createLibrary({
        house,
        imported: createImported(db, now),
        fetchCategory: createFetch(db, now),
      }),
      programs: createPrograms(db, secret, now),
      orders,
      pictures,
      ideas: createIdeas({ db, storage, streams, sessions, people }),
      practice: createPractice({ db, storage, streams, sessions, people, catalogue, now }),
      gate: createGate({ ...LIMITS, ...options.limits }, now),
      exercises,
      sources,
      ownExercises,
      catalogue,
      problems: problems.length,
      partners: options.partners ?? null,
      addressFor: (asked) => addresses.forHost(asked),
      ownAddress: () => addresses.local,
      trustsProxy,
      publicHost: publicUrl ? new URL(publicUrl).host : null,
      now,
    };
    const https = publicUrl?.startsWith('https:') ?? false;
    const app = createApp(services, options.pages ?? join(ROOT, 'dist', 'web'), https);
    const server = createServer(getRequestListener(app.fetch));

    const sockets = attachSockets({
      server,
      streams,
      names: (of, who) => people.names(of, who),
      onError,
      async identify(request, session) {
        if (!upgradeComesFromHere(request, services.publicHost)) return null;
        const user = await guests.userOf(new Headers({ cookie: request.headers.cookie ?? '' }));
        if (user === null) return null;
        const ref = sessionRef(space, session);
        const here = await sessions.peopleAt(space, session, user);
        if (here.length > 0) return { ref, people: here, user };
        return (await onlookers.includes(space, session, user)) ? { ref, people: [ONLOOKER], user } : null;
      },
    });
    notices.listen(async (notice) => {
      if (notice.type === 'signed-out') sockets.recheck(notice.user);
    });
    const port = await listen(server, options.port, host);
    // From the last to the first: nobody new, then everybody is told, then what they asked for is kept.
    closing.push(() => sockets.close());
    closing.push(() => streams.close());
    let stopped = Promise.resolve();
    closing.unshift(() => stopped);
    closing.push(() => {
      stopped = new Promise((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      setTimeout(() => server.closeAllConnections(), LAST_ANSWERS).unref();
    });
    closing.push(sweepAtTimes(() => pictures.sweep(), onError));
    addresses = nameAddresses(port, host, publicUrl);
    const kept = (await members.countKeepers(space)) > 0;
    return {
      url: addresses.local,
      port,
      addresses,
      problems: [...problems, ...unread, ...disordered],
      keeperPath: kept ? null : `/keeper/${await passes.mintKeeper(space)}`,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Sweeps once the server has come to rest after its start, and then a few times a day. */
function sweepAtTimes(sweep: () => Promise<unknown>, onError: (error: unknown) => void): () => void {
  const run = () => void sweep().catch(onError);
  const first = setTimeout(run, FIRST_SWEEP).unref();
  const later = setInterval(run, SWEEP_EVERY).unref();
  return () => {
    clearTimeout(first);
    clearInterval(later);
  };
}

async function listen(server: import('node:http').Server, port: number, host: string): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(sayListening(error, port, host)));
    server.listen(port, host, resolve);
  });
  return (server.address() as AddressInfo).port;
}

function sayListening(error: NodeJS.ErrnoException, port: number, host: string): Error {
  if (error.code === 'EADDRINUSE') {
    return new StartRefused(
      `Port ${port} is taken by another program: stop that one, or choose another port, like PORT=${port + 1} npm start.`,
    );
  }
  if (error.code === 'EACCES') {
    return new StartRefused(
      `Port ${port} may not be used by you: choose one above 1023, like PORT=8787 npm start.`,
    );
  }
  if (error.code === 'EADDRNOTAVAIL') {
    return new StartRefused(`This machine has no address ${host}: leave HOST out to listen on all of them.`);
  }
  return error;
}
