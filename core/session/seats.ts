import type { Exercise, SeatId } from './exercise.ts';
import type { Group, GroupWork, Room } from './parts.ts';

/** Who sits where in a group now. `listener` is the seat of a third, of latecomers, of whoever is too many. */
export const LISTENER: SeatId = 'listener';

/** Members who take part now, in the group's order: those who left are out, latecomers wait for the next swap. */
export function seatedIn(
  room: Room,
  group: Group,
  rotation: number,
): { seated: string[]; waiting: string[] } {
  const here = group.members.filter((person) => room.people.get(person)?.here);
  const waiting = here.filter((person) => (group.listening[person] ?? 0) > rotation);
  const seated = here.filter((person) => !waiting.includes(person));
  // When everybody who had a seat has gone, those who listened take over.
  return seated.length === 0 ? { seated: waiting, waiting: [] } : { seated, waiting };
}

export function hereIn(room: Room, group: Group): number {
  return group.members.filter((person) => room.people.get(person)?.here).length;
}

/**
 * The seat of each member: the exercise's seats in order, turned by `rotation`. Alone, a person has the first seat.
 * A third person has the exercise's third seat, and all three rotate through all of them.
 */
export function seatsOf(
  exercise: Exercise,
  room: Room,
  group: Group,
  rotation: number,
): Record<string, SeatId> {
  const { seated, waiting } = seatedIn(room, group, rotation);
  const wanted = exercise.seats.map((seat) => seat.id);
  const third = exercise.group.third ?? LISTENER;
  const count = seated.length;
  const seats: Record<string, SeatId> = {};
  seated.forEach((person, i) => {
    const turn = (((i - rotation) % count) + count) % count;
    seats[person] = wanted[turn] ?? third;
  });
  for (const person of waiting) seats[person] = LISTENER;
  return seats;
}

export function seatOf(room: Room, group: Group, work: GroupWork, person: string): SeatId | null {
  return seatsOf(room.exercise, room, group, work.rotation)[person] ?? null;
}

/** What a seat may do by a table of seats, `everyone` included. */
export function allowedTo<T>(table: Partial<Record<SeatId, T[]>>, seat: SeatId | null): T[] {
  return [...(table.everyone ?? []), ...(seat ? (table[seat] ?? []) : [])];
}
