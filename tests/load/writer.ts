import { randomUUID } from 'node:crypto';
import { dial } from '../../bots/dial.ts';
import type { OpenText, SessionClient } from '../../client/api.ts';
import { MemoryOutbox } from '../../client/outbox.ts';
import { openSession, type SessionOptions } from '../../client/session.ts';
import { systemClock } from '../../server/streams/clock.ts';
import { insertedWords } from '../../text/inserted.ts';
import { read } from '../../wire/codec.ts';
import type { ClientMessage, ServerMessage } from '../../wire/messages.ts';

/** How many texts all of them type into. */
const TEXTS = 8;
const TOKEN = /t[0-9]+x[0-9]+e/g;
export const tokensIn = (words: string): string[] => words.match(TOKEN) ?? [];

/** An act as it went out over the wire, with the words by which it can be found again. */
export interface Sent {
  counter: number;
  tokens: string[];
}

export interface Guest {
  cookie: string;
  person: string;
}

export interface Board {
  url: string;
  session: string;
  /** Notes under which cards are written, and whose texts are typed into by everybody. */
  homes: readonly string[];
}

/**
 * One of the many who write. What it believes to be acknowledged it reads off the wire, not off the client that is
 * tested.
 */
export class Writer {
  readonly number: number;
  private readonly guest: Guest;
  readonly sent = new Map<number, Sent>();
  /** Counters, with the client's port when the ack came. */
  readonly acknowledged = new Map<number, number>();
  readonly refused: string[] = [];
  client: SessionClient;
  private readonly board: Board;
  private readonly device = randomUUID();
  private readonly store = new MemoryOutbox();
  private readonly random: () => number;
  private texts: OpenText[] = [];
  private count = 0;
  private timer: NodeJS.Timeout | null = null;

  constructor(number: number, guest: Guest, board: Board, random: () => number) {
    this.number = number;
    this.guest = guest;
    this.board = board;
    this.random = random;
    this.client = this.open();
  }

  private open(): SessionClient {
    const client = openSession({
      connect: this.listen(dial(this.board.url, this.board.session, this.guest.cookie)),
      clock: systemClock,
      store: this.store,
      device: this.device,
      random: randomUUID,
    });
    const { homes } = this.board;
    // Several people in each text.
    const mine = [homes[this.number % TEXTS], homes[(this.number * 3 + 1) % TEXTS]];
    this.texts = [...new Set(mine)].map((home) => client.openText('all', home as string, this.guest.person));
    return client;
  }

  get person(): string {
    return this.guest.person;
  }

  /** The tab is loaded anew: what is on its way waits in its store. */
  reload(): void {
    this.client.close();
    this.client = this.open();
  }

  private listen(connect: SessionOptions['connect']): SessionOptions['connect'] {
    return (events) => {
      const wire = connect({
        ...events,
        onFrame: (frame) => {
          this.hear(read(frame) as ServerMessage);
          events.onFrame(frame);
        },
      });
      return {
        close: wire.close,
        send: (frame) => {
          this.say(read(frame) as ClientMessage);
          wire.send(frame);
        },
      };
    };
  }

  private say(message: ClientMessage): void {
    if (message.type !== 'commands') return;
    for (const { counter, command, update } of message.commands) {
      const words =
        command.type === 'wrote' && update
          ? insertedWords(update)
          : command.type === 'write-note'
            ? (command.words ?? '')
            : '';
      this.sent.set(counter, { counter, tokens: tokensIn(words) });
    }
  }

  private hear(message: ServerMessage): void {
    if (message.type === 'ack')
      for (const counter of message.counters) this.acknowledged.set(counter, Date.now());
    if (message.type === 'refused') {
      const { tokens } = this.sent.get(message.counter) ?? {};
      this.refused.push(`writer ${this.number}, act ${message.counter} (${tokens}): ${message.code}`);
    }
  }

  /** Writes something every `gap` milliseconds or so, whether or not there is a connection. */
  start(gap: number): void {
    const again = (): void => {
      this.write();
      this.timer = setTimeout(again, gap * (0.5 + this.random()));
    };
    this.timer = setTimeout(again, gap * this.random());
  }

  stop(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
  }

  private write(): void {
    // Before its first contact a tab shows nothing that anybody could act on.
    if (this.client.view().people.length === 0) return;
    const token = `t${this.number}x${this.count++}e`;
    const text = this.texts[Math.floor(this.random() * this.texts.length)];
    if (text?.ready() && this.random() < 0.85) {
      const words = `${text.words()} ${token}`;
      text.type(words, words.length);
      return;
    }
    const { homes } = this.board;
    const parent = homes[Math.floor(this.random() * homes.length)] as string;
    const note = this.client.freshId();
    const words = `Card ${token}`;
    this.client.act({ type: 'write-note', note, kind: 'card', parent, words }, this.guest.person);
  }
}

/** Resolves when `holds`; false when that took longer than `most` milliseconds. */
export async function until(holds: () => boolean, most: number): Promise<boolean> {
  const end = Date.now() + most;
  while (!holds()) {
    if (Date.now() > end) return false;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return true;
}
