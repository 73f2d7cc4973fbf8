import type { PersonId } from '../../stream/entry.ts';
import { refuse } from '../../stream/refusal.ts';
import type { CommandOf } from '../command.ts';
import type { SessionEvent } from '../event.ts';
import { unitsOf } from '../forming/units.ts';
import { EVERYONE, type Group, groupOf, type Room, workOf } from '../parts.ts';
import { hereIn } from '../seats.ts';
import { freshGroupId, nameOf } from './grouping.ts';
import { settleGroup } from './pace.ts';
import type { Scene, SessionDecision } from './scene.ts';

/** Groups changed by hand, one at a time. Whoever sits at one device goes along. */
export function movePerson(scene: Scene, command: CommandOf<'move-person'>): SessionDecision {
  const { room, lead, context } = scene;
  if (!lead) return refuse('lead-only');
  if (!room.people.has(command.person)) return refuse('not-found');
  const from = groupOf(room, command.person);
  const along = sharingWith(room, command.person);
  if (command.group === null) {
    if (!context.whole) return 'unknown';
    return [...departFrom(room, from, along), ...openGroup(scene, along)];
  }
  const target = room.groups.get(command.group);
  if (!target) return refuse('not-found');
  if (from?.id === target.id) return [];
  return [...departFrom(room, from, along), admit(scene, target, along)];
}

export function swapPeople(scene: Scene, command: CommandOf<'swap-people'>): SessionDecision {
  const { room, lead } = scene;
  if (!lead) return refuse('lead-only');
  const { a, b } = command;
  if (!room.people.has(a) || !room.people.has(b)) return refuse('not-found');
  const [ofA, ofB] = [groupOf(room, a), groupOf(room, b)];
  if (!ofA || !ofB || ofA.id === ofB.id) return refuse('not-now');
  return [
    replace(room, ofA, sharingWith(room, a), sharingWith(room, b)),
    replace(room, ofB, sharingWith(room, b), sharingWith(room, a)),
  ];
}

/** The second half, by devices, gets a group of its own. */
export function splitGroup(scene: Scene, command: CommandOf<'split-group'>): SessionDecision {
  const { room, lead, context } = scene;
  if (!lead) return refuse('lead-only');
  const group = room.groups.get(command.group);
  if (!group) return refuse('not-found');
  const units = unitsOf(group.members.flatMap((id) => room.people.get(id) ?? []));
  const stay: PersonId[] = [];
  const go: PersonId[] = [];
  units.forEach((unit, i) => {
    (i > 0 && stay.length + unit.length > Math.ceil(group.members.length / 2) ? go : stay).push(...unit);
  });
  if (go.length === 0) return refuse('not-now');
  if (!context.whole) return 'unknown';
  return [...departFrom(room, group, go), ...openGroup(scene, go)];
}

export function mergeGroups(scene: Scene, command: CommandOf<'merge-groups'>): SessionDecision {
  const { room, lead } = scene;
  if (!lead) return refuse('lead-only');
  const [from, into] = [room.groups.get(command.from), room.groups.get(command.into)];
  if (!from || !into) return refuse('not-found');
  if (from.id === into.id) return refuse('not-now');
  return [...departFrom(room, from, from.members), admit(scene, into, from.members)];
}

/** Everybody of one group who sits at the same device. */
export function sharingWith(room: Room, person: PersonId): PersonId[] {
  const host = room.people.get(person)?.sharesWith ?? person;
  const near = groupOf(room, person)?.members ?? [person];
  return near.filter((other) => other === person || (room.people.get(other)?.sharesWith ?? other) === host);
}

export function openGroup(scene: Scene, members: PersonId[]): SessionEvent[] {
  const { room, context } = scene;
  const id = freshGroupId(context.seed, room, 0);
  const group: Group = { id, name: nameOf(room), members, listening: {} };
  return [
    { to: EVERYONE, type: 'group-changed', group },
    ...(room.phase === 'running' ? settleGroup(scene, group, room.at) : []),
  ];
}

/** While it runs, who comes in listens until the next swap. Somebody left alone gets a partner at once. */
export function admit(scene: Scene, target: Group, people: readonly PersonId[]): SessionEvent {
  const { room, parts } = scene;
  const { why: _, ...group } = target;
  const turn = (workOf(parts, target.id)?.rotation ?? 0) + 1;
  const listening =
    room.phase === 'running' && hereIn(room, target) > 1
      ? { ...group.listening, ...Object.fromEntries(people.map((person) => [person, turn])) }
      : group.listening;
  const members = [...group.members, ...people];
  return { to: EVERYONE, type: 'group-changed', group: { ...group, members, listening } };
}

export function departFrom(room: Room, from: Group | null, people: readonly PersonId[]): SessionEvent[] {
  return from ? [replace(room, from, people, [])] : [];
}

/** The group with some members in place of others. Who worked here before still reads what came of it. */
function replace(
  room: Room,
  from: Group,
  going: readonly PersonId[],
  coming: readonly PersonId[],
): SessionEvent {
  const { why: _, formerly = [], ...group } = from;
  const at = group.members.findIndex((member) => going.includes(member));
  const members = group.members.filter((member) => !going.includes(member));
  members.splice(at < 0 ? members.length : at, 0, ...coming);
  const worked = room.phase === 'lobby' ? formerly : [...new Set([...formerly, ...going])];
  return {
    to: EVERYONE,
    type: 'group-changed',
    group: { ...group, members, ...(worked.length > 0 ? { formerly: worked } : {}) },
  };
}
