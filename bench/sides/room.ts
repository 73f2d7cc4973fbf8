import { type ChildProcess, fork } from 'node:child_process';
import { dial } from '../../bots/dial.ts';
import type { SessionClient } from '../../client/api.ts';
import { MemoryOutbox } from '../../client/outbox.ts';
import { openSession } from '../../client/session.ts';
import { roomOf } from '../../core/session/parts.ts';
import { mintId } from '../../server/identity/tokens.ts';
import { systemClock } from '../../server/streams/clock.ts';

/** Where a session is reached. */
export interface Place {
  url: string;
  session: string;
  code: string;
}

/** What a tab in the other process says of a step that it has come to, in milliseconds since 1970. */
export interface Arrived {
  at: number;
  when: number;
}

/** Milliseconds since 1970 as every process of one machine agrees on them, in fractions. */
export const instant = (): number => performance.timeOrigin + performance.now();

/** People who join from a process of their own and type, each every so many milliseconds. Ends with `leave`. */
export async function seatTypists(
  { url, session, code }: Place,
  people: number,
  every: number,
): Promise<ChildProcess> {
  const typists = fork(new URL('typists.ts', import.meta.url), [url, session, code, `${people}`, `${every}`]);
  await new Promise<void>((resolve, reject) => {
    typists.on('message', (said: object) => {
      if ('ready' in said) resolve();
    });
    typists.once('exit', (status) => reject(new Error(`the typists ended with ${status}`)));
  });
  return typists;
}

export function leave(typists: ChildProcess): void {
  typists.removeAllListeners('exit');
  typists.kill();
}

/** The tab of whoever leads, with the cookie that they have. */
export const openLead = ({ url, session }: Place, cookie: string): SessionClient =>
  openSession({
    clock: systemClock,
    store: new MemoryOutbox(),
    device: mintId(),
    random: mintId,
    connect: dial(url, session, cookie),
  });

/** Cuts the room into so many groups of three, by hand: an exercise for pairs makes pairs by itself. */
export async function formGroups(lead: SessionClient, count: number): Promise<void> {
  await new Promise<void>((resolve) => {
    const look = () => {
      const room = roomOf(lead.view().parts);
      if (room?.groups.size === count) resolve();
      else if (room && lead.view().pending === 0) lead.act({ type: 'form-groups', size: 3 });
    };
    lead.subscribe(() => setImmediate(look));
  });
}
