import { expect, test } from 'vitest';
import { emptyTree, type Note, place, putNote } from '../../core/notes/tree.ts';
import { pageOf } from './model.ts';

test('a group’s page is the first of its kind that stands', () => {
  let tree = emptyTree();
  expect(pageOf(tree)).toBe(null);
  for (const [i, kind] of ['example', 'page', 'page'].entries()) {
    const note: Note = {
      id: `n${i}`,
      kind,
      by: 'ana',
      at: i,
      fields: {},
      words: '',
      places: [],
      wroteBy: null,
    };
    tree = place(putNote(tree, note), { id: `n${i}.p`, note: note.id, parent: '', order: `a${i}` });
  }
  expect(pageOf(tree)).toBe('n1');
});
