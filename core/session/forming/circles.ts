import type { PersonId } from '../../stream/entry.ts';
import type { SessionEvent } from '../event.ts';
import type { Group, GroupId, Room } from '../parts.ts';

/** People who worked together, and who of them was the one more. */
export interface Circle {
  group: GroupId;
  members: PersonId[];
  thirds: PersonId[];
}

/** Who comes to work together by an event; `room` as it is after it. In the lobby nobody has worked yet. */
export function circlesFrom(event: SessionEvent, room: Room): Circle[] {
  if (room.phase !== 'running') return [];
  switch (event.type) {
    case 'started':
      return [...room.groups.values()].flatMap((group) => circleOf(group, room));
    case 'groups-formed':
      return event.groups.flatMap((group) => circleOf(group, room));
    case 'group-changed':
      return circleOf(event.group, room);
    default:
      return [];
  }
}

function circleOf({ id, members }: Group, room: Room): Circle[] {
  const here = members.filter((person) => room.people.get(person)?.here);
  const { size } = room.exercise.group;
  return here.length < 2 ? [] : [{ group: id, members: here, thirds: size > 1 ? here.slice(size) : [] }];
}
