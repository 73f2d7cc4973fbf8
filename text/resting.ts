import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { type AuthorRun, AuthorRuns } from './runs.ts';

/**
 * A text at rest, as bytes: a version, the Yjs state (deleted words are gone from it), then who wrote and who deleted
 * which clocks, authors by number and clocks as distances.
 */
export interface Resting {
  /** A Yjs update of format 2, which writes a pen once where format 1 writes it with each neighbour. */
  state: Uint8Array;
  written: AuthorRuns;
  deleted: AuthorRuns;
}

const VERSION = 2;

export function writeResting({ state, written, deleted }: Resting): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, VERSION);
  encoding.writeVarUint8Array(encoder, state);
  encoding.writeUint8Array(encoder, writeRuns(written, deleted));
  return encoding.toUint8Array(encoder);
}

/** Throws on bytes that were not written by `writeResting`. */
export function readResting(bytes: Uint8Array): Resting {
  const decoder = decoding.createDecoder(bytes);
  const version = decoding.readVarUint(decoder);
  if (version !== VERSION) throw new Error(`a text at rest of version ${version} is not known here`);
  const state = decoding.readVarUint8Array(decoder).slice();
  return { state, ...readRuns(decoding.readTailAsUint8Array(decoder)) };
}

export function writeRuns(written: AuthorRuns, deleted: AuthorRuns): Uint8Array {
  const encoder = encoding.createEncoder();
  const numbers = new Map<string, number>();
  for (const runs of [written, deleted]) {
    for (const { by } of runs) if (!numbers.has(by)) numbers.set(by, numbers.size);
  }
  encoding.writeVarUint(encoder, numbers.size);
  for (const author of numbers.keys()) encoding.writeVarString(encoder, author);
  for (const runs of [written, deleted]) writeList(encoder, runs, numbers);
  return encoding.toUint8Array(encoder);
}

function writeList(encoder: encoding.Encoder, runs: AuthorRuns, numbers: ReadonlyMap<string, number>): void {
  const pens = new Map<number, AuthorRun[]>();
  for (const run of runs) {
    const list = pens.get(run.client);
    if (list) list.push(run);
    else pens.set(run.client, [run]);
  }
  encoding.writeVarUint(encoder, pens.size);
  for (const [pen, list] of pens) {
    encoding.writeVarUint(encoder, pen);
    encoding.writeVarUint(encoder, list.length);
    let at = 0;
    for (const { clock, len, by } of list) {
      encoding.writeVarUint(encoder, clock - at);
      encoding.writeVarUint(encoder, len);
      encoding.writeVarUint(encoder, numbers.get(by) as number);
      at = clock + len;
    }
  }
}

/** Throws on bytes that were not written by `writeRuns`. */
export function readRuns(bytes: Uint8Array): { written: AuthorRuns; deleted: AuthorRuns } {
  const decoder = decoding.createDecoder(bytes);
  const authors: string[] = [];
  for (let count = decoding.readVarUint(decoder); count > 0; count--) {
    authors.push(decoding.readVarString(decoder));
  }
  const written = readList(decoder, authors);
  const deleted = readList(decoder, authors);
  if (decoding.hasContent(decoder)) throw new Error('a text at rest goes on after its end');
  return { written, deleted };
}

function readList(decoder: decoding.Decoder, authors: readonly string[]): AuthorRuns {
  const runs = new AuthorRuns();
  for (let pens = decoding.readVarUint(decoder); pens > 0; pens--) {
    const client = decoding.readVarUint(decoder);
    let at = 0;
    for (let count = decoding.readVarUint(decoder); count > 0; count--) {
      const clock = at + decoding.readVarUint(decoder);
      const len = decoding.readVarUint(decoder);
      const by = authors[decoding.readVarUint(decoder)];
      if (by === undefined) throw new Error('a text at rest names an author that it does not list');
      runs.add({ client, clock, len }, by);
      at = clock + len;
    }
  }
  return runs;
}
