import { refuse } from '../../stream/refusal.ts';
import type { CommandOf } from '../command.ts';
import { EVERYONE, groupAudience, pairAudience, personAudience, sealedAudience, workOf } from '../parts.ts';
import { heldNote } from './pace.ts';
import { groupAt, type Scene, type SessionDecision, stepNow } from './scene.ts';

/** Longest complaint or restatement, UTF-16 units. */
const MOST_SAID = 2000;
const MOST_COMPLAINTS = 2000;
const MOST_OFFERS = 500;
const MOST_GROWTH = 400;
const MOST_WORDS_KEPT = 20_000;

export function setPassage(scene: Scene, command: CommandOf<'set-passage'>): SessionDecision {
  const { room, context, actor, parts } = scene;
  const group = room.groups.get(command.group);
  if (!group) return refuse('not-found');
  if (!(group.members.includes(actor) || scene.lead || actor === 'server')) return refuse('not-found');
  if (room.phase === 'ended') return refuse('ended');
  const { catch: words, ...passage } = command.passage;
  const sealed = sealedAudience(group.id);
  const work = workOf(parts, group.id);
  const round = room.plan[work ? groupAt(room, work) : room.at]?.round ?? 1;
  const held = words === undefined ? null : { title: passage.title, words };
  return [
    { to: groupAudience(group.id), type: 'passage-set', passage, on: context.now },
    ...(held || parts.get(sealed)?.sealed?.catches[round]
      ? [{ to: sealed, type: 'catch-sealed' as const, round, held }]
      : []),
  ];
}

export function cutPassage(scene: Scene, command: CommandOf<'cut-passage'>): SessionDecision {
  const { group, work, actor, room } = scene;
  if (!group || !work?.passage) return refuse('not-found');
  if (room.phase === 'ended') return refuse('ended');
  const { cuts } = command;
  const { text } = work.passage;
  const rising = cuts.every((cut, i) => (i === 0 ? cut === 0 : cut > (cuts[i - 1] as number)));
  if (cuts.length === 0 || !rising || (cuts[cuts.length - 1] as number) >= text.length) {
    return refuse('bad-shape');
  }
  const was = work.passage.cuts;
  return [{ to: groupAudience(group.id), type: 'passage-cut', cuts, was, by: actor }];
}

/** On to another sentence. The example as it reads now is kept, so that everybody can see how it grew. */
export function movePlace(scene: Scene, command: CommandOf<'move-place'>): SessionDecision {
  const { group, work, actor, room, context, parts } = scene;
  if (!group || !work) return refuse('not-found');
  if (room.phase !== 'running') return refuse(room.phase === 'ended' ? 'ended' : 'not-now');
  const last = (work.passage?.cuts.length ?? 1) - 1;
  if (command.place < 0 || command.place > last) return refuse('not-now');
  if (command.place === work.place) return [];
  const step = stepNow(room, work);
  const round = room.plan[groupAt(room, work)]?.round ?? 1;
  const note = step?.holds ? heldNote(group.id, round, step.holds, work.again) : null;
  const held = note && parts.get(groupAudience(group.id))?.tree.notes.get(note);
  let kept: { note: string; words: string } | null = null;
  if (note && held && work.growth.length < MOST_GROWTH) {
    const words = context.words(groupAudience(group.id), note);
    if (words === undefined && !context.whole) return 'unknown';
    kept = { note, words: (words ?? held.words).slice(0, MOST_WORDS_KEPT) };
  }
  return [
    {
      to: groupAudience(group.id),
      type: 'place-moved',
      place: command.place,
      by: actor,
      at: context.now,
      kept,
    },
  ];
}

export function complain(scene: Scene, command: CommandOf<'complain'>): SessionDecision {
  const { group, work, room, actor, context, parts } = scene;
  if (!group || !work) return refuse('not-found');
  if (room.phase !== 'running') return refuse(room.phase === 'ended' ? 'ended' : 'not-now');
  const step = stepNow(room, work);
  if (!step || step.complainers.length === 0) return refuse('not-now');
  const alone = group.members.filter((person) => room.people.get(person)?.here).length === 1;
  const mayComplain =
    step.complainers.includes('everyone') || (scene.seat !== null && step.complainers.includes(scene.seat));
  if (!mayComplain && !alone) return refuse('not-your-seat');
  const to = groupAudience(group.id);
  const note = parts.get(to)?.tree.notes.get(command.on);
  if (!note || note.removed) return refuse('not-found');
  if (command.say.length > MOST_SAID) return refuse('too-long', MOST_SAID);
  if (command.say.trim() === '') return refuse('bad-shape');
  if (work.complaints.has(command.id)) return refuse('already');
  if (work.complaints.size >= MOST_COMPLAINTS) return refuse('too-many', MOST_COMPLAINTS);
  const { id, on, key, say } = command;
  return [
    {
      to,
      type: 'complained',
      complaint: { id, on, key, say, by: actor, at: context.now, place: work.place, met: null },
    },
    { to: EVERYONE, type: 'complaint-counted', total: room.complaints + 1 },
  ];
}

/** Met when the explainer has made it concrete: either of them may say so. */
export function meet(scene: Scene, command: CommandOf<'meet'>): SessionDecision {
  const { group, work, actor, context } = scene;
  const complaint = work?.complaints.get(command.id);
  if (!group || !complaint) return refuse('not-found');
  if (complaint.met) return [];
  return [{ to: groupAudience(group.id), type: 'complaint-met', id: command.id, by: actor, at: context.now }];
}

/** A restatement, offered. Nobody overwrites the explainer's words. */
export function offer(scene: Scene, command: CommandOf<'offer'>): SessionDecision {
  const { group, work, room, actor, context, parts } = scene;
  if (!group || !work) return refuse('not-found');
  if (room.phase !== 'running') return refuse(room.phase === 'ended' ? 'ended' : 'not-now');
  const step = stepNow(room, work);
  if (!step || scene.seat === null || !step.offerers.includes(scene.seat)) return refuse('not-your-seat');
  const to = groupAudience(group.id);
  const note = parts.get(to)?.tree.notes.get(command.on);
  if (!note || note.removed) return refuse('not-found');
  if (command.words.length > MOST_SAID) return refuse('too-long', MOST_SAID);
  if (command.words.trim() === '') return refuse('bad-shape');
  if (work.offers.has(command.id)) return refuse('already');
  if (work.offers.size >= MOST_OFFERS) return refuse('too-many', MOST_OFFERS);
  const { id, on, words } = command;
  return [{ to, type: 'offered', offer: { id, on, words, by: actor, at: context.now, state: 'open' } }];
}

/** Adopted, edited or turned down: by whoever the note is credited to, never by who offered. */
export function settle(scene: Scene, command: CommandOf<'settle'>): SessionDecision {
  const { group, work, actor, context, parts } = scene;
  const held = work?.offers.get(command.id);
  if (!group || !held) return refuse('not-found');
  if (held.state !== 'open') return refuse('already');
  const to = groupAudience(group.id);
  const author = parts.get(to)?.tree.notes.get(held.on)?.by;
  const explaining = scene.seat === scene.room.exercise.seats[0]?.id;
  if (author !== actor && !(explaining && held.by !== actor)) return refuse('not-yours');
  return [{ to, type: 'offer-settled', id: held.id, state: command.as, by: actor, at: context.now }];
}

export function nudge(scene: Scene, command: CommandOf<'nudge'>): SessionDecision {
  const { group, actor, context, room } = scene;
  if (!group) return refuse('not-found');
  if (room.phase !== 'running') return refuse('not-now');
  return [{ to: pairAudience(group.id), type: 'nudged', kind: command.kind, by: actor, at: context.now }];
}

export function answerSwap(scene: Scene, command: CommandOf<'answer-swap'>): SessionDecision {
  const { group, work, actor } = scene;
  if (!group || !work) return refuse('not-found');
  if (command.thanks !== null && !work.complaints.has(command.thanks)) return refuse('not-found');
  return [
    {
      to: pairAudience(group.id),
      type: 'swap-answered',
      by: actor,
      amount: command.amount,
      thanks: command.thanks,
      rotation: work.rotation,
    },
  ];
}

export function setFlag(scene: Scene, command: CommandOf<'set-flag'>): SessionDecision {
  const { group, work, actor, context } = scene;
  if (!group || !work) return refuse('not-found');
  if (work.flags[actor] === command.flag) return [];
  return [
    {
      to: groupAudience(group.id),
      type: 'flagged',
      person: actor,
      flag: command.flag,
      at: context.now,
    },
  ];
}

export function debrief(scene: Scene, command: CommandOf<'debrief'>): SessionDecision {
  const { actor, room } = scene;
  if (!room.people.has(actor)) return refuse('not-found');
  const { got, change, use } = command.answers;
  if (change.length > MOST_SAID || use.length > MOST_SAID) return refuse('too-long', MOST_SAID);
  if (got !== null && !(got >= 0 && got <= 10)) return refuse('bad-shape');
  return [{ to: personAudience(actor), type: 'debriefed', answers: { got, change, use } }];
}
