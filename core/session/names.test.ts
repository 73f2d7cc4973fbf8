import { expect, test } from 'vitest';
import { prototypicalExamples } from '../../testing/exercises.ts';
import { Studio } from '../../testing/studio.ts';
import { tellApart } from './names.ts';

test('people of one name are told apart by when they came, whatever their ids (GR-16)', () => {
  const studio = new Studio(prototypicalExamples(), { people: ['z', 'a', 'm', 'b'] });
  const names = { lead: 'Ana', z: 'Ben', a: 'ben ', m: 'Ben', b: 'Ben 2' };
  expect(tellApart(names, studio.room)).toEqual({ ...names, a: 'ben 3', m: 'Ben 4' });
  studio.join('aa');
  expect(tellApart({ ...names, aa: 'Ana' }, studio.room)).toMatchObject({
    lead: 'Ana',
    aa: 'Ana 2',
    m: 'Ben 4',
  });
});

test('nobody is numbered where every name is there but once (GR-16)', () => {
  const studio = new Studio(prototypicalExamples(), { people: ['z', 'a'] });
  const names = { lead: 'Ana', z: 'Ben', a: 'Cleo' };
  expect(tellApart(names, studio.room)).toBe(names);
});
