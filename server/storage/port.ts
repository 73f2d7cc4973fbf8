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
  /** Ascending; all after `through`. */
  updates: { seq: number; by: PersonId; update: Uint8Array }[];
}

export interface Loaded {
  /** The newest one, whichever core wrote it; null with `after` or `withoutSnapshot`. */
  snapshot: Snapshot | null;
  /**
   * After the snapshot (or after `after`), ascending; `wrote` without their bytes, compacted texts as `wrote-many`.
   * A `wrote-many` stands at the sequence number of its last `wrote` and counts only those that come after the
   * snapshot; its tally may name counters that the snapshot already knows.
   */
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
/** The back end can't be opened as it was asked for; the message is a plain sentence to show as it is. */
export class StorageRefused extends Error {
  override name = 'StorageRefused';
}

/**
 * Where streams live. Every back end passes `contract.ts`; the rules are in `docs/spec/storage.md`.
 *
 * `append` resolves only when its entries survive a power cut; concurrent appends may share one commit. Every
 * writing call throws StorageFull or StorageUnavailable; a call that makes no sense throws RangeError.
 */
export interface Storage {
  readonly name: string;
  load(ref: StreamRef, options?: { after?: number; withoutSnapshot?: boolean }): Promise<Loaded>;
  /**
   * All or nothing. `entries` are dense and begin at `expectedSeq + 1`; events are plain data as JSON knows it.
   * Throws SequenceConflict where the stream's end is another. No entries is no act.
   */
  append(ref: StreamRef, expectedSeq: number, entries: Entry[]): Promise<void>;
  /** One for each id, in that order; an unknown text has no base and no updates. */
  texts(ref: StreamRef, ids: string[]): Promise<StoredText[]>;
  /**
   * Replaces the updates of one text up to `through` by `base`; sequence numbers stay as they were. Does nothing
   * where a later base stands. Throws SequenceConflict where `through` lies beyond the stream's end.
   */
  compact(ref: StreamRef, text: string, through: number, base: Uint8Array): Promise<void>;
  /** Keeps the newest by sequence number. Throws RangeError for one beyond the stream's end. */
  snapshot(ref: StreamRef, snapshot: Snapshot): Promise<void>;
  /** Ordered by space and name. */
  streams(space?: string): Promise<StreamRef[]>;
  /** True when `holder` owns the stream until now + ttl (milliseconds); false while another does. */
  lease(ref: StreamRef, holder: string, ttl: number, now: number): Promise<boolean>;
  release(ref: StreamRef, holder: string): Promise<void>;
  /** An id that is taken keeps what it has. */
  putBlob(space: string, blob: StoredBlob): Promise<void>;
  getBlob(space: string, id: string): Promise<StoredBlob | null>;
  /** Without their bytes: those whose ids begin so, ordered by id. */
  blobs(space: string, prefix: string): Promise<BlobRef[]>;
  /** Ids that aren't there are passed over. */
  dropBlobs(space: string, ids: string[]): Promise<void>;
  /**
   * Erasure alone may rewrite what was committed: payloads by sequence number, whole texts, blobs of a person;
   * snapshots of the stream go with it, and the erasure itself is remembered so that a restore repeats it.
   * Throws RangeError for an event that isn't in the log as an entry of its own, SequenceConflict where a text's
   * `through` isn't the stream's end; then nothing is changed.
   */
  erase(ref: StreamRef, change: Erasure): Promise<void>;
  /** One per person, the last time; ordered by time. */
  erasures(space: string): Promise<{ person: PersonId; at: number }[]>;
  rememberErasure(space: string, person: PersonId, at: number): Promise<void>;
  eraseBlobs(space: string, person: PersonId): Promise<void>;
  /** Resolves when everything asked for before is settled and the back end is let go. Calling it again is harmless. */
  close(): Promise<void>;
}

export interface Erasure {
  events: { seq: number; event: Entry['event'] }[];
  /** New bases; each speaks up to the stream's present end for its text. */
  texts: { text: string; through: number; base: Uint8Array }[];
}

export interface BlobRef {
  id: string;
  owner: PersonId;
}

export interface StoredBlob extends BlobRef {
  type: string;
  bytes: Uint8Array;
}
