import { refuse } from '../../stream/refusal.ts';
import { seeded } from '../../stream/seeded.ts';
import type { CommandOf } from '../command.ts';
import type { SessionEvent } from '../event.ts';
import { stepOf, stretchAt } from '../exercise.ts';
import { formGroups } from '../forming/form.ts';
import { BY_LOT, NOTHING_EARLIER } from '../forming/rule.ts';
import { EVERYONE, type Group, groupOf, type Member, type Room } from '../parts.ts';
import { hereIn } from '../seats.ts';
import { settleGroup } from './pace.ts';
import type { Scene, SessionDecision } from './scene.ts';

const MINUTE = 60_000;

export const freshGroupId = (seed: number, room: Room, index: number): string => {
  const random = seeded(seed + index * 7919);
  const id = () =>
    Math.floor(random() * 36 ** 6)
      .toString(36)
      .padStart(6, '0');
  return `${id()}${id()}${room.past.length}`;
};

/** The first number that no group has. */
export function nameOf(room: Room, more = 0): string {
  const taken = new Set([...room.groups.values()].map(({ name }) => name));
  let number = 1;
  for (let left = more; ; number++) {
    if (taken.has(`Group ${number}`)) continue;
    if (left === 0) return `Group ${number}`;
    left--;
  }
}

/** When the session is likely to be over, by its own estimates. */
export function likelyEnd(room: Room, now: number): number {
  const { exercise, plan, clock } = room;
  const minutes = (from: number) =>
    plan
      .slice(from)
      .reduce((sum, _, i) => sum + (stepOf(exercise, plan, from + i)?.minutes ?? 0) * MINUTE, 0);
  if (room.phase !== 'running') return now + minutes(0);
  const [, to] = stretchAt(exercise, plan, room.at);
  const left = clock.endsAt === null ? (clock.left ?? 0) : Math.max(0, clock.endsAt - now);
  return now + left + minutes(to + 1);
}

function layGroups(
  scene: Scene,
  people: readonly Member[],
  size: number,
  rule: Room['rule'] = BY_LOT,
): Group[] {
  const { room, context } = scene;
  const formed = formGroups({
    people,
    size,
    rule,
    end: likelyEnd(room, context.now),
    earlier: context.earlier ?? NOTHING_EARLIER,
    seed: context.seed,
  });
  return formed.map(({ members, why }, i) => ({
    id: freshGroupId(context.seed, room, i),
    name: '',
    members,
    listening: {},
    ...(why.length > 0 ? { why } : {}),
  }));
}

export function form(scene: Scene, command: CommandOf<'form-groups'>): SessionDecision {
  const { room, context, lead } = scene;
  if (!lead) return refuse('lead-only');
  if (room.phase === 'ended') return refuse('ended');
  if (!context.whole) return 'unknown';
  const size = room.solo ? 1 : (command.size ?? room.exercise.group.size);
  const rule = command.rule ?? room.rule ?? BY_LOT;
  const here = [...room.people.values()].filter((member) => member.here);
  const groups = layGroups(scene, here, size, rule).map((group, i) => ({ ...group, name: `Group ${i + 1}` }));
  if (groups.length === 0) return refuse('not-now');
  return [
    { to: EVERYONE, type: 'groups-formed', groups, rule },
    ...(room.phase === 'running' ? groups.flatMap((group) => settleGroup(scene, group, room.at)) : []),
  ];
}

/** The groups that stood before the last forming stand again; who has come since is in none until somebody says so. */
export function undoForming(scene: Scene): SessionDecision {
  const { room, lead } = scene;
  if (!lead) return refuse('lead-only');
  if (room.phase === 'ended') return refuse('ended');
  const { before, rule = BY_LOT } = room;
  if (!before || (before.length === 0 && room.phase === 'running')) return refuse('cannot-undo');
  if (!scene.context.whole && room.phase === 'running') return 'unknown';
  return [
    { to: EVERYONE, type: 'groups-formed', groups: before, rule },
    ...(room.phase === 'running' ? before.flatMap((group) => settleGroup(scene, group, room.at)) : []),
  ];
}

/** Groups of those who are in none, at the start. One by themselves goes to whoever is fewest. */
export function groupTheRest(scene: Scene): SessionEvent[] {
  const { room } = scene;
  const loose = [...room.people.values()].filter((member) => member.here && !groupOf(room, member.id));
  if (loose.length === 0) return [];
  const size = room.solo ? 1 : room.exercise.group.size;
  const [only] = loose;
  const fewest = shortestHanded(room);
  if (only && loose.length === 1 && size > 1 && fewest) {
    const { why: _, ...group } = fewest;
    return [
      { to: EVERYONE, type: 'group-changed', group: { ...group, members: [...group.members, only.id] } },
    ];
  }
  return layGroups(scene, loose, size, room.rule).map((group, i) => ({
    to: EVERYONE,
    type: 'group-changed' as const,
    group: { ...group, name: nameOf(room, i) },
  }));
}

/** The group with the fewest people who are here; one that everybody has left only where there is no other. */
export function shortestHanded(room: Room, but?: Group): Group | undefined {
  const key = (group: Group) => hereIn(room, group) || Number.MAX_SAFE_INTEGER;
  return [...room.groups.values()]
    .filter(({ id }) => id !== but?.id)
    .reduce<Group | undefined>(
      (least, group) => (!least || key(group) < key(least) ? group : least),
      undefined,
    );
}
