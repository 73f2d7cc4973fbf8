import { refuse } from '../../stream/refusal.ts';
import type { CommandOf } from '../command.ts';
import type { SessionEvent } from '../event.ts';
import { EVERYONE, type Group, groupOf, type Member, type Room, workOf } from '../parts.ts';
import { seatedIn } from '../seats.ts';
import { cutGroups, freshGroupId, nameOf } from './grouping.ts';
import { settleGroup } from './pace.ts';
import type { Scene, SessionDecision } from './scene.ts';

/** A session holds so many people; more come in a second one. */
const MOST_PEOPLE = 600;
const MOST_FIELDS = 20;

export function join(scene: Scene, command: CommandOf<'join'>): SessionDecision {
  const { room } = scene;
  const { person, sharesWith } = command;
  const known = room.people.get(person);
  if (known) return comeBack(scene, person, sharesWith);
  if (room.people.size >= MOST_PEOPLE) return refuse('too-many', MOST_PEOPLE);
  const member: Member = { id: person, here: true, sharesWith, knows: [] };
  const events: SessionEvent[] = [{ to: EVERYONE, type: 'joined', member }];
  if (room.phase === 'running') events.push(...admitLate(scene, person, sharesWith));
  return events;
}

/** A latecomer listens in the shortest-handed group until the next swap; who shares a device joins that group. */
function admitLate(scene: Scene, person: string, sharesWith: string | null): SessionEvent[] {
  const { room, parts } = scene;
  const host = sharesWith ? groupOf(room, sharesWith) : null;
  const open = [...room.groups.values()].filter(
    (group) => hereIn(room, group) < Math.max(2, room.exercise.group.size) + 1,
  );
  const shortest = open.sort((a, b) => hereIn(room, a) - hereIn(room, b) || (a.id < b.id ? -1 : 1))[0];
  const group = host ?? shortest;
  if (!group) return openGroup(scene, [person], freshGroupId(scene.context.seed, room, 0));
  const rotation = workOf(parts, group.id)?.rotation ?? 0;
  // Somebody left alone gets a partner at once; nobody has to wait for a swap.
  const alone = hereIn(room, group) <= 1;
  const listening = alone ? group.listening : { ...group.listening, [person]: rotation + 1 };
  return [
    {
      to: EVERYONE,
      type: 'group-changed',
      group: { ...group, members: [...group.members, person], listening },
    },
  ];
}

const hereIn = (room: Room, group: Group): number => {
  const { seated, waiting } = seatedIn(room, group, Number.MAX_SAFE_INTEGER);
  return seated.length + waiting.length;
};

export function leave(scene: Scene, command: CommandOf<'leave'>): SessionDecision {
  const { room, actor, lead } = scene;
  const member = room.people.get(command.person);
  if (!member) return refuse('not-found');
  if (!(command.person === actor || lead || member.sharesWith === actor)) return refuse('not-yours');
  return member.here ? [{ to: EVERYONE, type: 'left', person: command.person }] : [];
}

export function comeBack(scene: Scene, person: string, sharesWith: string | null): SessionDecision {
  const { room, actor, lead } = scene;
  const member = room.people.get(person);
  if (!member) return refuse('not-found');
  const server = actor === 'server';
  if (!(server || person === actor || lead || member.sharesWith === actor)) return refuse('not-yours');
  if (member.here && member.sharesWith === sharesWith) return [];
  const events: SessionEvent[] = [{ to: EVERYONE, type: 'returned', person, sharesWith }];
  if (room.phase === 'running' && !groupOf(room, person))
    events.push(...admitLate(scene, person, sharesWith));
  return events;
}

export function setKnows(scene: Scene, command: CommandOf<'set-knows'>): SessionDecision {
  if (!scene.room.people.has(scene.actor)) return refuse('not-found');
  if (command.knows.length > MOST_FIELDS) return refuse('too-many', MOST_FIELDS);
  return [{ to: EVERYONE, type: 'knows-set', person: scene.actor, knows: command.knows }];
}

function openGroup(scene: Scene, members: string[], id: string): SessionEvent[] {
  const { room } = scene;
  const group: Group = { id, name: nameOf(room.groups.size), members, listening: {} };
  return [
    { to: EVERYONE, type: 'group-changed', group },
    ...(room.phase === 'running' ? settleGroup(scene, group, room.at) : []),
  ];
}

export function formGroups(scene: Scene, command: CommandOf<'form-groups'>): SessionDecision {
  const { room, context, lead } = scene;
  if (!lead) return refuse('lead-only');
  if (room.phase === 'ended') return refuse('ended');
  if (!context.whole) return 'unknown';
  const size = room.solo ? 1 : (command.size ?? room.exercise.group.size);
  const groups = cutGroups([...room.people.values()], size, context.seed).map((members, i) => ({
    id: freshGroupId(context.seed, room, i),
    name: nameOf(i),
    members,
    listening: {},
  }));
  if (groups.length === 0) return refuse('not-now');
  return [
    { to: EVERYONE, type: 'groups-formed', groups },
    ...(room.phase === 'running' ? groups.flatMap((group) => settleGroup(scene, group, room.at)) : []),
  ];
}

export function movePerson(scene: Scene, command: CommandOf<'move-person'>): SessionDecision {
  const { room, lead, parts, context } = scene;
  if (!lead) return refuse('lead-only');
  const { person } = command;
  if (!room.people.has(person)) return refuse('not-found');
  const from = groupOf(room, person);
  if (command.group === null) {
    if (!context.whole) return 'unknown';
    return [...departFrom(from, person), ...openGroup(scene, [person], freshGroupId(context.seed, room, 0))];
  }
  const target = room.groups.get(command.group);
  if (!target) return refuse('not-found');
  if (from?.id === target.id) return [];
  const rotation = workOf(parts, target.id)?.rotation ?? 0;
  const listening =
    room.phase === 'running' ? { ...target.listening, [person]: rotation + 1 } : target.listening;
  const joined: Group = { ...target, members: [...target.members, person], listening };
  return [...departFrom(from, person), { to: EVERYONE, type: 'group-changed', group: joined }];
}

function departFrom(group: Group | null, person: string): SessionEvent[] {
  if (!group) return [];
  const members = group.members.filter((member) => member !== person);
  return [{ to: EVERYONE, type: 'group-changed', group: { ...group, members } }];
}
