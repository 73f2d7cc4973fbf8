import { describe, expect, test } from 'vitest';
import { emptyTree, type Note, type NoteTree, place, putNote } from '../../core/notes/tree.ts';
import type { Exercise } from '../../core/session/exercise.ts';
import { cardsUnder, pilesOf, placeBeside, rootKinds } from './model.ts';

const exercise = {
  kinds: { hook: { children: ['feedback'] }, feedback: { children: [] }, thanks: { children: [] } },
} as unknown as Exercise;

function treeOf(...ids: string[]): NoteTree {
  let tree = emptyTree();
  ids.forEach((id, i) => {
    const note: Note = {
      id,
      kind: 'hook',
      by: 'ana',
      at: i,
      fields: {},
      words: id,
      places: [],
      wroteBy: null,
    };
    tree = place(putNote(tree, note), { id: `${id}.p`, note: id, parent: '', order: `a${i}` });
  });
  return tree;
}

describe('piles', () => {
  test('a list begins with kinds that stand under no other', () => {
    expect(rootKinds(exercise)).toEqual(['hook', 'thanks']);
  });

  test('a private kind goes to its writer alone, a shared one to the group, and what may be written comes first', () => {
    const step = { sees: { hook: 'group', thanks: 'own' } as const, writes: { everyone: ['thanks'] } };
    expect(pilesOf(exercise, step, 'g1', 'ana', 'reader')).toEqual([
      { kind: 'thanks', sight: 'own', to: 'p:ana', mayWrite: true },
      { kind: 'hook', sight: 'group', to: 'g:g1', mayWrite: false },
    ]);
  });

  test('a kind that the step doesn’t show is not there', () => {
    expect(pilesOf(exercise, { sees: {}, writes: { everyone: ['hook'] } }, 'g1', 'ana', null)).toEqual([]);
  });
});

describe('order', () => {
  const { cards } = cardsUnder(treeOf('a', 'b', 'c'), '', 'hook');

  test('moving down stands after the next one, moving up after the one before the last', () => {
    expect(placeBeside(cards, 0, 1)).toBe('b.p');
    expect(placeBeside(cards, 2, -1)).toBe('a.p');
    expect(placeBeside(cards, 1, -1)).toBe(null);
  });

  test('the ends can’t be passed', () => {
    expect(placeBeside(cards, 0, -1)).toBe(undefined);
    expect(placeBeside(cards, 2, 1)).toBe(undefined);
  });
});
