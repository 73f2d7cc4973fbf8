import { mayActIn } from '../../access/audiences.ts';
import type { AudienceId, PersonId } from '../../stream/entry.ts';
import type { Context, Decision } from '../../stream/subject.ts';
import type { SessionEvent } from '../event.ts';
import { type SeatId, type Step, stepOf, stretchAt } from '../exercise.ts';
import {
  type Group,
  type GroupWork,
  groupAudience,
  groupOf,
  type Room,
  type SessionPart,
  type SessionParts,
  workOf,
} from '../parts.ts';
import { seatOf } from '../seats.ts';

/** What a decision looks at, gathered once: the room, the actor, and the group and seat that the actor has. */
export interface Scene {
  parts: SessionParts;
  room: Room;
  context: Context;
  actor: PersonId;
  lead: boolean;
  group: Group | null;
  work: GroupWork | null;
  readonly seat: SeatId | null;
}

export type SessionDecision = Decision<SessionEvent>;

export function setScene(parts: SessionParts, room: Room, context: Context): Scene {
  const { actor } = context;
  const group = groupOf(room, actor);
  const work = group && workOf(parts, group.id);
  return {
    parts,
    room,
    context,
    actor,
    lead: room.leads.includes(actor),
    group,
    work,
    // Seats take reckoning, and most typing doesn't ask for them.
    get seat() {
      return group && work ? seatOf(room, group, work, actor) : null;
    },
  };
}

/** The step that a group is in: its own place within the stretch that the room is in. */
export function groupAt(room: Room, work: GroupWork): number {
  const [from, to] = stretchAt(room.exercise, room.plan, room.at);
  return Math.min(Math.max(work.at, from), to);
}

export function stepNow(room: Room, work: GroupWork | null): Step | undefined {
  return stepOf(room.exercise, room.plan, work ? groupAt(room, work) : room.at);
}

/** The part in which the actor may change something, or null: the same answer for absent and for hidden. */
export function partToChange(scene: Scene, audience: AudienceId): SessionPart | null {
  return mayActIn(scene.room, scene.actor, audience) ? (scene.parts.get(audience) ?? null) : null;
}

export const ownGroupAudience = (scene: Scene): AudienceId | null =>
  scene.group && groupAudience(scene.group.id);
