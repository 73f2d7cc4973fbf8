import { expect, test } from 'vitest';
import { prototypicalExamples, quietCards } from '../../../testing/exercises.ts';
import { Studio } from '../../../testing/studio.ts';
import { wallOf } from './wall.ts';

test('PR-2: the wall says the step, what each seat does, and the last line to everybody in this step', () => {
  const studio = new Studio(prototypicalExamples(), { people: ['ana', 'ben'] });
  expect(wallOf(studio.room).phase).toBe('lobby');
  studio.act('lead', { type: 'start' });
  expect(wallOf(studio.room).now.map(({ who }) => who)).toEqual(['']);
  studio.act('lead', { type: 'broadcast', id: 'b', words: 'Look at me.' });
  expect(wallOf(studio.room).line).toBe('Look at me.');
  studio.act('lead', { type: 'go', to: 'next' });
  const wall = wallOf(studio.room);
  expect(wall.titles).toEqual(['One sentence, one example', 'Does it hold of yours?']);
  expect(wall.now.map(({ who }) => who)).toEqual(['Reader', 'Annoying partner']);
  for (const { does } of wall.now) expect(does.length).toBeLessThan(200);
  expect(wall.line).toBe('');
});

test('PR-2: nothing that anybody wrote stands on it before it is shown', () => {
  const studio = new Studio(quietCards(), { people: ['ana', 'ben'] });
  studio.act('lead', { type: 'start' });
  const words = 'The ant I told nobody about.';
  studio.act('ana', { type: 'write-note', note: 'c', kind: 'card', parent: '', words });
  studio.act('lead', { type: 'go', to: 'next' });
  expect(JSON.stringify(studio.room)).not.toContain(words);
  const group = studio.groupOf('ana');
  const [note] = studio.parts.get(`g:${group}`)?.tree.notes.keys() ?? [];
  studio.act('ben', { type: 'pick-share', note: note as string, picked: true });
  expect(JSON.stringify(studio.room)).not.toContain(words);
  studio.act('lead', { type: 'share', to: 'next' });
  expect(wallOf(studio.room).shown).toBe(true);
});
