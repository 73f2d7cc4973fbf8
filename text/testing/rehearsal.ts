import * as Y from 'yjs';
import { receiveUpdate } from '../copy.ts';
import { ROOT_NAME } from '../inspect.ts';
import { bearText, TextLedger } from '../ledger.ts';
import type { Pen } from '../pen.ts';
import { applyDiff, mergeTyping } from '../typing.ts';

const TYPED = 'typed';
const REMOTE = 'remote';

/** One device with a copy of the text, for tests and measurements. */
export class Desk {
  readonly copy = new Y.Doc();
  readonly undoing: Y.UndoManager;
  readonly pen: Pen;
  readonly by: string;
  /** Updates of the log that it has received. */
  received = 0;
  private buffer: Uint8Array[] = [];

  constructor(pen: Pen, by: string, state: Uint8Array, received: number) {
    this.pen = pen;
    this.by = by;
    this.received = received;
    receiveUpdate(this.copy, pen, state, REMOTE);
    this.copy.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== REMOTE) this.buffer.push(update);
    });
    this.undoing = new Y.UndoManager(this.text, { trackedOrigins: new Set([TYPED]), captureTimeout: 0 });
  }

  get text(): Y.Text {
    return this.copy.getText(ROOT_NAME);
  }

  words(): string {
    return this.text.toString();
  }

  /** Replaces `gone` units at `at` by `come`, as a text field does. */
  type(at: number, gone: number, come: string): void {
    const before = this.words();
    const after = before.slice(0, at) + come + before.slice(at + gone);
    applyDiff(this.text, before, after, at + come.length, TYPED);
  }

  takeOut(): Uint8Array | null {
    const update = this.buffer.length > 0 ? mergeTyping(this.buffer) : null;
    this.buffer = [];
    return update;
  }

  receive(update: Uint8Array): void {
    receiveUpdate(this.copy, this.pen, update, REMOTE);
  }
}

export interface Committed {
  update: Uint8Array;
  by: string;
  pen: Pen;
}

/** Several devices that write one text, and the order in which the server took what they wrote. */
export class Rehearsal {
  readonly log: Committed[] = [];
  readonly desks: Desk[] = [];
  readonly birth: string;
  ledger: TextLedger;

  constructor(birth: string, authors: readonly string[]) {
    this.birth = birth;
    this.ledger = TextLedger.born(birth);
    authors.forEach((by, i) => {
      this.desks.push(new Desk(1000 + 7919 * i, by, bearText(birth), 0));
    });
  }

  /** Sends what a desk has typed. Throws if it is refused: everything that a desk makes must be taken. */
  send(desk: Desk): void {
    const update = desk.takeOut();
    if (!update) return;
    const seen = this.ledger.take(update, desk.by, desk.pen);
    if (!seen.ok) throw new Error(`an update of a desk was refused: ${seen.reason}`);
    this.log.push({ update, by: desk.by, pen: desk.pen });
  }

  /** Lets a desk receive up to `most` of what it has not seen. */
  tell(desk: Desk, most = Number.POSITIVE_INFINITY): void {
    const end = Math.min(this.log.length, desk.received + most);
    for (; desk.received < end; desk.received++) {
      const { update, pen } = this.log[desk.received] as Committed;
      if (pen !== desk.pen) desk.receive(update);
    }
  }

  /** Everybody sends and receives everything. */
  settle(): void {
    for (const desk of this.desks) this.send(desk);
    for (const desk of this.desks) this.tell(desk);
  }

  /** A document that was shown every update as it came. */
  document(gc = true): Y.Doc {
    const doc = new Y.Doc({ gc });
    Y.applyUpdate(doc, bearText(this.birth));
    for (const { update } of this.log) Y.applyUpdate(doc, update);
    return doc;
  }
}

/** One thing that happens in a rehearsal; `at` and `size` are taken as shares of what there is. */
export interface Turn {
  desk: number;
  does: 'type' | 'delete' | 'replace' | 'send' | 'receive' | 'undo' | 'redo';
  at: number;
  size: number;
  words: string;
}

export function play(rehearsal: Rehearsal, turns: readonly Turn[]): void {
  for (const { desk: number, does, at, size, words } of turns) {
    const desk = rehearsal.desks[number % rehearsal.desks.length] as Desk;
    const { length } = desk.text;
    const place = at % (length + 1);
    const gone = Math.min(size, length - place);
    if (does === 'type') desk.type(place, 0, words);
    else if (does === 'delete') desk.type(place, gone, '');
    else if (does === 'replace') desk.type(place, gone, words);
    else if (does === 'send') rehearsal.send(desk);
    else if (does === 'receive') rehearsal.tell(desk, size + 1);
    else if (does === 'undo') desk.undoing.undo();
    else desk.undoing.redo();
  }
}

/** What Yjs is still waiting for; nothing, if all is well. */
export const isWaiting = (doc: Y.Doc): boolean =>
  doc.store.pendingStructs !== null || doc.store.pendingDs !== null;
