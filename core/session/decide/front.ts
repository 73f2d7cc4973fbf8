import { mayLookIn } from '../../access/audiences.ts';
import { type Refusal, refuse } from '../../stream/refusal.ts';
import type { CommandOf } from '../command.ts';
import type { Line } from '../front.ts';
import { EVERYONE, groupAudience, personAudience } from '../parts.ts';
import type { Scene, SessionDecision } from './scene.ts';

/** Longest line, UTF-16 units: it is read in passing, or from the far end of a room. */
const MOST_SAID = 500;
const MOST_LINES = 200;
const MOST_MARKS = 500;

/** A line from whoever leads, or why it can't be said. */
function lineOf(scene: Scene, id: string, words: string): Line | Refusal {
  const { room, lead, actor, context } = scene;
  if (!lead) return refuse('lead-only');
  if (room.phase === 'ended') return refuse('ended');
  if (words.length > MOST_SAID) return refuse('too-long', MOST_SAID);
  if (words.trim() === '') return refuse('bad-shape');
  return { id, words, by: actor, at: context.now, stop: room.at };
}

/** A line on everybody's page, kept in the session's log. */
export function broadcast(scene: Scene, command: CommandOf<'broadcast'>): SessionDecision {
  const line = lineOf(scene, command.id, command.words);
  if ('refused' in line) return line;
  const before = scene.room.front?.lines ?? [];
  if (before.some(({ id }) => id === line.id)) return refuse('already');
  if (before.length >= MOST_LINES) return refuse('too-many', MOST_LINES);
  return [{ to: EVERYONE, type: 'broadcast', line }];
}

/** One comment to several groups: an event born for each, so that no group learns who else was told. */
export function comment(scene: Scene, command: CommandOf<'comment'>): SessionDecision {
  const line = lineOf(scene, command.id, command.words);
  if ('refused' in line) return line;
  const groups = [...new Set(command.groups)];
  if (groups.length === 0) return refuse('bad-shape');
  for (const group of groups) {
    if (!scene.room.groups.has(group)) return refuse('not-found');
    const told = scene.parts.get(groupAudience(group))?.group?.told ?? [];
    if (told.some(({ id }) => id === line.id)) return refuse('already');
    if (told.length >= MOST_LINES) return refuse('too-many', MOST_LINES);
  }
  return groups.map((group) => ({ to: groupAudience(group), type: 'commented', line }));
}

/** A line has been read. That is its reader's business alone. */
export function putAway(scene: Scene, command: CommandOf<'put-away'>): SessionDecision {
  const { room, actor, work, parts } = scene;
  if (!room.people.has(actor) && !scene.lead) return refuse('not-found');
  const own = parts.get(personAudience(actor))?.own;
  if (own?.away?.includes(command.id)) return [];
  const lines = [...(room.front?.lines ?? []), ...(work?.told ?? [])];
  if (!lines.some(({ id }) => id === command.id)) return refuse('not-found');
  return [{ to: personAudience(actor), type: 'put-away', id: command.id }];
}

/** Marks a group's note to come back to it. Nobody learns of it but whoever marked it. */
export function mark(scene: Scene, command: CommandOf<'mark'>): SessionDecision {
  const { actor, lead, context, room, parts } = scene;
  if (!lead) return refuse('lead-only');
  const { to, note: id } = command;
  const note = mayLookIn(room, actor, to) ? parts.get(to)?.tree.notes.get(id) : undefined;
  if (!note || note.removed) return refuse('not-found');
  const marks = parts.get(personAudience(actor))?.own?.marks ?? [];
  if (marks.some((mark) => mark.to === to && mark.note === id)) return [];
  if (marks.length >= MOST_MARKS) return refuse('too-many', MOST_MARKS);
  const words = context.words(to, id);
  if (words === undefined && !context.whole) return 'unknown';
  return [
    {
      to: personAudience(actor),
      type: 'marked',
      mark: { to, note: id, words: words ?? note.words, at: context.now },
    },
  ];
}

export function unmark(scene: Scene, command: CommandOf<'unmark'>): SessionDecision {
  const { actor, parts } = scene;
  const marks = parts.get(personAudience(actor))?.own?.marks ?? [];
  if (!marks.some(({ to, note }) => to === command.to && note === command.note)) return refuse('not-found');
  return [{ to: personAudience(actor), type: 'unmarked', audience: command.to, note: command.note }];
}

/** Takes down whatever stands at the front. */
export function clear(scene: Scene): SessionDecision {
  if (!scene.lead) return refuse('lead-only');
  return scene.room.front?.shown ? [{ to: EVERYONE, type: 'front-cleared' }] : [];
}
