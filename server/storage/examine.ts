import { createHash, type Hash } from 'node:crypto';
import * as Y from 'yjs';
import type { Entry } from '../../core/stream/entry.ts';
import { TextLedger } from '../../text/ledger.ts';
import { inspectSnapshot } from '../streams/snapshots.ts';
import { isWrote } from './accept.ts';
import { canonical } from './canonical.ts';
import { ENOUGH, type Examined } from './examined.ts';
import { compareRefs, compareText } from './order.ts';
import type { StreamRef } from './port.ts';
import type { Piece } from './transfer.ts';

interface Stream {
  ref: StreamRef;
  seq: number;
  seen: Uint8Array;
  log: Hash;
  /** Texts and the snapshot come in any order. */
  others: string[];
}

/**
 * Looks at everything of a storage, piece by piece: whether every stream is dense and all of it can be understood.
 * The hashes are those of what is kept, whichever back end keeps it.
 */
export class Examination {
  private readonly found: Examined = {
    streams: [],
    counts: { entries: 0, texts: 0, updates: 0, snapshots: 0, blobs: 0 },
    problems: [],
  };
  private stream: Stream | null = null;
  /** Of blobs and erasures. */
  private readonly beside: string[] = [];

  take(piece: Piece): void {
    const { counts } = this.found;
    switch (piece.piece) {
      case 'stream':
        this.endStream();
        this.stream = {
          ref: piece.ref,
          seq: piece.seq,
          seen: new Uint8Array(piece.seq + 1),
          log: createHash('sha256'),
          others: [],
        };
        return;
      case 'entries':
        for (const entry of piece.entries) this.entry(entry);
        return;
      case 'text': {
        const { text, base, many } = piece;
        counts.texts++;
        this.attempt(`Text ${text}`, () => TextLedger.wake(base).words());
        for (const { first, count } of many?.runs ?? []) this.mark(first, count);
        this.stream?.others.push(digest(piece));
        return;
      }
      case 'snapshot': {
        const { snapshot } = piece;
        counts.snapshots++;
        this.attempt('The snapshot', () => {
          if (snapshot.seq > (this.stream?.seq ?? 0)) throw new Error('it lies beyond the end');
          inspectSnapshot(snapshot);
        });
        this.stream?.others.push(digest(piece));
        return;
      }
      case 'blob':
        counts.blobs++;
        this.beside.push(digest(piece));
        return;
      case 'erasure':
        this.beside.push(digest(piece));
    }
  }

  /** Nothing is taken any more. `beside`: SHA-256 over blobs and remembered erasures. */
  end(): Examined & { beside: string } {
    this.endStream();
    this.found.streams.sort(compareRefs);
    return { ...this.found, beside: digest(this.beside.sort(compareText)) };
  }

  say(sentence: string): void {
    if (this.found.problems.length < ENOUGH) this.found.problems.push(sentence);
  }

  private entry(entry: Entry): void {
    const { counts } = this.found;
    if (isWrote(entry)) {
      counts.updates++;
      const { update } = entry;
      if (update) this.attempt(`Typing ${entry.seq}`, () => Y.decodeUpdate(update));
    } else counts.entries++;
    this.mark(entry.seq, 1);
    this.stream?.log.update(canonical(entry));
  }

  private mark(first: number, count: number): void {
    const { stream } = this;
    if (!stream) return;
    for (let at = first; at < first + count; at++) {
      if (at < 1 || at > stream.seq) this.say(`Entry ${at} of ${nameOf(stream.ref)} lies outside of it.`);
      else if (stream.seen[at] === 1) this.say(`Entry ${at} of ${nameOf(stream.ref)} is there twice.`);
      else stream.seen[at] = 1;
    }
  }

  private endStream(): void {
    const { stream } = this;
    if (!stream) return;
    const { ref, seq, seen, log, others } = stream;
    const gap = seen.indexOf(0, 1);
    if (gap > 0) this.say(`Entry ${gap} of ${nameOf(ref)} is missing (it ends at ${seq}).`);
    for (const other of others.sort(compareText)) log.update(other);
    this.found.streams.push({ ...ref, seq, hash: log.digest('hex') });
    this.stream = null;
  }

  private attempt(what: string, read: () => unknown): void {
    try {
      read();
    } catch (error) {
      const of = this.stream ? ` of ${nameOf(this.stream.ref)}` : '';
      this.say(`${what}${of}: ${error instanceof Error ? error.message : error}.`);
    }
  }
}

const nameOf = ({ space, stream }: StreamRef): string => `stream ${stream} of space ${space}`;

const digest = (value: unknown): string => createHash('sha256').update(canonical(value)).digest('hex');

/** Never throws for damage. */
export async function examine(pieces: AsyncIterable<Piece>): Promise<Examined & { beside: string }> {
  const examination = new Examination();
  try {
    for await (const piece of pieces) examination.take(piece);
  } catch (error) {
    examination.say(`It can't be read to its end: ${error instanceof Error ? error.message : error}.`);
  }
  return examination.end();
}
