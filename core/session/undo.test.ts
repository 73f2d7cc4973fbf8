import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { quietCards } from '../../testing/exercises.ts';
import { Studio } from '../../testing/studio.ts';
import { normalTree } from '../notes/testing/normal.ts';
import { listChildren, standsWithin } from '../notes/tree.ts';
import { pack } from '../stream/pack.ts';
import type { SessionCommand } from './command.ts';

/** Two people sorting cards: ana's are a and b, ben's is c. */
function sorting() {
  const studio = new Studio(quietCards(), { people: ['ana', 'ben'] });
  studio.act('lead', { type: 'start' });
  studio.act('lead', { type: 'go', to: 'next' });
  studio.act('lead', { type: 'go', to: 'next' });
  const to = studio.audienceOf('ana');
  const write = (person: string, note: string, parent = '') =>
    studio.act(person, { type: 'write-note', note, kind: 'card', parent, words: note });
  write('ana', 'a');
  write('ana', 'b');
  write('ben', 'c');
  const cursor = () => studio.parts.get(to)?.cursor ?? 0;
  return {
    studio,
    to,
    write,
    cursor,
    undo: (person: string, of: number) => studio.ask(person, { type: 'undo', to, cursor: of }),
    tree: () =>
      pack(normalTree((studio.parts.get(to) as NonNullable<ReturnType<typeof studio.parts.get>>).tree)),
  };
}

/** What ana may do and take back. */
const deeds = (to: string): [string, SessionCommand][] => [
  ['writing a card', { type: 'write-note', note: 'n', kind: 'card', parent: 'b', words: 'n' }],
  ['rating', { type: 'set-field', to, note: 'c', field: 'surprise', value: 3 }],
  [
    'adding a picture',
    { type: 'set-picture', to, note: 'c', picture: { id: 'i', width: 4, height: 3, says: 'a cat' } },
  ],
  ['moving', { type: 'move-note', to, placement: 'c.p', parent: 'a' }],
  ['placing', { type: 'place-note', to, placement: 'q', note: 'c', parent: 'a' }],
  ['taking a placement away', { type: 'remove-placement', to, placement: 'c.p' }],
  ['removing', { type: 'remove-note', to, note: 'b' }],
  ['linking', { type: 'link', to, id: 'l', from: 'a', note: 'c', relation: 'like' }],
];

describe('undo (SE-8)', () => {
  test.each(deeds('').map(([name], i) => [name, i] as const))(
    '%s: everything is as it was before',
    (_, i) => {
      const { studio, to, cursor, tree } = sorting();
      const before = tree();
      studio.act('ana', deeds(to)[i]?.[1] as SessionCommand);
      const after = tree();
      expect(after).not.toEqual(before);
      studio.act('ana', { type: 'undo', to, cursor: cursor() });
      expect(tree()).toMatchObject(before as object);
      // And the undo can be undone.
      studio.attempt('ana', { type: 'undo', to, cursor: cursor() });
    },
  );

  test.each(deeds('').map(([name], i) => [name, i] as const))('%s: only by who did it', (_, i) => {
    const { studio, to, cursor, undo } = sorting();
    studio.act('ana', deeds(to)[i]?.[1] as SessionCommand);
    expect(undo('ben', cursor())).toEqual({ refused: 'not-yours' });
  });

  test('is refused with the reason once others have built on it (SE-9)', () => {
    const { studio, to, write, cursor, undo } = sorting();
    const refused = { refused: 'built-upon' };
    const didThen = (command: SessionCommand): number => {
      studio.act('ana', command);
      return cursor();
    };
    const born = didThen({ type: 'write-note', note: 'n', kind: 'card', parent: '', words: 'n' });
    write('ben', 'under', 'n');
    expect(undo('ana', born)).toEqual(refused);
    const typed = didThen({ type: 'write-note', note: 'm', kind: 'card', parent: '', words: 'm' });
    studio.type('ben', to, 'm', 'm of ben');
    expect(undo('ana', typed)).toEqual(refused);
    const rated = didThen({ type: 'set-field', to, note: 'c', field: 'surprise', value: 3 });
    studio.act('ben', { type: 'set-field', to, note: 'c', field: 'surprise', value: 1 });
    expect(undo('ana', rated)).toEqual(refused);
    const moved = didThen({ type: 'move-note', to, placement: 'c.p', parent: 'a' });
    studio.act('ben', { type: 'move-note', to, placement: 'c.p', parent: 'n' });
    expect(undo('ana', moved)).toEqual(refused);
    const taken = didThen({ type: 'remove-placement', to, placement: 'b.p' });
    studio.act('ben', { type: 'place-note', to, placement: 'b.p', note: 'b', parent: 'c' });
    expect(undo('ana', taken)).toEqual(refused);
  });

  test("of words that ana typed on herself is no other's building (SE-9)", () => {
    const { studio, to, cursor, undo } = sorting();
    studio.act('ana', { type: 'write-note', note: 'n', kind: 'card', parent: '', words: 'n' });
    const born = cursor();
    studio.type('ana', to, 'n', 'n, longer');
    expect(undo('ana', born)).toMatchObject([{ type: 'note-removed', note: 'n' }]);
  });

  test('never brings a circle about (EN-10)', () => {
    const { studio, to, cursor, undo } = sorting();
    studio.act('ana', { type: 'move-note', to, placement: 'a.p', parent: '' });
    studio.act('ana', { type: 'move-note', to, placement: 'a.p', parent: 'b' });
    const under = cursor();
    studio.act('ana', { type: 'undo', to, cursor: under });
    const back = cursor();
    studio.act('ben', { type: 'move-note', to, placement: 'b.p', parent: 'a' });
    expect(undo('ana', back)).toMatchObject({ refused: expect.any(String) });
  });

  test('and whatever else is moved, placed and taken back, by whomever, makes no circle (EN-10)', () => {
    const chance = fc.double({ min: 0, max: 0.999_999, noNaN: true });
    const act = fc.tuple(
      fc.constantFrom('move', 'move', 'place', 'remove', 'undo', 'undo'),
      chance,
      chance,
      fc.boolean(),
    );
    fc.assert(
      fc.property(fc.array(act, { maxLength: 80, size: 'max' }), (acts) => {
        const { studio, to, cursor } = sorting();
        acts.forEach(([deed, luck, more, hers], i) => {
          const { tree } = studio.parts.get(to) as NonNullable<ReturnType<typeof studio.parts.get>>;
          const places = [...tree.placements.keys()];
          const placement = places[Math.floor(luck * places.length)] ?? '';
          const parent = ['', 'a', 'b', 'c'][Math.floor(more * 4)] as string;
          const note = ['a', 'b', 'c'][Math.floor(luck * 3)] as string;
          const did: Record<string, SessionCommand> = {
            move: { type: 'move-note', to, placement, parent },
            place: { type: 'place-note', to, placement: `q${i}`, note, parent },
            remove: { type: 'remove-placement', to, placement },
            undo: { type: 'undo', to, cursor: cursor() - Math.floor(more * 8) },
          };
          studio.attempt(hers ? 'ana' : 'ben', did[deed] as SessionCommand);
          const { tree: now } = studio.parts.get(to) as NonNullable<ReturnType<typeof studio.parts.get>>;
          for (const { placement: held } of ['a', 'b', 'c'].flatMap((id) => [...listChildren(now, id)]))
            expect(standsWithin(now, held.parent, held.note)).toBe(false);
        });
      }),
      { seed: 61, numRuns: 300 },
    );
  });

  test('of what never was, or is long ago, is refused', () => {
    const { studio, to, undo } = sorting();
    expect(undo('ana', 999)).toEqual({ refused: 'cannot-undo' });
    for (let i = 0; i < 60; i++) {
      studio.act('ana', { type: 'set-field', to, note: 'c', field: 'surprise', value: i % 5 });
    }
    expect(undo('ana', 1)).toEqual({ refused: 'cannot-undo' });
  });
});
