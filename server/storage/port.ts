import type { Entry, PersonId } from '../../core/stream/entry.ts';

/** A stream's full address: the space is part of every key. */
export interface StreamRef {
  space: string;
  stream: string;
}

/** A folded state at `seq`, written by one version of the core; another version ignores it and replays. */
export interface Snapshot {
  seq: number;
  core: string;
  bytes: Uint8Array;
}

/** One text at rest: what was compacted, and the updates committed since. */
export interface StoredText {
  text: string;
  /** Opaque to storage; written by `text/`. */
  base: Uint8Array | null;
  /** Sequence number up to which `base` speaks; 0 without a base. */
  through: number;
  updates: { seq: number; by: PersonId; update: Uint8Array }[];
}

export interface Loaded {
  snapshot: Snapshot | null;
  /** After the snapshot (or after `after`), ascending; `wrote` without their bytes, compacted texts as `wrote-many`. */
  entries: Entry[];
  /** The last sequence number of the stream, 0 where there is none. */
  seq: number;
}

/** Another owner has appended: the caller must drop its memory and load again. */
export class SequenceConflict extends Error {
  override name = 'SequenceConflict';
}
/** No room: nothing of the call was kept. */
export class StorageFull extends Error {
  override name = 'StorageFull';
}
/** The back end can't be reached or failed; nothing of the call may be believed to be kept. */
export class StorageUnavailable extends Error {
  override name = 'StorageUnavailable';
}

/**
 * Where streams live. Every back end passes `contract.ts`.
 *
 * `append` resolves only when its entries survive a power cut; concurrent appends may share one commit.
 */
export interface Storage {
  readonly name: string;
  load(ref: StreamRef, options?: { after?: number; withoutSnapshot?: boolean }): Promise<Loaded>;
  /** All or nothing. `entries[0].seq === expectedSeq + 1`. Throws SequenceConflict, StorageFull, StorageUnavailable. */
  append(ref: StreamRef, expectedSeq: number, entries: Entry[]): Promise<void>;
  texts(ref: StreamRef, ids: string[]): Promise<StoredText[]>;
  /** Replaces the updates of one text up to `through` by `base`; sequence numbers stay as they were. */
  compact(ref: StreamRef, text: string, through: number, base: Uint8Array): Promise<void>;
  snapshot(ref: StreamRef, snapshot: Snapshot): Promise<void>;
  streams(space?: string): Promise<StreamRef[]>;
  /** True when `holder` owns the stream until now + ttl (milliseconds); false while another does. */
  lease(ref: StreamRef, holder: string, ttl: number, now: number): Promise<boolean>;
  release(ref: StreamRef, holder: string): Promise<void>;
  putBlob(space: string, blob: StoredBlob): Promise<void>;
  getBlob(space: string, id: string): Promise<StoredBlob | null>;
  /**
   * Erasure alone may rewrite what was committed: payloads by sequence number, whole texts, blobs of a person;
   * snapshots of the stream go with it, and the erasure itself is remembered so that a restore repeats it.
   */
  erase(ref: StreamRef, change: Erasure): Promise<void>;
  erasures(space: string): Promise<{ person: PersonId; at: number }[]>;
  rememberErasure(space: string, person: PersonId, at: number): Promise<void>;
  eraseBlobs(space: string, person: PersonId): Promise<void>;
  close(): Promise<void>;
}

export interface Erasure {
  events: { seq: number; event: Entry['event'] }[];
  /** New bases; each speaks up to the stream's present end for its text. */
  texts: { text: string; through: number; base: Uint8Array }[];
}

export interface StoredBlob {
  id: string;
  owner: PersonId;
  type: string;
  bytes: Uint8Array;
}
