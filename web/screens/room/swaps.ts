import type { PairTalk } from '../../../core/session/parts.ts';
import { seatsOf } from '../../../core/session/seats.ts';
import type { PersonId } from '../../../core/stream/entry.ts';
import { explainerOf, type Standing } from '../../session/standing.ts';

type Answer = PairTalk['answers'][number];
type Where = Pick<Standing, 'room' | 'group' | 'work' | 'seats' | 'hands' | 'step'>;

/** Who explained, and who complained, before the seats turned last. */
function before(standing: Where): { explained: PersonId; complained: PersonId } | null {
  const { room, group, work } = standing;
  if (work.rotation === 0) return null;
  const seats = seatsOf(room.exercise, room, group, work.rotation - 1);
  const [first, second] = room.exercise.seats;
  const inSeat = (seat: string | undefined) => Object.keys(seats).find((person) => seats[person] === seat);
  const explained = inSeat(first?.id);
  const complained = inSeat(second?.id);
  return explained && complained ? { explained, complained } : null;
}

/** Nobody can be asked about a round in which nobody complained. */
const complainedAtAll = (standing: Where, by: PersonId): boolean =>
  [...standing.work.complaints.values()].some((complaint) => complaint.by === by);

/** Questions for people at this device that stand open since the last swap; at the debrief also for the last round. */
export function swapsToAnswer(
  standing: Where & Standing,
  pair: Pick<PairTalk, 'answers'> | null,
): { by: PersonId; about: PersonId }[] {
  const asked: { by: PersonId; about: PersonId }[] = [];
  const turned = before(standing);
  if (turned) asked.push({ by: turned.explained, about: turned.complained });
  if (standing.step.debriefs) {
    const by = explainerOf(standing);
    const second = standing.room.exercise.seats[1]?.id;
    const about = Object.keys(standing.seats).find((person) => standing.seats[person] === second);
    if (by && about) asked.push({ by, about });
  }
  const answers = pair?.answers ?? [];
  return asked.filter(
    ({ by, about }) =>
      standing.hands.includes(by) &&
      complainedAtAll(standing, about) &&
      !answers.some((answer) => answer.by === by && answer.rotation === standing.work.rotation),
  );
}

/** What the other said about one's complaints, for people at this device, since the last swap. */
export function swapsToTell(
  standing: Where,
  pair: Pick<PairTalk, 'answers'> | null,
): (Answer & { to: PersonId })[] {
  const turned = before(standing);
  if (!turned || !standing.hands.includes(turned.complained)) return [];
  return (pair?.answers ?? [])
    .filter(({ by, rotation }) => by === turned.explained && rotation === standing.work.rotation)
    .filter(({ by }) => !standing.hands.includes(by))
    .map((answer) => ({ ...answer, to: turned.complained }));
}
