import * as decoding from 'lib0/decoding';
import type { Pen } from './pen.ts';

/** The next clock of every pen that has written, as the server knows it. */
export type KnownClocks = ReadonlyMap<number, number>;

/**
 * Why an update is refused (TX-2):
 * `foreign` holds structs of another pen; `gap` doesn't begin at the pen's next clock, be it later (something is
 * missing) or earlier (it is a resend, and resends are told by their command's counter before they come here);
 * `pending` leans on or deletes what isn't there; `content` is anything but plain words in the root text;
 * `too-large` is past a limit; `malformed` isn't what Yjs writes.
 */
export type UpdateFault = 'foreign' | 'gap' | 'pending' | 'content' | 'too-large' | 'malformed';

/** A stretch of one pen's clocks. A clock is one UTF-16 unit. */
export interface Span {
  client: number;
  clock: number;
  len: number;
}

export type Inspection =
  | {
      ok: true;
      /** The pen's clocks that the update brings: from (inclusive) to (exclusive); equal for pure deletions. */
      from: number;
      to: number;
      /** UTF-16 units that it brings and that were not already deleted again when it was sent. */
      inserted: number;
      /** Everything that is deleted once the update has been applied, among it what was deleted before. */
      deletes: Span[];
    }
  | { ok: false; reason: UpdateFault };

export interface TextLimits {
  /** Bytes of one update. */
  update: number;
  /** Pieces (stretches of words, stretches of deletions) in one update. */
  pieces: number;
  /** UTF-16 units that may stand in one text. */
  length: number;
  /** UTF-16 units that may ever be written with one pen, deleted ones too. */
  written: number;
}

export const TEXT_LIMITS: TextLimits = {
  update: 64 * 1024,
  pieces: 8192,
  length: 2 * 1024 * 1024,
  written: 8 * 1024 * 1024,
};

/** The name of the one root type that a text has. */
export const ROOT_NAME = 't';

// How Yjs writes a struct's first byte: what it holds, and which neighbours follow.
const CONTENT = 0b0001_1111;
const SKIP = 10;
const DELETED = 1;
const WORDS = 4;
const PARENT_KEY = 0b0010_0000;
const RIGHT = 0b0100_0000;
const LEFT = 0b1000_0000;

const fault = (reason: UpdateFault): Inspection => ({ ok: false, reason });

/**
 * Looks at an update before anything is done with it (TX-2): words or deletions in the root text, all of it written
 * by `pen`, following without a gap on what is known of that pen, and leaning on nothing unknown, so that Yjs
 * integrates the whole of it at once. Reads the bytes once, in the order and to the end that Yjs reads them; holds
 * no document; allocates nothing that the bytes merely announce. Never throws.
 *
 * `standing` is the text's length; without it everything that was ever written counts.
 */
export function inspectUpdate(
  update: Uint8Array,
  known: KnownClocks,
  pen: Pen,
  limits: TextLimits = TEXT_LIMITS,
  standing: number = writtenIn(known),
): Inspection {
  if (update.length > limits.update) return fault('too-large');
  try {
    return inspectBytes(update, known, pen, limits, standing);
  } catch {
    // lib0 throws where bytes end early, a number is beyond what is safe, or words are not UTF-8.
    return fault('malformed');
  }
}

function inspectBytes(
  update: Uint8Array,
  known: KnownClocks,
  pen: Pen,
  limits: TextLimits,
  standing: number,
): Inspection {
  const decoder = decoding.createDecoder(update);
  const deletes: Span[] = [];
  const from = known.get(pen) ?? 0;
  let next = from;
  let inserted = 0;
  let pieces = 0;

  const blocks = decoding.readVarUint(decoder);
  // One pen writes one block. Of two blocks of one client Yjs keeps the second and loses the first.
  if (blocks > 1) return fault('foreign');
  if (blocks === 1) {
    const structs = decoding.readVarUint(decoder);
    if (structs < 1) return fault('malformed');
    if (structs > limits.pieces) return fault('too-large');
    pieces = structs;
    if (decoding.readVarUint(decoder) !== pen) return fault('foreign');
    if (decoding.readVarUint(decoder) !== next) return fault('gap');
    for (let i = 0; i < structs; i++) {
      const info = decoding.readUint8(decoder);
      const content = info & CONTENT;
      if (content === SKIP) return fault('gap');
      if ((content !== WORDS && content !== DELETED) || (info & PARENT_KEY) !== 0) return fault('content');
      // With a neighbour the parent is the neighbour's and isn't written; without one it must be the root text.
      if ((info & LEFT) !== 0 && !stands(decoder, known, pen, next)) return fault('pending');
      if ((info & RIGHT) !== 0 && !stands(decoder, known, pen, next)) return fault('pending');
      if ((info & (LEFT | RIGHT)) === 0) {
        if (decoding.readVarUint(decoder) !== 1) return fault('content');
        if (decoding.readVarString(decoder) !== ROOT_NAME) return fault('content');
      }
      const len = content === WORDS ? decoding.readVarString(decoder).length : decoding.readVarUint(decoder);
      if (len < 1) return fault('malformed');
      if (content === WORDS) inserted += len;
      else deletes.push({ client: pen, clock: next, len });
      next += len;
      if (next > limits.written) return fault('too-large');
    }
  }
  if (inserted > 0 && standing + inserted > limits.length) return fault('too-large');

  const clients = decoding.readVarUint(decoder);
  if (blocks === 0 && clients === 0) return fault('malformed');
  const seen = new Set<number>();
  for (let i = 0; i < clients; i++) {
    const client = decoding.readVarUint(decoder);
    if (seen.has(client)) return fault('malformed');
    seen.add(client);
    const end = client === pen ? next : (known.get(client) ?? 0);
    const ranges = decoding.readVarUint(decoder);
    if (ranges < 1) return fault('malformed');
    pieces += ranges;
    if (pieces > limits.pieces) return fault('too-large');
    let at = 0;
    for (let j = 0; j < ranges; j++) {
      const clock = decoding.readVarUint(decoder);
      const len = decoding.readVarUint(decoder);
      if (clock + len > end) return fault('pending');
      // Yjs writes them sorted and apart.
      if (len < 1 || clock < at) return fault('malformed');
      at = clock + len;
      deletes.push({ client, clock, len });
    }
  }
  // Yjs doesn't look at what comes after; it would be kept and passed on unseen.
  if (decoding.hasContent(decoder)) return fault('malformed');
  return { ok: true, from, to: next, inserted, deletes };
}

/** Reads the id of a neighbour; whether it is there once all before `next` is. */
function stands(decoder: decoding.Decoder, known: KnownClocks, pen: Pen, next: number): boolean {
  const client = decoding.readVarUint(decoder);
  const clock = decoding.readVarUint(decoder);
  return clock < (client === pen ? next : (known.get(client) ?? 0));
}

/** UTF-16 units that were ever written, deleted ones too. */
export function writtenIn(known: KnownClocks): number {
  let sum = 0;
  for (const clock of known.values()) sum += clock;
  return sum;
}

/** The pen whose words an update brings; null for pure deletions, whose pen isn't written. Throws on cut bytes. */
export function penOf(update: Uint8Array): Pen | null {
  const decoder = decoding.createDecoder(update);
  if (decoding.readVarUint(decoder) === 0) return null;
  decoding.readVarUint(decoder);
  return decoding.readVarUint(decoder);
}
