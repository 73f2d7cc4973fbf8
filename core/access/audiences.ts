import {
  EVERYONE,
  type Group,
  groupAudience,
  groupOf,
  pairAudience,
  personAudience,
  type Room,
  roomOf,
  type SessionParts,
} from '../session/parts.ts';
import type { AudienceId, PersonId } from '../stream/entry.ts';

/** Groups whose work a person may read: theirs now and before, for a lead all, while comparing the one opposite. */
function readableGroups(room: Room, person: PersonId): string[] {
  const lead = room.leads.includes(person);
  const worked = (group: Group): boolean =>
    group.members.includes(person) || (group.formerly?.includes(person) ?? false);
  const past = room.past.filter((group) => lead || worked(group)).map((group) => group.id);
  if (lead) return [...room.groups.keys(), ...past];
  for (const group of room.groups.values()) if (group.formerly?.includes(person)) past.push(group.id);
  const own = groupOf(room, person);
  if (!own) return past;
  const opposite = room.pairs.flatMap(([a, b]) => (a === own.id ? [b] : b === own.id ? [a] : []));
  return [own.id, ...opposite, ...past];
}

/** A projector: it has no seat and no name, and sees what everybody sees. */
export const ONLOOKER: PersonId = 'onlooker';

/** Every audience of a session that a person belongs to; null for somebody who never joined it. */
export function audiencesOf(parts: SessionParts, person: PersonId): AudienceId[] | null {
  const room = roomOf(parts);
  if (room && person === ONLOOKER) return [EVERYONE];
  if (!room || (!room.people.has(person) && !room.leads.includes(person))) return null;
  const own = groupOf(room, person);
  return [
    EVERYONE,
    ...[...new Set(readableGroups(room, person))].map(groupAudience),
    ...(own ? [pairAudience(own.id)] : []),
    personAudience(person),
  ];
}

/** Whether somebody who leads or sits in a group may look at what an audience holds, other people's own things never. */
export const mayLookIn = (room: Room, person: PersonId, audience: AudienceId): boolean =>
  audience === EVERYONE || readableGroups(room, person).some((group) => groupAudience(group) === audience);

/** Who may change anything in an audience: its own people, not those who only look. */
export function mayActIn(room: Room, person: PersonId, audience: AudienceId): boolean {
  const own = groupOf(room, person);
  return (
    audience === personAudience(person) ||
    (own !== null && (audience === groupAudience(own.id) || audience === pairAudience(own.id))) ||
    (audience === EVERYONE && (room.people.has(person) || room.leads.includes(person)))
  );
}
