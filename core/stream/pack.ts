import { MARK, OrderedMap } from './ordered.ts';

/** Turns a value into plain JSON-like data (for snapshots and the wire), ordered maps becoming marked pair lists. */
export function pack(value: unknown): unknown {
  if (value instanceof OrderedMap) return { [MARK]: [...value].map(([key, held]) => [key, pack(held)]) };
  if (Array.isArray(value)) return value.map(pack);
  if (value !== null && typeof value === 'object' && !(value instanceof Uint8Array)) {
    const packed: Record<string, unknown> = {};
    for (const [key, held] of Object.entries(value)) if (held !== undefined) packed[key] = pack(held);
    return packed;
  }
  return value;
}

/** The inverse of `pack`. The caller vouches for the shape. */
export function unpack<T>(packed: unknown): T {
  return restore(packed) as T;
}

function restore(packed: unknown): unknown {
  if (Array.isArray(packed)) return packed.map(restore);
  if (packed !== null && typeof packed === 'object' && !(packed instanceof Uint8Array)) {
    const pairs = (packed as Record<string, unknown>)[MARK];
    if (Array.isArray(pairs)) {
      return OrderedMap.from(pairs.map((pair) => [String(pair[0]), restore(pair[1])] as const));
    }
    const value: Record<string, unknown> = {};
    for (const [key, held] of Object.entries(packed)) value[key] = restore(held);
    return value;
  }
  return packed;
}
