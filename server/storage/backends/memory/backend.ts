import SqliteDatabase from 'better-sqlite3';
import { type Dialect, SqliteDialect } from 'kysely';
import { type Entry, textId, type Wrote } from '../../../../core/stream/entry.ts';
import { checkEntries, isWrote, textParts } from '../../accept.ts';
import { absorb, type Many, manyEntry } from '../../compacting.ts';
import { compareRefs, compareText } from '../../order.ts';
import {
  type BlobRef,
  type Erasure,
  type Loaded,
  SequenceConflict,
  type Snapshot,
  type Storage,
  type StoredBlob,
  type StoredText,
  type StreamRef,
} from '../../port.ts';

export const persists = false;

export const open = async (): Promise<Storage> => new MemoryStorage();

export const openTables = async (): Promise<Dialect> =>
  new SqliteDialect({ database: new SqliteDatabase(':memory:') });

interface Text {
  base: Uint8Array | null;
  through: number;
  many: Many | null;
  updates: { entry: Entry<Wrote>; bytes: Uint8Array | null }[];
}

interface Stream {
  ref: StreamRef;
  seq: number;
  /** Everything but `wrote`, ascending. */
  entries: Entry[];
  texts: Map<string, Text>;
  snapshot: Snapshot | null;
}

const key = ({ space, stream }: StreamRef) => JSON.stringify([space, stream]);
const copy = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;
const bySeq = (a: Entry, b: Entry) => a.seq - b.seq;

class MemoryStorage implements Storage {
  readonly name = 'memory';
  private readonly held = new Map<string, Stream>();
  private readonly leases = new Map<string, { holder: string; until: number }>();
  private readonly blobsHeld = new Map<string, { space: string; blob: StoredBlob }>();
  private readonly erased = new Map<string, { space: string; person: string; at: number }>();

  async load(ref: StreamRef, options: { after?: number; withoutSnapshot?: boolean } = {}): Promise<Loaded> {
    const stream = this.held.get(key(ref));
    if (!stream) return { snapshot: null, entries: [], seq: 0 };
    const snapshot =
      options.after === undefined && !options.withoutSnapshot && stream.snapshot
        ? { ...stream.snapshot, bytes: stream.snapshot.bytes.slice() }
        : null;
    const after = snapshot?.seq ?? options.after ?? 0;
    const entries = stream.entries.filter(({ seq }) => seq > after).map(copy);
    for (const [id, text] of stream.texts) {
      for (const { entry } of text.updates) if (entry.seq > after) entries.push(copy(entry));
      if (text.many && text.many.last > after) {
        const { to, note } = textParts(id);
        entries.push(copy(manyEntry(text.many, to, note, after)));
      }
    }
    return { snapshot, entries: entries.sort(bySeq), seq: stream.seq };
  }

  async append(ref: StreamRef, expectedSeq: number, entries: Entry[]): Promise<void> {
    checkEntries(expectedSeq, entries);
    if (entries.length === 0) return;
    // Copied first: what can't be copied must leave nothing behind.
    const kept = entries.map(({ update, ...head }) => ({
      entry: copy(head),
      bytes: update?.slice() ?? null,
    }));
    const stream = this.stream(ref, expectedSeq);
    for (const { entry, bytes } of kept) {
      if (isWrote(entry)) {
        this.text(stream, textId(entry.event.to, entry.event.note)).updates.push({ entry, bytes });
      } else stream.entries.push(entry);
      stream.seq = entry.seq;
    }
  }

  async texts(ref: StreamRef, ids: string[]): Promise<StoredText[]> {
    const stream = this.held.get(key(ref));
    return ids.map((id) => {
      const text = stream?.texts.get(id);
      const updates = (text?.updates ?? []).flatMap(({ entry: { seq, by }, bytes }) =>
        bytes ? [{ seq, by, update: bytes.slice() }] : [],
      );
      return { text: id, base: text?.base?.slice() ?? null, through: text?.through ?? 0, updates };
    });
  }

  async compact(ref: StreamRef, id: string, through: number, base: Uint8Array): Promise<void> {
    const stream = this.held.get(key(ref));
    if (!stream || through > stream.seq) throw new SequenceConflict(`${ref.stream} doesn't reach ${through}`);
    this.rest(this.text(stream, id), through, base);
  }

  private rest(text: Text, through: number, base: Uint8Array): void {
    if (through < text.through) return;
    const old = text.updates.filter(({ entry }) => entry.seq <= through);
    text.many = absorb(
      text.many,
      old.map(({ entry }) => entry),
    );
    text.updates = text.updates.filter(({ entry }) => entry.seq > through);
    text.base = base.slice();
    text.through = through;
  }

  async snapshot(ref: StreamRef, snapshot: Snapshot): Promise<void> {
    const stream = this.held.get(key(ref));
    if (!stream || snapshot.seq > stream.seq) throw new RangeError('A snapshot lies beyond its stream.');
    if (stream.snapshot && stream.snapshot.seq > snapshot.seq) return;
    stream.snapshot = { ...snapshot, bytes: snapshot.bytes.slice() };
  }

  async streams(space?: string): Promise<StreamRef[]> {
    return [...this.held.values()]
      .map(({ ref }) => ({ ...ref }))
      .filter((ref) => space === undefined || ref.space === space)
      .sort(compareRefs);
  }

  async lease(ref: StreamRef, holder: string, ttl: number, now: number): Promise<boolean> {
    const held = this.leases.get(key(ref));
    if (held && held.holder !== holder && held.until > now) return false;
    this.leases.set(key(ref), { holder, until: now + ttl });
    return true;
  }

  async release(ref: StreamRef, holder: string): Promise<void> {
    if (this.leases.get(key(ref))?.holder === holder) this.leases.delete(key(ref));
  }

  async putBlob(space: string, blob: StoredBlob): Promise<void> {
    const at = JSON.stringify([space, blob.id]);
    if (!this.blobsHeld.has(at))
      this.blobsHeld.set(at, { space, blob: { ...blob, bytes: blob.bytes.slice() } });
  }

  async getBlob(space: string, id: string): Promise<StoredBlob | null> {
    const held = this.blobsHeld.get(JSON.stringify([space, id]));
    return held ? { ...held.blob, bytes: held.blob.bytes.slice() } : null;
  }

  async blobs(space: string, prefix: string): Promise<BlobRef[]> {
    return [...this.blobsHeld.values()]
      .filter((held) => held.space === space && held.blob.id.startsWith(prefix))
      .map(({ blob: { id, owner } }) => ({ id, owner }))
      .sort((a, b) => compareText(a.id, b.id));
  }

  async dropBlobs(space: string, ids: string[]): Promise<void> {
    for (const id of ids) this.blobsHeld.delete(JSON.stringify([space, id]));
  }

  async eraseBlobs(space: string, person: string): Promise<void> {
    for (const [at, held] of this.blobsHeld) {
      if (held.space === space && held.blob.owner === person) this.blobsHeld.delete(at);
    }
  }

  async erase(ref: StreamRef, change: Erasure): Promise<void> {
    const stream = this.held.get(key(ref));
    const rewritten = change.events.map(({ seq, event }) => {
      const entry = stream?.entries.find((held) => held.seq === seq);
      if (!entry) throw new RangeError(`Entry ${seq} can't be rewritten.`);
      return { entry, event: copy(event) };
    });
    for (const { through } of change.texts) {
      if (through !== stream?.seq) throw new SequenceConflict(`${ref.stream} doesn't end at ${through}`);
    }
    if (!stream) return;
    for (const { entry, event } of rewritten) entry.event = event;
    for (const { text, through, base } of change.texts) this.rest(this.text(stream, text), through, base);
    stream.snapshot = null;
  }

  async erasures(space: string): Promise<{ person: string; at: number }[]> {
    return [...this.erased.values()]
      .filter((held) => held.space === space)
      .map(({ person, at }) => ({ person, at }))
      .sort((a, b) => a.at - b.at || compareText(a.person, b.person));
  }

  async rememberErasure(space: string, person: string, at: number): Promise<void> {
    this.erased.set(JSON.stringify([space, person]), { space, person, at });
  }

  async close(): Promise<void> {}

  private stream(ref: StreamRef, expectedSeq: number): Stream {
    const held = this.held.get(key(ref));
    if ((held?.seq ?? 0) !== expectedSeq) {
      throw new SequenceConflict(`${ref.stream} ends at ${held?.seq ?? 0}, not ${expectedSeq}`);
    }
    if (held) return held;
    const born = { ref: { ...ref }, seq: 0, entries: [], texts: new Map(), snapshot: null };
    this.held.set(key(ref), born);
    return born;
  }

  private text(stream: Stream, id: string): Text {
    let text = stream.texts.get(id);
    if (!text) {
      text = { base: null, through: 0, many: null, updates: [] };
      stream.texts.set(id, text);
    }
    return text;
  }
}
