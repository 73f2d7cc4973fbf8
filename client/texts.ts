import * as Y from 'yjs';
import type { Clock } from '../core/stream/clock.ts';
import type { AudienceId, PersonId } from '../core/stream/entry.ts';
import { receiveUpdate } from '../text/copy.ts';
import type { Pen } from '../text/pen.ts';
import { applyDiff, difference, mergeTyping, packTyping } from '../text/typing.ts';
import type { OpenText, SharedText } from './api.ts';

/** How much typing goes into one update, milliseconds. */
const TOGETHER = 200;
const REMOTE = 'remote';
const LOCAL = 'local';

type RemoteListener = (delta: { retain?: number; insert?: string; delete?: number }[], words: string) => void;

export interface TextLine {
  clock: Clock;
  /** Takes an update on its way. */
  write(text: ClientText, update: Uint8Array): void;
  /** Asks the server for a text; it answers with its state and a pen. */
  ask(text: ClientText): void;
  letGo(text: ClientText): void;
  /** Words that the server turned down, to be offered to their writer. */
  turnedDown(text: ClientText, words: string): void;
  changed(): void;
}

/**
 * A text that is open in this tab. Nothing can be typed before the server gave a pen; after that typing goes on
 * whether or not there is a connection.
 */
export class ClientText {
  readonly to: AudienceId;
  readonly note: string;
  as: PersonId;
  stop: number | undefined;
  generation = 0;
  private pen: Pen = 0;
  /** How many editors have it open. */
  users = 0;
  private doc: Y.Doc | null = null;
  private undoManager: Y.UndoManager | null = null;
  private shared: SharedText | null = null;
  private buffer: Uint8Array[] = [];
  private cancelFlush: (() => void) | null = null;
  private readonly listeners = new Set<RemoteListener>();
  private readonly line: TextLine;
  /** What stood here when a refusal ended the pen, until the server's state has come. */
  private refused: string | null = null;
  private readonly birth: () => string;

  constructor(to: AudienceId, note: string, as: PersonId, birth: () => string, line: TextLine) {
    this.to = to;
    this.note = note;
    this.as = as;
    this.birth = birth;
    this.line = line;
  }

  get ready(): boolean {
    return this.doc !== null;
  }

  words(): string {
    return this.refused ?? this.doc?.getText('t').toString() ?? this.birth();
  }

  vector(): Uint8Array | undefined {
    return this.doc ? Y.encodeStateVector(this.doc) : undefined;
  }

  /** The server's answer. `mine` are updates of this tab that it may not have yet. */
  open(state: Uint8Array, pen: Pen, generation: number, mine: readonly Uint8Array[]): void {
    if (generation < this.generation) return;
    this.generation = generation;
    const before = this.words();
    const fresh = this.doc === null;
    const doc = this.doc ?? new Y.Doc();
    this.pen = pen;
    receiveUpdate(doc, pen, state, REMOTE);
    for (const update of mine) receiveUpdate(doc, pen, update, REMOTE);
    if (fresh) {
      this.watch(doc);
      const words = doc.getText('t').toString();
      if (words !== before) {
        const delta = [...(before ? [{ delete: before.length }] : []), ...(words ? [{ insert: words }] : [])];
        for (const listener of [...this.listeners]) listener(delta, words);
      }
    }
    if (this.refused !== null) {
      const lost = difference(this.refused, doc.getText('t').toString());
      this.refused = null;
      if (lost.trim() !== '') this.line.turnedDown(this, lost);
    }
    this.line.changed();
  }

  /** Begins only when the first state is there: to be told of a book would cost as much as writing it down again. */
  private watch(doc: Y.Doc): void {
    const text = doc.getText('t');
    text.observe((event, transaction) => {
      if (transaction.origin !== REMOTE) return;
      const delta = event.delta as Parameters<RemoteListener>[0];
      for (const listener of this.listeners) listener(delta, text.toString());
    });
    this.undoManager = new Y.UndoManager(text, { trackedOrigins: new Set([LOCAL]), captureTimeout: 600 });
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== REMOTE) this.hold(update, origin === LOCAL);
    });
    this.doc = doc;
    this.shared = { text, undoing: this.undoManager };
  }

  receive(updates: readonly Uint8Array[]): void {
    const { doc } = this;
    if (!doc) return;
    const one = updates.length > 1 ? mergeTyping(updates) : updates[0];
    if (one) receiveUpdate(doc, this.pen, one, REMOTE);
  }

  /** Whether what a pen wrote stands here, or stood here when the pen ended and was offered then. */
  holdsPen(generation: number): boolean {
    return generation <= this.generation;
  }

  /** An update of this pen was refused: none after it can be taken. The words stay, and are offered. */
  endPen(generation: number): void {
    if (generation !== this.generation) return;
    this.refused = this.words();
    this.cancelFlush?.();
    this.cancelFlush = null;
    this.buffer = [];
    this.doc?.destroy();
    this.doc = null;
    this.undoManager = null;
    this.shared = null;
    this.generation++;
    this.line.ask(this);
  }

  /** The server no longer lets this tab read the text: words that it refused before are offered to their writer. */
  turnAway(): void {
    if (this.refused === null) return;
    const lost = difference(this.refused, this.birth());
    this.refused = null;
    if (lost.trim() !== '') this.line.turnedDown(this, lost);
  }

  /** Nobody here looks at the text any more. */
  shut(): void {
    this.flush();
    this.turnAway();
    this.doc?.destroy();
    this.doc = null;
    this.undoManager = null;
    this.shared = null;
  }

  flush(): void {
    this.cancelFlush?.();
    this.cancelFlush = null;
    if (this.buffer.length === 0) return;
    const updates = packTyping(this.buffer);
    this.buffer = [];
    for (const update of updates) this.line.write(this, update);
  }

  get unsent(): boolean {
    return this.buffer.length > 0;
  }

  /**
   * Keeps an update until it goes. An editor that speaks Yjs shows its own letters: the rest of the page hears of such
   * typing when it begins and when it goes, not at every letter.
   */
  private hold(update: Uint8Array, tell: boolean): void {
    this.buffer.push(update);
    if (tell || this.buffer.length === 1) this.line.changed();
    this.cancelFlush ??= this.line.clock.at(this.line.clock.now() + TOGETHER, () => {
      this.cancelFlush = null;
      this.flush();
    });
  }

  /** One editor's hold on this text. */
  handle(): OpenText {
    this.users++;
    const own = new Set<RemoteListener>();
    let closed = false;
    return {
      ready: () => this.ready,
      words: () => this.words(),
      shared: () => this.shared,
      type: (words, caret) => {
        const doc = this.doc;
        if (!doc) return;
        const text = doc.getText('t');
        applyDiff(text, text.toString(), words, caret, LOCAL);
      },
      onRemote: (listener) => {
        own.add(listener);
        this.listeners.add(listener);
        return () => {
          own.delete(listener);
          this.listeners.delete(listener);
        };
      },
      undo: () => void this.undoManager?.undo(),
      redo: () => void this.undoManager?.redo(),
      close: () => {
        if (closed) return;
        closed = true;
        for (const listener of own) this.listeners.delete(listener);
        this.flush();
        this.users--;
        if (this.users === 0) this.line.letGo(this);
      },
    };
  }
}
