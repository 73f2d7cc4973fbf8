import type { AudienceId } from '../../stream/entry.ts';
import { type Refusal, refuse } from '../../stream/refusal.ts';
import { seeded } from '../../stream/seeded.ts';
import type { CommandOf, PickedNote } from '../command.ts';
import type { SessionEvent } from '../event.ts';
import type { PickedPair, PickedSide } from '../front.ts';
import { EVERYONE, groupAudience, personAudience, type SessionParts } from '../parts.ts';
import type { Scene, SessionDecision } from './scene.ts';

/** Longest example that is shown to a room, UTF-16 units. */
const MOST_SHOWN = 2000;
const MOST_PAIRS = 50;

export const pairNeedsWords = (command: CommandOf<'pick-pair'>): { to: AudienceId; note: string }[] =>
  [command.strong, command.weak].map(({ group, note }) => ({ to: groupAudience(group), note }));

function sideOf(scene: Scene, { group: id, note: noteId }: PickedNote): PickedSide | Refusal | 'unknown' {
  const { room, parts, context } = scene;
  const group = room.groups.get(id);
  const to = groupAudience(id);
  const note = group && parts.get(to)?.tree.notes.get(noteId);
  if (!group || !note || note.removed) return refuse('not-found');
  // Whoever wrote it has to be among those who are asked.
  if (!group.members.includes(note.by)) return refuse('not-now');
  const words = context.words(to, noteId);
  if (words === undefined && !context.whole) return 'unknown';
  const standing = (words ?? note.words).trim();
  if (standing === '') return refuse('not-now');
  if (standing.length > MOST_SHOWN) return refuse('too-long', MOST_SHOWN);
  return { group: id, note: noteId, words: standing, people: [...group.members], consent: 'asked' };
}

/**
 * Asks two groups whether these very words may stand at the front, without names. Everybody in them is asked on
 * their own page, and only whoever leads knows of which pair it is a half.
 */
export function pickPair(scene: Scene, command: CommandOf<'pick-pair'>): SessionDecision {
  const { room, lead, actor, context, parts } = scene;
  if (!lead) return refuse('lead-only');
  if (room.phase !== 'running') return refuse(room.phase === 'ended' ? 'ended' : 'not-now');
  if (command.strong.group === command.weak.group) return refuse('bad-shape');
  const own = personAudience(actor);
  const before = parts.get(own)?.own?.pairs ?? [];
  if (before.some(({ id }) => id === command.id)) return refuse('already');
  if (before.length >= MOST_PAIRS) return refuse('too-many', MOST_PAIRS);
  const strong = sideOf(scene, command.strong);
  const weak = sideOf(scene, command.weak);
  if (strong === 'unknown' || weak === 'unknown') return 'unknown';
  if ('refused' in strong) return strong;
  if ('refused' in weak) return weak;
  const { id } = command;
  return [
    { to: own, type: 'pair-picked', pair: { id, strong, weak, at: context.now, placed: null } },
    ...[strong, weak].flatMap(({ group, note, words, people }) =>
      people.map(
        (person): SessionEvent => ({
          to: personAudience(person),
          type: 'consent-asked',
          ask: { id, group, note, words, by: actor, at: context.now, answer: null },
        }),
      ),
    ),
  ];
}

const answerOf = (parts: SessionParts, person: string, id: string): boolean | null =>
  parts.get(personAudience(person))?.own?.asks?.find((ask) => ask.id === id)?.answer ?? null;

/** A yes can be taken back at any time, and then it comes down at once; a no stays one. */
export function answerAsk(scene: Scene, command: CommandOf<'answer-ask'>): SessionDecision {
  const { actor, parts, room } = scene;
  const { id, yes } = command;
  const ask = parts.get(personAudience(actor))?.own?.asks?.find((each) => each.id === id);
  if (!ask) return refuse('not-found');
  if (ask.answer === yes) return [];
  if (ask.answer === false) return refuse('already');
  if (yes && room.phase === 'ended') return refuse('ended');
  const events: SessionEvent[] = [
    { to: personAudience(actor), type: 'consent-answered', id, yes },
    ...outcome(scene, ask.by, id, yes),
  ];
  const { shown } = room.front ?? {};
  if (!yes && shown?.what === 'pair' && shown.id === id) events.push({ to: EVERYONE, type: 'front-cleared' });
  return events;
}

/** What whoever asked learns: that all of a group said yes, or that it doesn't want to. Not who. */
function outcome(scene: Scene, lead: string, id: string, yes: boolean): SessionEvent[] {
  const { actor, parts } = scene;
  const pair = parts.get(personAudience(lead))?.own?.pairs?.find((each) => each.id === id);
  if (!pair) return [];
  const side = pair.strong.people.includes(actor) ? 'strong' : 'weak';
  const { people, consent } = pair[side];
  const all = people.every((person) => person === actor || answerOf(parts, person, id) === true);
  const next = yes ? (all ? 'given' : consent) : 'declined';
  if (next === consent || consent === 'declined') return [];
  return [{ to: personAudience(lead), type: 'pair-answered', id, side, consent: next }];
}

const pairOf = (scene: Scene, id: string): PickedPair | undefined =>
  scene.parts.get(personAudience(scene.actor))?.own?.pairs?.find((pair) => pair.id === id);

/** Puts both at the front: on which side which stands is chance, and said by nobody. */
export function showPair(scene: Scene, command: CommandOf<'show-pair'>): SessionDecision {
  const { room, lead, actor, context } = scene;
  if (!lead) return refuse('lead-only');
  const pair = pairOf(scene, command.id);
  if (!pair) return refuse('not-found');
  if (room.phase !== 'running') return refuse(room.phase === 'ended' ? 'ended' : 'not-now');
  if (pair.strong.consent !== 'given' || pair.weak.consent !== 'given') return refuse('not-now');
  if (!context.whole) return 'unknown';
  const strong = pair.placed ?? (seeded(context.seed)() < 0.5 ? 'left' : 'right');
  const [left, right] = strong === 'left' ? [pair.strong, pair.weak] : [pair.weak, pair.strong];
  return [
    { to: personAudience(actor), type: 'pair-placed', id: pair.id, strong },
    { to: EVERYONE, type: 'pair-shown', id: pair.id, left: left.words, right: right.words },
  ];
}

/** Says which is the stronger one. Only whoever picked them knows. */
export function tellPair(scene: Scene): SessionDecision {
  if (!scene.lead) return refuse('lead-only');
  const { shown } = scene.room.front ?? {};
  const placed = shown?.what === 'pair' ? pairOf(scene, shown.id)?.placed : null;
  return placed ? [{ to: EVERYONE, type: 'pair-told', strong: placed }] : refuse('not-now');
}
