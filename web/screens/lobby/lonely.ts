import type { Group, Room } from '../../../core/session/parts.ts';

/** Whether somebody in this group has nobody to talk to, in an exercise for more than one. */
export const isLonely = (room: Room, group: Group): boolean =>
  !room.solo &&
  room.exercise.group.size > 1 &&
  group.members.filter((person) => room.people.get(person)?.here).length === 1;
