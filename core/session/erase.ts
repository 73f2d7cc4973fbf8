import type { FieldValue, Picture } from '../notes/tree.ts';
import type { Entry, PersonId } from '../stream/entry.ts';
import { eraseFromFront, FrontTrail } from './eraseFront.ts';
import type { SessionEvent } from './event.ts';
import { personAudience } from './parts.ts';

/** An event that erasing somebody changes: it says the same happened, without their words. */
export interface Rewritten {
  seq: number;
  event: SessionEvent;
}

/** Passages that were pasted have ids that begin so; others are the library's and nobody's own words. */
export const PASTED = 'pasted-';

/**
 * A session's log without what one person put into it. `wroteIn` tells whether they ever wrote in a note's text:
 * what was kept of a text is a copy of all its authors' words, so it goes when one of them does. Pure.
 */
export function eraseFromSession(
  entries: readonly Entry[],
  person: PersonId,
  wroteIn: (to: string, note: string) => boolean,
): Rewritten[] {
  const rewritten: Rewritten[] = [];
  /** Who gave a field its value, so that what a later event replaced is known to be theirs or not. */
  const setBy = new Map<string, PersonId>();
  const bornBy = new Map<string, PersonId>();
  /** Whose a picture is, and who was the first to say this about it: an undo may bring back what others said. */
  const broughtBy = new Map<string, PersonId>();
  const saidBy = new Map<string, PersonId>();
  const saying = ({ id, says }: Picture) => `${id} ${says}`;
  const theirs = (to: string, note: string) => bornBy.get(`${to} ${note}`) === person || wroteIn(to, note);
  const trail = new FrontTrail();
  for (const { seq, by, event: addressed } of entries) {
    const event = addressed as SessionEvent;
    if (event.type === 'note-born') {
      bornBy.set(`${event.to} ${event.note}`, event.by);
      for (const field of Object.keys(event.fields))
        setBy.set(`${event.to} ${event.note} ${field}`, event.by);
    }
    if (event.type === 'picture-set' && event.picture) {
      const { picture } = event;
      if (!broughtBy.has(picture.id)) broughtBy.set(picture.id, event.by);
      if (!saidBy.has(saying(picture))) saidBy.set(saying(picture), event.by);
    }
    const erased = eraseFromEvent(event, by, person, {
      wroteIn: (note) => theirs(event.to, note),
      setBy: (note, field) => setBy.get(`${event.to} ${note} ${field}`),
      picture: (picture) => {
        if (!picture || broughtBy.get(picture.id) === person) return null;
        return saidBy.get(saying(picture)) === person ? { ...picture, says: '' } : picture;
      },
    });

    trail.follow(event);
    if (event.type === 'field-set') setBy.set(`${event.to} ${event.note} ${event.field}`, event.by);
    const changed = erased ?? eraseFromFront(event, person, theirs, trail);
    if (changed) rewritten.push({ seq, event: changed });
  }
  return rewritten;
}

interface Before {
  wroteIn: (note: string) => boolean;
  setBy: (note: string, field: string) => PersonId | undefined;
  /** What is left of a picture. */
  picture: (picture: Picture | null) => Picture | null;
}

/** Only words go: numbers, choices between few, and places in the tree say nothing of anybody by themselves. */
const bare = (value: FieldValue): FieldValue => (typeof value === 'string' ? '' : value);

function eraseFromEvent(
  event: SessionEvent,
  by: PersonId,
  person: PersonId,
  before: Before,
): SessionEvent | null {
  switch (event.type) {
    case 'session-opened':
      return event.lead === person ? { ...event, title: event.exercise.title } : null;
    case 'knows-set':
      return event.person === person ? { ...event, knows: [] } : null;
    case 'facts-set':
      return event.person === person
        ? { ...event, facts: { team: null, level: null, leavesAt: null } }
        : null;
    case 'joined':
      return event.member.id === person ? { ...event, member: { ...event.member, knows: [] } } : null;
    case 'note-born': {
      // Words of theirs that somebody else brought along go, too; what that person did stays.
      if (event.by !== person) return event.origin?.by === person ? { ...event, words: '' } : null;
      const fields = Object.entries(event.fields).map(([key, value]) => [key, bare(value)]);
      const { picture, ...rest } = event;
      const left = before.picture(picture ?? null);
      return {
        ...rest,
        words: '',
        fields: Object.fromEntries(fields),
        ...(left ? { picture: left } : {}),
      };
    }
    case 'picture-set': {
      const picture = before.picture(event.picture);
      const was = before.picture(event.was);
      return picture === event.picture && was === event.was ? null : { ...event, picture, was };
    }
    case 'field-set': {
      const value = event.by === person ? bare(event.value) : event.value;
      const was = before.setBy(event.note, event.field) === person ? bare(event.was) : event.was;
      return value === event.value && was === event.was ? null : { ...event, value, was };
    }
    case 'linked':
      return event.link.by === person ? { ...event, link: { ...event.link, relation: '' } } : null;
    case 'unlinked':
      return event.was.by === person ? { ...event, was: { ...event.was, relation: '' } } : null;
    case 'passage-set': {
      const { passage } = event;
      if (by !== person || !passage.id.startsWith(PASTED)) return null;
      return { ...event, passage: { ...passage, title: '', text: '', cuts: [0] } };
    }
    case 'place-moved':
      return event.kept && before.wroteIn(event.kept.note)
        ? { ...event, kept: { ...event.kept, words: '' } }
        : null;
    case 'complained': {
      const { complaint } = event;
      return complaint.by === person ? { ...event, complaint: { ...complaint, say: '' } } : null;
    }
    case 'offered':
      return event.offer.by === person ? { ...event, offer: { ...event.offer, words: '' } } : null;
    case 'debriefed':
      return event.to === personAudience(person)
        ? { ...event, answers: { got: null, change: '', use: '' } }
        : null;
    default:
      return null;
  }
}
