import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { NoteEvent } from './event.ts';
import { foldNotes } from './fold.ts';
import { DEEDS, Gardener } from './testing/gardener.ts';
import { childrenOf, emptyTree, listChildren, type NoteTree, ROOT } from './tree.ts';

const chance = fc.double({ min: 0, max: 0.999_999, noNaN: true });
const someDeeds = fc.array(
  fc.tuple(fc.constantFrom(...DEEDS, 'bear', 'place', 'move'), fc.tuple(chance, chance, chance)),
  {
    maxLength: 120,
    size: 'max',
  },
);

/** Every index of the tree says the same. */
function expectSound(tree: NoteTree): void {
  let counted = 0;
  for (const [parent, siblings] of tree.children) {
    expect(siblings.size).toBeGreaterThan(0);
    for (const [order, id] of siblings) {
      expect(tree.placements.get(id)).toMatchObject({ id, parent, order });
      counted++;
    }
  }
  expect(counted).toBe(tree.placements.size);
  for (const place of tree.placements.values()) {
    expect(childrenOf(tree, place.parent).get(place.order)).toBe(place.id);
    expect(tree.notes.get(place.note)?.places).toContain(place.id);
  }
  for (const note of tree.notes.values()) {
    expect(new Set(note.places).size).toBe(note.places.length);
    for (const id of note.places) expect(tree.placements.get(id)?.note).toBe(note.id);
  }
}

/** Whether some note stands below itself. */
function circles(tree: NoteTree): boolean {
  const [open, closed] = [new Set<string>(), new Set<string>()];
  const goes = (note: string): boolean => {
    if (closed.has(note)) return false;
    if (open.has(note)) return true;
    open.add(note);
    const found = [...listChildren(tree, note)].some(({ placement }) => goes(placement.note));
    open.delete(note);
    closed.add(note);
    return found;
  };
  return [ROOT, ...tree.notes.keys()].some(goes);
}

describe('a tree of notes', () => {
  test('never comes to stand inside itself, and its indexes agree (EN-10)', () => {
    fc.assert(
      fc.property(someDeeds, (deeds) => {
        const gardener = new Gardener();
        for (const [deed, luck] of deeds) {
          gardener.act(deed, luck);
          expect(circles(gardener.tree)).toBe(false);
        }
        expectSound(gardener.tree);
      }),
      { seed: 21, numRuns: 150 },
    );
  });

  test('taking a placement away is not deleting the note (EN-10)', () => {
    const gardener = new Gardener();
    gardener.act('bear', [0, 0, 0]);
    gardener.act('place', [0, 0, 0]);
    expect(gardener.tree.notes.get('n0')?.places).toHaveLength(2);
    gardener.act('unplace', [0, 0, 0]);
    gardener.act('unplace', [0, 0, 0]);
    expect(gardener.tree.notes.get('n0')).toMatchObject({ words: 'n0', places: [] });
    expect(gardener.tree.notes.get('n0')?.removed).toBeUndefined();
    expect([...listChildren(gardener.tree, ROOT)]).toEqual([]);
  });

  test('takes any event, and what makes no sense leaves it sound (EN-8)', () => {
    const id = fc.constantFrom('', 'a', 'b', 'c', 'd');
    const place = fc.record({
      id: fc.constantFrom('p1', 'p2', 'p3', 'p4'),
      note: id,
      parent: id,
      // One owner gives orders out, so that no two placements share one among siblings.
      order: fc.constant(''),
    });
    const placed = place.map((held) => ({ ...held, order: `a${held.id}` }));
    const base = { to: fc.constant('g:1'), by: id };
    const link = fc.record({ id, from: id, to: id, relation: id, by: id });
    const events = fc.oneof(
      fc.record({
        ...base,
        type: fc.constant('note-born'),
        note: id,
        kind: id,
        at: fc.nat(),
        words: id,
        fields: fc.constant({}),
        placement: fc.option(placed),
      }),
      fc.record({ ...base, type: fc.constantFrom('wrote', 'wrote-many'), note: id, count: fc.nat(5) }),
      fc.record({ ...base, type: fc.constant('field-set'), note: id, field: id, value: id, was: id }),
      fc.record({ ...base, type: fc.constant('note-placed'), placement: placed }),
      fc.record({ ...base, type: fc.constant('note-moved'), placement: placed, was: placed }),
      fc.record({ ...base, type: fc.constant('placement-removed'), was: placed }),
      fc.record({
        ...base,
        type: fc.constant('note-removed'),
        note: id,
        was: fc.array(placed, { maxLength: 3 }),
      }),
      fc.record({
        ...base,
        type: fc.constant('note-restored'),
        note: id,
        placements: fc.array(placed, { maxLength: 3 }),
      }),
      fc.record({ ...base, type: fc.constant('linked'), link }),
      fc.record({ ...base, type: fc.constant('unlinked'), was: link }),
      fc.record({ ...base, type: fc.constant('children-counted'), parent: id, beyond: fc.nat(3) }),
    ) as fc.Arbitrary<unknown> as fc.Arbitrary<NoteEvent>;
    fc.assert(
      fc.property(fc.array(events, { maxLength: 60, size: 'max' }), (happened) => {
        expectSound(happened.reduce(foldNotes, emptyTree()));
      }),
      { seed: 22, numRuns: 500 },
    );
  });

  test('what names an unknown note changes nothing (EN-8)', () => {
    const tree = emptyTree();
    const placement = { id: 'p', note: 'x', parent: ROOT, order: 'a0' };
    const strange: NoteEvent[] = [
      { to: 'g:1', type: 'note-placed', placement, by: 'ana' },
      { to: 'g:1', type: 'wrote', note: 'x', by: 'ana' },
      { to: 'g:1', type: 'field-set', note: 'x', field: 'f', value: 1, was: null, by: 'ana' },
      { to: 'g:1', type: 'placement-removed', was: placement, by: 'ana' },
      { to: 'g:1', type: 'note-restored', note: 'x', placements: [placement], by: 'ana' },
    ];
    for (const event of strange) expect(foldNotes(tree, event)).toBe(tree);
  });
});
