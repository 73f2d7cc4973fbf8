import type { Entry } from '../../../../core/stream/entry.ts';
import { isWrote } from '../../accept.ts';
import type { Fault } from './faults.ts';

/**
 * What crosses between the main thread and the writing one. A batch is one JSON text and one transferred block of
 * bytes, because cloning the objects themselves costs the main thread several times as much.
 */
export interface Batch {
  /** JSON of `Call[]`. */
  calls: string;
  /** Every call's bytes, one after another. */
  bytes: Uint8Array;
}

/** `[length of its bytes, operation, ...arguments]`; lengths within the arguments share out the bytes. */
export type Call = [number, string, ...unknown[]];

/** By position; absent where the call simply succeeded. */
export type Results = Record<number, { value: unknown } | { fault: Fault }>;

/**
 * An entry on its way into the log: its sequence number follows from its place. The last members are either its
 * event, or, for a `wrote` that says nothing more, audience and note. -1 stands for no update.
 */
export type Row =
  | [
      at: number,
      by: string,
      device: string,
      counter: number,
      version: number,
      refused: number[] | 0,
      length: number,
      event: Entry['event'],
    ]
  | [
      at: number,
      by: string,
      device: string,
      counter: number,
      version: number,
      refused: number[] | 0,
      length: number,
      to: string,
      note: string,
    ];

export function rowOf(entry: Entry): Row {
  const { at, by, device, counter, version, refused, event, update } = entry;
  const length = update ? update.length : -1;
  return isWrote(entry) && isPlain(entry.event, by)
    ? [at, by, device, counter, version, refused ?? 0, length, entry.event.to, entry.event.note]
    : [at, by, device, counter, version, refused ?? 0, length, event];
}

function isPlain(event: object & { by: string }, by: string): boolean {
  if (event.by !== by) return false;
  let count = 0;
  for (const _ in event) count++;
  return count === 4;
}
