import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Addressed, type Entry, textId } from '../../core/stream/entry.ts';
import { SequenceConflict, type Storage, StorageUnavailable, type StreamRef } from './port.ts';

/** One back end under test, on ground of its own. */
export interface Opened {
  storage: Storage;
  /** Closes it and opens it again on the same ground; absent where nothing persists. */
  reopen?: () => Promise<Storage>;
  /** Takes the ground away. `storage` is closed by then. */
  remove?: () => Promise<void>;
}

const A: StreamRef = { space: 's', stream: 'a' };
const B: StreamRef = { space: 's', stream: 'b' };
const ELSEWHERE: StreamRef = { space: 't', stream: 'a' };
const bytes = (...values: number[]) => Uint8Array.from(values);

const said = (seq: number, words = `w${seq}`, more: Partial<Entry> = {}): Entry => ({
  seq,
  at: 1_700_000_000_000 + seq,
  by: 'ana',
  device: 'd1',
  counter: seq,
  version: 1,
  event: { to: 'all', type: 'said', words } as Addressed,
  ...more,
});

const typed = (seq: number, note: string, update: Uint8Array, more: Partial<Entry> = {}): Entry => {
  const by = more.by ?? 'ana';
  return said(seq, '', { event: { to: 'g:1', type: 'wrote', note, by } as Addressed, update, ...more });
};
const text = (note: string) => textId('g:1', note);
const bare = ({ update: _, ...entry }: Entry): Entry => entry;

/** Every promise of the port, to be run over a back end. */
export function storageContract(name: string, open: () => Promise<Opened>): void {
  describe(`storage ${name}`, () => {
    let opened: Opened;
    let storage: Storage;
    beforeEach(async () => {
      opened = await open();
      storage = opened.storage;
    });
    afterEach(async () => {
      await storage.close();
      await opened.remove?.();
    });

    const count = async (ref: StreamRef, after: number) =>
      (await storage.load(ref, { after })).entries.reduce(
        (sum, { event }) =>
          sum + (event.type === 'wrote-many' ? (event as unknown as { count: number }).count : 1),
        0,
      );

    test('ST-1 a stream that nobody wrote in is empty', async () => {
      expect(await storage.load(A)).toEqual({ snapshot: null, entries: [], seq: 0 });
      expect(await storage.streams()).toEqual([]);
    });

    test('ST-1 entries come back as they were', async () => {
      const entries = [
        said(1, 'a "quoted" \u0000 line\n\u2028 é 漢 🎈 \ud800'),
        said(2, '', {
          by: '',
          device: '',
          counter: 0,
          event: { to: 'server', type: 'x', deep: { list: [1, null, [{}]] } } as Addressed,
        }),
        said(3, '', { refused: [1, 2], counter: Number.MAX_SAFE_INTEGER, version: 7 }),
        typed(4, 'n', bytes(0, 255, 7), { refused: [3] }),
        said(5, '', {
          event: { to: 'all', type: 'wrote', note: 'n', by: 'ben', stop: 3 } as Addressed,
          update: bytes(),
        }),
        said(6, '', { event: { to: 'all', type: 'wrote', note: 'a note', by: 'ana' } as Addressed }),
      ];
      await storage.append(A, 0, entries.slice(0, 2));
      await storage.append(A, 2, entries.slice(2));
      expect(await storage.load(A)).toEqual({ snapshot: null, entries: entries.map(bare), seq: 6 });
      expect((await storage.load(A, { after: 4 })).entries).toEqual(entries.slice(4).map(bare));
      expect((await storage.load(A, { after: 6 })).entries).toEqual([]);
    });

    test('ST-1 what the caller does to its entries afterwards changes nothing', async () => {
      const entry = typed(1, 'n', bytes(1, 2));
      await storage.append(A, 0, [entry]);
      entry.by = 'mallory';
      entry.update?.fill(9);
      const loaded = await storage.load(A);
      expect(loaded.entries).toEqual([bare(typed(1, 'n', bytes()))]);
      (loaded.entries[0] as Entry).event.to = 'p:mallory';
      expect((await storage.load(A)).entries).toEqual([bare(typed(1, 'n', bytes()))]);
      expect((await storage.texts(A, [text('n')]))[0]?.updates[0]?.update).toEqual(bytes(1, 2));
    });

    test('ST-1 a long log', async () => {
      const entries = Array.from({ length: 12_000 }, (_, i) =>
        i % 3 ? said(i + 1) : typed(i + 1, `n${i % 7}`, bytes(i & 255)),
      );
      await storage.append(A, 0, entries);
      expect((await storage.load(A)).entries).toEqual(entries.map(bare));
    });

    test('ST-2 an append that expects another end is a conflict', async () => {
      await storage.append(A, 0, [said(1), said(2)]);
      await expect(storage.append(A, 0, [said(1)])).rejects.toThrow(SequenceConflict);
      await expect(storage.append(A, 1, [said(2)])).rejects.toThrow(SequenceConflict);
      await expect(storage.append(A, 3, [said(4)])).rejects.toThrow(SequenceConflict);
      await expect(storage.append(B, 1, [said(2)])).rejects.toThrow(SequenceConflict);
      expect((await storage.load(A)).seq).toBe(2);
      expect(await storage.streams()).toEqual([A]);
    });

    test('ST-3 an append that fails leaves nothing behind', async () => {
      await storage.append(A, 0, [said(1)]);
      const unspeakable = said(3, '', { event: { to: 'all', type: 'x', value: 1n } as unknown as Addressed });
      await expect(storage.append(A, 1, [said(2), unspeakable])).rejects.toThrow();
      await expect(storage.append(B, 0, [said(1), { ...unspeakable, seq: 2 }])).rejects.toThrow();
      expect(await storage.load(A)).toEqual({ snapshot: null, entries: [said(1)], seq: 1 });
      await storage.append(A, 1, [said(2)]);
      expect(await storage.streams()).toEqual([A]);
    });

    test('ST-4 appends to many streams at once, some refused', async () => {
      const refs = Array.from({ length: 40 }, (_, i) => ({ space: 's', stream: `stream ${i}` }));
      const outcomes = await Promise.allSettled(
        refs.map((ref, i) => storage.append(ref, i % 4 ? 0 : 5, [said(i % 4 ? 1 : 6), said(i % 4 ? 2 : 7)])),
      );
      for (const [i, { status }] of outcomes.entries()) expect(status).toBe(i % 4 ? 'fulfilled' : 'rejected');
      for (const [i, ref] of refs.entries()) expect((await storage.load(ref)).seq).toBe(i % 4 ? 2 : 0);
      expect(await storage.streams()).toHaveLength(30);
    });

    test('ST-4 of several that expect the same end one is kept', async () => {
      const people = ['ana', 'ben', 'cat', 'dov'];
      const outcomes = await Promise.allSettled(
        people.map((by) => storage.append(A, 0, [said(1, by, { by })])),
      );
      const kept = outcomes.flatMap(({ status }, i) => (status === 'fulfilled' ? [people[i]] : []));
      expect(kept).toHaveLength(1);
      expect((await storage.load(A)).entries.map(({ by }) => by)).toEqual(kept);
    });

    test('ST-4 appends that follow one another without waiting', async () => {
      await Promise.all(Array.from({ length: 50 }, (_, i) => storage.append(A, i, [said(i + 1)])));
      expect((await storage.load(A)).entries.map(({ seq }) => seq)).toEqual(
        Array.from({ length: 50 }, (_, i) => i + 1),
      );
    });

    test('ST-5 entries that no stream may hold', async () => {
      const many = { to: 'all', type: 'wrote-many', note: 'n', by: 'ana', count: 2 } as Addressed;
      for (const wrong of [
        [said(2)],
        [said(1), said(3)],
        [said(1), said(1)],
        [said(1, '', { update: bytes(1) })],
        [said(1, '', { event: many })],
        [said(1, '', { tally: [] })],
        [said(1, '', { event: { to: 'g 1', type: 'wrote', note: 'n', by: 'ana' } as Addressed })],
      ]) {
        await expect(storage.append(A, 0, wrong)).rejects.toThrow(RangeError);
      }
      await storage.append(A, 0, []);
      expect(await storage.streams()).toEqual([]);
    });

    test('ST-6 the same names in another space are another thing', async () => {
      await storage.append(A, 0, [said(1, 'here'), typed(2, 'n', bytes(1))]);
      await storage.append(ELSEWHERE, 0, [said(1, 'there'), typed(2, 'n', bytes(2))]);
      await storage.compact(A, text('n'), 2, bytes(7));
      await storage.snapshot(A, { seq: 2, core: 'c', bytes: bytes(3) });
      expect((await storage.load(ELSEWHERE)).entries).toEqual([
        said(1, 'there'),
        bare(typed(2, 'n', bytes())),
      ]);
      expect((await storage.texts(ELSEWHERE, [text('n')]))[0]).toMatchObject({ base: null, through: 0 });
      expect(await storage.lease(A, 'x', 100, 0)).toBe(true);
      expect(await storage.lease(ELSEWHERE, 'y', 100, 0)).toBe(true);
      await storage.putBlob('s', { id: 'b', owner: 'ana', type: 't', bytes: bytes(1) });
      await storage.putBlob('t', { id: 'b', owner: 'ana', type: 't', bytes: bytes(2) });
      await storage.eraseBlobs('s', 'ana');
      expect(await storage.getBlob('s', 'b')).toBeNull();
      expect((await storage.getBlob('t', 'b'))?.bytes).toEqual(bytes(2));
      await storage.rememberErasure('s', 'ana', 5);
      expect(await storage.erasures('t')).toEqual([]);
      expect(await storage.streams('t')).toEqual([ELSEWHERE]);
      expect(await storage.streams()).toEqual([A, ELSEWHERE]);
    });

    test('ST-10 updates of texts, in the order asked for', async () => {
      await storage.append(A, 0, [
        typed(1, 'n', bytes(1)),
        typed(2, 'm', bytes(2)),
        typed(3, 'n', bytes(3), { by: 'ben' }),
      ]);
      expect(await storage.texts(A, [text('m'), text('none'), text('n')])).toEqual([
        { text: text('m'), base: null, through: 0, updates: [{ seq: 2, by: 'ana', update: bytes(2) }] },
        { text: text('none'), base: null, through: 0, updates: [] },
        {
          text: text('n'),
          base: null,
          through: 0,
          updates: [
            { seq: 1, by: 'ana', update: bytes(1) },
            { seq: 3, by: 'ben', update: bytes(3) },
          ],
        },
      ]);
      expect(await storage.texts(B, [text('n')])).toEqual([
        { text: text('n'), base: null, through: 0, updates: [] },
      ]);
    });

    test('ST-11 ST-12 compaction keeps the count, the counters and everything else', async () => {
      await storage.append(A, 0, [
        said(1),
        typed(2, 'n', bytes(2), { device: 'd1', counter: 2 }),
        typed(3, 'm', bytes(3)),
        typed(4, 'n', bytes(4), { by: 'ben', device: 'd2', counter: 9, refused: [7, 8] }),
        said(5),
        typed(6, 'n', bytes(6), { device: 'd1', counter: 6 }),
      ]);
      await storage.compact(A, text('n'), 4, bytes(24));
      const many = (seq: number, by: string, total: number, tally: Entry['tally']): Entry =>
        said(seq, '', {
          by,
          device: '',
          counter: 0,
          event: { to: 'g:1', type: 'wrote-many', note: 'n', by, count: total } as Addressed,
          tally,
        });
      const d2 = { device: 'd2', counter: 9, refused: [7, 8] };
      const loaded = await storage.load(A);
      expect(loaded.seq).toBe(6);
      expect(loaded.entries).toEqual([
        said(1),
        bare(typed(3, 'm', bytes())),
        many(4, 'ben', 2, [{ device: 'd1', counter: 2 }, d2]),
        said(5),
        bare(typed(6, 'n', bytes(), { counter: 6 })),
      ]);
      expect(
        (await storage.texts(A, [text('n'), text('m')])).map(({ base, through, updates }) => [
          base,
          through,
          updates.map(({ seq }) => seq),
        ]),
      ).toEqual([
        [bytes(24), 4, [6]],
        [null, 0, [3]],
      ]);

      await storage.append(A, 6, [typed(7, 'n', bytes(7), { device: 'd2', counter: 12, refused: [11] })]);
      await storage.compact(A, text('n'), 7, bytes(27));
      expect((await storage.load(A)).entries).toEqual([
        said(1),
        bare(typed(3, 'm', bytes())),
        said(5),
        many(7, 'ana', 4, [
          { device: 'd1', counter: 6 },
          { device: 'd2', counter: 12, refused: [7, 8, 11] },
        ]),
      ]);
      expect(await storage.texts(A, [text('n')])).toEqual([
        { text: text('n'), base: bytes(27), through: 7, updates: [] },
      ]);
      await storage.append(A, 7, [typed(8, 'n', bytes(8))]);
      expect((await storage.load(A)).seq).toBe(8);
    });

    test('ST-13 from whatever number it is loaded, the counts add up to the end', async () => {
      await storage.append(
        A,
        0,
        Array.from({ length: 30 }, (_, i) => (i % 5 ? typed(i + 1, `n${i % 3}`, bytes(i)) : said(i + 1))),
      );
      for (const [note, through] of [
        ['n0', 9],
        ['n1', 17],
        ['n0', 25],
        ['n2', 30],
        ['n1', 18],
      ] as const) {
        await storage.compact(A, text(note), through, bytes(1));
        for (let after = 0; after <= 30; after++) expect(await count(A, after)).toBe(30 - after);
      }
    });

    test('ST-14 an older base changes nothing, one beyond the end is a conflict', async () => {
      await storage.append(A, 0, [typed(1, 'n', bytes(1)), typed(2, 'n', bytes(2)), said(3)]);
      await storage.compact(A, text('n'), 3, bytes(3));
      await storage.compact(A, text('n'), 1, bytes(1));
      expect((await storage.texts(A, [text('n')]))[0]).toMatchObject({ base: bytes(3), through: 3 });
      await storage.compact(A, text('n'), 3, bytes(33));
      expect((await storage.texts(A, [text('n')]))[0]).toMatchObject({ base: bytes(33), through: 3 });
      await expect(storage.compact(A, text('n'), 4, bytes(4))).rejects.toThrow(SequenceConflict);
      await expect(storage.compact(B, text('n'), 1, bytes(4))).rejects.toThrow(SequenceConflict);
      await storage.compact(A, text('untyped'), 3, bytes(5));
      expect((await storage.texts(A, [text('untyped')]))[0]).toMatchObject({ base: bytes(5), through: 3 });
      expect(await count(A, 0)).toBe(3);
    });

    test('ST-20 the newest snapshot, whoever wrote it, and what came after', async () => {
      await storage.append(A, 0, [said(1), said(2), typed(3, 'n', bytes(3)), said(4)]);
      await storage.snapshot(A, { seq: 3, core: 'old', bytes: bytes(3, 3) });
      await storage.snapshot(A, { seq: 2, core: 'new', bytes: bytes(2) });
      expect(await storage.load(A)).toEqual({
        snapshot: { seq: 3, core: 'old', bytes: bytes(3, 3) },
        entries: [said(4)],
        seq: 4,
      });
      const whole = await storage.load(A, { withoutSnapshot: true });
      expect(whole.snapshot).toBeNull();
      expect(whole.entries).toHaveLength(4);
      expect(await storage.load(A, { after: 1 })).toMatchObject({
        snapshot: null,
        entries: [{ seq: 2 }, { seq: 3 }, { seq: 4 }],
      });
      await storage.snapshot(A, { seq: 3, core: 'new', bytes: bytes(4) });
      expect((await storage.load(A)).snapshot).toEqual({ seq: 3, core: 'new', bytes: bytes(4) });
    });

    test('ST-13 ST-20 a compacted text that a snapshot knows in part', async () => {
      await storage.append(A, 0, [typed(1, 'n', bytes(1)), typed(2, 'n', bytes(2)), typed(3, 'n', bytes(3))]);
      await storage.snapshot(A, { seq: 2, core: 'c', bytes: bytes() });
      await storage.compact(A, text('n'), 3, bytes(1));
      expect((await storage.load(A)).entries).toMatchObject([{ seq: 3, event: { count: 1 } }]);
    });

    test('ST-21 a snapshot beyond the end', async () => {
      await storage.append(A, 0, [said(1)]);
      await expect(storage.snapshot(A, { seq: 2, core: 'c', bytes: bytes() })).rejects.toThrow(RangeError);
      await expect(storage.snapshot(B, { seq: 1, core: 'c', bytes: bytes() })).rejects.toThrow(RangeError);
      expect((await storage.load(A)).snapshot).toBeNull();
    });

    test('ST-30 leases', async () => {
      expect(await storage.lease(A, 'one', 100, 1000)).toBe(true);
      expect(await storage.lease(A, 'two', 100, 1099)).toBe(false);
      expect(await storage.lease(A, 'one', 100, 1050)).toBe(true);
      expect(await storage.lease(A, 'two', 100, 1149)).toBe(false);
      expect(await storage.lease(A, 'two', 100, 1150)).toBe(true);
      await storage.release(A, 'one');
      expect(await storage.lease(A, 'one', 100, 1150)).toBe(false);
      await storage.release(A, 'two');
      expect(await storage.lease(A, 'one', 100, 1150)).toBe(true);
      expect(await storage.streams()).toEqual([]);
      const taken = await Promise.all(['x', 'y', 'z'].map((holder) => storage.lease(B, holder, 10, 0)));
      expect(taken.filter(Boolean)).toHaveLength(1);
    });

    test('ST-40 blobs', async () => {
      const blob = { id: 'b', owner: 'ana', type: 'image/png', bytes: bytes(0, 1, 255) };
      await storage.putBlob('s', blob);
      await storage.putBlob('s', { ...blob, owner: 'ben', bytes: bytes(9) });
      expect(await storage.getBlob('s', 'b')).toEqual(blob);
      expect(await storage.getBlob('t', 'b')).toBeNull();
      expect(await storage.getBlob('s', 'c')).toBeNull();
    });

    test('ST-41 blobs are listed by how their ids begin, without their bytes', async () => {
      for (const [space, id, owner] of [
        ['s', 'a/2', 'ben'],
        ['s', 'a/1', 'ana'],
        ['s', 'a', 'ana'],
        ['s', 'a%2', 'ana'],
        ['s', 'A/1', 'ana'],
        ['s', 'b/1', 'ana'],
        ['t', 'a/3', 'ana'],
      ] as const) {
        await storage.putBlob(space, { id, owner, type: 't', bytes: bytes(1) });
      }
      expect(await storage.blobs('s', 'a/')).toEqual([
        { id: 'a/1', owner: 'ana' },
        { id: 'a/2', owner: 'ben' },
      ]);
      expect((await storage.blobs('s', '')).map(({ id }) => id)).toHaveLength(6);
      expect(await storage.blobs('u', '')).toEqual([]);
    });

    test('ST-42 single blobs are dropped', async () => {
      for (const id of ['1', '2', '3']) {
        await storage.putBlob('s', { id, owner: 'ana', type: 't', bytes: bytes(1) });
      }
      await storage.putBlob('t', { id: '1', owner: 'ana', type: 't', bytes: bytes(1) });
      await storage.dropBlobs('s', ['1', '3', 'never']);
      await storage.dropBlobs('s', []);
      expect((await storage.blobs('s', '')).map(({ id }) => id)).toEqual(['2']);
      expect(await storage.getBlob('s', '1')).toBeNull();
      expect(await storage.getBlob('t', '1')).not.toBeNull();
    });

    test('ST-50 erasure rewrites, keeps numbers, drops the snapshot', async () => {
      await storage.append(A, 0, [
        said(1, 'secret'),
        typed(2, 'n', bytes(1)),
        typed(3, 'n', bytes(2)),
        said(4, 'kept'),
      ]);
      await storage.compact(A, text('n'), 2, bytes(12));
      await storage.snapshot(A, { seq: 4, core: 'c', bytes: bytes(1) });
      const gone = { to: 'all', type: 'said', words: '' } as Addressed;
      await storage.erase(A, {
        events: [{ seq: 1, event: gone }],
        texts: [
          { text: text('n'), through: 4, base: bytes(0) },
          { text: text('never typed in'), through: 4, base: bytes(5) },
        ],
      });
      const loaded = await storage.load(A);
      expect(loaded.snapshot).toBeNull();
      expect(loaded.seq).toBe(4);
      expect(loaded.entries.map(({ seq, event }) => [seq, event.type])).toEqual([
        [1, 'said'],
        [3, 'wrote-many'],
        [4, 'said'],
      ]);
      expect(loaded.entries[0]).toEqual(said(1, ''));
      expect(await count(A, 0)).toBe(4);
      expect(await storage.texts(A, [text('n')])).toEqual([
        { text: text('n'), base: bytes(0), through: 4, updates: [] },
      ]);
    });

    test('ST-51 an erasure that makes no sense changes nothing', async () => {
      await storage.append(A, 0, [said(1), typed(2, 'n', bytes(1)), said(3)]);
      await storage.snapshot(A, { seq: 1, core: 'c', bytes: bytes(1) });
      const event = { to: 'all', type: 'said', words: '' } as Addressed;
      const whole = { text: text('n'), through: 3, base: bytes(0) };
      const first = { seq: 1, event };
      await expect(storage.erase(A, { events: [first, { seq: 4, event }], texts: [whole] })).rejects.toThrow(
        RangeError,
      );
      await expect(storage.erase(A, { events: [first, { seq: 2, event }], texts: [] })).rejects.toThrow(
        RangeError,
      );
      await expect(
        storage.erase(A, { events: [first], texts: [whole, { ...whole, through: 2 }] }),
      ).rejects.toThrow(SequenceConflict);
      await expect(storage.erase(B, { events: [first], texts: [] })).rejects.toThrow(RangeError);
      expect((await storage.load(A, { withoutSnapshot: true })).entries).toEqual([
        said(1),
        bare(typed(2, 'n', bytes())),
        said(3),
      ]);
      expect((await storage.load(A)).snapshot?.seq).toBe(1);
      expect((await storage.texts(A, [text('n')]))[0]?.updates).toHaveLength(1);
      await storage.append(A, 3, [typed(4, 'n', bytes(4))]);
      expect((await storage.texts(A, [text('n')]))[0]?.updates.map(({ seq }) => seq)).toEqual([2, 4]);
    });

    test('ST-52 blobs of one person in one space', async () => {
      for (const [space, id, owner] of [
        ['s', '1', 'ana'],
        ['s', '2', 'ben'],
        ['s', '3', 'ana'],
        ['t', '4', 'ana'],
      ] as const) {
        await storage.putBlob(space, { id, owner, type: 't', bytes: bytes(1) });
      }
      await storage.eraseBlobs('s', 'ana');
      const left = [
        await storage.getBlob('s', '1'),
        await storage.getBlob('s', '2'),
        await storage.getBlob('s', '3'),
        await storage.getBlob('t', '4'),
      ];
      expect(left.map((blob) => blob?.id)).toEqual([undefined, '2', undefined, '4']);
    });

    test('ST-53 erasures are remembered', async () => {
      await storage.rememberErasure('s', 'ben', 30);
      await storage.rememberErasure('s', 'ana', 10);
      await storage.rememberErasure('s', 'ana', 20);
      expect(await storage.erasures('s')).toEqual([
        { person: 'ana', at: 20 },
        { person: 'ben', at: 30 },
      ]);
    });

    test('ST-60 ST-61 closing and opening again', async () => {
      const { reopen } = opened;
      const before = storage.append(A, 0, [
        said(1, 'é'),
        typed(2, 'n', bytes(1)),
        typed(3, 'm', bytes(2), { by: 'ben', device: 'd2' }),
      ]);
      await storage.close();
      await before;
      await storage.close();
      if (!reopen) return;
      await expect(storage.append(A, 3, [said(4)])).rejects.toThrow(StorageUnavailable);
      await expect(storage.load(A)).rejects.toThrow(StorageUnavailable);
      storage = await reopen();
      expect((await storage.load(A)).entries).toEqual([
        said(1, 'é'),
        bare(typed(2, 'n', bytes())),
        bare(typed(3, 'm', bytes(), { by: 'ben', device: 'd2' })),
      ]);
      await storage.append(A, 3, [typed(4, 'n', bytes(4), { by: 'cat' })]);
      await storage.compact(A, text('n'), 4, bytes(14));
      await storage.snapshot(A, { seq: 3, core: 'c', bytes: bytes(3) });
      await storage.lease(A, 'one', 100, 1000);
      await storage.putBlob('s', { id: 'b', owner: 'ana', type: 't', bytes: bytes(1) });
      await storage.rememberErasure('s', 'ana', 20);
      await storage.close();
      storage = await reopen();
      expect(await storage.load(A)).toMatchObject({
        snapshot: { seq: 3 },
        entries: [{ seq: 4, event: { count: 1 } }],
        seq: 4,
      });
      expect(await count(A, 0)).toBe(4);
      expect((await storage.texts(A, [text('m')]))[0]?.updates).toEqual([
        { seq: 3, by: 'ben', update: bytes(2) },
      ]);
      expect(await storage.lease(A, 'two', 100, 1050)).toBe(false);
      expect((await storage.getBlob('s', 'b'))?.bytes).toEqual(bytes(1));
      expect(await storage.erasures('s')).toEqual([{ person: 'ana', at: 20 }]);
    });
  });
}
