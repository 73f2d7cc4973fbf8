import { describe, expect, test } from 'vitest';
import { emptyTree, type Note, place, putNote } from '../../core/notes/tree.ts';
import { stepOf } from '../../core/session/exercise.ts';
import { giantTextFile } from '../../testing/exercises.ts';
import { ideasOf, listCandidates, pageNote, readDesk, remarksOn } from './model.ts';

const exercise = giantTextFile();
const [write, lookBack, debrief] = exercise.steps;
const desk = write && readDesk(exercise, write, 'writer');

describe('a desk', () => {
  test('has a private page that is written in one step and looked back on in another', () => {
    expect(desk).toMatchObject({
      page: 'text',
      writing: true,
      idea: { kind: 'idea', sight: 'group' },
      sortField: 'sort',
    });
    expect(desk?.sorts.map(({ label }) => label)).toEqual([
      'Intuition',
      'Hypothesis',
      'Conjecture',
      'Observation',
      'Experiment',
      'Came from',
    ]);
    expect(desk?.about?.usual).toMatch(/selection/);
    expect(lookBack && readDesk(exercise, lookBack, 'writer')).toEqual({ ...desk, writing: false });
    expect(debrief && readDesk(exercise, debrief, 'writer')).toBe(null);
  });

  test('whoever may write nothing there can pull out nothing', () => {
    expect(write && readDesk(exercise, write, null)).toMatchObject({ writing: false, idea: null });
  });

  test('the page has one name on all devices', () => {
    expect(pageNote('text')).toBe(pageNote('text'));
    expect(stepOf(exercise, [{ step: 'write', round: 1 }], 0)?.sees.text).toBe('own');
  });
});

test('ideas are those of one writer that still stand, in order', () => {
  let tree = emptyTree();
  const put = (id: string, by: string, more: Partial<Note> = {}) => {
    const note = { id, kind: 'idea', by, at: 1, fields: {}, words: id, places: [], wroteBy: null, ...more };
    tree = place(putNote(tree, note), { id: `${id}.p`, note: id, parent: '', order: id });
  };
  put('a', 'ana');
  put('b', 'ben');
  put('c', 'ana', { removed: true });
  put('d', 'ana', { kind: 'page' });
  put('e', 'ana');
  expect(ideasOf(tree, 'idea', 'ana').map(({ id }) => id)).toEqual(['a', 'e']);
  expect(ideasOf(tree, 'idea', null).map(({ id }) => id)).toEqual(['a', 'b', 'e']);
  expect(ideasOf(undefined, 'idea', null)).toEqual([]);
});

test('what is an idea already is known by its words, marked or not', () => {
  const page = '- Observation: it rolls\nit rolls\nand stops\n\nit rolls\nand stops';
  const sorts = desk?.sorts ?? [];
  const pulled = new Set(['it rolls', 'it rolls\nand stops']);
  expect(
    listCandidates(page, sorts, 'line', pulled).map((block) => [block.words, block.sort, block.pulled]),
  ).toEqual([
    ['it rolls', 'observation', true],
    ['it rolls', null, true],
    ['and stops', null, false],
    ['it rolls', null, true],
    ['and stops', null, false],
  ]);
  expect(listCandidates(page, sorts, 'paragraph', pulled).map((block) => block.pulled)).toEqual([
    false,
    true,
  ]);
});

test('TF-5 remarks are questions, each once; about an empty page there is none', () => {
  const sorts = desk?.sorts ?? [];
  expect(remarksOn(' \n', sorts)).toEqual([]);
  const remarks = remarksOn('Hypothesis: we should fix it.\nHypothesis: we should fix it.', sorts);
  expect(remarks.map(({ about }) => about)).toEqual([
    'missing',
    'missing',
    'missing',
    'missing',
    'missing',
    'solution',
  ]);
  expect(remarks.at(-1)).toMatchObject({ quote: 'we should fix it.' });
  expect(new Set(remarks.map(({ id }) => id)).size).toBe(remarks.length);
});
