import type * as Y from 'yjs';
import type { PersonCommand } from '../core/session/command.ts';
import type { SessionParts } from '../core/session/parts.ts';
import type { AudienceId, PersonId } from '../core/stream/entry.ts';
import type { Refusal } from '../core/stream/refusal.ts';
import type { Presence } from '../wire/messages.ts';

/** Where a tab stands with its server. */
export type Link =
  | { state: 'connecting' }
  | { state: 'live'; since: number }
  | { state: 'offline'; since: number; retryAt: number }
  | { state: 'ended'; reason: 'protocol' | 'not-yours' | 'replaced' | 'signed-out' };

/** The three honest states of a person's words. */
export type Keeping = 'saved' | 'on-device' | 'refused';

/** Words or an act that the server did not take. Kept until the person has dealt with them. */
export interface NotTaken {
  id: string;
  command: PersonCommand;
  refusal: Refusal;
  /** The words that were in it, for copying or keeping as one's own note. */
  words: string;
  at: number;
}

/** All that a screen may draw. A new value whenever anything changes; parts that didn't change keep their identity. */
export interface SessionView {
  link: Link;
  keeping: Keeping;
  /** The server can't keep anything just now. */
  readOnly: boolean;
  /** People who sit at this device; the first is whose cookie it is. */
  people: PersonId[];
  /** Parts with what this tab predicts laid over them. Empty until the first contact. */
  parts: SessionParts;
  /** Commands not yet acknowledged. */
  pending: number;
  names: Readonly<Record<PersonId, string>>;
  presence: Readonly<Record<PersonId, Presence>>;
  /** How notes read, as far as this tab knows. */
  words: (note: string) => string | undefined;
  notTaken: readonly NotTaken[];
}

/** A text as Yjs has it, for an editor that speaks Yjs itself. What is done to it is sent like any typing. */
export interface SharedText {
  text: Y.Text;
  /** Takes back what was typed here, for as long as the tab lives. */
  undoing: Y.UndoManager;
}

/** An open text of a note. */
export interface OpenText {
  /** False until the server has given a pen: nothing can be typed before. `subscribe` tells of the change. */
  ready(): boolean;
  /** The words as they stand, with what was typed here. */
  words(): string;
  /** Null until the server has given a pen. Another one after a refusal, which ends both pen and document. */
  shared(): SharedText | null;
  /** Makes the text read `words`; only the smallest difference travels. `caret`: UTF-16 offset after the change. */
  type(words: string, caret: number): void;
  /** Called with the change (Yjs delta) and the new words whenever others change the text. */
  onRemote(
    listener: (delta: { retain?: number; insert?: string; delete?: number }[], words: string) => void,
  ): () => void;
  undo(): void;
  redo(): void;
  close(): void;
}

/** One tab's connection to one session. Headless: the web, the bots, the tests and the benchmarks all use it. */
export interface SessionClient {
  view(): SessionView;
  /** Calls `listener` after every change of `view()`. */
  subscribe(listener: () => void): () => void;
  /** Server time now, milliseconds, by the measured offset. */
  now(): number;
  /** Asks for something; shows at once where it can be predicted. `as`: one of `people`, the first by default. */
  act(command: PersonCommand, as?: PersonId): void;
  /** A fresh unguessable id for a note, complaint, offer or placement. */
  freshId(): string;
  /** Opens a note's text for typing. The same text may be opened several times. */
  openText(to: AudienceId, note: string, as?: PersonId): OpenText;
  /** Subscribes to what stands under `parent`; `follow` opens what is under that, too, up to `limit` notes in all. */
  open(to: AudienceId, parent: string, limit: number, follow: boolean): () => void;
  showPresence(presence: Presence, as?: PersonId): void;
  dismiss(notTaken: string): void;
  /** Tries to connect at once, e.g. when the browser says that it is online again. */
  retryNow(): void;
  /** True while anything typed here is not yet kept by the server. */
  hasUnsaved(): boolean;
  close(): void;
}
