import { z } from 'zod';
import type { SessionEvent } from '../core/session/event.ts';
import type { RefusalCode } from '../core/stream/refusal.ts';
import { personCommand } from './commands.ts';
import { MOST_GREETED } from './protocol.ts';

const id = z.string().min(1).max(80);
const audience = z.string().min(1).max(90);
/** How often this tab took a new pen for a text; a refusal ends a pen. */
const generation = z.int().min(0).max(10_000);
/** Yjs state vector of what the tab has of a text. */
const vector = z.instanceof(Uint8Array).optional();
const counter = z
  .int()
  .min(1)
  .max(2 ** 40);
/** Ids of notes may be '' where a parent is meant: the root. */
const parent = z.string().max(80);

export const presence = z.strictObject({
  /** The note in which somebody is, null for none. */
  note: id.nullable(),
  typing: z.boolean(),
  /** Caret in the note's text, UTF-16 units. */
  caret: z.int().min(0).max(10_000_000).nullable(),
});
export type Presence = z.infer<typeof presence>;

/** What a browser tells the server. */
export const clientMessage = z.discriminatedUnion('type', [
  /** First on a connection: which tab this is, what it has, what it has open. */
  z.strictObject({
    type: z.literal('hello'),
    protocol: z.int(),
    device: id,
    /** Cursor per audience, as far as this tab has folded. */
    cursors: z.record(audience, z.int().min(0)),
    windows: z
      .array(z.strictObject({ to: audience, parent, limit: z.int().min(1).max(1000), follow: z.boolean() }))
      .max(MOST_GREETED.windows),
    texts: z.array(z.strictObject({ to: audience, note: id, generation, vector })).max(MOST_GREETED.texts),
  }),
  /** Acts, in the order of their counters. `as` names one of the people at this device. */
  z.strictObject({
    type: z.literal('commands'),
    commands: z
      .array(
        z.strictObject({
          counter,
          as: id,
          command: personCommand,
          /** With `wrote`: the Yjs update, and the generation of the pen that wrote it. */
          update: z.instanceof(Uint8Array).optional(),
          generation: generation.optional(),
        }),
      )
      .min(1)
      .max(200),
  }),
  z.strictObject({
    type: z.literal('open'),
    to: audience,
    parent,
    limit: z.int().min(1).max(1000),
    follow: z.boolean(),
  }),
  z.strictObject({ type: z.literal('close'), to: audience, parent }),
  z.strictObject({ type: z.literal('open-text'), to: audience, note: id, generation, vector }),
  z.strictObject({ type: z.literal('close-text'), to: audience, note: id }),
  z.strictObject({ type: z.literal('presence'), as: id, presence }),
  z.strictObject({ type: z.literal('ping'), sent: z.number() }),
]);
export type ClientMessage = z.infer<typeof clientMessage>;

/** What the server tells a browser. Built by us, so typed here and checked by our own client only for its shape. */
export type ServerMessage =
  | {
      type: 'welcome';
      protocol: number;
      now: number;
      /** People who sit at this device; the first is whose cookie it is. */
      people: string[];
      /** The highest counter of this device that is in the log, so that a tab that lost its store goes on above it. */
      counter: number;
    }
  /** A whole part as it stands (windowed): replaces what the tab had for this audience. `part` is packed. */
  | { type: 'part'; to: string; part: unknown }
  /** The tab no longer belongs to this audience. */
  | { type: 'drop'; to: string }
  /**
   * Events of one audience after cursor `from`, up to `upto`. `cursors` is there when some are left out because
   * they lie outside the tab's windows: the cursor of each event that is sent.
   */
  | {
      type: 'events';
      to: string;
      from: number;
      upto: number;
      events: WireEvent[];
      /** Typing into texts that the tab has open, after the events: note, who wrote last, Yjs updates in order. */
      typed?: [note: string, by: string, updates: Uint8Array[]][];
      cursors?: number[];
    }
  /** Taken and durably kept: counters of this device. */
  | { type: 'ack'; counters: number[] }
  | { type: 'refused'; counter: number; code: RefusalCode; detail?: string | number }
  /** After `open` and `close`: the packed tree of an audience as the tab's windows now show it. */
  | { type: 'window'; to: string; tree: unknown }
  /** A text, opened: its Yjs state and the pen that this tab writes with. */
  | { type: 'text'; to: string; note: string; state: Uint8Array; pen: number; generation: number }
  | { type: 'text-closed'; to: string; note: string }
  /** How notes read whose text the tab has not open. Lossy, coalesced. */
  | { type: 'words'; to: string; words: Record<string, string> }
  | { type: 'names'; names: Record<string, string> }
  /** Who is here and what they do: only what changed; null for gone. */
  | { type: 'presence'; people: Record<string, Presence | null> }
  | { type: 'people'; people: string[] }
  | { type: 'pong'; sent: number; now: number }
  /** The server can't keep anything just now (disk full): read-only until it says otherwise. */
  | { type: 'keeping'; able: boolean }
  | { type: 'bye'; reason: 'protocol' | 'not-yours' | 'bad-frame' | 'too-slow' | 'replaced' | 'stopping' };

/** An event on the wire: `to` is left to the envelope. */
export type WireEvent = Omit<SessionEvent, 'to'>;
