import { isNoteEvent, type NoteEvent } from '../../core/notes/event.ts';
import type { NoteTree } from '../../core/notes/tree.ts';
import { holdsNote, type Window, windowEvent } from '../../core/notes/window.ts';
import type { SessionEvent } from '../../core/session/event.ts';
import type { SessionPart } from '../../core/session/parts.ts';
import type { AudienceId } from '../../core/stream/entry.ts';
import { pour } from '../../wire/codec.ts';
import type { ServerMessage, WireEvent } from '../../wire/messages.ts';
import type { Committed } from './owner.ts';

/** A viewer as a batch sees it: what it has open. */
export interface Looker {
  window(to: AudienceId): Window;
  setWindow(to: AudienceId, window: Window): void;
  /** Notes of an audience whose texts the viewer has open. */
  textsIn(to: AudienceId): { has(note: string): boolean };
}

/** What was typed into one text: by whom last, the updates in order, and the cursor of the last. */
interface Typed {
  by: string;
  updates: Uint8Array[];
  cursor: number;
}

interface Told {
  cursor: number;
  event: SessionEvent;
  tree: NoteTree;
}

/**
 * What one audience is told of one commit. Encoded once for all viewers whose windows hold everything in it, which
 * in a room is nearly everybody; others get what their windows show of it.
 */
export class Batch {
  readonly to: AudienceId;
  readonly from: number;
  private upto: number;
  private readonly told: Told[] = [];
  /** Updates by note, with who wrote last: one batch tells the typing of many as one event a text. */
  private readonly typed = new Map<string, Typed>();
  private tree: NoteTree | null = null;
  private shared: Uint8Array | null = null;

  constructor(to: AudienceId, from: number) {
    this.to = to;
    this.from = from;
    this.upto = from;
  }

  add({ entry, after }: Committed<SessionPart>): void {
    const event = entry.event as SessionEvent;
    this.upto = after.cursor;
    this.tree = after.tree;
    this.shared = null;
    if (event.type === 'wrote' && entry.update) {
      const typed = this.typed.get(event.note);
      if (typed) {
        typed.updates.push(entry.update);
        typed.by = event.by;
        typed.cursor = after.cursor;
      } else {
        this.typed.set(event.note, { by: event.by, updates: [entry.update], cursor: after.cursor });
      }
    } else this.told.push({ cursor: after.cursor, event, tree: after.tree });
  }

  /** Notes typed in, for those who have not opened the text. */
  get typedNotes(): string[] {
    return [...this.typed.keys()];
  }

  /**
   * The frame for one viewer, whose window moves with what happened. `shown`: notes that came into the window and
   * were written in before, so that the viewer has to be told how they read.
   */
  frameFor(viewer: Looker): { frame: Uint8Array; shown: string[] } {
    const shown: string[] = [];
    let window = viewer.window(this.to);
    const events: { cursor: number; event: WireEvent }[] = [];
    let whole = true;
    for (const { cursor, event, tree } of this.told) {
      if (!isNoteEvent(event)) {
        events.push({ cursor, event });
        continue;
      }
      const windowed = windowEvent(tree, window, event as NoteEvent);
      window = windowed.window;
      if (windowed.events.length !== 1 || windowed.events[0] !== event) whole = false;
      for (const seen of windowed.events) {
        events.push({ cursor, event: seen });
        if (seen.type !== 'notes-shown') continue;
        for (const note of seen.notes) if (note.wroteBy !== null) shown.push(note.id);
      }
    }
    viewer.setWindow(this.to, window);
    const open = viewer.textsIn(this.to);
    let everything = true;
    for (const note of this.typed.keys()) if (!open.has(note)) everything = false;
    if (whole && everything) {
      this.shared ??= this.encode(events, [...this.typed], null);
      return { frame: this.shared, shown };
    }
    const texts: [string, Typed][] = [];
    for (const pair of this.typed) {
      const [note, { by, updates, cursor }] = pair;
      if (open.has(note)) texts.push(pair);
      else if (this.tree && holdsNote(this.tree, window, note)) {
        events.push({ cursor, event: wroteMany(note, by, updates.length) });
      }
    }
    const cursors = events.map(({ cursor }) => cursor);
    return { frame: this.encode(events, texts, cursors), shown };
  }

  private encode(
    events: { cursor: number; event: WireEvent }[],
    texts: [string, Typed][],
    cursors: number[] | null,
  ): Uint8Array {
    const message: Extract<ServerMessage, { type: 'events' }> = {
      type: 'events',
      to: this.to,
      from: this.from,
      upto: this.upto,
      events: events.map(({ event }) => withoutAudience(event)),
    };
    if (texts.length > 0) message.typed = texts.map(([note, { by, updates }]) => [note, by, updates]);
    if (cursors) message.cursors = cursors;
    return pour(message);
  }
}

const wroteMany = (note: string, by: string, count: number): WireEvent =>
  ({ type: 'wrote-many', note, by, count }) as WireEvent;

function withoutAudience(event: WireEvent): WireEvent {
  const { to: _to, ...rest } = event as WireEvent & { to?: AudienceId };
  return rest as WireEvent;
}
