import { randomUUID } from 'node:crypto';
import type { SessionClient } from '../../client/api.ts';
import type { ClientWire, WireEvents } from '../../client/line.ts';
import { MemoryOutbox, type Outgoing } from '../../client/outbox.ts';
import { openSession } from '../../client/session.ts';
import { EVERYONE } from '../../core/session/parts.ts';
import { systemClock } from '../../server/streams/clock.ts';

/** Children of each note in the trees that are measured. */
const CHILDREN = 50;
/** Texts that writer and watcher have open. */
export const OPEN_TEXTS = 40;

export const noteName = (i: number): string => `note-${i}`;
export const parentName = (i: number): string => (i < CHILDREN ? '' : noteName(Math.floor(i / CHILDREN) - 1));
/** The parent of the last full row of children: as deep as the tree goes. */
export const deepParent = (size: number): { parent: string; children: string[] } => {
  const at = Math.floor(size / CHILDREN) - 2;
  return {
    parent: noteName(at),
    children: Array.from({ length: CHILDREN }, (_, i) => noteName((at + 1) * CHILDREN + i)),
  };
};

export const PEOPLE = Array.from({ length: 12 }, (_, i) => `person-${i}`);
export const SESSION = 'growth';

/** Where a grown server is reached, and how many notes it holds. */
export interface Grown {
  url: string;
  size: number;
}

export const KINDS = ['write a note', 'move a note', 'set a field', 'type a character'] as const;
export type Kind = (typeof KINDS)[number];
/** Edits of a kind in one measurement. Notes are fewer, so that the smallest tree stays small. */
export const EDITS: Record<Kind, number> = {
  'write a note': 40,
  'move a note': 160,
  'set a field': 160,
  'type a character': 160,
};

/** Acts that leave together, and how far apart such handfuls are, milliseconds: 400 acts a second. */
const HANDFUL = 8;
const GAP = 20;

const pause = (time: number): Promise<void> => new Promise((later) => setTimeout(later, time));

/** Times how long acts wait on the device: from being sent to their ack. */
export class TimingOutbox extends MemoryOutbox {
  readonly took: number[] = [];
  private readonly since = new Map<number, number>();

  override async put(device: string, item: Outgoing): Promise<void> {
    this.since.set(item.counter, performance.now());
    await super.put(device, item);
  }

  override async delete(device: string, counters: number[]): Promise<void> {
    const now = performance.now();
    for (const counter of counters) {
      const from = this.since.get(counter);
      if (from !== undefined) this.took.push(now - from);
      this.since.delete(counter);
    }
    await super.delete(device, counters);
  }
}

/** A headless client that draws after every change, as a screen does, with an ordinary window open. */
export class Seat {
  readonly client: SessionClient;
  readonly outbox = new TimingOutbox();
  private readonly parent: string;
  private readonly children: string[];
  private texts: ReturnType<SessionClient['openText']>[] = [];
  private at = 0;
  private value = 1;

  constructor(connect: (events: WireEvents) => ClientWire, size: number) {
    const { parent, children } = deepParent(size);
    this.parent = parent;
    this.children = children;
    this.client = openSession({
      connect,
      clock: systemClock,
      store: this.outbox,
      device: randomUUID(),
      random: randomUUID,
    });
    this.client.subscribe(() => this.client.view());
    this.client.open(EVERYONE, parent, 200, true);
  }

  /** Resolves when `wanted` holds of the view. */
  until(wanted: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const look = () => {
        if (!wanted()) return;
        stop();
        resolve();
      };
      const stop = this.client.subscribe(look);
      look();
    });
  }

  async ready(): Promise<void> {
    await this.until(() =>
      this.children.every((note) => this.client.view().parts.get(EVERYONE)?.tree.notes.has(note)),
    );
    // Who sits here is known by now, and a text is opened as somebody.
    this.texts = this.children.slice(0, OPEN_TEXTS).map((note) => this.client.openText(EVERYONE, note));
    await this.until(() => this.texts.every((text) => text.ready()));
  }

  get cursor(): number {
    return this.client.view().parts.get(EVERYONE)?.cursor ?? 0;
  }

  async settled(): Promise<void> {
    await this.until(() => !this.client.hasUnsaved() && this.client.view().pending === 0);
    const [first] = this.client.view().notTaken;
    if (first) throw new Error(`not taken: ${JSON.stringify(first)}`);
  }

  /** Does so many edits of one kind, and resolves when all are kept. */
  async edit(kind: Kind, count: number): Promise<string[]> {
    const born: string[] = [];
    if (kind === 'type a character') {
      for (let done = 0; done < count; done += this.texts.length) {
        for (const text of this.texts.slice(0, count - done)) {
          const words = text.words();
          text.type(`${words}x`, words.length + 1);
        }
        await this.settled();
      }
      return born;
    }
    for (let done = 0; done < count; done++) {
      const note = this.children[this.at++ % this.children.length] as string;
      if (kind === 'move a note') {
        // To the front, one after another: nobody's order keys grow long by it.
        this.client.act({
          type: 'move-note',
          to: EVERYONE,
          placement: `${note}.p`,
          parent: this.parent,
          after: null,
        });
      } else if (kind === 'set a field') {
        this.client.act({ type: 'set-field', to: EVERYONE, note, field: 'weight', value: this.value++ });
      } else {
        const id = this.client.freshId();
        born.push(id);
        this.client.act({
          type: 'write-note',
          note: id,
          kind: 'card',
          parent: this.parent,
          words: 'One note more.',
        });
      }
      if (done % HANDFUL === HANDFUL - 1) await pause(GAP);
    }
    await this.settled();
    return born;
  }

  /** Takes notes away again, so that the window stays as large as it was. */
  async remove(notes: string[]): Promise<void> {
    for (const note of notes) this.client.act({ type: 'remove-note', to: EVERYONE, note });
    await this.settled();
  }

  /** Types a character every 40 ms, in five texts by turns: 25 edits a second. */
  async typeAlong(seconds: number, from: number): Promise<void> {
    const own = this.texts.slice(from, from + 5);
    for (let i = 0; i < seconds * 25; i++) {
      const text = own[i % own.length];
      const words = text?.words() ?? '';
      text?.type(`${words}x`, words.length + 1);
      await pause(40);
    }
    await this.settled();
  }
}

export const microseconds = (usage: NodeJS.CpuUsage): number => usage.user + usage.system;
