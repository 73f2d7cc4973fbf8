import type { PersonCommand } from '../core/session/command.ts';
import { groupAt } from '../core/session/decide/scene.ts';
import { groupOf, roomOf, workOf } from '../core/session/parts.ts';
import type { Clock } from '../core/stream/clock.ts';
import type { AudienceId, PersonId } from '../core/stream/entry.ts';
import type { Refusal } from '../core/stream/refusal.ts';
import type { Presence, ServerMessage } from '../wire/messages.ts';
import { MOST_GREETED, PROTOCOL } from '../wire/protocol.ts';
import type { Keeping, OpenText, SessionClient, SessionView } from './api.ts';
import { inFrames } from './frames.ts';
import { type ClientWire, Line, type WireEvents } from './line.ts';
import { ClockOffset } from './offset.ts';
import { OpenTexts } from './openTexts.ts';
import { Outbox, type OutboxStore, type Outgoing } from './outbox.ts';
import { type layOver, Overlay, predict, type Sight } from './overlay.ts';
import { PresenceTeller } from './presence.ts';
import { Returned } from './returned.ts';
import { Told } from './told.ts';

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
  private readonly windows = new Map<
    string,
    { to: AudienceId; parent: string; limit: number; follow: boolean }
  >();
  private readonly line: Line;
  private readonly told = new Told();
  private readonly returned: Returned;
  private readonly texts: OpenTexts;
  private readonly presence: PresenceTeller;
  private readOnly = false;
  /** Counters sent over the present connection. */
  private sent = new Set<number>();
  private shown: SessionView | null = null;

  constructor(options: SessionOptions) {
    this.options = options;
    this.clock = options.clock;
    this.outbox = new Outbox(options.device, options.store, (error) => options.onStoreFailure?.(error));
    this.returned = new Returned(() => ({ id: options.random(), at: this.now() }));
    this.line = new Line(options.connect, options.clock, {
      opened: () => this.hello(),
      heard: (message) => this.handle(message),
      lost: () => {
        this.told.presence = {};
        this.changed();
      },
      turnedAway: () => this.leaveSeat(),
      changed: () => this.changed(),
    });
    this.presence = new PresenceTeller(options.clock, (presence, as) => {
      if (this.line.greeted) this.line.say({ type: 'presence', as, presence });
    });
    this.texts = new OpenTexts({
      clock: options.clock,
      told: this.told,
      say: (message) => this.line.say(message),
      greeted: () => this.line.greeted,
      write: (text, update) => {
        const { to, note, generation } = text;
        const as = text.as || (this.told.people[0] ?? '');
        this.post({ as, command: this.withStop({ type: 'wrote', to, note }, as), update, generation });
      },
      turnedDown: ({ to, note }, words) =>
        this.returned.keep({ type: 'wrote', to, note }, { refused: 'bad-text' }, words),
      changed: () => this.changed(),
    });
    void this.outbox.restore().then(() => this.line.open());
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
    const who = as ?? this.told.people[0];
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
    this.texts.flush(alone);
  }

  freshId(): string {
    return this.options.random();
  }

  openText(to: AudienceId, note: string, as?: PersonId): OpenText {
    return this.texts.open(to, note, as);
  }

  open(to: AudienceId, parent: string, limit: number, follow: boolean): () => void {
    const key = `${to} ${parent}`;
    this.windows.set(key, { to, parent, limit, follow });
    this.line.say({ type: 'open', to, parent, limit, follow });
    return () => {
      this.windows.delete(key);
      this.line.say({ type: 'close', to, parent });
    };
  }

  showPresence(presence: Presence, as?: PersonId): void {
    const who = as ?? this.told.people[0];
    if (who === undefined) return;
    // Where somebody goes in private is nobody's business, not even that they went.
    const { note } = presence;
    if (
      note !== null &&
      ![...this.told.parts].some(([to, part]) => !to.startsWith('p:') && part.tree.notes.has(note))
    )
      return;
    this.presence.show(presence, who);
  }

  dismiss(id: string): void {
    this.returned.dismiss(id);
    this.changed();
  }

  hasUnsaved(): boolean {
    return !this.outbox.empty || this.texts.unsent;
  }

  retryNow(): void {
    this.line.retryNow();
  }

  close(): void {
    this.texts.flushAll();
    this.presence.close();
    this.line.close();
  }

  // --- what the server tells

  private hello(): void {
    this.sent = new Set();
    this.line.say({
      type: 'hello',
      protocol: PROTOCOL,
      device: this.options.device,
      cursors: this.told.cursors(),
      windows: [...this.windows.values()].slice(-MOST_GREETED.windows),
      texts: [],
    });
  }

  private handle(message: ServerMessage): void {
    switch (message.type) {
      case 'welcome':
        this.offset.take(this.clock.now(), message.now, this.clock.now());
        this.told.people = message.people;
        this.outbox.raise(message.counter);
        this.readOnly = false;
        this.line.welcome();
        this.texts.askAll();
        this.send();
        break;
      case 'people':
        this.told.people = message.people;
        break;
      case 'part':
        this.told.takePart(message.to, message.part);
        this.texts.askForBorn(message.to);
        break;
      case 'drop':
        this.told.drop(message.to);
        this.texts.shut(message.to);
        break;
      case 'events':
        this.takeEvents(message);
        this.texts.askForBorn(message.to);
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
        this.told.takeWindow(message.to, message.tree);
        break;
      case 'text':
        this.texts.take(message, this.outbox.all);
        break;
      case 'text-closed':
        this.texts.turnAway(message.to, message.note);
        break;
      case 'words':
        for (const [note, words] of Object.entries(message.words)) {
          this.told.takeWords(message.to, note, words);
        }
        break;
      case 'names':
        this.told.names = { ...this.told.names, ...message.names };
        break;
      case 'presence':
        this.told.takePresence(message.people);
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
          this.line.end(message.reason);
        }
        if (message.reason === 'not-yours') this.leaveSeat();
        break;
    }
    this.changed();
  }

  /** Nobody sits here any more: what they could see is no longer shown. What they typed waits on this device. */
  private leaveSeat(): void {
    this.texts.flushAll();
    this.told.forgetParts();
    this.told.presence = {};
    this.changed();
  }

  private takeEvents(message: Extract<ServerMessage, { type: 'events' }>): void {
    if (!this.told.takeEvents(message)) {
      this.line.drop();
      return;
    }
    for (const [note, , updates] of message.typed ?? []) {
      this.texts.get(message.to, note)?.receive(updates);
    }
  }

  private takeRefusal(counter: number, refusal: Refusal): void {
    const [item] = this.outbox.settle([counter]);
    if (!item) return;
    const { command } = item;
    if (command.type === 'wrote') {
      const text = this.texts.get(command.to, command.note);
      if (text?.holdsPen(item.generation ?? 0)) text.endPen(item.generation ?? 0);
      else this.returned.keepTyping(command, refusal, item.update);
      return;
    }
    this.returned.keep(command, refusal);
  }

  // --- what this tab tells

  private post(item: Omit<Outgoing, 'counter'>): void {
    this.outbox.add(item);
    this.send();
    this.changed();
  }

  /** Sends what this connection has not sent yet, in order. */
  private send(): void {
    if (!this.line.greeted) return;
    const waiting = this.outbox.all.filter(({ counter }) => !this.sent.has(counter));
    for (const commands of inFrames(waiting)) {
      for (const { counter } of commands) this.sent.add(counter);
      this.line.say({ type: 'commands', commands });
    }
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

  private wordsAt(to: AudienceId, note: string): string | undefined {
    const open = this.texts.get(to, note);
    return open?.ready ? open.words() : this.told.wordsOf(to, note);
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
      ? layOver(this.told.parts, pending, this.sight())
      : this.overlay.lay(this.told.parts, pending, this.sight());
    const keeping: Keeping =
      this.returned.held.length > 0 ? 'refused' : this.hasUnsaved() ? 'on-device' : 'saved';
    return {
      link: this.line.link,
      keeping,
      readOnly: this.readOnly,
      people: this.told.people,
      parts,
      pending: this.outbox.all.length,
      names: this.told.names,
      presence: this.told.presence,
      words: (note) => {
        for (const [to, part] of parts) {
          if (part.tree.notes.has(note)) return this.wordsAt(to, note) ?? part.tree.notes.get(note)?.words;
        }
        return undefined;
      },
      notTaken: this.returned.held,
    };
  }
}
