import * as Y from 'yjs';
import { AuthorRuns } from './authors.ts';
import { readResting, writeResting } from './compaction.ts';
import { type Inspection, ROOT_NAME } from './inspect.ts';
import { BIRTH_PEN } from './pen.ts';

/** So many updates are kept one by one before they are folded into the state. */
const FOLD_EVERY = 500;

/** The document with which every text begins: its first words, written by no device. The same words, the same bytes. */
export function bearText(words: string): Uint8Array {
  if (words === '') return Y.encodeStateAsUpdate(new Y.Doc());
  const doc = new Y.Doc();
  doc.clientID = BIRTH_PEN;
  doc.getText(ROOT_NAME).insert(0, words);
  return Y.encodeStateAsUpdate(doc);
}

/** Next clock of every pen in a state. */
export function clocksOf(state: Uint8Array): Map<number, number> {
  return Y.decodeStateVector(Y.encodeStateVectorFromUpdate(state));
}

/**
 * The server's copy of one text. A Y.Doc costs some 3 KB of heap, so there is one only while somebody asks for the
 * words; what is kept otherwise is the state as bytes and the updates since.
 */
export class TextLedger {
  private state_: Uint8Array;
  private updates: Uint8Array[] = [];
  private doc: Y.Doc | null = null;
  /** Updates that `doc` has not been shown yet, from this index on. */
  private shown = 0;
  private words_: string | null = null;
  readonly known: Map<number, number>;
  readonly written: AuthorRuns;
  readonly deleted: AuthorRuns;

  private constructor(state: Uint8Array, written: AuthorRuns, deleted: AuthorRuns) {
    this.state_ = state;
    this.known = clocksOf(state);
    this.written = written;
    this.deleted = deleted;
  }

  static born(words: string): TextLedger {
    return new TextLedger(bearText(words), new AuthorRuns(), new AuthorRuns());
  }

  /** Throws on bytes that `rest` did not write. */
  static wake(resting: Uint8Array): TextLedger {
    const { state, written, deleted } = readResting(resting);
    return new TextLedger(state, written, deleted);
  }

  /** Takes an update that was inspected and committed. */
  accept(update: Uint8Array, by: string, seen: Extract<Inspection, { ok: true }>, pen: number): void {
    this.updates.push(update);
    this.words_ = null;
    if (seen.to > seen.from) {
      this.written.add({ client: pen, clock: seen.from, len: seen.to - seen.from }, by);
      this.known.set(pen, seen.to);
    }
    for (const span of seen.deletes) this.deleted.add(span, by);
    if (this.updates.length >= FOLD_EVERY) this.fold();
  }

  words(): string {
    this.words_ ??= this.hydrate().getText(ROOT_NAME).toString();
    return this.words_;
  }

  /** What a newcomer needs, or, with the state vector of what they have, what they lack. Deleted words are not in it. */
  state(vector?: Uint8Array): Uint8Array {
    return Y.encodeStateAsUpdate(this.hydrate(), vector);
  }

  /** Bytes for storage; `wake` reads them. */
  rest(): Uint8Array {
    this.fold();
    return writeResting({ state: this.state_, written: this.written, deleted: this.deleted });
  }

  /** The text as it stands, with who wrote what; null for its first words. */
  runs(): { by: string | null; words: string }[] {
    const runs: { by: string | null; words: string }[] = [];
    for (const { words, client, clock } of standingWords(this.hydrate())) {
      for (let i = 0; i < words.length; ) {
        const run = this.written.at(client, clock + i);
        const len = Math.min(run?.len ?? words.length, words.length - i);
        const by = run?.by ?? null;
        const last = runs[runs.length - 1];
        const piece = words.slice(i, i + len);
        if (last && last.by === by) last.words += piece;
        else runs.push({ by, words: piece });
        i += len;
      }
    }
    return runs;
  }

  /** The same text at rest without anything that `person` wrote: their words leave the bytes, others' stand. */
  restWithout(person: string): Uint8Array {
    const doc = this.hydrate();
    const text = doc.getText(ROOT_NAME);
    doc.transact(() => {
      let index = text.length;
      for (const { words, client, clock } of [...standingWords(doc)].reverse()) {
        index -= words.length;
        for (let i = words.length - 1; i >= 0; i--) {
          if (this.written.at(client, clock + i)?.by === person) text.delete(index + i, 1);
        }
      }
    });
    this.words_ = null;
    const rename = (runs: AuthorRuns): AuthorRuns => {
      const renamed = new AuthorRuns();
      for (const { by, ...span } of runs) renamed.add(span, by === person ? ERASED : by);
      return renamed;
    };
    return writeResting({
      state: Y.encodeStateAsUpdate(doc),
      written: rename(this.written),
      deleted: rename(this.deleted),
    });
  }

  /** Lets the document go; the next who asks for words builds it anew. */
  evict(): void {
    this.fold();
    this.doc = null;
  }

  private hydrate(): Y.Doc {
    if (!this.doc) {
      this.doc = new Y.Doc();
      Y.applyUpdate(this.doc, this.state_);
      this.shown = 0;
    }
    for (; this.shown < this.updates.length; this.shown++) {
      Y.applyUpdate(this.doc, this.updates[this.shown] as Uint8Array);
    }
    return this.doc;
  }

  private fold(): void {
    if (this.updates.length === 0) return;
    this.state_ = Y.encodeStateAsUpdate(this.hydrate());
    this.updates = [];
    this.shown = 0;
  }
}

/** Stands for an author who was erased. */
export const ERASED = 'erased';

/** Stretches of words that stand in a text, in order, with the pen and clock of their first unit. */
function* standingWords(doc: Y.Doc): Generator<{ words: string; client: number; clock: number }> {
  let item = (doc.getText(ROOT_NAME) as unknown as { _start: Y.Item | null })._start;
  for (; item !== null; item = item.right) {
    if (item.deleted || !(item.content instanceof Y.ContentString)) continue;
    yield { words: item.content.str, client: item.id.client, clock: item.id.clock };
  }
}
