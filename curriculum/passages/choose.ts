export interface Choosable {
  id: string;
  field: string;
  level?: number;
}

export interface Wish {
  /** What anybody in the group knows about: fields, as people write them. */
  familiarFields: readonly string[];
  /** Ids of the passages that the group has had. */
  seen: readonly string[];
  /** 1 easy, 3 hard. Passages without a level suit every wish. */
  level?: 1 | 2 | 3;
  /** Any number; the same one draws the same passage. */
  seed: number;
}

const plain = (field: string): string => field.trim().replace(/\s+/g, ' ').toLowerCase();

/**
 * Draws a passage from a field that nobody in the group knows, never one that was seen. First a field is drawn, then a
 * passage in it, so that a big field is no likelier than a small one. Where no passage has the wished level, the
 * nearest is taken. Null where nothing is left.
 */
export function choosePassage<P extends Choosable>(passages: readonly P[], wish: Wish): P | null {
  const familiar = new Set(wish.familiarFields.map(plain));
  const seen = new Set(wish.seen);
  const fresh = passages.filter((passage) => !seen.has(passage.id) && !familiar.has(plain(passage.field)));
  const fit = nearest(fresh, wish.level);
  const fields = [...new Set(fit.map(({ field }) => plain(field)))].sort();
  const field = fields[draw(wish.seed, fields.length)];
  // By id, so that the order in which passages were found says nothing.
  const there = fit
    .filter((passage) => plain(passage.field) === field)
    .sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  return there[draw(wish.seed + 0x9e37, there.length)] ?? null;
}

function nearest<P extends Choosable>(passages: readonly P[], level: number | undefined): readonly P[] {
  if (level === undefined) return passages;
  const away = (passage: P) => Math.abs((passage.level ?? level) - level);
  const least = Math.min(...new Set(passages.map(away)));
  return passages.filter((passage) => away(passage) === least);
}

/** A number from 0 to `below` - 1 out of a seed, however wild. */
function draw(seed: number, below: number): number {
  if (below === 0) return 0;
  let mixed = (Number.isFinite(seed) ? Math.floor(seed) : 0) | 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
  return ((mixed ^ (mixed >>> 15)) >>> 0) % below;
}
