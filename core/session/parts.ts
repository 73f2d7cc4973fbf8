import { emptyTree, type NoteTree } from '../notes/tree.ts';
import type { AudienceId, PersonId } from '../stream/entry.ts';
import { OrderedMap } from '../stream/ordered.ts';
import type { Part, Parts } from '../stream/subject.ts';
import type { Exercise, Stop } from './exercise.ts';
import type { FormingReason, FormingRule } from './forming/rule.ts';
import type { Front, Line, OwnFront, Sharing } from './front.ts';
import type { Undoable } from './undoable.ts';

export type GroupId = string;
export type Phase = 'lobby' | 'running' | 'ended';
export type Mode = 'in-person' | 'remote' | 'mixed';
/** What a person says of themselves; the only thing others learn in a private step. */
export type Flag = 'working' | 'stuck' | 'done' | 'help';

/** What somebody says of themselves, or whoever leads of them, for the forming of groups. Everybody in the room sees it. */
export interface Facts {
  team: string | null;
  /** 1: new to this · 2: has done it · 3: could lead it. */
  level: 1 | 2 | 3 | null;
  /** Server instant at which they have to go. */
  leavesAt: number | null;
}

export interface Member {
  id: PersonId;
  /** False after leaving; their work stays. */
  here: boolean;
  /** Whose device they sit at, null for their own. People without a device are added by whoever leads. */
  sharesWith: PersonId | null;
  /** Fields they know, so that passages come from others. */
  knows: string[];
  /** How many came before them: two of one name are told apart by it. Older logs don't say. */
  order?: number;
  facts?: Facts;
}

export interface Group {
  id: GroupId;
  name: string;
  members: PersonId[];
  /** Rotation from which a latecomer takes a seat; before it they listen. */
  listening: Record<PersonId, number>;
  /** Why a rule made it so; gone as soon as somebody changes it by hand. */
  why?: FormingReason[];
  /** Who worked here and went to another group. What they made here stays readable to them. */
  formerly?: PersonId[];
}

/** The room's clock. Expiry cuts nobody off: `over` only says that the time is up. */
export interface Clock {
  state: 'stopped' | 'running' | 'paused';
  /** Server instant at which the time is up, while running. */
  endsAt: number | null;
  /** Milliseconds left, while paused or not yet started. */
  left: number | null;
  over: boolean;
}

/** What everybody in the session knows. */
export interface Room {
  exercise: Exercise;
  title: string;
  mode: Mode;
  rounds: number;
  plan: Stop[];
  phase: Phase;
  leads: PersonId[];
  people: OrderedMap<Member>;
  groups: OrderedMap<Group>;
  /** In which group each person is. */
  groupOf: OrderedMap<GroupId>;
  /** Groups that were formed anew or emptied. Their work stays readable to who was in them. */
  past: Group[];
  at: number;
  clock: Clock;
  /** Groups that look at one another's work now. */
  pairs: [GroupId, GroupId][];
  complaints: number;
  solo: boolean;
  /** The rule by which groups were formed last. */
  rule?: FormingRule;
  /** The groups as they were before the last forming, until the room goes on. */
  before?: Group[];
  /** Groups that are done and would look at another's work, the longest waiting first. */
  offering?: GroupId[];
  front?: Front;
}

export interface Passage {
  id: string;
  title: string;
  text: string;
  field: string;
  source: string;
  licence: string;
  url?: string;
  /** Offsets at which sentences start; the first is 0. */
  cuts: number[];
}

/** A passage as it is drawn: with where a natural example breaks its claim. Readers are told at the end, by an own event. */
export type DrawnPassage = Passage & { catch?: string };

/** Where a natural example breaks the claim of a passage. */
export interface Catch {
  title: string;
  words: string;
}

export interface Raised {
  id: string;
  on: string;
  /** Key in the exercise's complaints, null for one made up on the spot. */
  key: string | null;
  say: string;
  by: PersonId;
  at: number;
  place: number;
  met: { by: PersonId; at: number } | null;
}

export interface Offer {
  id: string;
  on: string;
  words: string;
  by: PersonId;
  at: number;
  state: 'open' | 'adopted' | 'edited' | 'declined';
}

/** How an example read after a sentence: what was kept when the group went on. */
export interface Growth {
  stop: number;
  place: number;
  note: string;
  words: string;
}

/** What a group does together. */
export interface GroupWork {
  id: GroupId;
  at: number;
  /** How often seats have rotated. */
  rotation: number;
  /** The sentence that is being read, from 0. */
  place: number;
  passage: Passage | null;
  complaints: OrderedMap<Raised>;
  offers: OrderedMap<Offer>;
  flags: Record<PersonId, Flag>;
  growth: Growth[];
  /** Where the claims of its passages break; empty until the session ends. */
  catches: Catch[];
  /** Server instant at which the group began what it does now: it came to the step, swapped seats, or got its passage. */
  began: number;
  lastActive: number;
  /** How often the group began this round's stretch again, once it was done early. */
  again?: number;
  /** What whoever leads said to this group. */
  told?: Line[];
  sharing?: Sharing;
}

/** What a session holds back for a group. Nobody belongs to this audience: telling it is a new event. */
export interface Sealed {
  /** By round. */
  catches: Record<number, Catch>;
}

/** What stays between the members of a group: not even their lead sees it. */
export interface PairTalk {
  nudges: { kind: 'more-annoying' | 'you-steered'; by: PersonId; at: number }[];
  answers: {
    by: PersonId;
    amount: 'too-little' | 'right' | 'too-much';
    thanks: string | null;
    rotation: number;
  }[];
}

export interface Debrief {
  got: number | null;
  change: string;
  use: string;
}

/** What one person has for themselves. */
export interface Own extends OwnFront {
  debrief: Debrief | null;
  /** Private note -> the note that its words became when they were revealed. */
  revealed: Record<string, string>;
}

/** One audience's part of a session. Which facts it holds follows from the audience. */
export interface SessionPart extends Part {
  tree: NoteTree;
  recent: Undoable[];
  room: Room | null;
  group: GroupWork | null;
  pair: PairTalk | null;
  own: Own | null;
  sealed: Sealed | null;
}

export type SessionParts = Parts<SessionPart>;

export const EVERYONE: AudienceId = 'all';
export const groupAudience = (group: GroupId): AudienceId => `g:${group}`;
export const sealedAudience = (group: GroupId): AudienceId => `sealed:${group}`;
export const pairAudience = (group: GroupId): AudienceId => `pair:${group}`;
export const personAudience = (person: PersonId): AudienceId => `p:${person}`;

export function emptyPart(audience: AudienceId): SessionPart {
  const part: SessionPart = {
    cursor: 0,
    tree: emptyTree(),
    recent: [],
    room: null,
    group: null,
    pair: null,
    own: null,
    sealed: null,
  };
  if (audience.startsWith('g:')) {
    part.group = {
      id: audience.slice(2),
      at: 0,
      rotation: 0,
      place: 0,
      passage: null,
      complaints: OrderedMap.empty(),
      offers: OrderedMap.empty(),
      flags: {},
      growth: [],
      catches: [],
      began: 0,
      lastActive: 0,
    };
  } else if (audience.startsWith('pair:')) part.pair = { nudges: [], answers: [] };
  else if (audience.startsWith('p:')) part.own = { debrief: null, revealed: {} };
  else if (audience.startsWith('sealed:')) part.sealed = { catches: {} };
  return part;
}

export const roomOf = (parts: SessionParts): Room | null => parts.get(EVERYONE)?.room ?? null;
export const workOf = (parts: SessionParts, group: GroupId): GroupWork | null =>
  parts.get(groupAudience(group))?.group ?? null;

export function groupOf(room: Room, person: PersonId): Group | null {
  const id = room.groupOf.get(person);
  return (id !== undefined && room.groups.get(id)) || null;
}
