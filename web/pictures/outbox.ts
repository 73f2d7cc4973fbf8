import type { SessionClient } from '../../client/api.ts';
import type { Picture } from '../../core/notes/tree.ts';
import type { AudienceId, PersonId } from '../../core/stream/entry.ts';
import { type Waiting, waitingPictures } from '../device/pictures.ts';
import { randomId } from '../device/tab.ts';
import { Declined, requests } from '../http/requests.ts';
import { say } from '../messages/en.ts';
import type { Shrunk } from './shrink.ts';

/** When to try again without being told, milliseconds. */
const RETRY = 4000;

/** A picture on its way, with an address under which this page can show it. */
export interface Sending extends Waiting {
  url: string;
}

export interface Destination {
  as: PersonId;
  to: AudienceId;
  note: string;
  stop: number | undefined;
}

const held = new WeakMap<SessionClient, PictureOutbox>();

/** The pictures on their way from this tab's session; the same for every part of a page. */
export function picturesOf(client: SessionClient, session: string): PictureOutbox {
  let outbox = held.get(client);
  if (!outbox) {
    outbox = new PictureOutbox(client, session);
    held.set(client, outbox);
  }
  return outbox;
}

/** Sends pictures once there is a line and their notes have arrived, one after another; keeps them until then. */
export class PictureOutbox {
  private items: readonly Sending[] = [];
  private readonly listeners = new Set<() => void>();
  private readonly client: SessionClient;
  private readonly session: string;
  /** What was sent, until the note that it is for shows it: nothing blinks in between. */
  private readonly arrived = new Map<string, Picture>();
  private sending = false;
  private waitUntil = 0;
  /** The browser keeps nothing: the pictures live as long as this page. */
  private unkept = false;

  constructor(client: SessionClient, session: string) {
    this.client = client;
    this.session = session;
    client.subscribe(() => {
      this.settle();
      void this.send();
    });
    addEventListener('online', () => void this.send());
    addEventListener('beforeunload', (event) => {
      if (this.unkept && this.items.length > 0) event.preventDefault();
    });
    void waitingPictures
      .load(session)
      .then((items) => {
        this.change([...items.map(withUrl), ...this.items]);
        void this.send();
      })
      .catch(() => undefined);
  }

  /** Everything on its way and everything refused, the oldest first. */
  get all(): readonly Sending[] {
    return this.items;
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** The newest for a note takes the place of one that hasn't left yet. */
  add(picture: Shrunk, { as, to, note, stop }: Destination): void {
    for (const before of this.items) if (before.to === to && before.note === note) this.drop(before.key);
    const item = withUrl({
      key: randomId(),
      session: this.session,
      as,
      to,
      note,
      stop,
      says: picture.says,
      type: picture.type,
      bytes: picture.bytes,
      at: Date.now(),
      refused: null,
    });
    this.change([...this.items, item]);
    this.keep(item);
    void this.send();
  }

  /** Says what is on it while it is on its way. */
  describe(key: string, says: string): void {
    this.alter(key, { says });
  }

  retry(key: string): void {
    this.waitUntil = 0;
    this.alter(key, { refused: null });
    void this.send();
  }

  /** To another note of the same person: one of their own, where nobody refuses it. */
  redirect(key: string, to: AudienceId, note: string): void {
    this.alter(key, { to, note, stop: undefined, refused: null });
    void this.send();
  }

  drop(key: string): void {
    const item = this.items.find((one) => one.key === key);
    if (!item) return;
    this.arrived.delete(key);
    this.change(this.items.filter((one) => one !== item));
    URL.revokeObjectURL(item.url);
    void waitingPictures.delete(bare(item)).catch(() => undefined);
  }

  private alter(key: string, change: Partial<Waiting>): void {
    this.change(this.items.map((one) => (one.key === key ? { ...one, ...change } : one)));
    const item = this.items.find((one) => one.key === key);
    if (item) this.keep(item);
  }

  private keep(item: Sending): void {
    waitingPictures.put(bare(item)).catch(() => {
      this.unkept = true;
    });
  }

  private change(items: readonly Sending[]): void {
    this.items = items;
    for (const listener of this.listeners) listener();
  }

  private async send(): Promise<void> {
    if (this.sending || Date.now() < this.waitUntil) return;
    const { link, pending } = this.client.view();
    const item = this.items.find(({ key, refused }) => refused === null && !this.arrived.has(key));
    // A note that was made a moment ago has to be there first.
    if (!item || link.state !== 'live' || pending > 0) return;
    this.sending = true;
    try {
      const { picture } = await requests.bringPicture(this.session, item);
      this.arrived.set(item.key, picture);
      // What was said about it while it travelled.
      const now = this.items.find(({ key }) => key === item.key);
      if (now && now.says !== item.says) {
        const { to, note, says, as } = now;
        this.client.act({ type: 'describe-picture', to, note, picture: picture.id, says }, as);
      }
      void waitingPictures.delete(bare(item)).catch(() => undefined);
      this.settle();
    } catch (error) {
      this.fail(item, error);
    } finally {
      this.sending = false;
    }
    if (Date.now() >= this.waitUntil) void this.send();
  }

  private fail(item: Sending, error: unknown): void {
    const final = error instanceof Declined && error.status < 500 && error.status !== 429;
    if (final) {
      const why = error.code === 'not-found' ? say.pictures.noteGone : error.message;
      this.alter(item.key, { refused: why });
      return;
    }
    const wait = error instanceof Declined && error.after ? error.after * 1000 : RETRY;
    this.waitUntil = Date.now() + wait;
    setTimeout(() => void this.send(), wait + 50);
  }

  /** Lets go of what its note shows by now, or of what has no note any more. */
  private settle(): void {
    const { parts } = this.client.view();
    for (const [key, picture] of this.arrived) {
      const item = this.items.find((one) => one.key === key);
      const tree = item && parts.get(item.to)?.tree;
      const note = item && tree?.notes.get(item.note);
      if (!item || !note || note.removed || note.picture?.id === picture.id) this.drop(key);
    }
  }
}

const withUrl = (item: Waiting): Sending => ({
  ...item,
  url: URL.createObjectURL(new Blob([item.bytes], { type: item.type })),
});

const bare = ({ url: _url, ...item }: Sending): Waiting => item;
