import { stepOf, stretchAt } from '../../../core/session/exercise.ts';
import type { Phase, Room } from '../../../core/session/parts.ts';

export interface Wall {
  phase: Phase;
  /** The steps that the room is in: several where groups go at their own pace. */
  titles: string[];
  /** What is done now: by everybody, or by each seat. */
  now: { who: string; does: string }[];
  /** Whether something stands at the front instead. */
  shown: boolean;
  /** What was last said to everybody in this step. */
  line: string;
}

/** What is read from ten metres is short: of what a seat is told, the first line. The rest is on people's own pages. */
const firstOf = (words: string): string => words.trim().split('\n', 1)[0] ?? '';

/** What stands on the wall. Its only source is what everybody is told. */
export function wallOf(room: Room): Wall {
  const [from, to] = stretchAt(room.exercise, room.plan, room.at);
  const steps = room.plan
    .slice(from, to + 1)
    .flatMap((_, i) => stepOf(room.exercise, room.plan, from + i) ?? []);
  const first = steps[0];
  const seats = first
    ? room.exercise.seats.flatMap(({ id, name }) => {
        const does = first.says[id];
        return does && id !== room.exercise.group.third ? [{ who: name, does: firstOf(does) }] : [];
      })
    : [];
  const all = first?.says.everyone;
  const { front } = room;
  return {
    phase: room.phase,
    titles: steps.map(({ title }) => title),
    now: all ? [{ who: '', does: firstOf(all) }] : seats,
    shown: front?.shown != null,
    line: front?.lines.findLast(({ stop }) => stop >= from && stop <= to)?.words ?? '',
  };
}
