import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Addressed, type Entry, textId } from '../../../core/stream/entry.ts';
import type { Opened } from '../contract.ts';
import { SequenceConflict, type Storage, type StreamRef } from '../port.ts';

/** What a stream is, said as simply as can be: every entry ever, and how far each text is compacted. */
interface Model {
  entries: Entry[];
  bases: Map<string, { through: number; base: Uint8Array }>;
  snapshot: number;
}

type Act =
  | {
      act: 'append';
      stream: number;
      behind: boolean;
      what: { note: number | null; by: number; size: number }[];
    }
  | { act: 'compact'; stream: number; note: number; share: number }
  | { act: 'snapshot'; stream: number; share: number }
  | { act: 'erase'; stream: number; seed: number };

const NOTES = ['n0', 'n1', 'n2'];
const PEOPLE = ['ana', 'ben', 'cat'];
/** Every run has two spaces of its own, so that one back end serves them all. */
const refsOf = (run: number): StreamRef[] => [
  { space: `s${run}`, stream: 'a' },
  { space: `s${run}`, stream: 'b' },
  { space: `t${run}`, stream: 'a' },
];
/** Every so many runs the back end is closed and opened again half-way. */
const REOPEN = 6;

const stream = fc.nat({ max: 2 });
const share = fc.integer({ min: 0, max: 100 });
const acts: fc.Arbitrary<Act[]> = fc.array(
  fc.oneof(
    {
      weight: 8,
      arbitrary: fc.record({
        act: fc.constant('append' as const),
        stream,
        behind: fc.nat({ max: 5 }).map((value) => value === 0),
        what: fc.array(
          fc.record({
            note: fc.option(fc.nat({ max: NOTES.length - 1 }), { freq: 3 }),
            by: fc.nat({ max: PEOPLE.length - 1 }),
            size: fc.nat({ max: 40 }),
          }),
          { minLength: 1, maxLength: 12 },
        ),
      }),
    },
    {
      weight: 4,
      arbitrary: fc.record({
        act: fc.constant('compact' as const),
        stream,
        note: fc.nat({ max: NOTES.length - 1 }),
        share,
      }),
    },
    { weight: 2, arbitrary: fc.record({ act: fc.constant('snapshot' as const), stream, share }) },
    { weight: 1, arbitrary: fc.record({ act: fc.constant('erase' as const), stream, seed: fc.nat() }) },
  ),
  { minLength: 1, maxLength: 40 },
);

const isWrote = ({ event }: Entry) => event.type === 'wrote';
const noteOf = ({ event }: Entry) => (event as unknown as { note: string }).note;
const text = (note: string) => textId('g:1', note);

/** ST-62, for a back end that `contract.ts` covers too. */
export function storageModelContract(name: string, open: () => Promise<Opened>): void {
  describe(`storage ${name}`, () => {
    test('ST-62 any sequence of calls leaves it as it leaves the model', async () => {
      const opened = await open();
      let storage = opened.storage;
      let run = 0;
      try {
        await fc.assert(
          fc.asyncProperty(acts, async (sequence) => {
            const refs = refsOf(++run);
            const models = refs.map((): Model => ({ entries: [], bases: new Map(), snapshot: 0 }));
            for (const [i, act] of sequence.entries()) {
              const half = i === Math.floor(sequence.length / 2);
              if (half && run % REOPEN === 0) storage = (await opened.reopen?.()) ?? storage;
              await perform(storage, refs[act.stream] as StreamRef, models[act.stream] as Model, act);
            }
            for (const [i, model] of models.entries()) await compare(storage, refs[i] as StreamRef, model);
          }),
          { seed: 20_240_817, numRuns: 40 },
        );
      } finally {
        await storage.close();
        await opened.remove?.();
      }
    });
  });
}

async function perform(storage: Storage, ref: StreamRef, model: Model, act: Act): Promise<void> {
  const end = model.entries.length;
  switch (act.act) {
    case 'append': {
      const from = act.behind && end > 0 ? end - 1 : end;
      const entries = act.what.map(({ note, by, size }, i): Entry => {
        const seq = from + i + 1;
        const person = PEOPLE[by] as string;
        const event =
          note === null
            ? { to: 'all', type: 'said', words: 'x'.repeat(size) }
            : { to: 'g:1', type: 'wrote', note: NOTES[note], by: person };
        const update = note === null ? {} : { update: new Uint8Array(size).fill(seq) };
        return {
          seq,
          at: 1000 + seq,
          by: person,
          device: `d-${person}`,
          counter: seq,
          version: 1,
          event: event as Addressed,
          ...update,
        };
      });
      if (from !== end) await expect(storage.append(ref, from, entries)).rejects.toThrow(SequenceConflict);
      else {
        await storage.append(ref, from, entries);
        model.entries.push(...entries);
      }
      return;
    }
    case 'compact': {
      const id = text(NOTES[act.note] as string);
      const through = Math.floor((end * act.share) / 100);
      const base = new Uint8Array([act.share]);
      if (end === 0) return;
      await storage.compact(ref, id, through, base);
      if (through >= (model.bases.get(id)?.through ?? 0)) model.bases.set(id, { through, base });
      return;
    }
    case 'snapshot': {
      const seq = Math.floor((end * act.share) / 100);
      if (end === 0) return;
      await storage.snapshot(ref, { seq, core: 'c', bytes: new Uint8Array([1]) });
      model.snapshot = Math.max(model.snapshot, seq);
      return;
    }
    case 'erase': {
      const plain = model.entries.filter((entry) => !isWrote(entry));
      const chosen = plain[act.seed % Math.max(1, plain.length)];
      if (!chosen) return;
      const event = { to: 'all', type: 'said', words: '' } as Addressed;
      const id = text('n0');
      const base = new Uint8Array([0]);
      await storage.erase(ref, {
        events: [{ seq: chosen.seq, event }],
        texts: [{ text: id, through: end, base }],
      });
      chosen.event = event;
      model.bases.set(id, { through: end, base });
      model.snapshot = 0;
    }
  }
}

async function compare(storage: Storage, ref: StreamRef, model: Model): Promise<void> {
  const through = (entry: Entry) => model.bases.get(text(noteOf(entry)))?.through ?? 0;
  const compacted = (entry: Entry) => isWrote(entry) && entry.seq <= through(entry);
  const loaded = await storage.load(ref);
  expect(loaded.seq).toBe(model.entries.length);
  expect(loaded.snapshot?.seq ?? 0).toBe(model.snapshot);
  const expected = model.entries.filter(({ seq }) => seq > model.snapshot);
  expect(loaded.entries.filter(({ event }) => event.type !== 'wrote-many')).toEqual(
    expected.filter((entry) => !compacted(entry)).map(({ update: _, ...entry }) => entry),
  );
  const lots = loaded.entries.filter(({ event }) => event.type === 'wrote-many');
  for (const note of NOTES) {
    const old = expected.filter((entry) => compacted(entry) && noteOf(entry) === note);
    const many = lots.filter((entry) => noteOf(entry) === note);
    const last = old.at(-1);
    if (!last) expect(many).toEqual([]);
    else
      expect(many).toMatchObject([{ seq: last.seq, by: last.by, event: { count: old.length, by: last.by } }]);
    const whole = model.entries.filter((entry) => compacted(entry) && noteOf(entry) === note);
    const tally = new Map(whole.map(({ device, counter }) => [device, counter]));
    if (many[0])
      expect(new Map(many[0].tally?.map(({ device, counter }) => [device, counter]))).toEqual(tally);
  }
  const seqs = loaded.entries.map(({ seq }) => seq);
  expect(seqs).toEqual([...seqs].sort((a, b) => a - b));
  for (const stored of await storage.texts(ref, NOTES.map(text))) {
    const base = model.bases.get(stored.text);
    expect([stored.base, stored.through]).toEqual([base?.base ?? null, base?.through ?? 0]);
    const later = model.entries.filter(
      (entry) => isWrote(entry) && text(noteOf(entry)) === stored.text && !compacted(entry),
    );
    expect(stored.updates).toEqual(later.map(({ seq, by, update }) => ({ seq, by, update })));
  }
}
