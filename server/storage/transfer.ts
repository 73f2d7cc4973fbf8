import { existsSync } from 'node:fs';
import type { Entry } from '../../core/stream/entry.ts';
import type { StorageConfig } from './backends.ts';
import type { Many } from './compacting.ts';
import type { Snapshot, StoredBlob, StreamRef } from './port.ts';

/**
 * All that a storage holds, piece by piece, in a form that is no back end's own. What follows a `stream` belongs to
 * it: its entries, ascending, with their bytes; every text that was compacted, with what stands in the log for it; a
 * snapshot. Blobs and erasures come after all streams. Leases are let go.
 */
export type Piece =
  | { piece: 'stream'; ref: StreamRef; seq: number }
  | { piece: 'entries'; entries: Entry[] }
  | { piece: 'text'; text: string; through: number; base: Uint8Array; many: Many | null }
  | { piece: 'snapshot'; snapshot: Snapshot }
  | { piece: 'blob'; space: string; blob: StoredBlob }
  | { piece: 'erasure'; space: string; person: string; at: number };

/** What `backends/<name>/transfer.ts` exports, where what it keeps can be carried elsewhere. */
export interface Transfer {
  /** Why nothing may be carried there, as a sentence; null for a place that holds nothing. */
  occupied(config: StorageConfig): Promise<string | null>;
  /** Why nothing can be carried from there, as a sentence; null for a place that holds something. */
  vacant(config: StorageConfig): Promise<string | null>;
  /** Everything as of one instant. The storage is open meanwhile, so that nobody else writes. */
  pour(config: StorageConfig): AsyncIterable<Piece>;
  /** Takes it all into a storage that was just opened for the first time. Nobody can open it before `finish`. */
  fill(config: StorageConfig, pieces: AsyncIterable<Piece>): Promise<void>;
  finish(config: StorageConfig): Promise<void>;
}

export async function findTransfer(backend: string): Promise<Transfer> {
  const file = new URL(`./backends/${backend}/transfer.ts`, import.meta.url);
  if (!existsSync(file)) throw new Error(`The storage "${backend}" keeps nothing that could be carried.`);
  return (await import(file.href)) as Transfer;
}
