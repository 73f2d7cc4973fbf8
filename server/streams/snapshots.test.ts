import fc from 'fast-check';
import { expect, test } from 'vitest';
import { OrderedMap } from '../../core/stream/ordered.ts';
import { packState, type State } from '../../core/stream/state.ts';
import type { Part } from '../../core/stream/subject.ts';
import { readSnapshot, writeSnapshot } from './snapshots.ts';

interface Noted extends Part {
  notes: OrderedMap<{ words: string; under: OrderedMap<number>; gone: undefined }>;
  room: { people: OrderedMap<string> } | null;
}

const key = fc.string({ minLength: 1, maxLength: 6 });
const under = fc.array(fc.tuple(key, fc.nat()), { maxLength: 3 });
const notes = fc.oneof(fc.nat({ max: 5 }), fc.nat({ max: 1600 }));

/** States whose maps are short, or longer than what is written in one turn, in the middle and at the edges. */
const states: fc.Arbitrary<State<Noted>> = fc
  .record({ parts: fc.array(fc.tuple(key, notes, under, fc.option(notes)), { maxLength: 4 }) })
  .map(({ parts }) => ({
    seq: parts.length,
    devices: OrderedMap.from([['tab "1"', { counter: 3, refused: [1] }]]),
    parts: OrderedMap.from(
      parts.map(([to, count, few, people], at) => {
        const note = (i: number) => ({ words: `line\n${i} ☃`, under: OrderedMap.from(few), gone: undefined });
        const room = people === null ? null : { people: numbered(people, (i) => `p${i}`) };
        return [to, { cursor: at, notes: numbered(count, note), room }];
      }),
    ),
  }));

const numbered = <V>(count: number, value: (i: number) => V): OrderedMap<V> =>
  OrderedMap.from(Array.from({ length: count }, (_, i) => [`n${i}`, value(i)] as const));

test('a state of any size is written bit by bit and read as it was (EN-3)', async () => {
  await fc.assert(
    fc.asyncProperty(states, async (state) => {
      const snapshot = await writeSnapshot('core', state);
      expect(JSON.parse(Buffer.from(snapshot.bytes).toString())).toEqual(packState(state));
      const again = readSnapshot<Noted>('core', snapshot);
      expect(again && packState(again)).toEqual(packState(state));
      expect(readSnapshot('another core', snapshot)).toBe(null);
    }),
    { seed: 11, numRuns: 25 },
  );
});
