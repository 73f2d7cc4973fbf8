import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import WebSocket from 'ws';
import * as Y from 'yjs';
import { pour, read } from '../../wire/codec.ts';
import { PROTOCOL } from '../../wire/protocol.ts';
import type { SideName, Writer } from './side.ts';

/** A stretch of one pen's clocks that a frame brought. */
export interface Stretch {
  pen: number;
  from: number;
  to: number;
}

/** One raw socket of the load: it writes into texts and hears what everybody writes in them. */
export interface Line {
  /** The Yjs client id with which this socket writes each text. */
  pens: Map<string, number>;
  write(note: string, update: Uint8Array): void;
  /** Called with every frame that may hold updates, undecoded. */
  onFrame: (frame: Buffer) => void;
  close(): void;
  /** Edits that the server said it keeps. */
  kept: number;
}

type Open = (url: string, writer: Writer, text: 'shared' | 'paired') => Promise<Line>;

const dial = (url: string, headers: Record<string, string>): WebSocket => {
  // A mask of zeros is as valid as any, and costs the load nothing.
  const socket = new WebSocket(url, { headers, perMessageDeflate: false, generateMask: () => {} });
  socket.binaryType = 'nodebuffer';
  return socket;
};

const openGreenball: Open = (url, writer, which) =>
  new Promise((resolve, reject) => {
    const text = writer[which];
    const socket = dial(`${url}/ws?session=${writer.session}`, {
      cookie: writer.cookie,
      origin: url.replace('ws', 'http'),
    });
    const say = (message: unknown) => socket.send(pour(message));
    let counter = 1;
    let open = false;
    const line: Line = {
      pens: new Map(),
      kept: 0,
      onFrame: () => {},
      write: (note, update) =>
        say({
          type: 'commands',
          commands: [
            {
              counter: counter++,
              as: writer.person,
              command: { type: 'wrote', to: text.to, note },
              update,
              generation: 0,
            },
          ],
        }),
      close: () => socket.close(),
    };
    socket.on('error', reject);
    socket.on('open', () =>
      say({
        type: 'hello',
        protocol: PROTOCOL,
        device: crypto.randomUUID(),
        cursors: {},
        windows: [],
        texts: [],
      }),
    );
    socket.on('message', (frame: Buffer) => {
      if (open && frame.length > 300) {
        line.onFrame(frame);
        return;
      }
      const message = read(frame) as { type: string; note: string; pen: number; counters: number[] };
      if (message.type === 'welcome') {
        for (const note of text.notes) say({ type: 'open-text', to: text.to, note, generation: 0 });
      } else if (message.type === 'text') {
        line.pens.set(message.note, message.pen);
        open = line.pens.size === text.notes.length;
        if (open) resolve(line);
      } else if (message.type === 'text-closed') reject(new Error('text closed'));
      else if (message.type === 'ack') line.kept += message.counters.length;
      else if (message.type === 'refused') console.error('refused', message);
      else line.onFrame(frame);
    });
  });

const SYNC = 0;
const AUTH = 2;
const SYNC_STATUS = 8;

const openHocuspocus: Open = (url, writer, which) =>
  new Promise((resolve, reject) => {
    const { to, notes } = writer[which];
    // One document holds all its texts, and a client has one id in it.
    const pen = 1 + Math.floor(Math.random() * 2 ** 31);
    const socket = dial(url, {});
    const say = (write: (encoder: encoding.Encoder) => void) => {
      const encoder = encoding.createEncoder();
      encoding.writeVarString(encoder, to);
      write(encoder);
      socket.send(encoding.toUint8Array(encoder));
    };
    const line: Line = {
      pens: new Map(notes.map((note) => [note, pen])),
      kept: 0,
      onFrame: () => {},
      write: (_note, update) =>
        say((encoder) => {
          encoding.writeVarUint(encoder, SYNC);
          encoding.writeVarUint(encoder, 2);
          encoding.writeVarUint8Array(encoder, update);
        }),
      close: () => socket.close(),
    };
    let open = false;
    socket.on('error', reject);
    socket.on('open', () => {
      say((encoder) => {
        encoding.writeVarUint(encoder, AUTH);
        encoding.writeVarUint(encoder, 0);
        encoding.writeVarString(encoder, '');
      });
      say((encoder) => {
        encoding.writeVarUint(encoder, SYNC);
        encoding.writeVarUint(encoder, 0);
        encoding.writeVarUint8Array(encoder, Y.encodeStateVector(new Y.Doc()));
      });
    });
    socket.on('message', (frame: Buffer) => {
      const decoder = decoding.createDecoder(frame);
      decoding.readVarString(decoder);
      const type = decoding.readVarUint(decoder);
      if (type === SYNC_STATUS) line.kept++;
      if (type !== SYNC) return;
      const step = decoding.readVarUint(decoder);
      if (step === 1 && !open) {
        open = true;
        resolve(line);
      } else if (step === 2) line.onFrame(frame);
    });
  });

export const openLine: Record<SideName, Open> = { greenball: openGreenball, hocuspocus: openHocuspocus };

function stretchesIn(update: Uint8Array): Stretch[] {
  const stretches: Stretch[] = [];
  for (const struct of Y.decodeUpdate(update).structs) {
    stretches.push({ pen: struct.id.client, from: struct.id.clock, to: struct.id.clock + struct.length });
  }
  return stretches;
}

/** What a frame says was written. */
export const readFrame: Record<SideName, (frame: Buffer) => Stretch[]> = {
  greenball: (frame) => {
    const message = read(frame) as { type: string; typed?: [string, string, Uint8Array[]][] };
    if (message.type !== 'events') return [];
    return (message.typed ?? []).flatMap(([, , updates]) => updates.flatMap(stretchesIn));
  },
  hocuspocus: (frame) => {
    const decoder = decoding.createDecoder(frame);
    decoding.readVarString(decoder);
    decoding.readVarUint(decoder);
    decoding.readVarUint(decoder);
    return stretchesIn(decoding.readVarUint8Array(decoder));
  },
};

/** The root text's name on either side. */
export const rootOf = (side: SideName, note: string): string => (side === 'greenball' ? 't' : note);
