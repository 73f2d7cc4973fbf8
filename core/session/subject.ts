import { audiencesOf, mayLookIn } from '../access/audiences.ts';
import type { AudienceId } from '../stream/entry.ts';
import type { Subject } from '../stream/subject.ts';
import type { CommandOf, SessionCommand } from './command.ts';
import { decideSession } from './decide/decide.ts';
import { heldNote } from './decide/pace.ts';
import { pairNeedsWords } from './decide/pair.ts';
import { notesToReveal } from './decide/reveal.ts';
import { groupAt, stepNow } from './decide/scene.ts';
import { shareNeedsWords } from './decide/share.ts';
import type { SessionEvent } from './event.ts';
import { stepOf, stretchAt } from './exercise.ts';
import { foldSession } from './fold.ts';
import {
  emptyPart,
  groupAudience,
  groupOf,
  roomOf,
  type SessionPart,
  type SessionParts,
  workOf,
} from './parts.ts';

const MAKES_GROUPS: ReadonlySet<SessionCommand['type']> = new Set([
  'form-groups',
  'undo-forming',
  'move-person',
  'split-group',
]);
const ASKS_FOR_WORDS: ReadonlySet<SessionCommand['type']> = new Set([
  ...MAKES_GROUPS,
  'go',
  'go-group',
  'move-place',
]);

/** Notes whose words a decision needs: what a reveal uncovers, and the example that is kept sentence by sentence. */
function needsWords(
  parts: SessionParts,
  command: SessionCommand,
  actor: string,
): { to: AudienceId; note: string }[] {
  if (command.type === 'mark' || command.type === 'pick-pair' || command.type === 'share') {
    return leadNeedsWords(parts, command, actor);
  }
  const room = ASKS_FOR_WORDS.has(command.type) ? roomOf(parts) : null;
  if (!room) return [];
  // Groups that are made while the room stands at a reveal begin with it.
  if (MAKES_GROUPS.has(command.type) && room.phase === 'running' && room.leads.includes(actor)) {
    const step = stepOf(room.exercise, room.plan, room.at);
    return step ? notesToReveal(parts, { members: [...room.people.keys()] }, step) : [];
  }
  if (command.type === 'go' && room.leads.includes(actor)) {
    const [, to] = stretchAt(room.exercise, room.plan, room.at);
    const step = stepOf(room.exercise, room.plan, to + 1);
    if (!step || command.to === 'back') return [];
    return [...room.groups.values()].flatMap((group) => notesToReveal(parts, group, step));
  }
  const group = groupOf(room, actor);
  const work = group && workOf(parts, group.id);
  if (!group || !work) return [];
  if (command.type === 'go-group') {
    const step = stepOf(room.exercise, room.plan, groupAt(room, work) + 1);
    return step ? notesToReveal(parts, group, step) : [];
  }
  if (command.type === 'move-place') {
    const holds = stepNow(room, work)?.holds;
    const round = room.plan[groupAt(room, work)]?.round ?? 1;
    return holds ? [{ to: groupAudience(group.id), note: heldNote(group.id, round, holds, work.again) }] : [];
  }
  return [];
}

/** What whoever leads points at, as far as they may look there. */
function leadNeedsWords(
  parts: SessionParts,
  command: CommandOf<'mark' | 'pick-pair' | 'share'>,
  actor: string,
): { to: AudienceId; note: string }[] {
  const room = roomOf(parts);
  if (!room?.leads.includes(actor)) return [];
  if (command.type === 'share') return shareNeedsWords(parts, room);
  const pointed =
    command.type === 'mark' ? [{ to: command.to, note: command.note }] : pairNeedsWords(command);
  return pointed.filter(({ to }) => mayLookIn(room, actor, to));
}

/** A session: one run of an exercise, with people in it. */
export const session: Subject<SessionPart, SessionEvent, SessionCommand> = {
  kind: 'session',
  version: 'session-2',
  emptyPart,
  fold: foldSession,
  decide: decideSession,
  needsWords,
  audiencesOf,
  nextDeadline: (parts) => {
    const clock = roomOf(parts)?.clock;
    return clock?.state === 'running' && !clock.over ? clock.endsAt : null;
  },
  deadlineCommand: (parts, now) => {
    const clock = roomOf(parts)?.clock;
    const due = clock?.state === 'running' && !clock.over && clock.endsAt !== null && clock.endsAt <= now;
    return due ? { type: 'run-out' } : null;
  },
};
