import * as Y from 'yjs';
import { deletionOf } from './deletion.ts';
import {
  type Inspection,
  inspectUpdate,
  penOf,
  ROOT_NAME,
  type Span,
  TEXT_LIMITS,
  type TextLimits,
  writtenIn,
} from './inspect.ts';
import { BIRTH_PEN, type Pen } from './pen.ts';
import { readResting, writeResting } from './resting.ts';
import { AuthorRuns, ERASED, runsOfWords, type Stretch, type WordRun } from './runs.ts';

/**
 * So many updates, or bytes of them, are kept one by one before they are folded into the state; for a long text more,
 * so that folding costs the same for each update however long the text is.
 */
const FOLD_UPDATES = 500;
const FOLD_BYTES = 1024 * 1024;
/** Bytes of state for each update that may wait. */
const STATE_EACH = 32;

/** The document with which every text begins: its first words, written by no device. The same words, the same bytes. */
export function bearText(words: string): Uint8Array {
  return Y.encodeStateAsUpdate(birth(words));
}

function birth(words: string): Y.Doc {
  const doc = new Y.Doc();
  doc.clientID = BIRTH_PEN;
  if (words !== '') doc.getText(ROOT_NAME).insert(0, words);
  return doc;
}

/**
 * The server's copy of one text. A Y.Doc costs some 3 KB of heap, so there is one only while somebody asks for the
 * words; what is kept otherwise is the state as bytes and the updates since.
 */
export class TextLedger {
  /** Format 2, as in `Resting`. */
  private base: Uint8Array;
  private updates: Uint8Array[] = [];
  private bytes = 0;
  private doc: Y.Doc | null = null;
  /** Updates that `doc` has not been shown yet, from this index on. */
  private shown = 0;
  private standingWords: string | null = null;
  /** Units that stand, kept in step with `known` and `deleted`. */
  private units: number;
  readonly known: Map<number, number>;
  readonly written: AuthorRuns;
  /** Every clock that is deleted, whoever deleted it. */
  readonly deleted: AuthorRuns;

  private constructor(base: Uint8Array, written: AuthorRuns, deleted: AuthorRuns) {
    this.base = base;
    this.known = Y.decodeStateVector(Y.encodeStateVectorFromUpdateV2(base));
    this.written = written;
    this.deleted = deleted;
    this.units = writtenIn(this.known) - deleted.total;
  }

  static born(words: string): TextLedger {
    return new TextLedger(Y.encodeStateAsUpdateV2(birth(words)), new AuthorRuns(), new AuthorRuns());
  }

  /** Throws on bytes that `rest` did not write. */
  static wake(resting: Uint8Array): TextLedger {
    const { state, written, deleted } = readResting(resting);
    return new TextLedger(state, written, deleted);
  }

  /** UTF-16 units that stand in the text. */
  get length(): number {
    return this.units;
  }

  /**
   * Looks at an update and takes it if nothing speaks against it. Without a pen the one that the update names is
   * believed: that is for what was checked when it was committed.
   */
  take(update: Uint8Array, by: string, pen?: Pen, limits: TextLimits = TEXT_LIMITS): Inspection {
    const writer = pen ?? penIn(update);
    const seen = inspectUpdate(update, this.known, writer, limits, this.units);
    if (seen.ok) this.accept(update, by, seen, writer);
    return seen;
  }

  /** Takes an update that was inspected against `known` and committed. */
  accept(update: Uint8Array, by: string, seen: Extract<Inspection, { ok: true }>, pen: Pen): void {
    this.updates.push(update);
    this.bytes += update.length;
    this.standingWords = null;
    if (seen.to > seen.from) {
      this.written.add({ client: pen, clock: seen.from, len: seen.to - seen.from }, by);
      this.known.set(pen, seen.to);
    }
    const before = this.deleted.total;
    for (const span of seen.deletes) this.deleted.add(span, by);
    this.units += seen.to - seen.from - (this.deleted.total - before);
    const most = Math.max(FOLD_UPDATES, this.base.length / STATE_EACH);
    if (this.updates.length >= most || this.bytes >= FOLD_BYTES) this.fold();
  }

  words(): string {
    this.standingWords ??= this.hydrate().getText(ROOT_NAME).toString();
    return this.standingWords;
  }

  /**
   * What a newcomer needs, or, with the state vector of what they have, what they lack. Deleted words are not in it.
   * A vector that can't be read is as good as none.
   */
  state(vector?: Uint8Array): Uint8Array {
    const doc = this.hydrate();
    if (vector) {
      try {
        Y.decodeStateVector(vector);
        return Y.encodeStateAsUpdate(doc, vector);
      } catch {
        // It came from a device; nothing is known about it.
      }
    }
    return Y.encodeStateAsUpdate(doc);
  }

  /** Bytes for storage; `wake` reads them. */
  rest(): Uint8Array {
    this.fold();
    return writeResting({ state: this.base, written: this.written, deleted: this.deleted });
  }

  /** The text as it stands, with who wrote what; `birthBy` for its first words. */
  runs(birthBy: string | null = null): WordRun[] {
    return runsOfWords(this, birthBy);
  }

  /** Stretches of words that stand in the text, in order. */
  *standing(): Generator<Stretch> {
    let item = (this.hydrate().getText(ROOT_NAME) as unknown as { _start: Y.Item | null })._start;
    for (; item !== null; item = item.right) {
      if (item.deleted || !(item.content instanceof Y.ContentString)) continue;
      yield { words: item.content.str, client: item.id.client, clock: item.id.clock };
    }
  }

  /**
   * A ledger of the same text without `spans` (sorted and apart within each pen), in which `person` is no author of anything. Theirs leave the bytes,
   * all other words stand; every pen's next clock stays what it was.
   */
  without(spans: readonly Span[], person: string): TextLedger {
    const doc = new Y.Doc();
    Y.applyUpdate(doc, this.state());
    Y.applyUpdate(doc, deletionOf(spans));
    const deleted = this.deleted.without(person);
    for (const span of spans) deleted.add(span, ERASED);
    return new TextLedger(Y.encodeStateAsUpdateV2(doc), this.written.without(person), deleted);
  }

  /** Lets the document go; the next who asks for words builds it anew. */
  evict(): void {
    this.fold();
    this.doc = null;
    this.standingWords = null;
  }

  private hydrate(): Y.Doc {
    if (!this.doc) {
      this.doc = new Y.Doc();
      Y.applyUpdateV2(this.doc, this.base);
      this.shown = 0;
    }
    const { doc } = this;
    if (this.shown < this.updates.length) {
      // One transaction: Yjs tidies up once, not after every update.
      doc.transact(() => {
        for (; this.shown < this.updates.length; this.shown++) {
          Y.applyUpdate(doc, this.updates[this.shown] as Uint8Array);
        }
      });
    }
    return doc;
  }

  private fold(): void {
    if (this.updates.length === 0) return;
    const { doc } = this;
    this.base = Y.encodeStateAsUpdateV2(this.hydrate());
    this.updates = [];
    this.bytes = 0;
    this.shown = 0;
    // Folding is no reason to keep a document that nobody had asked for.
    this.doc = doc;
  }
}

/** The pen of an update, for those who have only its bytes; 0, which is nobody's, where it isn't written. */
function penIn(update: Uint8Array): Pen {
  try {
    return penOf(update) ?? 0;
  } catch {
    return 0;
  }
}
