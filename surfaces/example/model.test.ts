import { expect, test } from 'vitest';
import { emptyTree, type Note, place, putNote } from '../../core/notes/tree.ts';
import type { Exercise } from '../../core/session/exercise.ts';
import type { Raised } from '../../core/session/parts.ts';
import { OrderedMap } from '../../core/stream/ordered.ts';
import { besideKinds, metOn, newestBy } from './model.ts';

const note = (id: string, by: string, at: number): Note => ({
  id,
  kind: 'concept',
  by,
  at,
  fields: {},
  words: '',
  places: [],
  wroteBy: null,
});

test('the newest note of a kind belongs to whoever explains now', () => {
  let tree = emptyTree();
  for (const [i, born] of [note('a', 'ana', 1), note('b', 'ben', 2), note('c', 'ana', 3)].entries()) {
    tree = place(putNote(tree, born), { id: `${born.id}.p`, note: born.id, parent: '', order: `a${i}` });
  }
  expect(newestBy(tree, 'concept', 'ana')?.id).toBe('c');
  expect(newestBy(tree, 'concept', 'ben')?.id).toBe('b');
  expect(newestBy(tree, 'example', 'ana')).toBe(null);
});

test('kinds beside the one that stands ready are those that the exercise knows', () => {
  const exercise = { kinds: { example: {}, concept: {} } } as unknown as Exercise;
  expect(
    besideKinds(exercise, { holds: 'example', writes: { reader: ['example', 'concept', 'ghost'] } }),
  ).toEqual(['concept']);
});

test('a hair for every complaint that was met, about this note alone', () => {
  const raised = (id: string, on: string, met: boolean): [string, Raised] => [
    id,
    { id, on, key: null, say: '?', by: 'b', at: 1, place: 0, met: met ? { by: 'a', at: 2 } : null },
  ];
  const complaints = OrderedMap.from([
    raised('1', 'n', true),
    raised('2', 'n', false),
    raised('3', 'm', true),
  ]);
  expect(metOn({ complaints }, 'n')).toBe(1);
});
