import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { AuthorRuns } from './authors.ts';

/**
 * A text at rest, as bytes: a version, the Yjs state (deleted words are gone from it), then who wrote and who deleted
 * which clocks, authors by number and clocks as distances.
 */
export interface RestingText {
  state: Uint8Array;
  written: AuthorRuns;
  deleted: AuthorRuns;
}

const VERSION = 1;

export function writeResting({ state, written, deleted }: RestingText): Uint8Array {
  const authors = [...new Set([...written, ...deleted].map((run) => run.by))];
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, VERSION);
  encoding.writeVarUint8Array(encoder, state);
  encoding.writeVarUint(encoder, authors.length);
  for (const author of authors) encoding.writeVarString(encoder, author);
  for (const runs of [written, deleted]) writeRuns(encoder, runs, authors);
  return encoding.toUint8Array(encoder);
}

function writeRuns(encoder: encoding.Encoder, runs: AuthorRuns, authors: readonly string[]): void {
  const pens = new Map<number, { clock: number; len: number; by: string }[]>();
  for (const run of runs) pens.set(run.client, [...(pens.get(run.client) ?? []), run]);
  encoding.writeVarUint(encoder, pens.size);
  for (const [pen, list] of pens) {
    encoding.writeVarUint(encoder, pen);
    encoding.writeVarUint(encoder, list.length);
    let at = 0;
    for (const { clock, len, by } of list) {
      encoding.writeVarUint(encoder, clock - at);
      encoding.writeVarUint(encoder, len);
      encoding.writeVarUint(encoder, authors.indexOf(by));
      at = clock + len;
    }
  }
}

/** Throws on bytes that were not written by `writeResting`. */
export function readResting(bytes: Uint8Array): RestingText {
  const decoder = decoding.createDecoder(bytes);
  const version = decoding.readVarUint(decoder);
  if (version !== VERSION) throw new Error(`a text at rest of version ${version} is not known here`);
  const state = decoding.readVarUint8Array(decoder).slice();
  const authors = Array.from({ length: decoding.readVarUint(decoder) }, () =>
    decoding.readVarString(decoder),
  );
  return { state, written: readRuns(decoder, authors), deleted: readRuns(decoder, authors) };
}

function readRuns(decoder: decoding.Decoder, authors: readonly string[]): AuthorRuns {
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
