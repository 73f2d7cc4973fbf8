import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { OrderedMap } from '../stream/ordered.ts';
import { pack } from '../stream/pack.ts';
import type { NoteEvent } from './event.ts';
import { foldNotes } from './fold.ts';
import { keyBetween } from './order.ts';
import { DEEDS, Gardener } from './testing/gardener.ts';
import { normalTree } from './testing/normal.ts';
import {
  childrenOf,
  countChildren,
  emptyTree,
  type Note,
  type NoteTree,
  type Placement,
  ROOT,
} from './tree.ts';
import { closedWindow, closeWindow, cutTree, holdsNote, openWindow, windowEvent } from './window.ts';

const chance = fc.double({ min: 0, max: 0.999_999, noNaN: true });
const luck = fc.tuple(chance, chance, chance);
const someActs = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: fc.tuple(fc.constantFrom(...DEEDS, 'bear', 'bear', 'move', 'place'), luck) },
    { weight: 1, arbitrary: fc.tuple(fc.constantFrom('open' as const, 'close' as const), luck) },
  ),
  { maxLength: 150, size: 'max' },
);

const shown = (tree: NoteTree): unknown => pack(normalTree(tree));

describe('a window', () => {
  test('is told exactly what the final tree shows through it (WI-1)', () => {
    fc.assert(
      fc.property(someActs, fc.boolean(), fc.integer({ min: 1, max: 8 }), (acts, follow, limit) => {
        const gardener = new Gardener();
        let window = openWindow(gardener.tree, closedWindow, ROOT, limit, follow);
        let held = cutTree(gardener.tree, window);
        for (const [act, by] of acts) {
          if (act === 'open' || act === 'close') {
            const parents = [ROOT, ...gardener.tree.notes.keys()];
            const parent = parents[Math.floor(by[0] * parents.length)] as string;
            window =
              act === 'close'
                ? closeWindow(window, parent)
                : openWindow(gardener.tree, window, parent, 1 + Math.floor(by[1] * 6), by[2] < 0.5);
            held = cutTree(gardener.tree, window);
            continue;
          }
          const event = gardener.act(act, by);
          if (!event) continue;
          const told = windowEvent(gardener.tree, window, event);
          window = told.window;
          held = told.events.reduce(foldNotes, held);
          expect(shown(held)).toEqual(shown(cutTree(gardener.tree, window)));
        }
      }),
      { seed: 31, numRuns: 200 },
    );
  });

  test('that shows everything is told everything as it is (WI-1)', () => {
    const gardener = new Gardener();
    const window = openWindow(gardener.tree, closedWindow, ROOT, 100, false);
    const event = gardener.act('bear', [0, 0, 0]) as NoteEvent;
    expect(windowEvent(gardener.tree, window, event)).toEqual({ events: [event], window });
  });

  test('says how many stand beyond it (WI-3)', () => {
    fc.assert(
      fc.property(someActs, fc.integer({ min: 1, max: 8 }), (acts, limit) => {
        const gardener = new Gardener();
        for (const [act, by] of acts) if (act !== 'open' && act !== 'close') gardener.act(act, by);
        const window = openWindow(gardener.tree, closedWindow, ROOT, limit, true);
        const cut = cutTree(gardener.tree, window);
        for (const parent of [ROOT, ...cut.notes.keys()]) {
          expect(countChildren(cut, parent)).toBe(childrenOf(gardener.tree, parent).size);
        }
        for (const id of gardener.tree.notes.keys())
          expect(cut.notes.has(id)).toBe(holdsNote(gardener.tree, window, id));
      }),
      { seed: 32, numRuns: 150 },
    );
  });
});

/** `count` notes: `wide` under the root, as many under each of them, and so on. */
function plant(count: number, wide: number): NoteTree {
  const notes: [string, Note][] = [];
  const placements: [string, Placement][] = [];
  const children = new Map<string, [string, string][]>();
  let order = keyBetween(null, null);
  for (let i = 0; i < count; i++) {
    const id = `n${i}`;
    const parent = i < wide ? ROOT : `n${Math.floor(i / wide) - 1}`;
    order = keyBetween(order, null);
    const place = { id: `${id}.p`, note: id, parent, order };
    notes.push([
      id,
      { id, kind: 'card', by: 'ana', at: i, fields: {}, words: id, places: [place.id], wroteBy: null },
    ]);
    placements.push([place.id, place]);
    const siblings = children.get(parent) ?? [];
    siblings.push([order, place.id]);
    children.set(parent, siblings);
  }
  return {
    ...emptyTree(),
    notes: OrderedMap.from(notes),
    placements: OrderedMap.from(placements),
    children: OrderedMap.from(
      [...children].map(([parent, pairs]) => [parent, OrderedMap.from(pairs)] as const),
    ),
  };
}

/** The same tree, counting every pair that is looked up or gone through. */
function watch(tree: NoteTree): { tree: NoteTree; touched: () => number } {
  let touched = 0;
  const counted = <V>(map: OrderedMap<V>, wrap: (value: V) => V = (value) => value): OrderedMap<V> =>
    new Proxy(map, {
      get(target, name) {
        const method = Reflect.get(target, name, target) as unknown;
        if (typeof method !== 'function') return method;
        return (...args: unknown[]) => {
          touched++;
          const answer = (method as (...args: unknown[]) => unknown).apply(target, args);
          if (name === 'get') return answer === undefined ? undefined : wrap(answer as V);
          if (typeof (answer as Iterator<unknown> | undefined)?.next !== 'function') return answer;
          return (function* () {
            for (const item of answer as Iterable<unknown>) {
              touched++;
              yield item;
            }
          })();
        };
      },
    });
  const watched: NoteTree = {
    notes: counted(tree.notes),
    placements: counted(tree.placements),
    children: counted(tree.children, (siblings) => counted(siblings)),
    links: counted(tree.links),
    beyond: counted(tree.beyond),
  };
  return { tree: watched, touched: () => touched };
}

describe('opening costs what is shown, not what there is (WI-2)', () => {
  const touchedFor = (count: number, wide: number, limit: number): number => {
    const { tree, touched } = watch(plant(count, wide));
    const window = openWindow(tree, closedWindow, ROOT, limit, true);
    const cut = cutTree(tree, window);
    expect(cut.notes.size).toBe(Math.min(limit, count));
    return touched();
  };

  test.each([
    ['a long list', 100_000],
    ['a deep tree', 10],
    ['a bushy tree', 100],
  ])('of 100,000 notes in %s', (_, wide) => {
    const few = touchedFor(200, Math.min(wide, 200), 100);
    const many = touchedFor(100_000, wide, 100);
    expect(many).toBeLessThan(2 * few + 50);
    expect(many).toBeLessThan(15 * 100);
    expect(touchedFor(100_000, wide, 10)).toBeLessThan(many / 4);
  });

  test('and an event outside costs hardly anything', () => {
    const planted = plant(100_000, 100_000);
    const window = openWindow(planted, closedWindow, ROOT, 100, true);
    const placement = { id: 'q', note: 'n99999', parent: 'n99998', order: 'a0' };
    const event: NoteEvent = { to: 'g:1', type: 'note-placed', placement, by: 'ana' };
    const { tree, touched } = watch(foldNotes(planted, event));
    expect(windowEvent(tree, window, event).events).toEqual([]);
    expect(touched()).toBeLessThan(30);
  });
});
