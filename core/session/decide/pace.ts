import { emptyTree, orderFor, ROOT } from '../../notes/tree.ts';
import { refuse } from '../../stream/refusal.ts';
import { seeded, shuffle } from '../../stream/seeded.ts';
import type { CommandOf } from '../command.ts';
import type { SessionEvent } from '../event.ts';
import { minutesOf, stepOf, stretchAt } from '../exercise.ts';
import {
  type Clock,
  EVERYONE,
  type Group,
  groupAudience,
  type Room,
  sealedAudience,
  workOf,
} from '../parts.ts';
import { seatsOf } from '../seats.ts';
import { revealNotes } from './reveal.ts';
import { groupAt, type Scene, type SessionDecision } from './scene.ts';

const MINUTE = 60_000;
const MOST_MINUTES = 600;

export function end(scene: Scene): SessionDecision {
  if (!scene.lead) return refuse('lead-only');
  if (scene.room.phase === 'ended') return [];
  if (!scene.context.whole && scene.room.exercise.input === 'passage') return 'unknown';
  return [...openCatches(scene), { to: EVERYONE, type: 'session-ended', at: scene.context.now }];
}

/** Each group is told where the claims that it read break: not before, or nobody would look for themselves. */
function openCatches({ room, parts }: Scene): SessionEvent[] {
  const groups = new Set([...room.groups.keys(), ...room.past.map(({ id }) => id)]);
  return [...groups].flatMap((group) => {
    const catches = Object.values(parts.get(sealedAudience(group))?.sealed?.catches ?? {});
    return catches.length > 0 ? [{ to: groupAudience(group), type: 'catches-opened' as const, catches }] : [];
  });
}

/** The lead takes the room on, or back. Stretches that groups walk at their own pace count as one. */
export function go(scene: Scene, command: CommandOf<'go'>): SessionDecision {
  const { room, lead, context } = scene;
  if (!lead) return refuse('lead-only');
  if (room.phase !== 'running') return refuse(room.phase === 'ended' ? 'ended' : 'not-now');
  const [from, to] = stretchAt(room.exercise, room.plan, room.at);
  const at = command.to === 'next' ? to + 1 : stretchAt(room.exercise, room.plan, Math.max(0, from - 1))[0];
  if (at >= room.plan.length) return end(scene);
  if (command.to === 'back' && from === 0) return [];
  const step = stepOf(room.exercise, room.plan, at);
  if (!context.whole && (step?.compares || (step?.reveals.length ?? 0) > 0)) return 'unknown';
  return [
    { to: EVERYONE, type: 'room-moved', at, clock: clockFor(room, at, context.now) },
    ...(step?.compares ? [pairGroups(room, context.seed)] : []),
    ...[...room.groups.values()].flatMap((group) => settleGroup(scene, group, at)),
  ];
}

/** A group goes on by itself inside the stretch that the room is in. */
export function goGroup(scene: Scene, command: CommandOf<'go-group'>): SessionDecision {
  const { room, group, work } = scene;
  if (!group || !work) return refuse('not-found');
  if (room.phase !== 'running') return refuse('not-now');
  const [from, to] = stretchAt(room.exercise, room.plan, room.at);
  const at = groupAt(room, work) + (command.to === 'next' ? 1 : -1);
  if (at < from || at > to) return refuse('not-now');
  const step = stepOf(room.exercise, room.plan, at);
  if (!scene.context.whole && (step?.reveals.length ?? 0) > 0) return 'unknown';
  return settleGroup(scene, group, at);
}

/**
 * What it takes for one group to stand at `at`: seats for the round, the note that stands ready, reveals. `early`: the
 * group was done before its time and begins again, in other seats where it says so.
 */
export function settleGroup(
  scene: Scene,
  group: Group,
  at: number,
  early?: { turn: boolean },
): SessionEvent[] {
  const { room, parts, context } = scene;
  const to = groupAudience(group.id);
  const work = workOf(parts, group.id);
  const stop = room.plan[at];
  const step = stepOf(room.exercise, room.plan, at);
  if (!stop || !step) return [];
  const before = work && room.plan[work.at];
  const turned = stop.round - (before?.round ?? 1);
  const rotation = (work?.rotation ?? 0) + (room.exercise.rounds.swap ? turned : 0) + (early?.turn ? 1 : 0);
  const held = turned === 0 ? (work?.again ?? 0) : 0;
  const again = early ? held + 1 : held;
  const events: SessionEvent[] = [
    {
      to,
      type: 'group-moved',
      at,
      rotation,
      fresh: turned !== 0,
      on: context.now,
      ...(early ? { again } : {}),
    },
  ];
  if (step.holds) {
    const note = heldNote(group.id, stop.round, step.holds, again);
    const tree = parts.get(to)?.tree ?? emptyTree();
    if (!tree.notes.has(note)) {
      const seats = seatsOf(room.exercise, room, group, rotation);
      const writer = Object.keys(seats).find((person) => seats[person] === room.exercise.seats[0]?.id);
      events.push({
        to,
        type: 'note-born',
        note,
        kind: step.holds,
        by: writer ?? group.members[0] ?? context.actor,
        at: context.now,
        words: '',
        fields: { round: stop.round },
        placement: { id: `${note}.p`, note, parent: ROOT, order: orderFor(tree, ROOT, undefined) as string },
      });
    }
  }
  return [...events, ...revealNotes(scene, group, step)];
}

/** The note that stands ready for a group in a round has a name that both ends can tell without asking. */
export const heldNote = (group: string, round: number, kind: string, again = 0): string =>
  `${group}.${kind}.${round}${again > 0 ? `.${again}` : ''}`;

function pairGroups(room: Room, seed: number): SessionEvent {
  const ids = shuffle([...room.groups.keys()], seeded(seed));
  const pairs: [string, string][] = [];
  for (let i = 0; i + 1 < ids.length; i += 2) pairs.push([ids[i] as string, ids[i + 1] as string]);
  const odd = ids.length % 2 === 1 ? ids[ids.length - 1] : undefined;
  // An odd group out looks at the first pair's work, and is looked at.
  if (odd && ids[0] && odd !== ids[0]) pairs.push([odd, ids[0]]);
  return { to: EVERYONE, type: 'groups-paired', pairs };
}

export function clockFor(room: Room, at: number, now: number): Clock {
  const left = minutesOf(room.exercise, room.plan, at) * MINUTE;
  return { state: 'running', endsAt: now + left, left: null, over: false };
}

export function setClock(scene: Scene, command: CommandOf<'set-clock'>): SessionDecision {
  const { room, lead, context } = scene;
  if (!lead) return refuse('lead-only');
  if (room.phase !== 'running') return refuse(room.phase === 'ended' ? 'ended' : 'not-now');
  const { clock } = room;
  const left = clock.endsAt === null ? (clock.left ?? 0) : Math.max(0, clock.endsAt - context.now);
  const running = (ms: number): Clock => ({
    state: 'running',
    endsAt: context.now + ms,
    left: null,
    over: ms === 0,
  });
  const paused = (ms: number): Clock => ({ state: 'paused', endsAt: null, left: ms, over: ms === 0 });
  const set = (next: Clock): SessionEvent[] => [{ to: EVERYONE, type: 'clock-set', clock: next }];
  switch (command.act) {
    case 'start':
      return clock.state === 'running' ? [] : set(running(left));
    case 'pause':
      return clock.state === 'paused' ? [] : set(paused(left));
    case 'add': {
      const more = left + (command.minutes ?? 1) * MINUTE;
      if (more > MOST_MINUTES * MINUTE) return refuse('too-many', MOST_MINUTES);
      return set(clock.state === 'paused' ? paused(Math.max(0, more)) : running(Math.max(0, more)));
    }
  }
}

/** The server's own: the time is up. Nobody is cut off. */
export function runOut(scene: Scene): SessionDecision {
  const { clock } = scene.room;
  if (clock.endsAt === null || clock.over || scene.context.now < clock.endsAt) return [];
  return [{ to: EVERYONE, type: 'clock-set', clock: { ...clock, over: true } }];
}

export function swap(scene: Scene): SessionDecision {
  const { group, work, room } = scene;
  if (!group || !work) return refuse('not-found');
  if (room.phase !== 'running') return refuse('not-now');
  return [
    {
      to: groupAudience(group.id),
      type: 'swapped',
      rotation: work.rotation + 1,
      by: scene.actor,
      on: scene.context.now,
    },
  ];
}
