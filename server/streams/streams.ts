import { openWindow } from '../../core/notes/window.ts';
import type { SessionCommand } from '../../core/session/command.ts';
import { EVENT_VERSION, type SessionEvent } from '../../core/session/event.ts';
import { type Circle, circlesFrom } from '../../core/session/forming/circles.ts';
import { NOTHING_EARLIER } from '../../core/session/forming/rule.ts';
import { EVERYONE, roomOf, type SessionPart, type SessionParts } from '../../core/session/parts.ts';
import { session } from '../../core/session/subject.ts';
import type { Clock } from '../../core/stream/clock.ts';
import { type AudienceId, type PersonId, textId } from '../../core/stream/entry.ts';
import type { Circles } from '../directory/circles.ts';
import type { Storage, StreamRef } from '../storage/port.ts';
import { Hub } from './hub.ts';
import { type Committed, type Outcome, Owner, type Request } from './owner.ts';
import type { Viewer } from './viewer.ts';

/** A connection as its stream knows it. */
export interface Connected extends Viewer {
  say(message: { type: 'keeping'; able: boolean }): void;
  tellNames(people: PersonId[]): Promise<void>;
  end(reason: 'replaced' | 'stopping' | 'not-yours'): void;
}

/** A stream nobody looks at is put to rest after this long, milliseconds. */
const LINGER = 60_000;

/** Commands that put people together, by what they did before as well. */
const FORMS_GROUPS: ReadonlySet<SessionCommand['type']> = new Set(['form-groups', 'start']);

function circlesAfter({ entry, after }: Committed<SessionPart>): Circle[] {
  return after.room ? circlesFrom(entry.event as SessionEvent, after.room) : [];
}

/** One session, live: its owner, who looks at it, and what they are told. */
export class SessionStream {
  readonly ref: StreamRef;
  readonly clock: Clock;
  readonly hub: Hub;
  able = true;
  private readonly owner: Owner<SessionPart, SessionEvent, SessionCommand>;
  private readonly connections = new Map<Connected, string | null>();
  private readonly onEmpty: (stream: SessionStream) => void;
  private cancelLinger: (() => void) | null = null;

  constructor(options: {
    ref: StreamRef;
    storage: Storage;
    clock: Clock;
    secret: Uint8Array;
    onEmpty: (stream: SessionStream) => void;
    onError: (error: unknown) => void;
    circles?: Circles | undefined;
  }) {
    const { circles, ref } = options;
    this.ref = options.ref;
    this.clock = options.clock;
    this.onEmpty = options.onEmpty;
    this.hub = new Hub({
      clock: options.clock,
      parts: () => this.owner.state.parts,
      readWords: (to, notes) => this.words(to, notes),
      newcomers: (people) => {
        for (const connection of this.connections.keys()) void connection.tellNames(people);
      },
    });
    this.owner = new Owner<SessionPart, SessionEvent, SessionCommand>({
      ref: options.ref,
      subject: session,
      storage: options.storage,
      clock: options.clock,
      secret: options.secret,
      eventVersion: EVENT_VERSION,
      hooks: {
        committed: (entries) => {
          this.hub.committed(entries);
          const worked = circles ? entries.flatMap(circlesAfter) : [];
          if (worked.length > 0) circles?.note(ref, worked).catch(options.onError);
        },
        earlier: (command, { parts }) => {
          const room = circles && FORMS_GROUPS.has((command as SessionCommand).type) ? roomOf(parts) : null;
          if (!room || !circles) return null;
          // Groups without old acquaintances in mind are better than none.
          return circles.earlier(ref.space, [...room.people.keys()]).catch((error: unknown) => {
            options.onError(error);
            return NOTHING_EARLIER;
          });
        },
        keeping: (able) => {
          this.able = able;
          for (const connection of this.connections.keys()) connection.say({ type: 'keeping', able });
        },
        failed: options.onError,
        // Whoever comes back is told everything anew.
        missed: () => {
          for (const connection of [...this.connections.keys()]) connection.end('stopping');
        },
      },
    });
  }

  open(): Promise<void> {
    return this.owner.open();
  }

  get parts(): SessionParts {
    return this.owner.state.parts;
  }

  /** The number of the last committed entry. */
  get end(): number {
    return this.owner.state.seq;
  }

  get exists(): boolean {
    return roomOf(this.parts) !== null;
  }

  everybody(): PersonId[] {
    const room = roomOf(this.parts);
    return room ? [...new Set([...room.leads, ...room.people.keys()])] : [];
  }

  counterOf(device: string): number {
    return this.owner.state.devices.get(device)?.counter ?? 0;
  }

  submit(request: Request<SessionCommand>, settle: (outcome: Outcome) => void): void {
    this.owner.submit(request, settle);
  }

  /** The server's own act, or one that came over HTTP. */
  command(actor: PersonId, command: SessionCommand): Promise<Outcome> {
    return new Promise((settle) => this.submit({ actor, device: '', counter: 0, command }, settle));
  }

  joined(connection: Connected): void {
    this.connections.set(connection, null);
    this.cancelLinger?.();
    this.cancelLinger = null;
  }

  left(connection: Connected): void {
    this.connections.delete(connection);
    this.restWhenEmpty();
  }

  restWhenEmpty(): void {
    if (this.connections.size > 0 || this.cancelLinger) return;
    this.cancelLinger = this.clock.at(this.clock.now() + LINGER, () => {
      this.cancelLinger = null;
      if (this.connections.size === 0) this.onEmpty(this);
    });
  }

  /** One tab has one connection: an older one of the same device was cut off without noticing. */
  replaceDevice(connection: Connected, device: string): void {
    for (const [other, held] of this.connections) {
      if (held === device && other !== connection) other.end('replaced');
    }
    this.connections.set(connection, device);
  }

  /** Opens in a new connection what a tab had open before it lost the old one. Nothing is sent for it. */
  reopen(viewer: Viewer, to: AudienceId, parent: string, limit: number, follow: boolean): void {
    if (!this.hub.audiencesFor(viewer.people).includes(to)) return;
    const tree = this.parts.get(to)?.tree;
    if (tree) viewer.setWindow(to, openWindow(tree, viewer.window(to), parent, limit, follow));
  }

  /** Who sits at which device has changed: those it concerns are sent more, or less. */
  seatsChanged(seats: (people: PersonId[]) => PersonId[] | null): void {
    for (const connection of this.connections.keys()) {
      const people = seats(connection.people);
      if (!people || people.join() === connection.people.join()) continue;
      // Whoever sat here has moved to another screen: this one has nobody left to show anything to.
      if (people.length === 0) connection.end('not-yours');
      else this.hub.seatsChanged(connection, people);
    }
  }

  renamed(person: PersonId): void {
    for (const connection of this.connections.keys()) void connection.tellNames([person]);
  }

  loadText(to: AudienceId, note: string): Promise<void> {
    return this.load(to, [note]);
  }

  /** A text that is loaded, as it durably stands, and the pen that a device writes it with. */
  readText(
    to: AudienceId,
    note: string,
    device: string,
    generation: number,
    vector: Uint8Array | undefined,
  ): { state: Uint8Array; pen: number; generation: number } {
    const { texts } = this.owner;
    const id = textId(to, note);
    return { state: texts.state(id, vector), pen: texts.pen(id, device, generation), generation };
  }

  /** Words of notes as they durably stand. */
  async words(to: AudienceId, notes: string[]): Promise<Record<string, string>> {
    await this.load(to, notes);
    const { texts } = this.owner;
    return Object.fromEntries(notes.map((note) => [note, texts.committedWords(textId(to, note))]));
  }

  /** A note's words with who wrote them. */
  async runs(to: AudienceId, note: string): Promise<{ by: PersonId | null; words: string }[]> {
    await this.load(to, [note]);
    return this.owner.texts.runs(textId(to, note));
  }

  async close(): Promise<void> {
    this.cancelLinger?.();
    for (const connection of [...this.connections.keys()]) connection.end('stopping');
    this.hub.stop();
    await this.owner.rest();
    await this.owner.close();
  }

  private async load(to: AudienceId, notes: string[]): Promise<void> {
    const tree = this.parts.get(to)?.tree;
    const missing = notes.filter((note) => !this.owner.texts.has(textId(to, note)));
    if (missing.length === 0) return;
    await this.owner.texts.load(
      missing.map((note) => ({ to, note })),
      ({ note }) => tree?.notes.get(note)?.words ?? '',
    );
  }
}

/** Every live session of this process. */
export class Streams {
  private readonly live = new Map<string, Promise<SessionStream>>();
  /** Streams that nobody may own just now, until when. */
  private readonly apart = new Map<string, Promise<unknown>>();
  private readonly storage: Storage;
  private readonly clock: Clock;
  private readonly secret: Uint8Array;
  private readonly onError: (error: unknown) => void;
  private readonly circles: Circles | undefined;

  constructor(options: {
    storage: Storage;
    clock: Clock;
    secret: Uint8Array;
    onError: (error: unknown) => void;
    /** Where it is noted who worked together, and read when groups are formed. */
    circles?: Circles;
  }) {
    this.storage = options.storage;
    this.clock = options.clock;
    this.secret = options.secret;
    this.onError = options.onError;
    this.circles = options.circles;
  }

  /** The stream, loaded where it isn't yet. One that was never opened has no room in it. */
  get(ref: StreamRef): Promise<SessionStream> {
    const key = `${ref.space} ${ref.stream}`;
    const held = this.live.get(key);
    if (held) return held;
    const apart = this.apart.get(key);
    if (apart) return apart.then(() => this.get(ref));
    const stream = new SessionStream({
      ref,
      storage: this.storage,
      clock: this.clock,
      secret: this.secret,
      onError: this.onError,
      circles: this.circles,
      onEmpty: (empty) => {
        this.live.delete(key);
        void empty.close();
      },
    });
    const opening = stream.open().then(() => {
      stream.restWhenEmpty();
      return stream;
    });
    opening.catch(() => this.live.delete(key));
    this.live.set(key, opening);
    return opening;
  }

  async command(ref: StreamRef, actor: PersonId, command: SessionCommand): Promise<Outcome> {
    return (await this.get(ref)).command(actor, command);
  }

  /** Committed parts; null when there is no such session. */
  async parts(ref: StreamRef): Promise<SessionParts | null> {
    const stream = await this.get(ref);
    return stream.parts.has(EVERYONE) ? stream.parts : null;
  }

  /** The number of a stream's last entry where it is in memory; null where nobody has asked for it lately. */
  async liveEnd(ref: StreamRef): Promise<number | null> {
    const held = this.live.get(`${ref.space} ${ref.stream}`);
    return held ? (await held).end : null;
  }

  async words(ref: StreamRef, to: AudienceId, notes: string[]): Promise<Record<string, string>> {
    return (await this.get(ref)).words(to, notes);
  }

  async runs(
    ref: StreamRef,
    to: AudienceId,
    note: string,
  ): Promise<{ by: PersonId | null; words: string }[]> {
    return (await this.get(ref)).runs(to, note);
  }

  /** Drops a stream from memory, so that the next who asks reads it from storage. */
  async evict(ref: StreamRef): Promise<void> {
    const key = `${ref.space} ${ref.stream}`;
    const held = this.live.get(key);
    this.live.delete(key);
    await (await held)?.close();
  }

  /** Does something to a stream while nobody owns it; whoever asks for it meanwhile waits. One at a time. */
  async without<T>(ref: StreamRef, act: () => Promise<T>): Promise<T> {
    const key = `${ref.space} ${ref.stream}`;
    const before = this.apart.get(key) ?? Promise.resolve();
    let done = (): void => {};
    const until = before.then(() => new Promise<void>((resolve) => (done = resolve)));
    this.apart.set(key, until);
    try {
      await before;
      await this.evict(ref);
      return await act();
    } finally {
      if (this.apart.get(key) === until) this.apart.delete(key);
      done();
    }
  }

  /** Those that are in memory. */
  async all(): Promise<SessionStream[]> {
    const opened = await Promise.all([...this.live.values()].map((opening) => opening.catch(() => null)));
    return opened.filter((stream) => stream !== null);
  }

  async close(): Promise<void> {
    const all = [...this.live.values()];
    this.live.clear();
    for (const opening of all) await (await opening.catch(() => null))?.close();
  }
}
