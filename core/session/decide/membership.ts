import type { PersonId } from '../../stream/entry.ts';
import { refuse } from '../../stream/refusal.ts';
import type { CommandOf } from '../command.ts';
import type { SessionEvent } from '../event.ts';
import { EVERYONE, groupOf, type Member } from '../parts.ts';
import { hereIn } from '../seats.ts';
import { admit, departFrom, openGroup, sharingWith } from './byHand.ts';
import { shortestHanded } from './grouping.ts';
import type { Scene, SessionDecision } from './scene.ts';

/** A session holds so many people; more come in a second one. */
const MOST_PEOPLE = 600;
const MOST_FIELDS = 20;
/** Longest name of a team, UTF-16 units. */
const MOST_TEAM = 40;

export function join(scene: Scene, command: CommandOf<'join'>): SessionDecision {
  const { room } = scene;
  const { person, sharesWith } = command;
  const known = room.people.get(person);
  if (known) return comeBack(scene, person, sharesWith);
  if (room.people.size >= MOST_PEOPLE) return refuse('too-many', MOST_PEOPLE);
  const member: Member = { id: person, here: true, sharesWith, knows: [], order: room.people.size };
  const events: SessionEvent[] = [{ to: EVERYONE, type: 'joined', member }];
  if (room.phase === 'running') events.push(...admitLate(scene, person, sharesWith));
  return events;
}

/** A latecomer listens in the shortest-handed group until the next swap; who shares a device joins that group. */
function admitLate(scene: Scene, person: PersonId, sharesWith: PersonId | null): SessionEvent[] {
  const { room } = scene;
  const host = sharesWith ? groupOf(room, sharesWith) : null;
  const group = host ?? (room.solo ? undefined : shortestHanded(room));
  if (!group) return openGroup(scene, [person]);
  return [admit(scene, group, [person])];
}

/** Whoever was left alone goes to another group, with whoever shares their device. What they made stays where it is. */
export function joinAnother(scene: Scene, command: CommandOf<'join-another'>): SessionDecision {
  const { room, actor, context } = scene;
  const { person } = command;
  const member = room.people.get(person);
  if (!member) return refuse('not-found');
  if (!(person === actor || member.sharesWith === actor)) return refuse('not-yours');
  if (room.phase !== 'running') return refuse(room.phase === 'ended' ? 'ended' : 'not-now');
  const from = groupOf(room, person);
  const along = sharingWith(room, person);
  const left = from?.members.filter((other) => !along.includes(other) && room.people.get(other)?.here) ?? [];
  const target = shortestHanded(room, from ?? undefined);
  if (!target || room.solo || left.length > 0 || hereIn(room, target) === 0) return refuse('not-now');
  if (!context.whole) return 'unknown';
  return [...departFrom(room, from, along), admit(scene, target, along)];
}

export function leave(scene: Scene, command: CommandOf<'leave'>): SessionDecision {
  const { room, actor, lead } = scene;
  const member = room.people.get(command.person);
  if (!member) return refuse('not-found');
  if (!(command.person === actor || lead || member.sharesWith === actor)) return refuse('not-yours');
  return member.here ? [{ to: EVERYONE, type: 'left', person: command.person }] : [];
}

export function comeBack(scene: Scene, person: PersonId, sharesWith: PersonId | null): SessionDecision {
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

/** Team, level, when they leave: said by oneself, by whose device it is, or by whoever leads. */
export function setFacts(scene: Scene, command: CommandOf<'set-facts'>): SessionDecision {
  const { room, actor, lead } = scene;
  const { person, facts } = command;
  const member = room.people.get(person);
  if (!member) return refuse('not-found');
  if (!(person === actor || lead || member.sharesWith === actor)) return refuse('not-yours');
  if (room.phase === 'ended') return refuse('ended');
  const team = facts.team?.trim() || null;
  if (team !== null && team.length > MOST_TEAM) return refuse('too-long', MOST_TEAM);
  return [{ to: EVERYONE, type: 'facts-set', person, facts: { ...facts, team } }];
}
