import type { SessionView } from '../client/api.ts';
import { heldNote } from '../core/session/decide/pace.ts';
import { groupAt, stepNow } from '../core/session/decide/scene.ts';
import type { SeatId, Step } from '../core/session/exercise.ts';
import { stretchAt } from '../core/session/exercise.ts';
import {
  type Group,
  type GroupWork,
  groupOf,
  type Room,
  roomOf,
  type SessionPart,
  type SessionParts,
  workOf,
} from '../core/session/parts.ts';
import { allowedTo, seatOf } from '../core/session/seats.ts';
import type { PersonId } from '../core/stream/entry.ts';

/** What somebody in a seat sees, gathered once: it is all that a bot decides by. */
export interface Sight {
  me: PersonId;
  /** Server time, milliseconds. */
  now: number;
  room: Room;
  parts: SessionParts;
  group: Group;
  work: GroupWork;
  seat: SeatId | null;
  step: Step;
  /** Index of the group's place in the plan, and the last one of the stretch that the room is in. */
  stop: number;
  stretchEnd: number;
  /** Kinds that my seat may write now. */
  mayWrite: readonly string[];
  /** The note that stands ready in this step, where there is one. */
  held: { id: string; kind: string } | null;
  /** How a note reads. */
  words: (note: string) => string;
  /** Members of my group who are here and are people. */
  humans: readonly PersonId[];
  /** Members of my group who are here, me included. */
  here: readonly PersonId[];
}

/** Null before there is anything to do: no first contact, no group, or the session isn't running. */
export function lookAround(
  view: SessionView,
  me: PersonId,
  now: number,
  simulated: (person: PersonId) => boolean,
): Sight | null {
  const { parts } = view;
  const room = roomOf(parts);
  const group = room && groupOf(room, me);
  const work = group && workOf(parts, group.id);
  if (!room || !group || !work || room.phase !== 'running' || !room.people.get(me)?.here) return null;
  const step = stepNow(room, work);
  if (!step) return null;
  const stop = groupAt(room, work);
  const seat = seatOf(room, group, work, me);
  const here = group.members.filter((person) => room.people.get(person)?.here);
  const round = room.plan[stop]?.round ?? 1;
  return {
    me,
    now,
    room,
    parts,
    group,
    work,
    seat,
    step,
    stop,
    stretchEnd: stretchAt(room.exercise, room.plan, room.at)[1],
    mayWrite: allowedTo(step.writes, seat).filter((kind) => step.sees[kind]),
    held: step.holds ? { id: heldNote(group.id, round, step.holds, work.again), kind: step.holds } : null,
    words: (note) => view.words(note) ?? '',
    humans: here.filter((person) => person !== me && !simulated(person)),
    here,
  };
}

export const partOf = (sight: Sight, audience: string): SessionPart | undefined => sight.parts.get(audience);
