import type { AudienceId } from '../../stream/entry.ts';
import { refuse } from '../../stream/refusal.ts';
import { seeded } from '../../stream/seeded.ts';
import type { CommandOf } from '../command.ts';
import type { SessionEvent } from '../event.ts';
import { stepOf } from '../exercise.ts';
import { noSharing, type Shared, sharedAt, sharedShown } from '../front.ts';
import {
  EVERYONE,
  type Group,
  groupAudience,
  type Room,
  type SessionPart,
  type SessionParts,
  workOf,
} from '../parts.ts';
import { type Scene, type SessionDecision, stepNow } from './scene.ts';

const MOST_PICKED = 50;
/** Longest words that are shown to a room, UTF-16 units. */
const MOST_SHOWN = 2000;

/** A group picks one of its notes to show, or takes it back: then it comes down at once, also when it was shown. */
export function pickShare(scene: Scene, command: CommandOf<'pick-share'>): SessionDecision {
  const { group, work, room, actor, parts } = scene;
  if (!group || !work) return refuse('not-found');
  const to = groupAudience(group.id);
  const { note: id, picked } = command;
  const sharing = work.sharing ?? noSharing;
  if (sharing.picked.includes(id) === picked) return [];
  if (!picked) {
    const as = sharing.as[id];
    return [
      { to, type: 'share-picked', note: id, picked, by: actor },
      ...(as ? [{ to: EVERYONE, type: 'share-taken' as const, id: as }] : []),
    ];
  }
  if (room.phase !== 'running') return refuse(room.phase === 'ended' ? 'ended' : 'not-now');
  const note = parts.get(to)?.tree.notes.get(id);
  if (!note || note.removed) return refuse('not-found');
  if (!stepNow(room, work)?.shares?.includes(note.kind)) return refuse('not-now');
  if (sharing.picked.length >= MOST_PICKED) return refuse('too-many', MOST_PICKED);
  return [{ to, type: 'share-picked', note: id, picked, by: actor }];
}

/** Whether names may stand beside what the group shows, also beside what has been shown already. */
export function nameShares(scene: Scene, command: CommandOf<'name-shares'>): SessionDecision {
  const { group, work, room, actor, parts } = scene;
  if (!group || !work) return refuse('not-found');
  if (command.named && room.phase === 'ended') return refuse('ended');
  const to = groupAudience(group.id);
  const sharing = work.sharing ?? noSharing;
  if (sharing.named === command.named) return [];
  const tree = parts.get(to)?.tree;
  return [
    { to, type: 'share-names-set', named: command.named, by: actor },
    ...Object.entries(sharing.as).flatMap(([id, as]): SessionEvent[] => {
      const by = tree?.notes.get(id)?.by;
      if (by === undefined) return [];
      const from = command.named ? { by, group: group.name } : null;
      return [{ to: EVERYONE, type: 'share-named', id: as, from }];
    }),
  ];
}

interface Waiting {
  group: Group;
  part: SessionPart;
  note: string;
}

/** What groups have picked and nobody has seen yet. */
function waiting(parts: SessionParts, room: Room): Waiting[] {
  const kinds = stepOf(room.exercise, room.plan, room.at)?.shares ?? [];
  return [...room.groups.values()].flatMap((group) => {
    const part = parts.get(groupAudience(group.id));
    const { picked, as } = part?.group?.sharing ?? noSharing;
    return picked.flatMap((id) => {
      const note = part?.tree.notes.get(id);
      const due = part && note && !note.removed && kinds.includes(note.kind) && !as[id];
      return due ? [{ group, part, note: id }] : [];
    });
  });
}

/** How many picked notes were not shown yet, as far as the parts at hand tell. */
export const countWaiting = (parts: SessionParts, room: Room): number => waiting(parts, room).length;

export const shareNeedsWords = (parts: SessionParts, room: Room): { to: AudienceId; note: string }[] =>
  waiting(parts, room).map(({ group, note }) => ({ to: groupAudience(group.id), note }));

/**
 * One picked note after the other, at the lead's keys. The next new one is drawn by chance among all groups', so
 * that the order doesn't tell whose it is.
 */
export function turnShare(scene: Scene, command: CommandOf<'share'>): SessionDecision {
  const { room, lead, parts, context } = scene;
  if (!lead) return refuse('lead-only');
  if (room.phase !== 'running') return refuse(room.phase === 'ended' ? 'ended' : 'not-now');
  if (!stepOf(room.exercise, room.plan, room.at)?.shares?.length) return refuse('not-now');
  const before = sharedAt(room.front, room.at);
  const now = before.findIndex(({ id }) => id === sharedShown(room.front)?.id);
  const turnTo = (shared: Shared | undefined): SessionDecision =>
    shared ? [{ to: EVERYONE, type: 'share-turned', id: shared.id }] : [];
  if (command.to === 'back') return turnTo(now < 0 ? before.at(-1) : before[now - 1]);
  if (now >= 0 && now + 1 < before.length) return turnTo(before[now + 1]);
  // With the front cleared, what was shown last comes back only by going back.
  if (!context.whole) return 'unknown';
  const wordsOf = ({ group, note }: Waiting): string =>
    (context.words(groupAudience(group.id), note) ?? '').trim().slice(0, MOST_SHOWN);
  const due = waiting(parts, room).filter((each) => wordsOf(each) !== '');
  const random = seeded(context.seed);
  const drawn = due[Math.floor(random() * due.length)];
  if (!drawn) return refuse('not-now');
  const { group, part, note: id } = drawn;
  const note = part.tree.notes.get(id);
  if (!note) return refuse('not-now');
  const named = workOf(parts, group.id)?.sharing?.named ?? false;
  const letters = () =>
    Math.floor(random() * 36 ** 6)
      .toString(36)
      .padStart(6, '0');
  const as = `${letters()}${letters()}`;
  return [
    // First, so that whoever erases somebody's words knows where those that follow came from.
    { to: groupAudience(group.id), type: 'share-shown', note: id, as },
    {
      to: EVERYONE,
      type: 'shared',
      shared: {
        id: as,
        stop: room.at,
        kind: note.kind,
        words: wordsOf(drawn),
        from: named ? { by: note.by, group: group.name } : null,
      },
    },
  ];
}
