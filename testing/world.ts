import type { SessionClient } from '../client/api.ts';
import { MemoryOutbox, type OutboxStore } from '../client/outbox.ts';
import { openSession, type SessionOptions } from '../client/session.ts';
import { closedWindow, type Window } from '../core/notes/window.ts';
import type { Exercise } from '../core/session/exercise.ts';
import type { AudienceId } from '../core/stream/entry.ts';
import { seeded } from '../core/stream/seeded.ts';
import { Connection } from '../server/sockets/connection.ts';
import { type Storage, StorageFull, type StreamRef } from '../server/storage/port.ts';
import { type SessionStream, Streams } from '../server/streams/streams.ts';
import { settleAll, VirtualClock } from './clock.ts';

export interface Frame {
  at: number;
  bytes: Uint8Array;
}

/** A tab in the world: its client, and the line between it and the server, which can be cut. */
export interface Tab {
  client: SessionClient;
  device: string;
  store: OutboxStore;
  /** Every frame that the server sent over any of its connections, with when. */
  frames: Frame[];
  cut(): void;
  mend(): void;
  /** What the server takes to be open in this tab. */
  window(to: AudienceId): Window;
}

export interface TabOptions {
  people: string[];
  device: string;
  store?: OutboxStore;
  /** Milliseconds a frame takes, each way. */
  latency?: number;
  /** What comes over the line may be tampered with, for tests that must go red. */
  tamper?: (frame: Uint8Array) => Uint8Array | null;
  layOver?: SessionOptions['layOver'];
}

/** The real core, owner, hub and client, on a virtual clock and with wires instead of sockets. */
export class World {
  readonly clock: VirtualClock;
  readonly storage: Storage;
  readonly ref: StreamRef = { space: 'house', stream: 'session-1' };
  readonly errors: unknown[] = [];
  streams: Streams;
  private readonly secret = new Uint8Array(32).fill(7);
  private process = { alive: true };
  private readonly tabs: Tab[] = [];
  /** While true, nothing can be written: a full disk. */
  full = false;

  constructor(storage: Storage, clock = new VirtualClock()) {
    this.storage = storage;
    this.clock = clock;
    this.streams = this.boot();
  }

  /** A process: once it has died, none of its timers fires and none of its writes comes back. */
  private boot(): Streams {
    const process = { alive: true };
    this.process = process;
    return new Streams({
      storage: mortalStorage(this.storage, process, () => this.full),
      clock: {
        now: () => this.clock.now(),
        at: (instant, wake) =>
          this.clock.at(instant, () => {
            if (process.alive) wake();
          }),
      },
      secret: this.secret,
      onError: (error) => this.errors.push(error),
    });
  }

  /** Opens the session in the name of `lead`, who joins it not. */
  async openSession(exercise: Exercise, lead: string, options: { rounds?: number; solo?: boolean } = {}) {
    await this.command(lead, {
      type: 'open-session',
      exercise,
      title: exercise.title,
      mode: 'remote',
      rounds: options.rounds ?? exercise.rounds.default,
      solo: options.solo ?? false,
    });
  }

  join(person: string): Promise<unknown> {
    return this.command(person, { type: 'join', person, sharesWith: null });
  }

  /** Gives a command in the server's own way, and lets time pass until it is settled. */
  async command(actor: string, command: Parameters<SessionStream['command']>[1]): Promise<unknown> {
    const outcome = this.streams.command(this.ref, actor, command);
    await this.clock.goOn(40);
    return outcome;
  }

  /** The process dies and another takes over: everything that was only in memory is gone. */
  async crash(): Promise<void> {
    this.process.alive = false;
    for (const tab of this.tabs) tab.cut();
    this.streams = this.boot();
    await settleAll();
  }

  tab({ people, device, store = new MemoryOutbox(), latency = 0, tamper, layOver }: TabOptions): Tab {
    const frames: Frame[] = [];
    const random = seeded([...device].reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 7));
    let online = true;
    let breakLine: (() => void) | null = null;
    let latest: Connection | null = null;
    const client = openSession({
      clock: this.clock,
      store,
      device,
      ...(layOver ? { layOver } : {}),
      random: () => Array.from({ length: 3 }, () => Math.floor(random() * 2 ** 40).toString(36)).join(''),
      connect: (events) => {
        let open = true;
        let connection: Connection | null = null;
        const later = (act: () => void): void => {
          if (latency === 0) void Promise.resolve().then(act);
          else this.clock.at(this.clock.now() + latency, act);
        };
        const shut = (): void => {
          if (!open) return;
          open = false;
          connection?.closed();
          later(() => events.onClose());
        };
        breakLine = shut;
        later(async () => {
          if (!online) return shut();
          const stream = await this.streams.get(this.ref);
          if (!open) return;
          connection = new Connection({
            people,
            stream,
            names: async (who) => Object.fromEntries(who.map((id) => [id, `Name of ${id}`])),
            wire: {
              waiting: 0,
              send: (bytes) => {
                const passed = tamper ? tamper(bytes) : bytes;
                if (!open || !passed) return;
                frames.push({ at: this.clock.now(), bytes: passed });
                later(() => {
                  if (open) events.onFrame(passed);
                });
              },
              close: shut,
              pause: () => {},
              resume: () => {},
            },
          });
          latest = connection;
          stream.joined(connection);
          events.onOpen();
        });
        return {
          send: (bytes) =>
            later(() => {
              if (open) connection?.receive(bytes);
            }),
          close: shut,
        };
      },
    });
    const tab: Tab = {
      client,
      device,
      store,
      frames,
      window: (to) => latest?.window(to) ?? closedWindow,
      cut: () => {
        online = false;
        breakLine?.();
      },
      mend: () => {
        online = true;
        client.retryNow();
      },
    };
    this.tabs.push(tab);
    return tab;
  }
}

/** Storage as one process sees it: dead processes hear nothing back, and a full disk takes nothing. */
function mortalStorage(storage: Storage, process: { alive: boolean }, full: () => boolean): Storage {
  const writes: ReadonlySet<string> = new Set(['append', 'snapshot', 'compact', 'lease']);
  return new Proxy(storage, {
    get(target, name: keyof Storage) {
      const method = target[name];
      if (typeof method !== 'function') return method;
      return async (...args: unknown[]) => {
        if (!process.alive) return new Promise(() => {});
        if (writes.has(name) && full()) throw new StorageFull('no room');
        const answer = await (method as (...args: unknown[]) => unknown).apply(target, args);
        return process.alive ? answer : new Promise(() => {});
      };
    },
  });
}
