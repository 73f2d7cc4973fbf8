import { randomUUID } from 'node:crypto';
import type { SessionClient } from '../client/api.ts';
import { MemoryOutbox } from '../client/outbox.ts';
import { openSession } from '../client/session.ts';
import type { Clock } from '../core/stream/clock.ts';
import { seeded, shuffle } from '../core/stream/seeded.ts';
import { dial } from './dial.ts';
import { playSeat } from './partner.ts';

const NAMES =
  'Pia Otto Mira Luis Hana Emil Zoe Karim Ada Bruno Noor Ivo Thea Sami Lena Yuki Olga Finn Rosa Milo Anouk Tariq Vera Jon'.split(
    ' ',
  );
const MARK = '(simulated)';
/** Simulated partners go when no person has been connected for so long, milliseconds. */
const ABSENCE = 10 * 60_000;

export const isSimulated = (name: string | undefined): boolean => name?.endsWith(MARK) ?? false;
export const nameSimulated = (role: string, name: string): string => `${role} ${name} ${MARK}`;

const clock: Clock = {
  now: () => Date.now(),
  at(instant, wake) {
    const timer = setTimeout(wake, Math.max(0, instant - Date.now()));
    return () => clearTimeout(timer);
  },
};

/** Names that a session has used up, and bots that sit in it now. */
const seated = new Map<string, { given: number; present: number }>();

const seedOf = (text: string): number =>
  [...text].reduce((sum, letter) => (Math.imul(sum, 31) + (letter.codePointAt(0) ?? 0)) >>> 0, 7);

/** Asks the server over HTTP, as a browser would. Throws with what the server says. */
export async function ask<T>(
  url: string,
  path: string,
  body: unknown,
  cookie = '',
): Promise<{ cookie: string; answer: T }> {
  const response = await fetch(`${url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url, cookie },
    body: JSON.stringify(body),
  });
  const answer = (await response.json()) as T & { error?: { say: string } };
  if (!response.ok) throw new Error(`${path}: ${answer.error?.say ?? response.status}`);
  const given = response.headers.getSetCookie().map((line) => line.split(';')[0]);
  return { cookie: given.join('; ') || cookie, answer };
}

/** A tab without a screen. */
export function sitDown(url: string, session: string, cookie: string): SessionClient {
  return openSession({
    connect: dial(url, session, cookie),
    clock,
    store: new MemoryOutbox(),
    device: randomUUID(),
    random: randomUUID,
  });
}

/**
 * Brings `count` simulated partners into a session through its invitation; resolves when they have joined. They play
 * on by themselves and leave when the session ends, or when nobody else is there any more.
 */
export async function seatPartners(
  url: string,
  session: string,
  count: number,
  invite: string,
  { pace = 1, absence = ABSENCE, onLeft = () => {} } = {},
): Promise<void> {
  const seed = seedOf(session);
  const names = shuffle(NAMES, seeded(seed));
  for (let i = 0; i < count; i++) {
    const { given: turn, present } = seated.get(session) ?? { given: 0, present: 0 };
    seated.set(session, { given: turn + 1, present: present + 1 });
    const first = names[turn % names.length] as string;
    const again = turn < names.length ? '' : ` ${Math.floor(turn / names.length) + 1}`;
    const name = nameSimulated('Partner', first + again);
    const { cookie } = await ask(url, '/api/join', { token: invite, name });
    const client = sitDown(url, session, cookie);
    playSeat({
      client,
      clock,
      seed: seed + turn,
      pace,
      absence,
      simulated: (person) => isSimulated(client.view().names[person]),
      draw: (group) => {
        // Where there is nothing to read, the example grows without.
        void ask(url, `/api/sessions/${session}/passage`, { group, choose: 'draw' }, cookie).catch(() => {});
      },
      onLeft: () => {
        const now = seated.get(session);
        if (now && now.present > 1) seated.set(session, { ...now, present: now.present - 1 });
        else seated.delete(session);
        onLeft();
      },
    });
  }
}

/** What `server/main.ts` looks for: partners at a person's pace. */
export const seatBots = (url: string, session: string, count: number, invite: string): Promise<void> =>
  seatPartners(url, session, count, invite);
