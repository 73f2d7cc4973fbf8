import type { Line } from '../../core/session/front.ts';
import type { GroupWork, Room } from '../../core/session/parts.ts';

/** Lines at once on a page: older ones wait until newer ones are read. */
const MOST_AT_ONCE = 3;

export interface ToldLine {
  line: Line;
  toAll: boolean;
}

/** What is still to be read at a screen, the newest first: until everybody who sits there has put it away. */
export function linesFor(
  room: Pick<Room, 'front'>,
  work: Pick<GroupWork, 'told'>,
  away: readonly (readonly string[])[],
): ToldLine[] {
  const told = [
    ...(room.front?.lines ?? []).map((line) => ({ line, toAll: true })),
    ...(work.told ?? []).map((line) => ({ line, toAll: false })),
  ];
  return told
    .filter(({ line }) => away.some((read) => !read.includes(line.id)))
    .sort((a, b) => b.line.at - a.line.at)
    .slice(0, MOST_AT_ONCE);
}
