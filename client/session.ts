import type { NoteTree } from '../core/notes/tree.ts';
import type { PersonCommand } from '../core/session/command.ts';
import { groupAt } from '../core/session/decide/scene.ts';
import type { SessionEvent } from '../core/session/event.ts';
import {
  emptyPart,
  groupOf,
  roomOf,
  type SessionPart,
  type SessionParts,
  workOf,
} from '../core/session/parts.ts';
import { session } from '../core/session/subject.ts';
import type { Clock } from '../core/stream/clock.ts';
import type { AudienceId, PersonId } from '../core/stream/entry.ts';
import { OrderedMap } from '../core/stream/ordered.ts';
import { unpack } from '../core/stream/pack.ts';
import type { Refusal } from '../core/stream/refusal.ts';
import { advance } from '../core/stream/state.ts';
import { insertedWords } from '../text/inserted.ts';
import { MOST_FRAME, pour, read } from '../wire/codec.ts';
import type { Presence, ServerMessage } from '../wire/messages.ts';
import { MOST_GREETED, PROTOCOL } from '../wire/protocol.ts';
import type { Keeping, Link, NotTaken, OpenText, SessionClient, SessionView } from './api.ts';
import { ClockOffset } from './offset.ts';
import { Outbox, type OutboxStore, type Outgoing } from './outbox.ts';
import { type layOver, Overlay, predict, type Sight } from './overlay.ts';
import { ClientText } from './texts.ts';

/** A socket to the server. The callbacks come only after `connect` has returned. */
export interface ClientWire {
  send(frame: Uint8Array): void;
  close(): void;
}
export interface WireEvents {
  onOpen(): void;
  onFrame(frame: Uint8Array): void;
  onClose(): void;
}

export interface SessionOptions {
  connect: (events: WireEvents) => ClientWire;
  clock: Clock;
  store: OutboxStore;
  /** This tab's own id: unguessable, and the same after a reload. */
  device: string;
  /** At least 128 bits of chance as letters and digits. */
  random: () => string;
  /** How what is on its way is laid over what the server told; for tests that put a worse one in its place. */
  layOver?: typeof layOver;
  /** The device's store failed: words typed now would not survive the tab. */
  onStoreFailure?: (error: unknown) => void;
}

const FIRST_RETRY = 400;
const LONGEST_RETRY = 8000;
const PING = 10_000;
/** A connection that has been silent for this long is taken for dead, milliseconds. */
const SILENCE = 25_000;
const PRESENCE_GAP = 120;
const MOST_AT_ONCE = 100;

export function openSession(options: SessionOptions): SessionClient {
  return new Session(options);
}

class Session implements SessionClient {
  private readonly options: SessionOptions;
  private readonly clock: Clock;
  private readonly outbox: Outbox;
  private readonly offset = new ClockOffset();
  private readonly overlay = new Overlay();
  private readonly listeners = new Set<() => void>();
  private readonly texts = new Map<string, ClientText>();
  /** Texts that were asked for before the server had their notes: a note may be predicted here and typed in at once. */
  private readonly unborn = new Set<ClientText>();
  private readonly windows = new Map<
    string,
    { to: AudienceId; parent: string; limit: number; follow: boolean }
  >();
  private wire: ClientWire | null = null;
  private link: Link = { state: 'connecting' };
  private base: SessionParts = OrderedMap.empty();
  private people: PersonId[] = [];
  private names: Record<PersonId, string> = {};
  private presence: Record<PersonId, Presence> = {};
  private readonly told = new Map<string, string>();
  private notTaken: NotTaken[] = [];
  private readOnly = false;
  private greeted = false;
  /** Counters sent over the present connection. */
  private sent = new Set<number>();
  private retryAfter = FIRST_RETRY;
  private heard = 0;
  private cancelRetry: (() => void) | null = null;
  private cancelPing: (() => void) | null = null;
  private cancelPresence: (() => void) | null = null;
  private presenceWanted: { presence: Presence; as: PersonId } | null = null;
  private closed = false;
  private shown: SessionView | null = null;

  constructor(options: SessionOptions) {
    this.options = options;
    this.clock = options.clock;
    this.outbox = new Outbox(options.device, options.store, (error) => options.onStoreFailure?.(error));
    void this.outbox.restore().then(() => {
      if (!this.closed) this.connect();
    });
  }

  view(): SessionView {
    this.shown ??= this.draw();
    return this.shown;
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  now(): number {
    return this.clock.now() + this.offset.value;
  }

  act(command: PersonCommand, as?: PersonId): void {
    const who = as ?? this.people[0];
    if (who === undefined) return;
    const item = { as: who, command: this.withStop(command, who) };
    this.flushBefore(item);
    this.post(item);
  }

  /**
   * What was typed before an act is on its way before it; but an act for oneself alone doesn't hurry what is typed
   * for others, lest they could tell from it.
   */
  private flushBefore(item: Omit<Outgoing, 'counter'>): void {
    const expected = predict(this.view().parts, { ...item, counter: 0 }, this.sight());
    const alone = expected?.every((event) => event.to.startsWith('p:')) ?? false;
    for (const text of this.texts.values()) if (text.to.startsWith('p:') === alone) text.flush();
  }

  freshId(): string {
    return this.options.random();
  }

  openText(to: AudienceId, note: string, as?: PersonId): OpenText {
    const key = `${to} ${note}`;
    let text = this.texts.get(key);
    if (!text) {
      text = new ClientText(to, note, as ?? this.people[0] ?? '', () => this.knownWords(to, note) ?? '', {
        clock: this.clock,
        write: (from, update) =>
          this.post({
            as: from.as || (this.people[0] ?? ''),
            command: this.withStop({ type: 'wrote', to, note }, from.as || (this.people[0] ?? '')),
            update,
            generation: from.generation,
          }),
        ask: (of) => this.askText(of),
        letGo: (of) => this.letGo(of),
        turnedDown: (of, words) =>
          this.keepBack({ type: 'wrote', to: of.to, note: of.note }, { refused: 'bad-text' }, words),
        changed: () => this.changed(),
      });
      this.texts.set(key, text);
      if (this.greeted) this.askText(text);
    }
    if (as) text.as = as;
    return text.handle();
  }

  open(to: AudienceId, parent: string, limit: number, follow: boolean): () => void {
    const key = `${to} ${parent}`;
    this.windows.set(key, { to, parent, limit, follow });
    this.say({ type: 'open', to, parent, limit, follow });
    return () => {
      this.windows.delete(key);
      this.say({ type: 'close', to, parent });
    };
  }

  showPresence(presence: Presence, as?: PersonId): void {
    const who = as ?? this.people[0];
    if (who === undefined) return;
    // Where somebody goes in private is nobody's business, not even that they went.
    const { note } = presence;
    if (
      note !== null &&
      ![...this.base].some(([to, part]) => !to.startsWith('p:') && part.tree.notes.has(note))
    )
      return;
    this.presenceWanted = { presence, as: who };
    // On a grid, so that where somebody goes in private shifts nothing that others see.
    this.cancelPresence ??= this.clock.at(
      (Math.floor(this.clock.now() / PRESENCE_GAP) + 1) * PRESENCE_GAP,
      () => {
        this.cancelPresence = null;
        const wanted = this.presenceWanted;
        this.presenceWanted = null;
        if (wanted && this.greeted) this.say({ type: 'presence', as: wanted.as, presence: wanted.presence });
      },
    );
  }

  dismiss(id: string): void {
    this.notTaken = this.notTaken.filter((held) => held.id !== id);
    this.changed();
  }

  hasUnsaved(): boolean {
    return !this.outbox.empty || [...this.texts.values()].some((text) => text.unsent);
  }

  retryNow(): void {
    if (this.link.state !== 'offline') return;
    this.cancelRetry?.();
    this.connect();
  }

  close(): void {
    for (const text of this.texts.values()) text.flush();
    this.closed = true;
    this.cancelRetry?.();
    this.cancelPing?.();
    this.cancelPresence?.();
    this.wire?.close();
    this.wire = null;
  }

  // --- connection

  private connect(): void {
    if (this.closed) return;
    this.link = { state: 'connecting' };
    this.greeted = false;
    this.sent = new Set();
    this.heard = this.clock.now();
    const wire: ClientWire = this.options.connect({
      onOpen: () => {
        if (this.wire === wire) this.hello();
      },
      onFrame: (frame) => {
        if (this.wire === wire) this.receive(frame);
      },
      onClose: () => {
        if (this.wire === wire) this.lost();
      },
    });
    this.wire = wire;
    this.watch();
    this.changed();
  }

  private hello(): void {
    const cursors: Record<AudienceId, number> = {};
    for (const [to, part] of this.base) cursors[to] = part.cursor;
    this.say({
      type: 'hello',
      protocol: PROTOCOL,
      device: this.options.device,
      cursors,
      windows: [...this.windows.values()].slice(-MOST_GREETED.windows),
      texts: [],
    });
  }

  private lost(): void {
    this.wire = null;
    this.greeted = false;
    this.cancelPing?.();
    this.cancelPing = null;
    if (this.closed || this.link.state === 'ended') return;
    const now = this.clock.now();
    const since = this.link.state === 'offline' ? this.link.since : now;
    const retryAt = now + this.retryAfter;
    this.link = { state: 'offline', since, retryAt };
    this.retryAfter = Math.min(LONGEST_RETRY, this.retryAfter * 1.7);
    this.cancelRetry = this.clock.at(retryAt, () => this.connect());
    this.presence = {};
    this.changed();
  }

  /** Pings, and takes a silent connection for dead: on bad Wi-Fi nobody says goodbye. */
  private watch(): void {
    this.cancelPing?.();
    this.cancelPing = this.clock.at(this.clock.now() + PING, () => {
      if (this.clock.now() - this.heard > SILENCE) {
        this.wire?.close();
        this.lost();
        return;
      }
      if (this.greeted) this.say({ type: 'ping', sent: this.clock.now() });
      this.watch();
    });
  }

  private say(message: unknown): void {
    this.wire?.send(pour(message));
  }

  private receive(frame: Uint8Array): void {
    this.heard = this.clock.now();
    this.handle(read(frame) as ServerMessage);
  }

  private handle(message: ServerMessage): void {
    switch (message.type) {
      case 'welcome':
        this.offset.take(this.clock.now(), message.now, this.clock.now());
        this.people = message.people;
        this.outbox.raise(message.counter);
        this.link = { state: 'live', since: this.clock.now() };
        this.retryAfter = FIRST_RETRY;
        this.readOnly = false;
        this.greeted = true;
        this.say({ type: 'ping', sent: this.clock.now() });
        for (const text of this.texts.values()) this.askText(text);
        this.send();
        break;
      case 'people':
        this.people = message.people;
        break;
      case 'part':
        this.takePart(message.to, message.part);
        this.askForBorn(message.to);
        break;
      case 'drop':
        this.base = this.base.delete(message.to);
        for (const [key, text] of this.texts) {
          if (text.to !== message.to) continue;
          text.shut();
          this.texts.delete(key);
        }
        break;
      case 'events':
        this.takeEvents(message);
        this.askForBorn(message.to);
        break;
      case 'ack':
        this.outbox.settle(message.counters);
        break;
      case 'refused':
        this.takeRefusal(message.counter, {
          refused: message.code,
          ...(message.detail === undefined ? {} : { detail: message.detail }),
        });
        break;
      case 'window':
        this.takeWindow(message.to, message.tree);
        break;
      case 'text': {
        const text = this.texts.get(`${message.to} ${message.note}`);
        const mine = this.outbox.all.filter(
          ({ command, update }) =>
            update && command.type === 'wrote' && command.to === message.to && command.note === message.note,
        );
        text?.open(
          message.state,
          message.pen,
          message.generation,
          mine
            .filter((item) => item.generation === message.generation)
            .map((item) => item.update as Uint8Array),
        );
        break;
      }
      case 'text-closed': {
        const text = this.texts.get(`${message.to} ${message.note}`);
        text?.turnAway();
        if (text && !text.ready) this.unborn.add(text);
        break;
      }
      case 'words':
        for (const [note, words] of Object.entries(message.words)) {
          this.told.set(`${message.to} ${note}`, words);
        }
        break;
      case 'names':
        this.names = { ...this.names, ...message.names };
        break;
      case 'presence':
        this.takePresence(message.people);
        break;
      case 'pong':
        this.offset.take(message.sent, message.now, this.clock.now());
        break;
      case 'keeping':
        this.readOnly = !message.able;
        break;
      case 'bye':
        if (
          message.reason === 'protocol' ||
          message.reason === 'not-yours' ||
          message.reason === 'replaced'
        ) {
          this.link = { state: 'ended', reason: message.reason };
        }
        // Whoever sat here sits elsewhere now: what they could see stays with them.
        if (message.reason === 'not-yours') this.base = OrderedMap.empty();
        break;
    }
    this.changed();
  }

  // --- what the server tells

  private takePart(to: AudienceId, packed: unknown): void {
    const part = packed === null ? emptyPart(to) : unpack<SessionPart>(packed);
    this.base = this.base.set(to, part);
  }

  private takeEvents(message: Extract<ServerMessage, { type: 'events' }>): void {
    const { to, from, upto, events, typed = [], cursors } = message;
    let part = this.base.get(to) ?? emptyPart(to);
    if (part.cursor !== from) {
      // Something was missed: begin this audience anew.
      this.base = this.base.delete(to);
      this.wire?.close();
      this.lost();
      return;
    }
    events.forEach((bare, i) => {
      const event = { ...bare, to } as SessionEvent;
      const cursor = cursors?.[i];
      if (cursor !== undefined) part = { ...part, cursor: cursor - 1 };
      part = advance(session, part, event);
    });
    for (const [note, by, updates] of typed) {
      part = advance(session, part, { to, type: 'wrote-many', note, by, count: updates.length });
      this.texts.get(`${to} ${note}`)?.receive(updates);
    }
    this.base = this.base.set(to, { ...part, cursor: upto });
  }

  private takeWindow(to: AudienceId, tree: unknown): void {
    const part = this.base.get(to);
    if (part) this.base = this.base.set(to, { ...part, tree: unpack<NoteTree>(tree) });
  }

  private takePresence(people: Record<PersonId, Presence | null>): void {
    const next = { ...this.presence };
    for (const [person, presence] of Object.entries(people)) {
      if (presence) next[person] = presence;
      else delete next[person];
    }
    this.presence = next;
  }

  private takeRefusal(counter: number, refusal: Refusal): void {
    const [item] = this.outbox.settle([counter]);
    if (!item) return;
    const { command } = item;
    if (command.type === 'wrote') {
      const text = this.texts.get(`${command.to} ${command.note}`);
      if (text?.holdsPen(item.generation ?? 0)) text.endPen(item.generation ?? 0);
      else this.giveBack(command, refusal, item.update);
      return;
    }
    this.keepBack(command, refusal, wordsIn(command));
  }

  /** Words of a text that is no longer open here: pieces of one text are given back as one. */
  private giveBack(command: PersonCommand & { type: 'wrote' }, refusal: Refusal, update?: Uint8Array): void {
    const words = update ? insertedWords(update) : '';
    if (words === '') return;
    const same = this.notTaken.find(
      ({ command: held }) => held.type === 'wrote' && held.to === command.to && held.note === command.note,
    );
    if (same) {
      this.notTaken = this.notTaken.map((held) =>
        held === same ? { ...held, words: held.words + words } : held,
      );
    } else this.keepBack(command, refusal, words);
  }

  private keepBack(command: PersonCommand, refusal: Refusal, words: string): void {
    this.notTaken = [
      ...this.notTaken,
      { id: this.options.random(), command, refusal, words, at: this.now() },
    ].slice(-50);
  }

  // --- what this tab tells

  private post(item: Omit<Outgoing, 'counter'>): void {
    this.outbox.add(item);
    this.send();
    this.changed();
  }

  /** Sends what this connection has not sent yet, in order. */
  private send(): void {
    if (!this.greeted) return;
    const waiting = this.outbox.all.filter(({ counter }) => !this.sent.has(counter));
    for (const commands of inFrames(waiting)) {
      for (const { counter } of commands) this.sent.add(counter);
      this.say({ type: 'commands', commands });
    }
  }

  /** Texts of notes that the server has by now. */
  private askForBorn(to: AudienceId): void {
    for (const text of this.unborn) {
      const note = text.to === to ? this.base.get(to)?.tree.notes.get(text.note) : undefined;
      if (!note || note.removed) continue;
      this.unborn.delete(text);
      if (this.texts.get(`${to} ${text.note}`) === text) this.askText(text);
    }
  }

  private askText(text: ClientText): void {
    this.say({
      type: 'open-text',
      to: text.to,
      note: text.note,
      generation: text.generation,
      vector: text.vector(),
    });
  }

  private letGo(text: ClientText): void {
    const key = `${text.to} ${text.note}`;
    this.told.set(key, text.words());
    this.texts.delete(key);
    text.shut();
    this.say({ type: 'close-text', to: text.to, note: text.note });
  }

  /** The step that the person sees while they act, so that late words are known as late. */
  private withStop<T extends PersonCommand>(command: T, as: PersonId): T {
    if (command.type !== 'wrote' && command.type !== 'write-note') return command;
    const parts = this.view().parts;
    const room = roomOf(parts);
    const group = room && groupOf(room, as);
    const work = group && workOf(parts, group.id);
    if (!room) return command;
    return { ...command, stop: work ? groupAt(room, work) : room.at };
  }

  // --- what the screen sees

  private knownWords(to: AudienceId, note: string): string | undefined {
    return this.told.get(`${to} ${note}`) ?? this.base.get(to)?.tree.notes.get(note)?.words;
  }

  private wordsAt(to: AudienceId, note: string): string | undefined {
    const open = this.texts.get(`${to} ${note}`);
    return open?.ready ? open.words() : this.knownWords(to, note);
  }

  private changed(): void {
    this.shown = null;
    for (const listener of this.listeners) listener();
  }

  private sight(): Sight {
    return { now: this.now(), words: (to, note) => this.wordsAt(to, note) };
  }

  private draw(): SessionView {
    const pending = this.outbox.all;
    const { layOver } = this.options;
    const parts = layOver
      ? layOver(this.base, pending, this.sight())
      : this.overlay.lay(this.base, pending, this.sight());
    const keeping: Keeping = this.notTaken.length > 0 ? 'refused' : this.hasUnsaved() ? 'on-device' : 'saved';
    return {
      link: this.link,
      keeping,
      readOnly: this.readOnly,
      people: this.people,
      parts,
      pending: this.outbox.all.length,
      names: this.names,
      presence: this.presence,
      words: (note) => {
        for (const [to, part] of parts) {
          if (part.tree.notes.has(note)) return this.wordsAt(to, note) ?? part.tree.notes.get(note)?.words;
        }
        return undefined;
      },
      notTaken: this.notTaken,
    };
  }
}

/** What waits, in as few frames as the server takes: it ends a connection that sends a longer one. */
function inFrames(waiting: readonly Outgoing[]): Outgoing[][] {
  if (waiting.length <= 1) return waiting.length === 0 ? [] : [[...waiting]];
  const frames: Outgoing[][] = [];
  let frame: Outgoing[] = [];
  let bytes = 0;
  for (const item of waiting) {
    const size = pour(item).length;
    if (frame.length >= MOST_AT_ONCE || (frame.length > 0 && bytes + size > MOST_FRAME / 2)) {
      frames.push(frame);
      frame = [];
      bytes = 0;
    }
    frame.push(item);
    bytes += size;
  }
  return [...frames, frame];
}

/** The words that a refused command carried, so that they can be kept. */
function wordsIn(command: PersonCommand): string {
  switch (command.type) {
    case 'write-note':
    case 'offer':
      return command.words ?? '';
    case 'complain':
      return command.say;
    case 'debrief':
      return [command.answers.change, command.answers.use].filter(Boolean).join('\n');
    case 'set-field':
      return typeof command.value === 'string' ? command.value : '';
    default:
      return '';
  }
}
