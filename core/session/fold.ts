import { isNoteEvent } from '../notes/event.ts';
import { foldNotes } from '../notes/fold.ts';
import { OrderedMap } from '../stream/ordered.ts';
import type { GroupEvent, OwnEvent, PairEvent, RoomEvent, SealedEvent, SessionEvent } from './event.ts';
import {
  clearFront,
  type FrontEvent,
  type FrontGroupEvent,
  type FrontOwnEvent,
  foldFront,
  foldFrontOfGroup,
  foldOwnFront,
} from './front.ts';
import type { GroupWork, Own, PairTalk, Room, Sealed, SessionPart } from './parts.ts';
import { isUndoable } from './undoable.ts';

/** How many events back an undo reaches. */
const UNDO_KEPT = 40;

/** What one event makes of the part it was born for. */
export function foldSession(part: SessionPart, event: SessionEvent): SessionPart {
  const recent = isUndoable(event)
    ? [...part.recent, { cursor: part.cursor + 1, event }].slice(-UNDO_KEPT)
    : part.recent;
  if (isNoteEvent(event)) {
    const tree = foldNotes(part.tree, event);
    return tree === part.tree && recent === part.recent ? part : { ...part, tree, recent };
  }
  return {
    ...part,
    recent,
    room: foldRoom(part.room, event as RoomEvent | FrontEvent),
    group: part.group && foldGroup(part.group, event as GroupEvent | FrontGroupEvent),
    pair: part.pair && foldPair(part.pair, event as PairEvent),
    own: part.own && foldOwn(part.own, event as OwnEvent | FrontOwnEvent),
    sealed: part.sealed && foldSealed(part.sealed, event as SealedEvent),
  };
}

function foldRoom(room: Room | null, event: RoomEvent | FrontEvent): Room | null {
  if (event.type === 'session-opened') {
    const { exercise, title, mode, rounds, plan, lead, solo } = event;
    return {
      exercise,
      title,
      mode,
      rounds,
      plan,
      solo,
      phase: 'lobby',
      leads: [lead],
      people: OrderedMap.empty(),
      groups: OrderedMap.empty(),
      groupOf: OrderedMap.empty(),
      past: [],
      at: 0,
      clock: { state: 'stopped', endsAt: null, left: null, over: false },
      pairs: [],
      complaints: 0,
    };
  }
  if (!room) return room;
  switch (event.type) {
    case 'joined':
      return { ...room, people: room.people.set(event.member.id, event.member) };
    case 'left':
    case 'returned':
    case 'knows-set': {
      const member = room.people.get(event.person);
      if (!member) return room;
      const change =
        event.type === 'left'
          ? { here: false }
          : event.type === 'returned'
            ? { here: true, sharesWith: event.sharesWith }
            : { knows: event.knows };
      return { ...room, people: room.people.set(event.person, { ...member, ...change }) };
    }
    case 'facts-set': {
      const member = room.people.get(event.person);
      return member
        ? { ...room, people: room.people.set(event.person, { ...member, facts: event.facts }) }
        : room;
    }
    case 'lead-added':
      return room.leads.includes(event.person) ? room : { ...room, leads: [...room.leads, event.person] };
    case 'groups-formed': {
      const formed = new Set(event.groups.map(({ id }) => id));
      return {
        ...room,
        groups: OrderedMap.from(event.groups.map((group) => [group.id, group] as const)),
        groupOf: OrderedMap.from(
          event.groups.flatMap(({ id, members }) => members.map((person) => [person, id] as const)),
        ),
        // Groups that come back, after an undo, are no past ones any more.
        past: [...room.past, ...room.groups.values()].filter(({ id }) => !formed.has(id)),
        pairs: [],
        ...(event.rule ? { rule: event.rule, before: [...room.groups.values()], offering: [] } : {}),
      };
    }
    case 'group-changed': {
      const { group } = event;
      const held = room.groups.get(group.id);
      let { groupOf } = room;
      for (const person of held?.members ?? []) {
        if (!group.members.includes(person) && groupOf.get(person) === group.id)
          groupOf = groupOf.delete(person);
      }
      for (const person of group.members) groupOf = groupOf.set(person, group.id);
      if (group.members.length > 0) return { ...room, groupOf, groups: room.groups.set(group.id, group) };
      return {
        ...room,
        groupOf,
        groups: room.groups.delete(group.id),
        past: held ? [...room.past, held] : room.past,
      };
    }
    case 'started':
      return { ...room, phase: 'running' };
    case 'room-moved':
      return {
        ...room,
        at: event.at,
        clock: event.clock,
        pairs: [],
        ...(room.before ? { before: [] } : {}),
        ...(room.offering ? { offering: [] } : {}),
        ...(room.front ? { front: clearFront(room.front) } : {}),
      };
    case 'clock-set':
      return { ...room, clock: event.clock };
    case 'groups-paired':
      return { ...room, pairs: event.pairs };
    case 'compare-offered': {
      const others = (room.offering ?? []).filter((group) => group !== event.group);
      return { ...room, offering: event.on ? [...others, event.group] : others };
    }
    case 'complaint-counted':
      return { ...room, complaints: event.total };
    case 'session-ended':
      return { ...room, phase: 'ended', clock: { state: 'stopped', endsAt: null, left: null, over: false } };
    default:
      return foldFront(room, event);
  }
}

function foldGroup(work: GroupWork, event: GroupEvent | FrontGroupEvent): GroupWork {
  switch (event.type) {
    case 'group-moved':
      return {
        ...work,
        at: event.at,
        rotation: event.rotation,
        flags: {},
        began: event.on,
        lastActive: event.on,
        ...(event.fresh ? { place: 0, passage: null, ...(work.again ? { again: 0 } : {}) } : {}),
        ...(event.again === undefined ? {} : { place: 0, again: event.again }),
      };
    case 'swapped':
      return { ...work, rotation: event.rotation, began: event.on ?? work.began };
    case 'passage-set': {
      const { catch: told, ...passage } = event.passage;
      const catches =
        told === undefined ? work.catches : [...work.catches, { title: passage.title, words: told }];
      return { ...work, passage, place: 0, catches, began: event.on, lastActive: event.on };
    }
    case 'catches-opened':
      return { ...work, catches: [...work.catches, ...event.catches] };
    case 'passage-cut':
      return work.passage ? { ...work, passage: { ...work.passage, cuts: event.cuts } } : work;
    case 'place-moved': {
      const { kept } = event;
      return {
        ...work,
        place: event.place,
        lastActive: event.at,
        growth: kept ? [...work.growth, { stop: work.at, place: work.place, ...kept }] : work.growth,
      };
    }
    case 'complained':
      return {
        ...work,
        complaints: work.complaints.set(event.complaint.id, event.complaint),
        lastActive: event.complaint.at,
      };
    case 'complaint-met':
    case 'complaint-unmet': {
      const complaint = work.complaints.get(event.id);
      if (!complaint) return work;
      const met = event.type === 'complaint-met' ? { by: event.by, at: event.at } : null;
      return { ...work, complaints: work.complaints.set(event.id, { ...complaint, met }) };
    }
    case 'offered':
      return { ...work, offers: work.offers.set(event.offer.id, event.offer), lastActive: event.offer.at };
    case 'offer-settled': {
      const offer = work.offers.get(event.id);
      return offer
        ? {
            ...work,
            offers: work.offers.set(event.id, { ...offer, state: event.state }),
            lastActive: event.at,
          }
        : work;
    }
    case 'flagged':
      return { ...work, flags: { ...work.flags, [event.person]: event.flag }, lastActive: event.at };
    default:
      return foldFrontOfGroup(work, event);
  }
}

function foldPair(pair: PairTalk, event: PairEvent): PairTalk {
  switch (event.type) {
    case 'nudged': {
      const { kind, by, at } = event;
      return { ...pair, nudges: [...pair.nudges, { kind, by, at }] };
    }
    case 'swap-answered': {
      const { by, amount, thanks, rotation } = event;
      return { ...pair, answers: [...pair.answers, { by, amount, thanks, rotation }] };
    }
    default:
      return pair;
  }
}

function foldOwn(own: Own, event: OwnEvent | FrontOwnEvent): Own {
  switch (event.type) {
    case 'debriefed':
      return { ...own, debrief: event.answers };
    case 'note-revealed':
      return { ...own, revealed: { ...own.revealed, [event.note]: event.as } };
    default:
      return foldOwnFront(own, event);
  }
}

function foldSealed(sealed: Sealed, event: SealedEvent): Sealed {
  if (event.type !== 'catch-sealed') return sealed;
  const { [event.round]: _, ...others } = sealed.catches;
  return { catches: event.held ? { ...others, [event.round]: event.held } : others };
}
