import type { SessionView } from '../../client/api.ts';
import { heldNote } from '../../core/session/decide/pace.ts';
import { groupAt, stepNow } from '../../core/session/decide/scene.ts';
import type { Complaint, SeatId, Step, Stop } from '../../core/session/exercise.ts';
import { stretchAt } from '../../core/session/exercise.ts';
import {
  type Group,
  type GroupWork,
  groupAudience,
  groupOf,
  type Own,
  type PairTalk,
  pairAudience,
  personAudience,
  type Raised,
  type Room,
  roomOf,
  workOf,
} from '../../core/session/parts.ts';
import { allowedTo, seatsOf } from '../../core/session/seats.ts';
import type { AudienceId, PersonId } from '../../core/stream/entry.ts';

/** Where a group stands, as this tab sees it: all that a page about the group draws from. */
export interface Standing {
  room: Room;
  group: Group;
  work: GroupWork;
  /** Where the group's notes are. */
  to: AudienceId;
  seats: Readonly<Record<PersonId, SeatId>>;
  /** Index in the plan. */
  at: number;
  stop: Stop;
  step: Step;
  /** The note that stands ready in this step, or null. */
  held: string | null;
  /** People of this group who sit at this device: what is done here is done by one of them. */
  hands: PersonId[];
}

/** Null until the group's part has come, and where the group is gone. */
export function standingOf(view: SessionView, groupId: string): Standing | null {
  const room = roomOf(view.parts);
  const group = room?.groups.get(groupId);
  if (!room || !group) return null;
  const work = workOf(view.parts, groupId);
  const step = work && stepNow(room, work);
  if (!work || !step) return null;
  const at = groupAt(room, work);
  const stop = room.plan[at] as Stop;
  const hands = view.people.filter(
    (person) => group.members.includes(person) && room.people.get(person)?.here,
  );
  return {
    room,
    group,
    work,
    to: groupAudience(groupId),
    seats: seatsOf(room.exercise, room, group, work.rotation),
    at,
    stop,
    step,
    held: step.holds && heldNote(groupId, stop.round, step.holds, work.again),
    hands,
  };
}

/** A room's groups as people look for them: Group 2 before Group 10. */
export const groupsByName = (room: Room): Group[] =>
  [...room.groups.values()].sort((a, b) => a.name.localeCompare(b.name, undefined, { numeric: true }));

/** The group of the first person at this device who has one. */
export function ownGroup(view: SessionView): Group | null {
  const room = roomOf(view.parts);
  if (!room) return null;
  for (const person of view.people) {
    const group = groupOf(room, person);
    if (group) return group;
  }
  return null;
}

export const leadsHere = (room: Room, people: readonly PersonId[]): PersonId | undefined =>
  people.find((person) => room.leads.includes(person));

const takesPart = (standing: Standing): PersonId[] => Object.keys(standing.seats);

export const personIn = (standing: Standing, seat: SeatId | undefined): PersonId | undefined =>
  takesPart(standing).find((person) => standing.seats[person] === seat);

/** Who has the first seat: whose example it is. */
export const explainerOf = (standing: Standing): PersonId | undefined =>
  personIn(standing, standing.room.exercise.seats[0]?.id);

export const isAlone = (standing: Standing): boolean => takesPart(standing).length === 1;

const mayComplain = (standing: Standing, person: PersonId): boolean => {
  const { complainers } = standing.step;
  if (complainers.length === 0) return false;
  const seat = standing.seats[person];
  return (
    complainers.includes('everyone') ||
    (seat !== undefined && complainers.includes(seat)) ||
    isAlone(standing)
  );
};

export const complainersOf = (standing: Standing): PersonId[] =>
  takesPart(standing).filter((person) => mayComplain(standing, person));

/** Somebody at this device who may complain now. */
export const complainerHere = (standing: Standing): PersonId | undefined =>
  standing.hands.find((person) => mayComplain(standing, person));

/** Somebody at this device who is handed complaints to make. Whoever is alone is complained at by the page. */
export const deckHere = (standing: Standing): PersonId | undefined =>
  isAlone(standing) ? undefined : complainerHere(standing);

export const offererHere = (standing: Standing): PersonId | undefined =>
  standing.hands.find((person) => standing.step.offerers.includes(standing.seats[person] ?? ''));

/** Somebody at this device who may write a kind of note in this step. */
export const writerHere = (standing: Standing, kind: string): PersonId | undefined =>
  standing.hands.find((person) =>
    allowedTo(standing.step.writes, standing.seats[person] ?? null).includes(kind),
  );

export const seatName = (room: Room, seat: SeatId | undefined): string =>
  room.exercise.seats.find(({ id }) => id === seat)?.name ?? seat ?? '';

/** What a seat is told in a step: its own words first, then what everybody is told. */
export const instructionsFor = (step: Step, seat: SeatId | undefined): string[] =>
  [seat && step.says[seat], step.says.everyone].filter((words): words is string => Boolean(words));

export const pairOf = (view: SessionView, group: string): PairTalk | null =>
  view.parts.get(pairAudience(group))?.pair ?? null;

export const ownOf = (view: SessionView, person: PersonId): Own | null =>
  view.parts.get(personAudience(person))?.own ?? null;

export function unmetOn(work: GroupWork, note: string | null): Raised[] {
  return [...work.complaints.values()]
    .filter((complaint) => complaint.met === null && (note === null || complaint.on === note))
    .sort((a, b) => a.at - b.at);
}

export const lastComplaint = (work: GroupWork): Raised | undefined =>
  [...work.complaints.values()].reduce<Raised | undefined>(
    (latest, complaint) => (!latest || complaint.at > latest.at ? complaint : latest),
    undefined,
  );

/** Every complaint about a note, met or not, the oldest first. */
export const complaintsOn = (work: GroupWork, note: string | null): Raised[] =>
  [...work.complaints.values()].filter((complaint) => complaint.on === note).sort((a, b) => a.at - b.at);

/** The cards for the step, and those that are always at hand. */
export function deckOf(standing: Standing): { cards: Complaint[]; evergreen: Complaint[] } {
  const { exercise } = standing.room;
  const inStep = exercise.complaints.filter(({ key }) => standing.step.complaints.includes(key));
  const cards = inStep.filter((card) => !card.evergreen);
  const evergreen = exercise.complaints.filter((card) => card.evergreen);
  return { cards: cards.length > 0 ? cards : inStep.length > 0 ? inStep : exercise.complaints, evergreen };
}

/** Whether a group may go on by itself, and to what. */
export function aheadOf(standing: Standing): { back: boolean; next: Step | null; lastInStretch: boolean } {
  const { room, at } = standing;
  const [from, to] = stretchAt(room.exercise, room.plan, room.at);
  const next = room.plan[at + 1];
  const step = at < to && next ? (room.exercise.steps.find(({ id }) => id === next.step) ?? null) : null;
  return { back: at > from, next: step, lastInStretch: at === to };
}
