import { complainAbout } from '../analysis/annoyance/complain.ts';
import { emptyTree, listChildren, type Note, ROOT } from '../core/notes/tree.ts';
import type { PersonCommand } from '../core/session/command.ts';
import type { FieldSpec } from '../core/session/exercise.ts';
import { EVERYONE, groupAudience, pairAudience, personAudience } from '../core/session/parts.ts';
import { seatedIn, seatsOf } from '../core/session/seats.ts';
import type { AudienceId } from '../core/stream/entry.ts';
import { seeded } from '../core/stream/seeded.ts';
import { partOf, type Sight } from './sight.ts';
import {
  type Aspect,
  aspectOf,
  CARDS,
  CHANGES,
  MORE,
  PHRASES,
  RESTATEMENTS,
  STORIES,
  type Story,
  USES,
} from './stock.ts';

/** What a bot does next. */
export type Move =
  | { do: 'wait' }
  | { do: 'act'; command: PersonCommand }
  /** Types words at the end of a note, in the chunks of somebody who thinks; then acts. */
  | { do: 'type'; to: AudienceId; note: string; words: string; after: PersonCommand | null }
  /** Asks for something to read. */
  | { do: 'draw'; group: string };

export interface Mind {
  next(sight: Sight): Move;
}

export interface Temper {
  seed: number;
  /** 1 is a person's pace; 0.1 is ten times as fast. */
  pace: number;
  freshId: () => string;
}

/** Milliseconds at a person's pace. */
const PAUSE = { from: 2500, to: 6000 };
const SETTLE = 3000;
const DWELL = 9000;
/** With people in the group: nobody is hurried. */
const DWELL_WITH_PEOPLE = 45_000;
const QUIET_WITH_PEOPLE = 15_000;
const DRAW = { alone: 2000, withPeople: 25_000 };
const EMPTY_FOR = 20_000;
const COMPLAINER_GIVES_UP = 90_000;
const MOST_DRAWS = 3;
/** Sentences of an example where nothing is read. */
const SENTENCES = 4;
/** How much an example must have changed for a complaint to be met, UTF-16 units. */
const CHANGED = 12;

const WAIT: Move = { do: 'wait' };

/** One simulated partner's head. What it remembers is only what a person would: what they said and when. */
export function createMind({ seed, pace, freshId }: Temper): Mind {
  const random = seeded(seed * 7919 + 17);
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
  let place = '';
  let since = 0;
  let stopSince = 0;
  let stop = -1;
  let notBefore = 0;
  let complained = 0;
  let offered = false;
  let beat = 0;
  let beatSince = 0;
  let draws = 0;
  const stories: number[] = [];
  const told = new Set<string>();
  const used = new Set<string>();
  const history: string[] = [];
  const readThen = new Map<string, string>();
  const wrote = new Map<string, number>();

  function remember(sight: Sight): void {
    const { now } = sight;
    if (stop !== sight.stop) {
      stop = sight.stop;
      stopSince = now;
      beat = 0;
      beatSince = now;
      draws = 0;
      notBefore = now + SETTLE * pace;
    }
    const here = `${sight.stop}:${sight.work.rotation}:${sight.work.passage?.id ?? ''}:${sight.work.place}`;
    if (place === here) return;
    place = here;
    since = now;
    complained = 0;
    offered = false;
  }

  /** One story for each round in which I explain. */
  const storyOf = (sight: Sight): Story => {
    const round = sight.room.plan[sight.stop]?.round ?? 1;
    if (!stories.includes(round)) stories.push(round);
    return STORIES[(seed + stories.indexOf(round)) % STORIES.length] as Story;
  };

  const explains = (sight: Sight): boolean => sight.held !== null && sight.mayWrite.includes(sight.held.kind);

  /** Notes that the group sees and that are mine to answer for. */
  const answersFor = (sight: Sight, note: Note): boolean =>
    note.id === sight.held?.id ? explains(sight) : note.by === sight.me;

  const groupNote = (sight: Sight, id: string): Note | undefined => {
    const note = partOf(sight, groupAudience(sight.group.id))?.tree.notes.get(id);
    return note && !note.removed ? note : undefined;
  };

  const append = (to: AudienceId, note: string, words: string, after: PersonCommand | null = null): Move => ({
    do: 'type',
    to,
    note,
    words,
    after,
  });

  function answerSwap(sight: Sight): Move | null {
    const { work, room, group, me } = sight;
    if (work.rotation === 0) return null;
    const before = seatsOf(room.exercise, room, group, work.rotation - 1)[me];
    if (before !== room.exercise.seats[0]?.id) return null;
    const answers = partOf(sight, pairAudience(group.id))?.pair?.answers;
    if (!answers || answers.some(({ by, rotation }) => by === me && rotation === work.rotation)) return null;
    const best = [...work.complaints.values()].filter(({ by }) => by !== me).map(({ id }) => id);
    const amount = pick(['too-little', 'right', 'right', 'too-much'] as const);
    return { do: 'act', command: { type: 'answer-swap', amount, thanks: best.length ? pick(best) : null } };
  }

  function debrief(sight: Sight): Move | null {
    const own = partOf(sight, personAudience(sight.me))?.own;
    if (!sight.step.debriefs || !own || own.debrief) return null;
    const answers = { got: 5 + Math.floor(random() * 5), change: pick(CHANGES), use: pick(USES) };
    return { do: 'act', command: { type: 'debrief', answers } };
  }

  function drawPassage(sight: Sight): Move | null {
    if (sight.room.exercise.input !== 'passage' || sight.work.passage || !explains(sight)) return null;
    if (draws >= MOST_DRAWS) return null;
    const patience = sight.humans.length > 0 ? DRAW.withPeople : DRAW.alone;
    if (sight.now - stopSince < patience * pace * (draws + 1)) return WAIT;
    draws++;
    return { do: 'draw', group: sight.group.id };
  }

  /** Makes something concrete of a complaint, and says that it is met. */
  function react(sight: Sight): Move | null {
    for (const complaint of sight.work.complaints.values()) {
      if (complaint.met || complaint.by === sight.me) continue;
      const note = groupNote(sight, complaint.on);
      if (!note || !answersFor(sight, note)) continue;
      if (sight.work.flags[sight.me] === 'done') {
        return { do: 'act', command: { type: 'set-flag', flag: 'working' } };
      }
      const detail = concrete(storyOf(sight), aspectOf(complaint.key, complaint.say));
      return append(groupAudience(sight.group.id), note.id, detail, { type: 'meet', id: complaint.id });
    }
    return null;
  }

  function concrete(story: Story, aspect: Aspect): string {
    const details = [story.details[aspect], ...Object.values(story.details)];
    const fresh = details.find((detail) => !used.has(detail));
    const detail = fresh ?? pick(MORE).replace('{}', String(2 + Math.floor(random() * 28)));
    used.add(detail);
    return detail;
  }

  function settleOffer(sight: Sight): Move | null {
    for (const offer of sight.work.offers.values()) {
      if (offer.state !== 'open' || offer.by === sight.me) continue;
      const note = groupNote(sight, offer.on);
      if (!note || !answersFor(sight, note)) continue;
      if (random() < 0.6) {
        const adopt: PersonCommand = { type: 'settle', id: offer.id, as: 'adopted' };
        return append(groupAudience(sight.group.id), note.id, offer.words, adopt);
      }
      return { do: 'act', command: { type: 'settle', id: offer.id, as: 'declined' } };
    }
    return null;
  }

  /** The next sentence of the example: one for each that is read, or a few where nothing is. */
  function grow(sight: Sight): Move | null {
    const { held, work, group } = sight;
    if (!held || !explains(sight) || !groupNote(sight, held.id)) return null;
    const to = groupAudience(group.id);
    const story = storyOf(sight);
    const fields = Object.keys(sight.room.exercise.kinds[held.kind]?.fields ?? {});
    if (fields.length > 0) {
      return tell(`${held.id}`, () => append(to, held.id, story.verdict));
    }
    const at = work.passage ? work.place : beat;
    const word = work.passage && tellingWord(sentenceAt(sight));
    const link = word ? ` Where it says “${word}”, I look at ${story.things[at % story.things.length]}.` : '';
    return tell(`${held.id} ${at}`, () =>
      append(to, held.id, `${story.grows[at % story.grows.length]}${link}`),
    );
  }

  function tell(key: string, move: () => Move): Move | null {
    if (told.has(key)) return null;
    told.add(key);
    return move();
  }

  function writeKinds(sight: Sight): Move | null {
    const { step, held, room } = sight;
    for (const kind of sight.mayWrite) {
      const described = room.exercise.kinds[kind];
      if (!described || room.exercise.steps.some(({ holds }) => holds === kind)) continue;
      const key = `${sight.stop} ${kind}`;
      const count = wrote.get(key) ?? 0;
      if (count >= (held ? 1 : 2)) continue;
      wrote.set(key, count + 1);
      const sees = step.sees[kind];
      const to =
        sees === 'own'
          ? personAudience(sight.me)
          : sees === 'room'
            ? EVERYONE
            : groupAudience(sight.group.id);
      const above = [...listChildren(partOf(sight, to)?.tree ?? emptyTree(), ROOT)].filter(({ note }) =>
        room.exercise.kinds[note.kind]?.children.includes(kind),
      );
      const parent = above.length > 0 && random() < 0.4 ? pick(above).note.id : ROOT;
      return {
        do: 'act',
        command: {
          type: 'write-note',
          note: freshId(),
          kind,
          parent,
          words: held ? described.example : nextCard(),
        },
      };
    }
    return null;
  }

  let card = Math.floor(random() * CARDS.length);
  const nextCard = (): string => CARDS[card++ % CARDS.length] as string;

  function setFields(sight: Sight): Move | null {
    const { kinds } = sight.room.exercise;
    for (const to of [personAudience(sight.me), groupAudience(sight.group.id), EVERYONE]) {
      for (const note of partOf(sight, to)?.tree.notes.values() ?? []) {
        if (note.removed || note.places.length === 0 || !sight.mayWrite.includes(note.kind)) continue;
        if (!answersFor(sight, note)) continue;
        for (const [field, spec] of Object.entries(kinds[note.kind]?.fields ?? {})) {
          if ((note.fields[field] ?? null) !== null) continue;
          return {
            do: 'act',
            command: { type: 'set-field', to, note: note.id, field, value: valueFor(sight, spec) },
          };
        }
      }
    }
    return null;
  }

  function valueFor(sight: Sight, spec: FieldSpec): string | number {
    if (spec.type === 'scale') return Math.round(spec.from + random() * (spec.to - spec.from));
    if (spec.type === 'words') return pick(PHRASES);
    const { answer } = storyOf(sight);
    return (spec.options.find(({ value }) => value === answer) ?? pick(spec.options)).value;
  }

  const mayComplain = ({ step, seat }: Sight): boolean =>
    step.complainers.includes('everyone') || (seat !== null && step.complainers.includes(seat));

  /** What there is to complain about: the note that stands ready, else another's. */
  function targetOf(sight: Sight): Note | undefined {
    if (sight.held) {
      const note = groupNote(sight, sight.held.id);
      return note && !explains(sight) ? note : undefined;
    }
    const notes = [...(partOf(sight, groupAudience(sight.group.id))?.tree.notes.values() ?? [])];
    const others = notes.filter((note) => !note.removed && note.places.length > 0 && note.by !== sight.me);
    return others.length > 0 ? pick(others) : undefined;
  }

  function complain(sight: Sight): Move | null {
    const { step, work, room } = sight;
    if (!mayComplain(sight)) return null;
    const hurried = sight.now - stopSince < step.compulsorySeconds * 1000;
    if (complained >= (hurried ? 2 : 1)) return null;
    const note = targetOf(sight);
    if (!note || work.flags[note.by] === 'done') return null;
    const open = [...work.complaints.values()].some(
      ({ by, met, on }) => on === note.id && by === sight.me && !met,
    );
    if (open) return null;
    const words = sight.words(note.id);
    if (words.trim() === '' && sight.now - since < EMPTY_FOR * pace) return null;
    if (words !== '' && readThen.get(note.id) === words) return null;
    const deck = room.exercise.complaints.filter(
      ({ key, evergreen }) => evergreen || step.complaints.includes(key),
    );
    const fresh = deck.filter(({ key }) => !history.slice(-4).includes(key));
    const made = complainAbout(words, history, Math.floor(random() * 1e6));
    const fromDeck = fresh.length > 0 && random() < 0.5 ? pick(fresh) : null;
    history.push(fromDeck?.key ?? made.key);
    readThen.set(note.id, words);
    complained++;
    const { key, say } = fromDeck ?? { key: null, say: made.text };
    return { do: 'act', command: { type: 'complain', id: freshId(), on: note.id, key, say } };
  }

  /** Satisfied, for now: the example has changed since the complaint. */
  function meetOwn(sight: Sight): Move | null {
    for (const { id, on, by, met, at } of sight.work.complaints.values()) {
      if (met || by !== sight.me || sight.now - at < DWELL * pace) continue;
      const grown = sight.words(on).length - (readThen.get(on) ?? '').length;
      if (Math.abs(grown) >= CHANGED) return { do: 'act', command: { type: 'meet', id } };
    }
    return null;
  }

  function offer(sight: Sight): Move | null {
    const { held, step, seat } = sight;
    if (offered || !held || explains(sight) || seat === null || !step.offerers.includes(seat)) return null;
    if (complained === 0 || sight.now - since < (DWELL / 2) * pace) return null;
    offered = true;
    if (random() < 0.6 || Object.values(sight.work.flags).includes('done')) return null;
    const words = pick(RESTATEMENTS);
    return { do: 'act', command: { type: 'offer', id: freshId(), on: held.id, words } };
  }

  /** On to the next sentence, unhurried. Only whoever explains does that. */
  function goOn(sight: Sight): Move | null {
    const { work, held, now } = sight;
    if (!held || !explains(sight)) return null;
    const withPeople = sight.humans.length > 0;
    const fields = Object.keys(sight.room.exercise.kinds[held.kind]?.fields ?? {});
    if (!work.passage) {
      if (fields.length > 0 || beat >= SENTENCES - 1) return null;
      if (now - beatSince < (withPeople ? DWELL_WITH_PEOPLE : DWELL) * pace) return WAIT;
      beat++;
      beatSince = now;
      return WAIT;
    }
    if (fields.length > 0 || work.place >= work.passage.cuts.length - 1 || !firstOfRound(sight)) return null;
    const heard = [...work.complaints.values()].some(
      (raised) => raised.place === work.place && raised.at >= since,
    );
    const patience = withPeople ? DWELL_WITH_PEOPLE : heard ? DWELL : 2 * DWELL;
    if (now - since < patience * pace) return WAIT;
    if (withPeople && now - work.lastActive < QUIET_WITH_PEOPLE * pace) return WAIT;
    return { do: 'act', command: { type: 'move-place', place: work.place + 1 } };
  }

  /** Sentences are read in the first step of the stretch that holds the example; later steps look back on it. */
  const firstOfRound = ({ room, stop: at, held }: Sight): boolean => {
    const before = room.plan[at - 1];
    const step = room.exercise.steps.find(({ id }) => id === before?.step);
    return !(before && before.round === room.plan[at]?.round && step?.holds === held?.kind);
  };

  function sayDone(sight: Sight): Move | null {
    const { work, me, now, here, group, room } = sight;
    if (work.flags[me] === 'done') return null;
    if (now - stopSince < DWELL * pace) return WAIT;
    const late = now - stopSince > COMPLAINER_GIVES_UP * pace;
    const answered = [...work.complaints.values()].every(({ by, met }) => by !== me || met);
    if (!answered && !late) return WAIT;
    if (mayComplain(sight)) {
      const first = seatedIn(room, group, work.rotation).seated.find(
        (person) => seatsOf(room.exercise, room, group, work.rotation)[person] === room.exercise.seats[0]?.id,
      );
      const waitsFor = sight.held && first && first !== me && here.includes(first) ? first : null;
      const human = waitsFor !== null && sight.humans.includes(waitsFor);
      if (waitsFor && work.flags[waitsFor] !== 'done' && (human || !late || explainerBusy(sight)))
        return WAIT;
    }
    // People first: a bot is never done before them.
    if (!explains(sight) && sight.humans.some((person) => work.flags[person] !== 'done')) return WAIT;
    return { do: 'act', command: { type: 'set-flag', flag: 'done' } };
  }

  const explainerBusy = ({ work }: Sight): boolean =>
    work.passage !== null && work.place < work.passage.cuts.length - 1;

  /** The whole group is done: on with it. With people in it, only an explaining bot presses, and not at once. */
  function goNext(sight: Sight): Move | null {
    const { work, here, room, group, me, humans } = sight;
    if (sight.stop >= sight.stretchEnd || here.some((person) => work.flags[person] !== 'done')) return null;
    if (humans.length > 0 ? !explains(sight) : seatedIn(room, group, work.rotation).seated[0] !== me)
      return null;
    if (sight.now - work.lastActive < DWELL * pace) return WAIT;
    return { do: 'act', command: { type: 'go-group', to: 'next' } };
  }

  const wishes = [
    answerSwap,
    debrief,
    drawPassage,
    react,
    settleOffer,
    grow,
    writeKinds,
    setFields,
    complain,
    meetOwn,
    offer,
    goOn,
    sayDone,
    goNext,
  ];

  return {
    next(sight) {
      remember(sight);
      if (sight.now < notBefore) return WAIT;
      for (const wish of wishes) {
        const move = wish(sight);
        if (!move) continue;
        if (move.do !== 'wait') {
          notBefore = sight.now + (PAUSE.from + random() * (PAUSE.to - PAUSE.from)) * pace;
        }
        return move;
      }
      return WAIT;
    },
  };
}

function sentenceAt({ work }: Sight): string {
  const { passage, place } = work;
  return passage ? passage.text.slice(passage.cuts[place], passage.cuts[place + 1]).trim() : '';
}

/** The longest plain word of a sentence: what its example is most likely to be asked about. */
function tellingWord(sentence: string): string | null {
  const plain = sentence.replace(/\$[^$]*\$/g, ' ').match(/\p{L}[\p{L}-]{4,}/gu) ?? [];
  return plain.reduce<string | null>((best, word) => (word.length > (best?.length ?? 0) ? word : best), null);
}
