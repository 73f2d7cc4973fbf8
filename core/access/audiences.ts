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

/** Every audience of a session that a person belongs to; null for somebody who never joined it. */
export function audiencesOf(parts: SessionParts, person: PersonId): AudienceId[] | null {
  const room = roomOf(parts);
  if (!room || (!room.people.has(person) && !room.leads.includes(person))) return null;
  const own = groupOf(room, person);
  return [
    EVERYONE,
    ...[...new Set(readableGroups(room, person))].map(groupAudience),
    ...(own ? [pairAudience(own.id)] : []),
    personAudience(person),
  ];
}

/** Who may change anything in an audience: its own people, not those who only look. */
export function mayActIn(room: Room, person: PersonId, audience: AudienceId): boolean {
  const own = groupOf(room, person);
  return (
    audience === personAudience(person) ||
    (own !== null && (audience === groupAudience(own.id) || audience === pairAudience(own.id))) ||
    (audience === EVERYONE && (room.people.has(person) || room.leads.includes(person)))
  );
}
