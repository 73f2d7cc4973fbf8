import { expect, test } from 'vitest';
import type { Step } from '../../../core/session/exercise.ts';
import { quietCards } from '../../../testing/exercises.ts';
import { Stage } from '../../gallery/stage.ts';
import { loudest, rowsOf } from './rows.ts';

test('help is louder than stuck, stuck than done, and working is no flag', () => {
  expect(loudest({ ana: 'done', ben: 'help', chidi: 'stuck' })).toEqual({ person: 'ben', flag: 'help' });
  expect(loudest({ ana: 'done', chidi: 'stuck' })?.flag).toBe('stuck');
  expect(loudest({ ana: 'working' })).toBe(null);
  expect(loudest({})).toBe(null);
});

test('a private step tells of a group only who is here and their flags', () => {
  const exercise = quietCards();
  // The private step comes a second time: by then there are cards and complaints that the lead has seen.
  const again = { ...exercise, steps: [...exercise.steps, { ...exercise.steps[0], id: 'again' } as Step] };
  const stage = new Stage(again, 'in-person', { lead: 'Mira' });
  stage.join('Ana');
  stage.join('Ben');
  stage.act('Mira', { type: 'start' });
  stage.act('Ana', { type: 'write-note', note: 'n', kind: 'card', parent: '', words: 'An ant.' });
  const rows = () => rowsOf(stage.clientFor(['Mira']).view(), [stage.group()]);
  expect(rows()[0]).toMatchObject({ isPrivate: true, example: null, oldest: null });
  stage.act('Mira', { type: 'go', to: 'next' });
  expect(rows()[0]).toMatchObject({ isPrivate: false, example: { words: 'An ant.' } });
  stage.act('Mira', { type: 'go', to: 'next' });
  const note = rows()[0]?.example?.note as string;
  stage.act('Ben', { type: 'complain', id: 'c', on: note, key: null, say: 'Which ant?' });
  expect(rows()[0]).toMatchObject({ oldest: { say: 'Which ant?' } });
  stage.act('Mira', { type: 'go', to: 'next' });
  stage.act('Ana', { type: 'set-flag', flag: 'stuck' });
  expect(rows()[0]).toMatchObject({ isPrivate: true, example: null, oldest: null, flag: { flag: 'stuck' } });
});
