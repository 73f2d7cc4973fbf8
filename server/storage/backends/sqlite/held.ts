import type { StreamRef } from '../../port.ts';
import type { Database } from './database.ts';

/** What the writing thread remembers of a stream between two commits. */
export interface Held {
  id: number;
  seq: number;
  /** People and devices to their numbers. */
  names: Map<string, number>;
  /** Numbers of the texts met so far. */
  texts: Map<string, number>;
  /** Sequence numbers of each text's rows in `wrote`, ascending: the table itself is in the order of the log. */
  loose: Map<number, number[]>;
}

/** How many streams, and texts of one stream, are remembered before the memory is begun anew. */
const STREAMS_KEPT = 1000;
const TEXTS_KEPT = 50_000;

/**
 * The writing thread's memory of streams. It is nothing but a copy of committed and just-written rows: after any
 * failure it is forgotten and read again.
 */
export class HeldStreams {
  private readonly held = new Map<string, Held>();
  private readonly findStream;
  private readonly addStream;
  private readonly readNames;
  private readonly addName;
  private readonly readLoose;
  private readonly findText;
  private readonly addText;

  constructor(database: Database) {
    this.findStream = database.prepare<[string, string], { id: number; seq: number }>(
      'SELECT id, seq FROM stream WHERE space = ? AND name = ?',
    );
    this.addStream = database.prepare('INSERT INTO stream (space, name, seq) VALUES (?, ?, 0)');
    this.readNames = database.prepare<[number], { id: number; value: string }>(
      'SELECT id, value FROM name WHERE stream = ?',
    );
    this.addName = database.prepare('INSERT INTO name (stream, id, value) VALUES (?, ?, ?)');
    this.readLoose = database.prepare<[number], { seq: number; text: number }>(
      'SELECT seq, text FROM wrote WHERE stream = ? ORDER BY seq',
    );
    this.findText = database
      .prepare<[number, string], number>('SELECT id FROM text WHERE stream = ? AND name = ?')
      .pluck();
    this.addText = database.prepare('INSERT INTO text (stream, name) VALUES (?, ?)');
  }

  find({ space, stream }: StreamRef): Held | null {
    const key = JSON.stringify([space, stream]);
    const known = this.held.get(key);
    if (known) return known;
    const row = this.findStream.get(space, stream);
    if (!row) return null;
    const held: Held = { ...row, names: new Map(), texts: new Map(), loose: new Map() };
    for (const { id, value } of this.readNames.all(held.id)) held.names.set(value, id);
    for (const { seq, text } of this.readLoose.iterate(held.id)) this.loosen(held, text, seq);
    if (this.held.size >= STREAMS_KEPT) this.held.clear();
    this.held.set(key, held);
    return held;
  }

  findOrAdd(ref: StreamRef): Held {
    const found = this.find(ref);
    if (found) return found;
    this.addStream.run(ref.space, ref.stream);
    return this.find(ref) as Held;
  }

  nameNumber(held: Held, value: string): number {
    if (value === '') return 0;
    const known = held.names.get(value);
    if (known !== undefined) return known;
    const id = held.names.size + 1;
    this.addName.run(held.id, id, value);
    held.names.set(value, id);
    return id;
  }

  textNumber(held: Held, name: string): number | null {
    const known = held.texts.get(name);
    if (known !== undefined) return known;
    const id = this.findText.get(held.id, name);
    if (id === undefined) return null;
    if (held.texts.size >= TEXTS_KEPT) held.texts.clear();
    held.texts.set(name, id);
    return id;
  }

  textNumberOrAdd(held: Held, name: string): number {
    const found = this.textNumber(held, name);
    if (found !== null) return found;
    const id = Number(this.addText.run(held.id, name).lastInsertRowid);
    held.texts.set(name, id);
    return id;
  }

  loosen(held: Held, text: number, seq: number): void {
    const seqs = held.loose.get(text);
    if (seqs) seqs.push(seq);
    else held.loose.set(text, [seq]);
  }

  forget(): void {
    this.held.clear();
  }
}
