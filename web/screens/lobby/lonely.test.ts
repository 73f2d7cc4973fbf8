import { expect, test } from 'vitest';
import { type Room, roomOf } from '../../../core/session/parts.ts';
import { prototypicalExamples } from '../../../testing/exercises.ts';
import { Stage } from '../../gallery/stage.ts';
import { isLonely } from './lonely.ts';

test('whoever is left alone in a group is seen, and nobody in a session for one', () => {
  const lonely = (stage: Stage) => {
    const room = roomOf(stage.parts) as Room;
    return [...room.groups.values()].filter((group) => isLonely(room, group)).map(({ members }) => members);
  };
  const stage = new Stage(prototypicalExamples(), 'in-person', { lead: 'Mira' });
  for (const name of ['Ana', 'Ben', 'Chidi']) stage.join(name);
  stage.act('Mira', { type: 'form-groups' });
  expect(lonely(stage)).toEqual([]);
  stage.act('Mira', { type: 'move-person', person: 'ana', group: null });
  expect(lonely(stage)).toEqual([['ana']]);
  stage.act('Ben', { type: 'leave', person: 'ben' });
  expect(lonely(stage)).toHaveLength(2);
  const solo = new Stage(prototypicalExamples(), 'in-person', { lead: 'Mira', solo: true });
  solo.join('Mira');
  solo.act('Mira', { type: 'form-groups' });
  expect(lonely(solo)).toEqual([]);
});
