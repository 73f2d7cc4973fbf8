import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { OrderedMap } from './ordered.ts';

type Branch = { left: Branch | null; right: Branch | null; size: number; key: string };
const treeOf = (map: OrderedMap<unknown>): Branch | null => (map as unknown as { tree: Branch | null }).tree;

/** Throws where a side outweighs the other; answers with how high the tree is. */
function heightOf(tree: Branch | null): number {
  if (!tree) return 0;
  const [left, right] = [tree.left?.size ?? 0, tree.right?.size ?? 0];
  expect(tree.size).toBe(left + right + 1);
  if (left + right > 1) expect(Math.max(left, right)).toBeLessThanOrEqual(3 * Math.min(left, right));
  return 1 + Math.max(heightOf(tree.left), heightOf(tree.right));
}

const key = fc.string({ minLength: 0, maxLength: 2, unit: fc.constantFrom(...'abcdXYZ019~') });
const change = fc.oneof(
  { weight: 3, arbitrary: fc.tuple(fc.constant('set' as const), key, fc.nat(99)) },
  { weight: 2, arbitrary: fc.tuple(fc.constant('delete' as const), key, fc.constant(0)) },
);

describe('an ordered map is a sorted list of pairs (EN-4)', () => {
  test('whatever is set and deleted', () => {
    fc.assert(
      fc.property(
        fc.array(change, { maxLength: 200 }),
        key,
        fc.integer({ min: -2, max: 90 }),
        (changes, k, i) => {
          let map = OrderedMap.empty<number>();
          const model = new Map<string, number>();
          for (const [act, at, value] of changes) {
            const before = map;
            const pairs = [...before];
            map = act === 'set' ? map.set(at, value) : map.delete(at);
            if (act === 'set') model.set(at, value);
            else model.delete(at);
            expect([...before]).toEqual(pairs);
          }
          const sorted = [...model].sort(([a], [b]) => (a < b ? -1 : 1));
          expect([...map]).toEqual(sorted);
          expect(map.size).toBe(sorted.length);
          expect([...map.keys()]).toEqual(sorted.map(([held]) => held));
          expect([...map.values()]).toEqual(sorted.map(([, held]) => held));
          expect(map.get(k)).toBe(model.get(k));
          expect(map.has(k)).toBe(model.has(k));
          expect(map.at(i)).toEqual(sorted[i < 0 ? sorted.length : i]);
          expect(map.rank(k)).toBe(sorted.filter(([held]) => held < k).length);
          expect([...map.entries(k)]).toEqual(sorted.filter(([held]) => held >= k));
          expect([...OrderedMap.from([...changes.map(([, at, value]) => [at, value] as const)])]).toEqual(
            [...new Map(changes.map(([, at, value]) => [at, value]))].sort(([a], [b]) => (a < b ? -1 : 1)),
          );
          heightOf(treeOf(map));
        },
      ),
      { seed: 11, numRuns: 400 },
    );
  });

  test.each(['rising', 'falling', 'both ends', 'from pairs'])('stays low: %s', (way) => {
    const count = 20_000;
    const name = (i: number) => String(i).padStart(6, '0');
    let map = OrderedMap.empty<number>();
    if (way === 'from pairs')
      map = OrderedMap.from(Array.from({ length: count }, (_, i) => [name(i), i] as const));
    else {
      for (let i = 0; i < count; i++) {
        const at = way === 'rising' ? i : way === 'falling' ? count - i : i % 2 ? i : 2 * count - i;
        map = map.set(name(at), i);
      }
    }
    expect(map.size).toBe(count);
    expect(heightOf(treeOf(map))).toBeLessThanOrEqual(2.5 * Math.log2(count));
    for (let i = 0; i < count; i += 2) map = map.delete(map.at(0)?.[0] as string);
    expect(heightOf(treeOf(map))).toBeLessThanOrEqual(2.5 * Math.log2(count));
  });
});
