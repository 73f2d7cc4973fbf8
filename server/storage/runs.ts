import { createDecoder, hasContent, readVarUint } from 'lib0/decoding';
import { createEncoder, toUint8Array, writeVarUint } from 'lib0/encoding';

/**
 * Which sequence numbers a compacted text's `wrote` entries had: runs of consecutive numbers, ascending. Kept so
 * that a `wrote-many` can be counted exactly from any sequence number on; a run takes about two bytes at rest,
 * and somebody who types alone makes one run of hundreds of entries.
 */
export type Runs = readonly { first: number; count: number }[];

/** `seqs` ascending, all after the last of `runs`. */
export function extendRuns(runs: Runs, seqs: readonly number[]): Runs {
  const extended = runs.map((run) => ({ ...run }));
  for (const seq of seqs) {
    const last = extended.at(-1);
    if (last && seq === last.first + last.count) last.count++;
    else extended.push({ first: seq, count: 1 });
  }
  return extended;
}

export function countAfter(runs: Runs, after: number): number {
  let total = 0;
  for (const { first, count } of runs) total += Math.max(0, count - Math.max(0, after + 1 - first));
  return total;
}

/** Alternating: how many numbers to skip, how many to take. */
export function encodeRuns(runs: Runs): Uint8Array {
  const encoder = createEncoder();
  let end = 0;
  for (const { first, count } of runs) {
    writeVarUint(encoder, first - end - 1);
    writeVarUint(encoder, count);
    end = first + count - 1;
  }
  return toUint8Array(encoder);
}

export function decodeRuns(bytes: Uint8Array): Runs {
  const decoder = createDecoder(bytes);
  const runs: { first: number; count: number }[] = [];
  let end = 0;
  while (hasContent(decoder)) {
    const first = end + 1 + readVarUint(decoder);
    const count = readVarUint(decoder);
    runs.push({ first, count });
    end = first + count - 1;
  }
  return runs;
}
