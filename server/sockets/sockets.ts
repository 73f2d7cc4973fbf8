import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { PersonId } from '../../core/stream/entry.ts';
import { MOST_FRAME } from '../../wire/codec.ts';
import type { StreamRef } from '../storage/port.ts';
import type { Streams } from '../streams/streams.ts';
import { Connection } from './connection.ts';

/** Who asks for a socket: the session they may enter and the people who sit at their device. */
export interface Admitted {
  ref: StreamRef;
  people: PersonId[];
  /** Whose cookie it came with. */
  user: string;
}

/** A connection that says nothing for this long is dead, milliseconds; browsers ping every 10 s. */
const SILENCE = 45_000;
const MOST_WAITING = 64 * 1024 * 1024;

const gathered = new Set<{ uncork(): void }>();

/** Frames of one turn leave in one write: what a commit brings and the ack for it, say. */
function gather(ws: WebSocket): void {
  const socket = (ws as unknown as { _socket: { cork(): void; uncork(): void } | null })._socket;
  if (!socket || gathered.has(socket)) return;
  if (gathered.size === 0) {
    setImmediate(() => {
      for (const corked of gathered) corked.uncork();
      gathered.clear();
    });
  }
  gathered.add(socket);
  socket.cork();
}

export interface Sockets {
  /** Ends every connection of a user, for some of their sign-ins count no more; tabs of the others come back. */
  recheck(user: string): void;
  close(): void;
}

/** Takes websocket upgrades on `/ws?session=…`. The cookie is checked here, once per socket. */
export function attachSockets(options: {
  server: Server;
  streams: Streams;
  identify: (request: IncomingMessage, session: string) => Promise<Admitted | null>;
  names: (space: string, people: PersonId[]) => Promise<Record<PersonId, string>>;
  onError: (error: unknown) => void;
}): Sockets {
  const { server, streams, identify, names, onError } = options;
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MOST_FRAME, perMessageDeflate: false });

  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const turnAway = (status: string): void => {
      socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
    };
    if (url.pathname !== '/ws') {
      turnAway('404 Not Found');
      return;
    }
    socket.on('error', () => socket.destroy());
    identify(request, url.searchParams.get('session') ?? '')
      .then((admitted) => {
        if (!admitted) {
          turnAway('404 Not Found');
          return;
        }
        sockets.handleUpgrade(request, socket, head, (ws) => {
          seat(ws, admitted).catch((error) => {
            onError(error);
            ws.terminate();
          });
        });
      })
      .catch((error) => {
        onError(error);
        turnAway('500 Internal Server Error');
      });
  };

  const byUser = new Map<string, Set<WebSocket>>();

  async function seat(ws: WebSocket, { ref, people, user }: Admitted): Promise<void> {
    const theirs = byUser.get(user) ?? new Set();
    byUser.set(user, theirs.add(ws));
    ws.on('close', () => {
      theirs.delete(ws);
      if (theirs.size === 0 && byUser.get(user) === theirs) byUser.delete(user);
    });
    // Frames that come while the stream is being loaded wait for it.
    const early: Uint8Array[] = [];
    let connection: Connection | null = null;
    let heard = Date.now();
    ws.binaryType = 'nodebuffer';
    ws.on('error', () => ws.terminate());
    ws.on('message', (data: Buffer, binary: boolean) => {
      heard = Date.now();
      if (!binary) return ws.terminate();
      if (connection) connection.receive(data);
      else if (early.length < 100) early.push(data);
      else ws.terminate();
    });
    const stream = await streams.get(ref);
    if (ws.readyState !== ws.OPEN) return;
    const made = new Connection({
      people,
      stream,
      names: (who) => names(ref.space, who),
      wire: {
        send: (frame) => {
          if (ws.bufferedAmount > MOST_WAITING) return ws.terminate();
          gather(ws);
          ws.send(frame, () => made.drained());
        },
        get waiting() {
          return ws.bufferedAmount;
        },
        close: () => ws.close(),
        pause: () => ws.pause(),
        resume: () => ws.resume(),
      },
    });
    connection = made;
    stream.joined(made);
    const watch = setInterval(() => {
      if (Date.now() - heard > SILENCE) ws.terminate();
    }, SILENCE / 3);
    watch.unref();
    ws.on('close', () => {
      clearInterval(watch);
      made.closed();
    });
    for (const frame of early) made.receive(frame);
  }

  server.on('upgrade', upgrade);
  return {
    recheck(user) {
      for (const ws of byUser.get(user) ?? []) ws.terminate();
    },
    close() {
      server.off('upgrade', upgrade);
      for (const ws of sockets.clients) ws.terminate();
      sockets.close();
    },
  };
}
