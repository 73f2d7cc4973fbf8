import WebSocket from 'ws';
import type { SessionOptions } from '../client/session.ts';

/** Connects a headless client over a real websocket, with the cookie of whoever sits at it. */
export function dial(url: string, session: string, cookie: string): SessionOptions['connect'] {
  const address = `${url.replace(/^http/, 'ws')}/ws?session=${encodeURIComponent(session)}`;
  return (events) => {
    const socket = new WebSocket(address, {
      headers: { cookie, origin: url.replace(/^ws/, 'http') },
      perMessageDeflate: false,
    });
    socket.binaryType = 'nodebuffer';
    socket.on('open', () => events.onOpen());
    socket.on('message', (data: Buffer) => events.onFrame(data));
    socket.on('close', () => events.onClose());
    socket.on('error', () => socket.terminate());
    return {
      send: (frame) => {
        if (socket.readyState === WebSocket.OPEN) socket.send(frame);
      },
      close: () => socket.close(),
    };
  };
}
