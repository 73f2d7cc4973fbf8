import { refuse } from '../../stream/refusal.ts';
import type { Context } from '../../stream/subject.ts';
import type { CommandOf, SessionCommand } from '../command.ts';
import { layPlan } from '../exercise.ts';
import { EVERYONE, roomOf, type SessionParts } from '../parts.ts';
import { bring } from './bring.ts';
import * as byHand from './byHand.ts';
import * as conversation from './conversation.ts';
import * as early from './early.ts';
import * as front from './front.ts';
import * as grouping from './grouping.ts';
import * as membership from './membership.ts';
import * as notes from './notes.ts';
import * as pace from './pace.ts';
import * as pair from './pair.ts';
import * as pictures from './pictures.ts';
import { type Scene, type SessionDecision, setScene } from './scene.ts';
import * as share from './share.ts';
import { start } from './start.ts';
import { undo } from './undo.ts';

type Deciders = {
  [T in Exclude<SessionCommand['type'], 'open-session'>]: (
    scene: Scene,
    command: CommandOf<T>,
  ) => SessionDecision;
};

const deciders: Deciders = {
  join: membership.join,
  'add-lead': (scene, { person }) =>
    scene.room.leads.includes(person) ? [] : [{ to: EVERYONE, type: 'lead-added', person }],
  leave: membership.leave,
  return: (scene, { person }) =>
    membership.comeBack(scene, person, scene.room.people.get(person)?.sharesWith ?? null),
  'set-knows': membership.setKnows,
  'set-facts': membership.setFacts,
  'form-groups': grouping.form,
  'undo-forming': grouping.undoForming,
  'move-person': byHand.movePerson,
  'swap-people': byHand.swapPeople,
  'split-group': byHand.splitGroup,
  'merge-groups': byHand.mergeGroups,
  'join-another': membership.joinAnother,
  start,
  end: pace.end,
  go: pace.go,
  'go-group': pace.goGroup,
  'set-clock': pace.setClock,
  'run-out': pace.runOut,
  bring,
  swap: pace.swap,
  'go-again': early.goAgain,
  'offer-compare': early.offerCompare,
  'end-compare': early.endCompare,
  'set-passage': conversation.setPassage,
  'cut-passage': conversation.cutPassage,
  'move-place': conversation.movePlace,
  'write-note': notes.writeNote,
  wrote: notes.writeText,
  'set-field': notes.setField,
  'set-picture': pictures.setPicture,
  'describe-picture': pictures.describePicture,
  'remove-picture': pictures.removePicture,
  'place-note': notes.placeNote,
  'move-note': notes.moveNote,
  'remove-placement': notes.removePlacement,
  'remove-note': notes.removeNote,
  link: notes.linkNotes,
  unlink: notes.unlinkNotes,
  undo,
  complain: conversation.complain,
  meet: conversation.meet,
  offer: conversation.offer,
  settle: conversation.settle,
  nudge: conversation.nudge,
  'answer-swap': conversation.answerSwap,
  'set-flag': conversation.setFlag,
  debrief: conversation.debrief,
  broadcast: front.broadcast,
  comment: front.comment,
  'put-away': front.putAway,
  mark: front.mark,
  unmark: front.unmark,
  'clear-front': front.clear,
  'pick-pair': pair.pickPair,
  'answer-ask': pair.answerAsk,
  'show-pair': pair.showPair,
  'tell-pair': pair.tellPair,
  'pick-share': share.pickShare,
  'name-shares': share.nameShares,
  share: share.turnShare,
};

/** Commands that only the server gives. */
const OF_SERVER: ReadonlySet<string> = new Set([
  'open-session',
  'join',
  'add-lead',
  'set-passage',
  'set-picture',
  'run-out',
  'bring',
]);
export const isServerCommand = (type: string): boolean => OF_SERVER.has(type);

export function decideSession(
  parts: SessionParts,
  command: SessionCommand,
  context: Context,
): SessionDecision {
  const room = roomOf(parts);
  if (command.type === 'open-session') return open(room !== null, command, context);
  if (!room) return context.whole ? refuse('not-found') : 'unknown';
  const scene = setScene(parts, room, context);
  const decide = deciders[command.type] as (scene: Scene, command: SessionCommand) => SessionDecision;
  return decide(scene, command);
}

function open(exists: boolean, command: CommandOf<'open-session'>, context: Context): SessionDecision {
  if (exists) return refuse('already');
  const { exercise, title, mode, rounds, solo } = command;
  return [
    {
      to: EVERYONE,
      type: 'session-opened',
      exercise,
      title,
      mode,
      rounds,
      plan: layPlan(exercise, rounds),
      lead: context.actor,
      solo,
      at: context.now,
    },
  ];
}
