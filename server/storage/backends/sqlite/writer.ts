import { type Entry, textId } from '../../../../core/stream/entry.ts';
import type { Many } from '../../compacting.ts';
import {
  SequenceConflict,
  type Snapshot,
  type StoredBlob,
  type StoredText,
  type StreamRef,
} from '../../port.ts';
import { checksum } from './checksum.ts';
import type { Database } from './database.ts';
import { type Held, HeldStreams } from './held.ts';
import { type Row, rowOf } from './message.ts';
import { TextRest } from './rest.ts';

/** Every change of the database, each within the transaction of the caller. Runs on the writing thread. */
export class Writer {
  readonly held: HeldStreams;
  private readonly rest: TextRest;
  private readonly statements;

  constructor(database: Database) {
    this.held = new HeldStreams(database);
    this.rest = new TextRest(database, this.held);
    this.statements = {
      entry: database.prepare('INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)'),
      wrote: database.prepare('INSERT INTO wrote VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)'),
      seq: database.prepare('UPDATE stream SET seq = ? WHERE id = ?'),
      snapshotSeq: database.prepare<[number], number>('SELECT seq FROM snapshot WHERE stream = ?').pluck(),
      snapshot: database.prepare(
        'INSERT OR REPLACE INTO snapshot (stream, seq, core, sum, bytes) VALUES (?, ?, ?, ?, ?)',
      ),
      dropSnapshot: database.prepare('DELETE FROM snapshot WHERE stream = ?'),
      lease: database.prepare(
        'INSERT INTO lease (space, name, holder, until) VALUES (?, ?, ?, ?) ' +
          'ON CONFLICT DO UPDATE SET holder = excluded.holder, until = excluded.until ' +
          'WHERE lease.holder = excluded.holder OR lease.until <= ?',
      ),
      release: database.prepare('DELETE FROM lease WHERE space = ? AND name = ? AND holder = ?'),
      blob: database.prepare(
        'INSERT INTO blob (space, id, owner, type, sum, bytes) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
      ),
      dropBlob: database.prepare('DELETE FROM blob WHERE space = ? AND id = ?'),
      eraseBlobs: database.prepare('DELETE FROM blob WHERE space = ? AND owner = ?'),
      readEntry: database.prepare<
        [number, number],
        Record<'at' | 'by' | 'device' | 'counter' | 'version', number> & { refused: string | null }
      >('SELECT at, by, device, counter, version, refused FROM entry WHERE stream = ? AND seq = ?'),
      rewrite: database.prepare('UPDATE entry SET event = ?, sum = ? WHERE stream = ? AND seq = ?'),
      erasure: database.prepare('INSERT OR REPLACE INTO erasure (space, person, at) VALUES (?, ?, ?)'),
    };
  }

  /** `take` hands out the bytes of the call in the order of the rows. */
  append(ref: StreamRef, expectedSeq: number, rows: Row[], take: (length: number) => Uint8Array): void {
    const end = this.held.find(ref)?.seq ?? 0;
    if (end !== expectedSeq) throw new SequenceConflict(`${ref.stream} ends at ${end}, not ${expectedSeq}`);
    const held = this.held.findOrAdd(ref);
    let seq = expectedSeq;
    for (const row of rows) this.add(held, ++seq, row, row[6] >= 0 ? take(row[6]) : null);
    this.statements.seq.run(seq, held.id);
    held.seq = seq;
  }

  private add(held: Held, seq: number, row: Row, bytes: Uint8Array | null): void {
    const at = row[0];
    const by = this.held.nameNumber(held, row[1]);
    const device = this.held.nameNumber(held, row[2]);
    const counter = row[3];
    const version = row[4];
    const refused = row[5] === 0 ? null : JSON.stringify(row[5]);
    const whole = row.length === 8 ? row[7] : null;
    const event = whole ? JSON.stringify(whole) : null;
    if (whole && whole.type !== 'wrote') {
      const sum = checksum(seq, at, by, device, counter, version, refused, event);
      this.statements.entry.run(held.id, seq, at, by, device, counter, version, refused, event, sum);
      return;
    }
    const [to, note] = whole
      ? [whole.to, (whole as unknown as { note: string }).note]
      : [row[7] as string, row[8] as string];
    const text = this.held.textNumberOrAdd(held, textId(to, note));
    const sum = checksum(seq, text, at, by, device, counter, version, refused, event, bytes);
    this.statements.wrote.run(
      held.id,
      seq,
      text,
      at,
      by,
      device,
      counter,
      version,
      refused,
      event,
      bytes,
      sum,
    );
    this.held.loosen(held, text, seq);
  }

  /** For what is carried here from elsewhere: a stream up to `seq`, to be filled by the two below. */
  placeStream(ref: StreamRef, seq: number): void {
    const held = this.held.findOrAdd(ref);
    this.statements.seq.run(seq, held.id);
    held.seq = seq;
  }

  placeEntry(ref: StreamRef, entry: Entry): void {
    this.add(this.held.findOrAdd(ref), entry.seq, rowOf(entry), entry.update ?? null);
  }

  placeText(ref: StreamRef, text: string, through: number, base: Uint8Array, many: Many | null): void {
    this.rest.place(this.held.findOrAdd(ref), text, through, base, many);
  }

  texts(ref: StreamRef, ids: string[]): StoredText[] {
    const held = this.held.find(ref);
    return ids.map((id) =>
      held ? this.rest.read(held, id) : { text: id, base: null, through: 0, updates: [] },
    );
  }

  compact(ref: StreamRef, text: string, through: number, base: Uint8Array): void {
    const held = this.held.find(ref);
    if (!held || through > held.seq) throw new SequenceConflict(`${ref.stream} doesn't reach ${through}`);
    this.rest.compact(held, text, through, base);
  }

  snapshot(ref: StreamRef, { seq, core, bytes }: Snapshot): void {
    const held = this.held.find(ref);
    if (!held || seq > held.seq) throw new RangeError('A snapshot lies beyond its stream.');
    if ((this.statements.snapshotSeq.get(held.id) ?? 0) > seq) return;
    this.statements.snapshot.run(held.id, seq, core, checksum(seq, core, bytes), bytes);
  }

  lease({ space, stream }: StreamRef, holder: string, until: number, now: number): boolean {
    return this.statements.lease.run(space, stream, holder, until, now).changes > 0;
  }

  release({ space, stream }: StreamRef, holder: string): void {
    this.statements.release.run(space, stream, holder);
  }

  putBlob(space: string, { id, owner, type, bytes }: StoredBlob): void {
    this.statements.blob.run(space, id, owner, type, checksum(id, owner, type, bytes), bytes);
  }

  dropBlobs(space: string, ids: readonly string[]): void {
    for (const id of ids) this.statements.dropBlob.run(space, id);
  }

  eraseBlobs(space: string, person: string): void {
    this.statements.eraseBlobs.run(space, person);
  }

  erase(
    ref: StreamRef,
    events: [seq: number, event: unknown][],
    texts: { text: string; through: number; base: Uint8Array }[],
  ): void {
    const held = this.held.find(ref);
    for (const [seq, event] of events) {
      const entry = held && this.statements.readEntry.get(held.id, seq);
      if (!held || !entry) throw new RangeError(`Entry ${seq} can't be rewritten.`);
      const { at, by, device, counter, version, refused } = entry;
      const json = JSON.stringify(event);
      const sum = checksum(seq, at, by, device, counter, version, refused, json);
      this.statements.rewrite.run(json, sum, held.id, seq);
    }
    for (const { text, through, base } of texts) {
      if (!held || through !== held.seq)
        throw new SequenceConflict(`${ref.stream} doesn't end at ${through}`);
      this.rest.compact(held, text, through, base);
    }
    if (held) this.statements.dropSnapshot.run(held.id);
  }

  rememberErasure(space: string, person: string, at: number): void {
    this.statements.erasure.run(space, person, at);
  }
}
