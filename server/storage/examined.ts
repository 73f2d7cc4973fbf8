import type { StreamRef } from './port.ts';

/** One stream as a report names it. `hash`: SHA-256 over everything that is kept of it, in order. */
export interface StreamReport extends StreamRef {
  seq: number;
  hash: string;
}

/** What was found by reading a whole storage. */
export interface Examined {
  streams: StreamReport[];
  /** What was read, for the report: how many of each. */
  counts: { entries: number; texts: number; updates: number; snapshots: number; blobs: number };
  /** Plain sentences, worst first; empty for a sound storage. */
  problems: string[];
}

/** So many sentences of one kind of damage are enough. */
export const ENOUGH = 20;
