import * as Y from 'yjs';
import type { AudienceId, DeviceId, Entry, PersonId } from '../../core/stream/entry.ts';
import { textId } from '../../core/stream/entry.ts';
import {
  type Inspection,
  inspectUpdate,
  ROOT_NAME,
  TEXT_LIMITS,
  type UpdateFault,
} from '../../text/inspect.ts';
import { TextLedger } from '../../text/ledger.ts';
import { derivePen, type Pen } from '../../text/pen.ts';
import type { Storage, StreamRef } from '../storage/port.ts';
import { penDigest } from './chance.ts';

type Seen = Extract<Inspection, { ok: true }>;

interface Held {
  /** What is durably so. */
  ledger: TextLedger;
  /** Clocks with what was decided but not yet committed. */
  known: Map<number, number>;
  /** Units that uncommitted updates bring. */
  fresh: number;
  ahead: { seq: number; update: Uint8Array; by: PersonId; seen: Seen; pen: Pen }[];
  /** The last committed sequence number that changed this text, and the one up to which it was compacted. */
  seq: number;
  resting: number;
}

/** The texts of one stream that are in memory. */
export class StreamTexts {
  private readonly held = new Map<string, Held>();
  private readonly loading = new Map<string, Promise<void>>();
  private readonly ref: StreamRef;
  private readonly storage: Storage;
  private readonly secret: Uint8Array;
  /** The newest pen of each device, by text. Nothing but a memory of what can be derived at any time. */
  private readonly pens = new Map<string, Map<DeviceId, { generation: number; pen: Pen }>>();
  /** What `inspect` found of the update that `accept` is about to take. */
  private inspected: { seen: Seen; pen: Pen } | null = null;
  private era = 0;

  constructor(ref: StreamRef, storage: Storage, secret: Uint8Array) {
    this.ref = ref;
    this.storage = storage;
    this.secret = secret;
  }

  has(id: string): boolean {
    return this.held.has(id);
  }

  /** Reads texts from storage; `birth` gives the first words of those that were never written in. */
  async load(
    notes: { to: AudienceId; note: string }[],
    birth: (note: { to: AudienceId; note: string }) => string,
  ): Promise<void> {
    const missing = notes.filter(({ to, note }) => {
      const id = textId(to, note);
      return !this.held.has(id) && !this.loading.has(id);
    });
    if (missing.length > 0) {
      const reading = this.read(missing, birth);
      for (const { to, note } of missing) {
        const id = textId(to, note);
        this.loading.set(id, reading);
        void reading.finally(() => this.loading.delete(id)).catch(() => {});
      }
    }
    await Promise.all(notes.map(({ to, note }) => this.loading.get(textId(to, note))));
  }

  private async read(
    notes: { to: AudienceId; note: string }[],
    birth: (note: { to: AudienceId; note: string }) => string,
  ): Promise<void> {
    const { era } = this;
    const stored = await this.storage.texts(
      this.ref,
      notes.map(({ to, note }) => textId(to, note)),
    );
    if (era !== this.era) return;
    const byId = new Map(stored.map((text) => [text.text, text]));
    for (const name of notes) {
      const id = textId(name.to, name.note);
      const text = byId.get(id);
      const ledger = text?.base ? TextLedger.wake(text.base) : TextLedger.born(birth(name));
      for (const { update, by } of text?.updates ?? []) ledger.take(update, by);
      const last = text?.updates[text.updates.length - 1];
      this.held.set(id, {
        ledger,
        known: new Map(ledger.known),
        ahead: [],
        fresh: 0,
        seq: last?.seq ?? text?.through ?? 0,
        resting: text?.through ?? 0,
      });
    }
  }

  pen(id: string, device: DeviceId, generation: number): Pen {
    const devices = this.pens.get(id) ?? new Map<DeviceId, { generation: number; pen: Pen }>();
    if (devices.size === 0) this.pens.set(id, devices);
    const held = devices.get(device);
    if (held?.generation === generation) return held.pen;
    const pen = derivePen(penDigest(this.secret, this.ref, id, device, generation));
    devices.set(device, { generation, pen });
    return pen;
  }

  /** Why an update can't be taken, or null. The text must be loaded. */
  inspect(id: string, update: Uint8Array, pen: Pen): UpdateFault | null {
    const held = this.held.get(id);
    if (!held) return 'malformed';
    const seen = inspectUpdate(update, held.known, pen, TEXT_LIMITS, held.ledger.length + held.fresh);
    if (!seen.ok) return seen.reason;
    this.inspected = { seen, pen };
    return null;
  }

  /** Takes the update that was just inspected, ahead of its commit. */
  accept(entry: Entry): void {
    const { event, update, by, seq } = entry as Entry & { event: { note: string } };
    const held = this.held.get(textId(event.to, event.note));
    if (!held || !this.inspected || !update) return;
    const { seen, pen } = this.inspected;
    this.inspected = null;
    held.ahead.push({ seq, update, by, seen, pen });
    held.known.set(pen, seen.to);
    held.fresh += seen.inserted;
  }

  /** What was taken ahead, up to `seq`, is durable now. */
  commit(entries: readonly Entry[]): void {
    const last = entries[entries.length - 1]?.seq ?? 0;
    const touched = new Set<string>();
    for (const { event } of entries) {
      if (event.type === 'wrote') touched.add(textId(event.to, (event as unknown as { note: string }).note));
    }
    for (const id of touched) {
      const held = this.held.get(id);
      if (!held) continue;
      let done = 0;
      for (const { update, by, seen, pen, seq } of held.ahead) {
        if (seq > last) break;
        held.ledger.accept(update, by, seen, pen);
        held.fresh -= seen.inserted;
        held.seq = seq;
        done++;
      }
      held.ahead.splice(0, done);
    }
  }

  /** Words with everything that was decided, committed or not: what the next decision goes by. */
  words(id: string): string | undefined {
    const held = this.held.get(id);
    if (!held) return undefined;
    if (held.ahead.length === 0) return held.ledger.words();
    const doc = new Y.Doc();
    Y.applyUpdate(doc, held.ledger.state());
    for (const { update } of held.ahead) Y.applyUpdate(doc, update);
    return doc.getText(ROOT_NAME).toString();
  }

  committedWords(id: string): string {
    return this.held.get(id)?.ledger.words() ?? '';
  }

  state(id: string, vector?: Uint8Array): Uint8Array {
    return (this.held.get(id) as Held).ledger.state(vector);
  }

  runs(id: string): { by: PersonId | null; words: string }[] {
    return this.held.get(id)?.ledger.runs() ?? [];
  }

  /** Puts every text that changed since it last rested to rest. */
  async compact(): Promise<void> {
    for (const [id, held] of this.held) {
      if (held.ahead.length > 0 || held.seq <= held.resting) continue;
      const { seq } = held;
      await this.storage.compact(this.ref, id, seq, held.ledger.rest());
      held.resting = seq;
      held.ledger.evict();
    }
  }

  /** Forgets everything; storage knows it. */
  drop(): void {
    this.era++;
    this.held.clear();
    this.inspected = null;
  }
}
