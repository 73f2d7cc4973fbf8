import { dial } from '../../../bots/dial.ts';
import type { SessionClient } from '../../../client/api.ts';
import { MemoryOutbox } from '../../../client/outbox.ts';
import { openSession } from '../../../client/session.ts';
import { roomOf } from '../../../core/session/parts.ts';
import { mintId } from '../../identity/tokens.ts';
import { systemClock } from '../../streams/clock.ts';
import type { Visitor } from './world.ts';

/** A visitor's tab, open on a session over a real socket. */
export function sit(url: string, visitor: Visitor, session: string): SessionClient {
  return openSession({
    clock: systemClock,
    store: new MemoryOutbox(),
    device: mintId(),
    random: mintId,
    connect: dial(url, session, visitor.cookie),
  });
}

/** Resolves as soon as `holds` is true of what the tab shows. */
export function until(client: SessionClient, holds: (client: SessionClient) => boolean): Promise<void> {
  return new Promise((resolve) => {
    let off = () => {};
    const look = () => {
      if (!holds(client)) return;
      off();
      resolve();
    };
    off = client.subscribe(look);
    look();
  });
}

export const roomSeen = (client: SessionClient) => roomOf(client.view().parts);
export const settled = (client: SessionClient): boolean => client.view().pending === 0;
/** Everything typed here is kept by the server. */
export const saved = (client: SessionClient): boolean => !client.hasUnsaved();
