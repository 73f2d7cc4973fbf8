/**
 * An immutable map that keeps its keys in order: a weight-balanced tree (Adams 1992, with the parameters that
 * Hirai and Yamamoto proved right in 2011). Every change shares all but a path with the value before, so a state of
 * 100,000 notes can be changed, kept and thrown away in a few microseconds. Sizes give rank and index for windows.
 */
interface Branch<V> {
  readonly key: string;
  readonly value: V;
  readonly left: Branch<V> | null;
  readonly right: Branch<V> | null;
  readonly size: number;
}
type Tree<V> = Branch<V> | null;

/** The one key that marks an ordered map in packed form; no record of ours uses it. */
export const MARK = '~map';

const DELTA = 3;
const GAMMA = 2;

const sizeOf = <V>(tree: Tree<V>): number => (tree === null ? 0 : tree.size);
const branch = <V>(key: string, value: V, left: Tree<V>, right: Tree<V>): Branch<V> => ({
  key,
  value,
  left,
  right,
  size: sizeOf(left) + sizeOf(right) + 1,
});

function balance<V>(key: string, value: V, left: Tree<V>, right: Tree<V>): Branch<V> {
  const l = sizeOf(left);
  const r = sizeOf(right);
  if (l + r <= 1) return branch(key, value, left, right);
  if (right !== null && r > DELTA * l) {
    const inner = right.left;
    if (inner !== null && sizeOf(inner) >= GAMMA * sizeOf(right.right)) {
      return branch(
        inner.key,
        inner.value,
        branch(key, value, left, inner.left),
        branch(right.key, right.value, inner.right, right.right),
      );
    }
    return branch(right.key, right.value, branch(key, value, left, inner), right.right);
  }
  if (left !== null && l > DELTA * r) {
    const inner = left.right;
    if (inner !== null && sizeOf(inner) >= GAMMA * sizeOf(left.left)) {
      return branch(
        inner.key,
        inner.value,
        branch(left.key, left.value, left.left, inner.left),
        branch(key, value, inner.right, right),
      );
    }
    return branch(left.key, left.value, left.left, branch(key, value, inner, right));
  }
  return branch(key, value, left, right);
}

function insert<V>(tree: Tree<V>, key: string, value: V): Branch<V> {
  if (tree === null) return branch(key, value, null, null);
  if (key === tree.key) return { key, value, left: tree.left, right: tree.right, size: tree.size };
  const onLeft = key < tree.key;
  const under = onLeft ? tree.left : tree.right;
  const grown = insert(under, key, value);
  const left = onLeft ? grown : tree.left;
  const right = onLeft ? tree.right : grown;
  // A value in the place of another changes no size: nothing can have lost its balance.
  return grown.size === sizeOf(under)
    ? { key: tree.key, value: tree.value, left, right, size: tree.size }
    : balance(tree.key, tree.value, left, right);
}

function smallest<V>(tree: Branch<V>): Branch<V> {
  let at = tree;
  while (at.left !== null) at = at.left;
  return at;
}

function remove<V>(tree: Tree<V>, key: string): Tree<V> {
  if (tree === null) return null;
  if (key < tree.key) return balance(tree.key, tree.value, remove(tree.left, key), tree.right);
  if (key > tree.key) return balance(tree.key, tree.value, tree.left, remove(tree.right, key));
  if (tree.left === null) return tree.right;
  if (tree.right === null) return tree.left;
  const next = smallest(tree.right);
  return balance(next.key, next.value, tree.left, remove(tree.right, next.key));
}

/** Links sorted pairs into a perfectly balanced tree, in linear time. */
function link<V>(pairs: readonly (readonly [string, V])[], from: number, to: number): Tree<V> {
  if (from >= to) return null;
  const middle = (from + to) >> 1;
  const [key, value] = pairs[middle] as readonly [string, V];
  return branch(key, value, link(pairs, from, middle), link(pairs, middle + 1, to));
}

export class OrderedMap<V> {
  private readonly tree: Tree<V>;
  private constructor(tree: Tree<V>) {
    this.tree = tree;
  }

  private static readonly nothing = new OrderedMap<never>(null);

  static empty<V>(): OrderedMap<V> {
    return OrderedMap.nothing as unknown as OrderedMap<V>;
  }

  /** Later pairs win over earlier ones with the same key. */
  static from<V>(pairs: Iterable<readonly [string, V]>): OrderedMap<V> {
    const sorted = [...new Map(pairs)].sort(([a], [b]) => (a < b ? -1 : 1));
    return sorted.length === 0 ? OrderedMap.empty() : new OrderedMap(link(sorted, 0, sorted.length));
  }

  get size(): number {
    return sizeOf(this.tree);
  }

  get(key: string): V | undefined {
    let at = this.tree;
    while (at !== null) {
      if (key === at.key) return at.value;
      at = key < at.key ? at.left : at.right;
    }
    return undefined;
  }

  has(key: string): boolean {
    let at = this.tree;
    while (at !== null) {
      if (key === at.key) return true;
      at = key < at.key ? at.left : at.right;
    }
    return false;
  }

  set(key: string, value: V): OrderedMap<V> {
    return new OrderedMap(insert(this.tree, key, value));
  }

  delete(key: string): OrderedMap<V> {
    return this.has(key) ? new OrderedMap(remove(this.tree, key)) : this;
  }

  /** How many keys are smaller than `key`. */
  rank(key: string): number {
    let at = this.tree;
    let before = 0;
    while (at !== null) {
      if (key <= at.key) at = at.left;
      else {
        before += sizeOf(at.left) + 1;
        at = at.right;
      }
    }
    return before;
  }

  /** The pair at `index` in key order, from 0. */
  at(index: number): [string, V] | undefined {
    let tree = this.tree;
    let left = index;
    while (tree !== null) {
      const before = sizeOf(tree.left);
      if (left === before) return [tree.key, tree.value];
      if (left < before) tree = tree.left;
      else {
        left -= before + 1;
        tree = tree.right;
      }
    }
    return undefined;
  }

  /** Pairs in key order, starting with the first key that is at least `from`. */
  *entries(from?: string): Generator<[string, V]> {
    const path: Branch<V>[] = [];
    let at = this.tree;
    while (at !== null) {
      if (from !== undefined && at.key < from) at = at.right;
      else {
        path.push(at);
        at = at.left;
      }
    }
    for (let next = path.pop(); next !== undefined; next = path.pop()) {
      yield [next.key, next.value];
      for (let down = next.right; down !== null; down = down.left) path.push(down);
    }
  }

  *keys(): Generator<string> {
    for (const [key] of this.entries()) yield key;
  }

  *values(): Generator<V> {
    for (const [, value] of this.entries()) yield value;
  }

  [Symbol.iterator](): Generator<[string, V]> {
    return this.entries();
  }

  /** The packed form, so that a value with maps in it is written by `JSON.stringify` as `pack` would. */
  toJSON(): { [MARK]: [string, V][] } {
    return { [MARK]: [...this.entries()] };
  }
}
