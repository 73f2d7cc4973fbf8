import { audiencesOf } from '../../core/access/audiences.ts';
import { listChildren, type Note, type NoteTree, ROOT } from '../../core/notes/tree.ts';
import type { SessionEvent } from '../../core/session/event.ts';
import type { Exercise } from '../../core/session/exercise.ts';
import {
  type Debrief,
  EVERYONE,
  type Group,
  groupAudience,
  type Mode,
  type Offer,
  type PairTalk,
  type Passage,
  type Phase,
  pairAudience,
  personAudience,
  type Raised,
  roomOf,
  type SessionParts,
} from '../../core/session/parts.ts';
import type { AudienceId, Entry, PersonId } from '../../core/stream/entry.ts';
import { exported } from '../words.ts';
import { linkPictures, type ReadPicture } from './linkPictures.ts';

/** A note as it reads now, with what stands under it. */
export interface KeptNote {
  id: string;
  kind: string;
  by: PersonId;
  at: number;
  words: string;
  /** By the label that stood beside it. */
  fields: Record<string, string | number | boolean>;
  /** What is on it, and itself as a data link; null where the export would grow too large. */
  picture?: { says: string; width: number; height: number; data: string | null };
  children: KeptNote[];
  /** True where the same note was told at another place before; its children are there. */
  again?: true;
}

/** What a group did with one passage (or, without passages, in one round). */
export interface KeptRound {
  round: number;
  passage: Passage | null;
  /** How the example read when the group went on from a sentence (from 0), in order. */
  growth: { place: number; sentence: string | null; words: string; at: number }[];
  /** How it reads now. */
  example: string | null;
  complaints: Raised[];
  offers: Offer[];
}

export interface KeptGroup {
  id: string;
  name: string;
  members: PersonId[];
  rounds: KeptRound[];
  notes: KeptNote[];
  /** Between the members; only in their own export. */
  between: PairTalk | null;
}

/** Everything of a session that one person may see, on its own feet: no ids have to be looked up anywhere else. */
export interface Kept {
  format: 'greenball-session';
  version: 1;
  title: string;
  exercise: { id: string; title: string; purpose: string; tracks: string };
  mode: Mode;
  phase: Phase;
  opened: number;
  exported: number;
  for: PersonId;
  /** Names by person id. */
  names: Record<PersonId, string>;
  people: { id: PersonId; lead: boolean; here: boolean }[];
  everyone: KeptNote[];
  groups: KeptGroup[];
  own: { notes: KeptNote[]; debrief: Debrief | null };
}

export interface Sources {
  parts: SessionParts;
  /** The whole log; what was not born for an audience of the asker is left out here. */
  entries: readonly Entry[];
  words: (to: AudienceId, notes: string[]) => Promise<Record<string, string>>;
  picture: ReadPicture<string>;
  names: (people: PersonId[]) => Promise<Record<PersonId, string>>;
  now: number;
}

const AT_ONCE = 500;

/** Gathers what `person` may see; null for a stranger to the session. */
export async function gather(person: PersonId, sources: Sources): Promise<Kept | null> {
  const { parts } = sources;
  const room = roomOf(parts);
  const audiences = audiencesOf(parts, person);
  if (!room || !audiences) return null;
  const { exercise } = room;
  const visible = new Set(audiences);
  const events = sources.entries.flatMap((entry) =>
    visible.has(entry.event.to) ? [{ event: entry.event as SessionEvent, at: entry.at }] : [],
  );

  const link = linkPictures(sources.picture);
  const picturesOf = async (tree: NoteTree): Promise<Record<string, string>> => {
    const links: Record<string, string> = {};
    for (const note of tree.notes.values()) {
      const { picture } = note;
      if (note.removed || !picture || links[picture.id]) continue;
      const linked = await link(picture.id);
      if (linked) links[picture.id] = linked;
    }
    return links;
  };
  const notesOf = async (to: AudienceId): Promise<{ notes: KeptNote[]; words: Record<string, string> }> => {
    const tree = visible.has(to) ? parts.get(to)?.tree : undefined;
    if (!tree) return { notes: [], words: {} };
    const ids = [...tree.notes.values()].filter((note) => !note.removed).map((note) => note.id);
    const words: Record<string, string> = {};
    for (let at = 0; at < ids.length; at += AT_ONCE) {
      Object.assign(words, await sources.words(to, ids.slice(at, at + AT_ONCE)));
    }
    return { notes: layNotes(tree, words, await picturesOf(tree), exercise), words };
  };

  const groups: KeptGroup[] = [];
  const known = [...room.past, ...room.groups.values()];
  for (const group of newestOf(known).filter(({ id }) => visible.has(groupAudience(id)))) {
    const to = groupAudience(group.id);
    const { notes, words } = await notesOf(to);
    const between = visible.has(pairAudience(group.id)) ? parts.get(pairAudience(group.id))?.pair : null;
    groups.push({
      id: group.id,
      name: group.name,
      members: group.members,
      rounds: followRounds(
        events.filter(({ event }) => event.to === to),
        room.plan,
        words,
      ),
      notes,
      between: between ?? null,
    });
  }
  const own = await notesOf(personAudience(person));
  const opened = events.find(({ event }) => event.type === 'session-opened')?.at ?? sources.now;
  const people = [...new Set([...room.leads, ...room.people.keys()])];
  return {
    format: 'greenball-session',
    version: 1,
    title: room.title,
    exercise: {
      id: exercise.id,
      title: exercise.title,
      purpose: exercise.purpose,
      tracks: exercise.tracks,
    },
    mode: room.mode,
    phase: room.phase,
    opened,
    exported: sources.now,
    for: person,
    names: await sources.names(people),
    people: people.map((id) => ({
      id,
      lead: room.leads.includes(id),
      here: room.people.get(id)?.here ?? false,
    })),
    everyone: (await notesOf(EVERYONE)).notes,
    groups,
    own: { notes: own.notes, debrief: parts.get(personAudience(person))?.own?.debrief ?? null },
  };
}

/** Each group once, as it was last. */
const newestOf = (groups: readonly Group[]): Group[] => [
  ...new Map(groups.map((group) => [group.id, group] as const)).values(),
];

/** Follows one group's events through its rounds: each passage with how the example grew and what was said. */
function followRounds(
  events: readonly { event: SessionEvent; at: number }[],
  plan: readonly { round: number }[],
  words: Record<string, string>,
): KeptRound[] {
  const rounds: KeptRound[] = [];
  const met = new Map<string, Raised>();
  const offers = new Map<string, Offer>();
  let stop = 0;
  let place = 0;
  const now = (): KeptRound => {
    const round = plan[stop]?.round ?? 1;
    const last = rounds.at(-1);
    if (last?.round === round) return last;
    const fresh: KeptRound = { round, passage: null, growth: [], example: null, complaints: [], offers: [] };
    rounds.push(fresh);
    return fresh;
  };
  for (const { event, at } of events) {
    switch (event.type) {
      case 'group-moved':
        stop = event.at;
        if (event.fresh) place = 0;
        break;
      case 'passage-set': {
        const last = now();
        place = 0;
        // Another passage after work on one is a new beginning; before it, only a change of mind.
        if (last.passage && (last.growth.length > 0 || last.complaints.length > 0)) {
          rounds.push({
            ...last,
            growth: [],
            example: null,
            complaints: [],
            offers: [],
            passage: event.passage,
          });
        } else last.passage = event.passage;
        break;
      }
      case 'passage-cut': {
        const last = now();
        if (last.passage) last.passage = { ...last.passage, cuts: event.cuts };
        break;
      }
      case 'place-moved': {
        const last = now();
        if (event.kept) {
          last.growth.push({ place, sentence: null, words: event.kept.words, at });
          last.example = words[event.kept.note] ?? event.kept.words;
        }
        place = event.place;
        break;
      }
      case 'complained': {
        const complaint = { ...event.complaint };
        met.set(complaint.id, complaint);
        now().complaints.push(complaint);
        break;
      }
      case 'complaint-met':
      case 'complaint-unmet': {
        const complaint = met.get(event.id);
        if (complaint) complaint.met = event.type === 'complaint-met' ? { by: event.by, at: event.at } : null;
        break;
      }
      case 'offered': {
        const offer = { ...event.offer };
        offers.set(offer.id, offer);
        now().offers.push(offer);
        break;
      }
      case 'offer-settled': {
        const offer = offers.get(event.id);
        if (offer) offer.state = event.state;
        break;
      }
      default:
    }
  }
  for (const round of rounds) {
    for (const grown of round.growth) {
      grown.sentence = round.passage ? sentenceAt(round.passage, grown.place) : null;
    }
  }
  return rounds;
}

/** A sentence of a passage, by its place from 0. */
export function sentenceAt({ text, cuts }: Passage, place: number): string | null {
  const from = cuts[place];
  return from === undefined ? null : text.slice(from, cuts[place + 1] ?? text.length).trim();
}

/** Kinds that every exercise has, beside its own. */
const COMMON: Record<string, string> = exported.kinds;

function layNotes(
  tree: NoteTree,
  words: Record<string, string>,
  pictures: Record<string, string>,
  exercise: Exercise,
): KeptNote[] {
  const told = new Set<string>();
  const tell = (note: Note): KeptNote => {
    const kind = exercise.kinds[note.kind];
    const fields: KeptNote['fields'] = {};
    for (const [key, value] of Object.entries(note.fields)) {
      const spec = kind?.fields[key];
      if (!spec || value === null || value === '') continue;
      const choice =
        spec.type === 'choice' ? spec.options.find((option) => option.value === value) : undefined;
      fields[spec.label] = choice?.label ?? value;
    }
    const again = told.has(note.id);
    told.add(note.id);
    return {
      id: note.id,
      kind: kind?.name ?? COMMON[note.kind] ?? note.kind,
      by: note.by,
      at: note.at,
      words: words[note.id] ?? note.words,
      fields,
      ...(note.picture
        ? {
            picture: {
              says: note.picture.says,
              width: note.picture.width,
              height: note.picture.height,
              data: pictures[note.picture.id] ?? null,
            },
          }
        : {}),
      children: again ? [] : layUnder(note.id),
      ...(again ? { again: true as const } : {}),
    };
  };
  const layUnder = (parent: string): KeptNote[] =>
    [...listChildren(tree, parent)].filter(({ note }) => !note.removed).map(({ note }) => tell(note));
  const placed = layUnder(ROOT);
  // Notes that were taken out of every place are not deleted, so they are kept too.
  const loose = [...tree.notes.values()].filter((note) => !note.removed && !told.has(note.id)).map(tell);
  return [...placed, ...loose];
}
