import { PASTED } from '../../core/session/erase.ts';
import type { SessionEvent } from '../../core/session/event.ts';
import { type Debrief, personAudience } from '../../core/session/parts.ts';
import type { AudienceId, Entry, PersonId } from '../../core/stream/entry.ts';
import { type OwnPicture, OwnPictures } from './ownPictures.ts';

/** A note that somebody wrote, or wrote in: their own words of it, and nobody else's. */
export interface OwnNote {
  kind: string;
  at: number;
  words: string;
  fields: Record<string, string | number | boolean>;
}

/** What one person put into one session: the very things that erasing them takes out. */
export interface OwnSession {
  session: string;
  title: string;
  exercise: string;
  opened: number;
  led: boolean;
  notes: OwnNote[];
  complaints: { say: string; at: number }[];
  offers: { words: string; at: number }[];
  /** What they said to the room, or to groups. */
  lines: { words: string; at: number }[];
  pictures: OwnPicture[];
  /** What they said about pictures that others brought. */
  described: { says: string; at: number }[];
  pasted: { title: string; text: string }[];
  relations: string[];
  knows: string[];
  debrief: Debrief | null;
}

export interface OwnSources {
  session: string;
  /** The whole log, lifted to today's version. */
  entries: readonly Entry[];
  /** Who wrote which words of a note's text, in order; null for words that the note was born with. */
  runs: (to: AudienceId, note: string) => Promise<{ by: PersonId | null; words: string }[]>;
  /** A picture of the session as a data link. */
  picture: (id: string) => Promise<string | null>;
}

/** Gathers what is a person's own; null where they put nothing into the session and were never in it. */
export async function gatherMine(
  person: PersonId,
  { session, entries, runs, picture }: OwnSources,
): Promise<OwnSession | null> {
  const own: OwnSession = {
    session,
    title: '',
    exercise: '',
    opened: 0,
    led: false,
    notes: [],
    complaints: [],
    offers: [],
    lines: [],
    pictures: [],
    described: [],
    pasted: [],
    relations: [],
    knows: [],
    debrief: null,
  };
  let there = false;
  const pictures = new OwnPictures(person);
  const kinds = new Map<string, string>();
  const notes = new Map<
    string,
    OwnNote & { to: AudienceId; note: string; bornBy: PersonId; typed: boolean }
  >();
  /** One line goes to each of several groups. */
  const lines = new Map<string, { words: string; at: number }>();
  const keyOf = (to: AudienceId, note: string): string => `${to} ${note}`;

  for (const { event: addressed, by, at } of entries) {
    const event = addressed as SessionEvent;
    pictures.follow(event, at);
    switch (event.type) {
      case 'session-opened':
        own.led = event.lead === person;
        // A title is the words of whoever gave it.
        own.title = own.led ? event.title : event.exercise.title;
        own.exercise = event.exercise.title;
        own.opened = event.at;
        there ||= own.led;
        for (const [id, { name }] of Object.entries(event.exercise.kinds)) kinds.set(id, name);
        break;
      case 'lead-added':
        if (event.person === person) {
          own.led = true;
          there = true;
        }
        break;
      case 'joined':
        if (event.member.id === person) {
          there = true;
          own.knows = event.member.knows;
        }
        break;
      case 'knows-set':
        if (event.person === person) own.knows = event.knows;
        break;
      case 'note-born': {
        // An idea brought along from elsewhere is still the words of whoever wrote it there.
        const bornBy = event.origin?.by ?? event.by;
        const mine = bornBy === person;
        notes.set(keyOf(event.to, event.note), {
          to: event.to,
          note: event.note,
          bornBy,
          typed: false,
          kind: kinds.get(event.kind) ?? event.kind,
          at: event.at,
          words: mine ? event.words : '',
          fields: event.by === person ? said(event.fields) : {},
        });
        break;
      }
      case 'wrote':
      case 'wrote-many': {
        const written = notes.get(keyOf(event.to, event.note));
        if (written) written.typed = true;
        break;
      }
      case 'field-set': {
        const fields = notes.get(keyOf(event.to, event.note))?.fields;
        if (!fields) break;
        delete fields[event.field];
        if (event.by === person) Object.assign(fields, said({ [event.field]: event.value }));
        break;
      }
      case 'linked':
        if (event.link.by === person && event.link.relation !== '') own.relations.push(event.link.relation);
        break;
      case 'passage-set':
        if (by === person && event.passage.id.startsWith(PASTED)) {
          own.pasted.push({ title: event.passage.title, text: event.passage.text });
        }
        break;
      case 'complained':
        if (event.complaint.by === person) own.complaints.push({ say: event.complaint.say, at });
        break;
      case 'offered':
        if (event.offer.by === person) own.offers.push({ words: event.offer.words, at });
        break;
      case 'broadcast':
      case 'commented':
        if (event.line.by === person) lines.set(event.line.id, { words: event.line.words, at });
        break;
      case 'debriefed':
        if (event.to === personAudience(person)) own.debrief = event.answers;
        break;
      default:
    }
  }
  if (!there) return null;
  own.lines = [...lines.values()];
  own.pictures = await pictures.list(picture);
  own.described = pictures.described();
  for (const { to, note, bornBy, typed, ...kept } of notes.values()) {
    if (typed) {
      const theirs = (await runs(to, note)).filter((run) => (run.by ?? bornBy) === person);
      kept.words = theirs.map(({ words }) => words).join(' … ');
    }
    if (kept.words.trim() !== '' || Object.keys(kept.fields).length > 0) own.notes.push(kept);
  }
  return own;
}

function said(fields: Record<string, string | number | boolean | null>): OwnNote['fields'] {
  return Object.fromEntries(
    Object.entries(fields).filter(
      (entry): entry is [string, string | number | boolean] => entry[1] !== null && entry[1] !== '',
    ),
  );
}
