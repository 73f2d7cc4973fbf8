import type { Clock } from '../core/stream/clock.ts';
import { pour, read } from '../wire/codec.ts';
import type { ServerMessage } from '../wire/messages.ts';
import type { Link } from './api.ts';

/** A socket to the server. The callbacks come only after `connect` has returned. */
export interface ClientWire {
  send(frame: Uint8Array): void;
  close(): void;
}
export interface WireEvents {
  onOpen(): void;
  onFrame(frame: Uint8Array): void;
  onClose(): void;
  /** The server won't open a socket for this browser, now or later. */
  onTurnedAway(reason: 'not-yours' | 'signed-out'): void;
}

const FIRST_RETRY = 400;
const LONGEST_RETRY = 8000;
const PING = 10_000;
/** A connection that has been silent for this long is taken for dead, milliseconds. */
const SILENCE = 25_000;

/** What a session hears from its line. */
interface Listener {
  /** A new connection stands, and nothing has been said over it. */
  opened(): void;
  heard(message: ServerMessage): void;
  lost(): void;
  turnedAway(): void;
  changed(): void;
}

/** The line to the server: opened, watched, and opened anew whenever it breaks. */
export class Line {
  link: Link = { state: 'connecting' };
  /** Whether the server has welcomed this tab over the present connection. */
  greeted = false;
  private readonly connect: (events: WireEvents) => ClientWire;
  private readonly clock: Clock;
  private readonly listener: Listener;
  private wire: ClientWire | null = null;
  private retryAfter = FIRST_RETRY;
  private heard = 0;
  private cancelRetry: (() => void) | null = null;
  private cancelPing: (() => void) | null = null;
  private closed = false;

  constructor(connect: (events: WireEvents) => ClientWire, clock: Clock, listener: Listener) {
    this.connect = connect;
    this.clock = clock;
    this.listener = listener;
  }

  open(): void {
    if (this.closed) return;
    this.link = { state: 'connecting' };
    this.greeted = false;
    this.heard = this.clock.now();
    const wire: ClientWire = this.connect({
      onOpen: () => {
        if (this.wire === wire) this.listener.opened();
      },
      onFrame: (frame) => {
        if (this.wire !== wire) return;
        this.heard = this.clock.now();
        this.listener.heard(read(frame) as ServerMessage);
      },
      onClose: () => {
        if (this.wire === wire) this.lost();
      },
      onTurnedAway: (reason) => {
        if (this.wire !== wire) return;
        this.end(reason);
        this.lost();
        this.listener.turnedAway();
      },
    });
    this.wire = wire;
    this.watch();
    this.listener.changed();
  }

  say(message: unknown): void {
    this.wire?.send(pour(message));
  }

  welcome(): void {
    this.link = { state: 'live', since: this.clock.now() };
    this.retryAfter = FIRST_RETRY;
    this.greeted = true;
    this.ping();
  }

  /** The server won't speak with this tab again. */
  end(reason: Extract<Link, { state: 'ended' }>['reason']): void {
    this.link = { state: 'ended', reason };
  }

  /** Gives the connection up, to begin with a new one. */
  drop(): void {
    this.wire?.close();
    this.lost();
  }

  retryNow(): void {
    if (this.link.state !== 'offline') return;
    this.cancelRetry?.();
    this.open();
  }

  close(): void {
    this.closed = true;
    this.cancelRetry?.();
    this.cancelPing?.();
    this.wire?.close();
    this.wire = null;
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
    this.cancelRetry = this.clock.at(retryAt, () => this.open());
    this.listener.lost();
  }

  private ping(): void {
    this.say({ type: 'ping', sent: this.clock.now() });
  }

  /** Pings, and takes a silent connection for dead: on bad Wi-Fi nobody says goodbye. */
  private watch(): void {
    this.cancelPing?.();
    this.cancelPing = this.clock.at(this.clock.now() + PING, () => {
      if (this.clock.now() - this.heard > SILENCE) {
        this.drop();
        return;
      }
      if (this.greeted) this.ping();
      this.watch();
    });
  }
}
