import type { SessionClient } from '../../client/api.ts';
import type { WireEvents } from '../../client/line.ts';
import { openSession } from '../../client/session.ts';
import type { Clock } from '../../core/stream/clock.ts';
import { browserOutbox } from '../device/outbox.ts';
import { leaveDevice, randomId, takeDevice } from '../device/tab.ts';
import { Declined, requests } from '../http/requests.ts';

/** Longest wait that a browser's timer takes, milliseconds. */
const LONGEST_WAIT = 2 ** 31 - 1;

const browserClock: Clock = {
  now: () => Date.now(),
  at: (instant, wake) => {
    const timer = setTimeout(wake, Math.min(LONGEST_WAIT, Math.max(0, instant - Date.now())));
    return () => clearTimeout(timer);
  },
};

/**
 * Why no socket opened, as a browser isn't told by the socket itself; null where trying again makes sense.
 * `satHere`: this page had one before.
 */
async function turnedAway(session: string, satHere: boolean): Promise<'not-yours' | 'signed-out' | null> {
  try {
    await requests.standing(session);
    return null;
  } catch (failure) {
    if (!(failure instanceof Declined && failure.code === 'not-found')) return null;
  }
  const { person } = await requests.me().catch(() => ({ person: '' }));
  return satHere && person === null ? 'signed-out' : 'not-yours';
}

function connectTo(session: string, events: WireEvents, sat: { here: boolean }) {
  let opened = false;
  const scheme = location.protocol === 'https:' ? 'wss:' : 'ws:';
  const socket = new WebSocket(`${scheme}//${location.host}/ws?session=${encodeURIComponent(session)}`);
  socket.binaryType = 'arraybuffer';
  socket.onopen = () => {
    opened = true;
    sat.here = true;
    events.onOpen();
  };
  socket.onmessage = ({ data }) => {
    if (data instanceof ArrayBuffer) events.onFrame(new Uint8Array(data));
  };
  socket.onclose = async () => {
    const reason = opened ? null : await turnedAway(session, sat.here);
    if (reason) events.onTurnedAway(reason);
    else events.onClose();
  };
  return {
    send: (frame: Uint8Array) => {
      if (socket.readyState === WebSocket.OPEN) socket.send(frame as Uint8Array<ArrayBuffer>);
    },
    close: () => socket.close(),
  };
}

/** This tab's connection to a session. `onStoreFailure`: the browser keeps nothing, so words live with the page. */
export async function connect(
  session: string,
  onStoreFailure: () => void,
): Promise<{ client: SessionClient; leave: () => void }> {
  const device = await takeDevice(session);
  const sat = { here: false };
  const client = openSession({
    connect: (events) => connectTo(session, events, sat),
    clock: browserClock,
    store: browserOutbox,
    device,
    random: randomId,
    onStoreFailure,
  });
  const retry = () => client.retryNow();
  addEventListener('online', retry);
  return {
    client,
    leave: () => {
      removeEventListener('online', retry);
      client.close();
      leaveDevice(device);
    },
  };
}
