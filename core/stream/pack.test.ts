import fc from 'fast-check';
import { expect, test } from 'vitest';
import { OrderedMap } from './ordered.ts';
import { pack, unpack } from './pack.ts';

const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.string(),
    fc.double({ noNaN: true }),
    fc.boolean(),
    fc.constant(null),
    fc.uint8Array({ maxLength: 4 }),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(
      fc.string({ maxLength: 4 }).filter((key) => key !== '__proto__'),
      tie('value'),
      { maxKeys: 4, noNullPrototype: true },
    ),
    fc
      .array(fc.tuple(fc.string({ maxLength: 4 }), tie('value')), { maxLength: 5 })
      .map((pairs) => OrderedMap.from(pairs as [string, unknown][])),
  ),
}));

/** Maps as lists of pairs, so that two are equal when they hold the same, however their trees stand. */
function plain(held: unknown): unknown {
  if (held instanceof OrderedMap) return { map: [...held].map(([key, inner]) => [key, plain(inner)]) };
  if (Array.isArray(held)) return held.map(plain);
  if (held !== null && typeof held === 'object' && !(held instanceof Uint8Array)) {
    return Object.fromEntries(Object.entries(held).map(([key, inner]) => [key, plain(inner)]));
  }
  return held;
}

test('what is packed is unpacked as it was (EN-3)', () => {
  fc.assert(
    fc.property(value, (held) => {
      const packed = pack(held);
      expect(plain(unpack(packed))).toEqual(plain(held));
      expect(pack(unpack(packed))).toEqual(packed);
    }),
    { seed: 3, numRuns: 1000 },
  );
});

test('no map is left in packed form, and what is undefined goes (EN-3)', () => {
  const packed = pack({ map: OrderedMap.from([['b', [OrderedMap.empty()]]]), gone: undefined });
  expect(packed).toEqual({ map: { '~map': [['b', [{ '~map': [] }]]] } });
});
