import { ONLOOKER } from '../../core/access/audiences.ts';
import type { Window } from '../../core/notes/window.ts';
import { closedWindow } from '../../core/notes/window.ts';
import { isServerCommand } from '../../core/session/decide/decide.ts';
import type { AudienceId, PersonId } from '../../core/stream/entry.ts';
import { refuse } from '../../core/stream/refusal.ts';
import { pour, read } from '../../wire/codec.ts';
import { type ClientMessage, clientMessage, type ServerMessage } from '../../wire/messages.ts';
import { PROTOCOL } from '../../wire/protocol.ts';
import type { SessionStream } from '../streams/streams.ts';
import type { Viewer } from '../streams/viewer.ts';

/** A websocket, as far as a connection needs it. */
export interface Wire {
  send(frame: Uint8Array): void;
  /** Bytes that wait to go out. */
  readonly waiting: number;
  close(): void;
  /** Stops and goes on reading. */
  pause(): void;
  resume(): void;
}

const NONE: ReadonlySet<string> = new Set();

/** Above this many waiting bytes a connection is told no more until it has caught up. */
const SLOW = 4 * 1024 * 1024;
/** Acts a second on average, and how many may come at once. */
const RATE = 400;
const BURST = 4000;

/**
 * One tab's connection. It has said hello or not yet; what comes over it is checked before use, and whatever does
 * not fit ends it: our own client never sends such a thing.
 */
export class Connection implements Viewer {
  people: PersonId[];
  private device: string | null = null;
  private readonly windows = new Map<AudienceId, Window>();
  /** Open texts by audience and note, with the generation of the pen that this tab holds. */
  private readonly texts = new Map<AudienceId, Map<string, number>>();
  private readonly stream: SessionStream;
  private readonly wire: Wire;
  private readonly names: (people: PersonId[]) => Promise<Record<PersonId, string>>;
  private acked: number[] = [];
  private ackDue = false;
  private resting = false;
  private allowance = BURST;
  private allowanceAt: number;
  private behind = false;
  private open = true;

  constructor(options: {
    people: PersonId[];
    stream: SessionStream;
    wire: Wire;
    names: (people: PersonId[]) => Promise<Record<PersonId, string>>;
  }) {
    this.people = options.people;
    this.stream = options.stream;
    this.wire = options.wire;
    this.names = options.names;
    this.allowanceAt = options.stream.clock.now();
  }

  get keepsUp(): boolean {
    if (this.wire.waiting > SLOW) this.behind = true;
    return !this.behind;
  }

  window(to: AudienceId): Window {
    return this.windows.get(to) ?? closedWindow;
  }

  setWindow(to: AudienceId, window: Window): void {
    this.windows.set(to, window);
  }

  textsIn(to: AudienceId): { has(note: string): boolean } {
    return this.texts.get(to) ?? NONE;
  }

  send(frame: Uint8Array): void {
    if (this.open) this.wire.send(frame);
  }

  say(message: ServerMessage): void {
    this.send(pour(message));
  }

  /** Called when the socket has drained. */
  drained(): void {
    if (!this.behind || this.wire.waiting > SLOW / 4) return;
    this.behind = false;
    if (!this.device) return;
    this.stream.hub.catchUp(this);
    for (const [to, notes] of this.texts) {
      for (const [note, generation] of notes) void this.openText(to, note, generation, undefined);
    }
  }

  receive(frame: Uint8Array): void {
    let message: ClientMessage;
    try {
      message = clientMessage.parse(read(frame));
    } catch {
      this.end('bad-frame');
      return;
    }
    if (!this.device) {
      if (message.type === 'hello') this.greet(message);
      else this.end('bad-frame');
      return;
    }
    this.handle(message, this.device);
  }

  closed(): void {
    if (!this.open) return;
    this.open = false;
    if (this.device) this.stream.hub.farewell(this);
    this.stream.left(this);
  }

  end(reason: Extract<ServerMessage, { type: 'bye' }>['reason']): void {
    if (!this.open) return;
    this.say({ type: 'bye', reason });
    this.closed();
    this.wire.close();
  }

  /** Names of people whom this viewer meets. */
  async tellNames(people: PersonId[]): Promise<void> {
    const names = await this.names(people);
    if (Object.keys(names).length > 0) this.say({ type: 'names', names });
  }

  private greet(hello: Extract<ClientMessage, { type: 'hello' }>): void {
    if (hello.protocol !== PROTOCOL) {
      this.end('protocol');
      return;
    }
    const { hub, clock } = this.stream;
    this.device = hello.device;
    this.stream.replaceDevice(this, hello.device);
    this.say({
      type: 'welcome',
      protocol: PROTOCOL,
      now: clock.now(),
      people: this.people,
      counter: this.stream.counterOf(hello.device),
    });
    if (!this.stream.able) this.say({ type: 'keeping', able: false });
    void this.tellNames(this.stream.everybody());
    for (const { to, parent, limit, follow } of hello.windows) {
      this.stream.reopen(this, to, parent, limit, follow);
    }
    hub.welcome(this, hello.cursors);
    for (const { to, note, generation, vector } of hello.texts) {
      void this.openText(to, note, generation, vector);
    }
  }

  private handle(message: ClientMessage, device: string): void {
    const { hub, clock } = this.stream;
    switch (message.type) {
      case 'hello':
        this.end('bad-frame');
        return;
      case 'commands':
        this.act(message, device);
        return;
      case 'open':
        hub.open(this, message.to, message.parent, message.limit, message.follow);
        return;
      case 'close':
        hub.close(this, message.to, message.parent);
        return;
      case 'open-text':
        void this.openText(message.to, message.note, message.generation, message.vector);
        return;
      case 'close-text':
        this.texts.get(message.to)?.delete(message.note);
        // What others typed while the tab was closing the text passed it by.
        hub.tellWords(this, message.to, [message.note]);
        return;
      case 'presence':
        hub.presences.show(this, message.as, message.presence);
        return;
      case 'ping':
        this.say({ type: 'pong', sent: message.sent, now: clock.now() });
    }
  }

  private act(message: Extract<ClientMessage, { type: 'commands' }>, device: string): void {
    for (const { counter, as, command, update, generation } of message.commands) {
      const theirs = this.people.includes(as) && as !== ONLOOKER && !isServerCommand(command.type);
      this.spend();
      const request = {
        actor: as,
        device,
        counter,
        command,
        ...(update ? { update } : {}),
        ...(generation === undefined ? {} : { generation }),
        ...(theirs ? {} : { refusal: refuse('not-yours') }),
      };
      this.stream.submit(request, (outcome) => {
        if ('refused' in outcome) {
          const { refused: code, detail } = outcome;
          this.say({ type: 'refused', counter, code, ...(detail === undefined ? {} : { detail }) });
        } else this.ack(counter);
      });
    }
  }

  /** Who sends more than people can is not refused but read more slowly. */
  private spend(): void {
    const { clock } = this.stream;
    const now = clock.now();
    this.allowance = Math.min(BURST, this.allowance + ((now - this.allowanceAt) * RATE) / 1000);
    this.allowanceAt = now;
    this.allowance--;
    if (this.allowance >= 0 || this.resting) return;
    this.resting = true;
    this.wire.pause();
    clock.at(now + 1000, () => {
      this.resting = false;
      this.wire.resume();
    });
  }

  /** Acks of one commit go out together. */
  private ack(counter: number): void {
    this.acked.push(counter);
    if (this.ackDue) return;
    this.ackDue = true;
    queueMicrotask(() => {
      this.ackDue = false;
      const counters = this.acked;
      this.acked = [];
      this.say({ type: 'ack', counters });
    });
  }

  private async openText(
    to: AudienceId,
    note: string,
    generation: number,
    vector: Uint8Array | undefined,
  ): Promise<void> {
    const device = this.device as string;
    if (!this.stream.hub.mayRead(this, to, note)) {
      this.say({ type: 'text-closed', to, note });
      return;
    }
    const texts = this.texts.get(to) ?? new Map<string, number>();
    this.texts.set(to, texts.set(note, generation));
    await this.stream.loadText(to, note);
    // Whoever closed it again, or stopped belonging, while the text was read gets nothing of it.
    if (!this.open || texts.get(note) !== generation) return;
    if (!this.stream.hub.mayRead(this, to, note)) {
      texts.delete(note);
      return;
    }
    // Read and told in one breath: nothing that is committed can fall in between.
    const text = this.stream.readText(to, note, device, generation, vector);
    this.say({ type: 'text', to, note, ...text });
  }
}
