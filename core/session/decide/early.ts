import { refuse } from '../../stream/refusal.ts';
import type { CommandOf } from '../command.ts';
import type { SessionEvent } from '../event.ts';
import { stepOf, stretchAt } from '../exercise.ts';
import { EVERYONE, type GroupId, type Room } from '../parts.ts';
import { settleGroup } from './pace.ts';
import { groupAt, type Scene, type SessionDecision } from './scene.ts';

/** What a group may do when it is done before its time: at the end of the stretch that it walks at its own pace. */
const isDone = ({ room, work }: Scene): boolean =>
  work !== null && groupAt(room, work) === stretchAt(room.exercise, room.plan, room.at)[1];

/** Again from where the stretch begins, with a fresh note; in other seats where `turn` says so. */
export function goAgain(scene: Scene, command: CommandOf<'go-again'>): SessionDecision {
  const { room, group, work } = scene;
  if (!group || !work) return refuse('not-found');
  if (room.phase !== 'running') return refuse(room.phase === 'ended' ? 'ended' : 'not-now');
  const [from, to] = stretchAt(room.exercise, room.plan, room.at);
  const { round } = room.plan[groupAt(room, work)] ?? {};
  const start = room.plan.findIndex(
    (stop, i) => i >= from && i <= to && stop.round === round && stepOf(room.exercise, room.plan, i)?.holds,
  );
  if (!isDone(scene) || start < 0) return refuse('not-now');
  return [...takeBack(room, group.id), ...settleGroup(scene, group, start, command)];
}

/**
 * A group that is done asks for another one; the next that asks is paired with it. So either has said yes before it is
 * shown to the other.
 */
export function offerCompare(scene: Scene, command: CommandOf<'offer-compare'>): SessionDecision {
  const { room, group } = scene;
  if (!group) return refuse('not-found');
  if (room.phase !== 'running') return refuse(room.phase === 'ended' ? 'ended' : 'not-now');
  if (!command.on) return takeBack(room, group.id);
  if (!isDone(scene) || isPaired(room, group.id)) return refuse('not-now');
  if (room.offering?.includes(group.id)) return [];
  const other = room.offering?.find((id) => id !== group.id && room.groups.has(id) && !isPaired(room, id));
  if (!other) return [{ to: EVERYONE, type: 'compare-offered', group: group.id, on: true }];
  return [
    ...takeBack(room, other),
    { to: EVERYONE, type: 'groups-paired', pairs: [...room.pairs, [other, group.id]] },
  ];
}

/** Either group closes the page between them. Where the whole room compares, that is the lead's to end. */
export function endCompare(scene: Scene): SessionDecision {
  const { room, group } = scene;
  if (!group) return refuse('not-found');
  if (!isPaired(room, group.id)) return [];
  if (stepOf(room.exercise, room.plan, room.at)?.compares) return refuse('not-now');
  return [
    { to: EVERYONE, type: 'groups-paired', pairs: room.pairs.filter((pair) => !pair.includes(group.id)) },
  ];
}

const isPaired = (room: Room, group: GroupId): boolean => room.pairs.some((pair) => pair.includes(group));

const takeBack = (room: Room, group: GroupId): SessionEvent[] =>
  room.offering?.includes(group) ? [{ to: EVERYONE, type: 'compare-offered', group, on: false }] : [];
