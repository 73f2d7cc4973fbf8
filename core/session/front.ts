import type { Addressed, AudienceId, PersonId } from '../stream/entry.ts';
import type { KindId } from './exercise.ts';

/**
 * What happens at the front of a room: lines that whoever leads says to all or to some, and what stands on the
 * projector: notes that a group shows, or two examples side by side. Each of it was born for its audience; the
 * fields in which parts keep it are absent as long as nothing of it has happened.
 */

/** A line from whoever leads: to everybody, or to one group. */
export interface Line {
  id: string;
  words: string;
  by: PersonId;
  at: number;
  /** Index in the plan, so that a projector shows none of an earlier step. */
  stop: number;
}

/** A note that its group shows: fresh words, and a fresh id that says nothing of where it came from. */
export interface Shared {
  id: string;
  stop: number;
  kind: KindId;
  words: string;
  /** Who wrote it and in which group; null as long as the group has not said that names may stand there. */
  from: { by: PersonId; group: string } | null;
}

export type Side = 'left' | 'right';

/** What stands at the front now. */
export type Shown =
  | { what: 'shared'; id: string }
  | { what: 'pair'; id: string; left: string; right: string; strong: Side | null };

/** In everybody's part. */
export interface Front {
  lines: Line[];
  shared: Shared[];
  shown: Shown | null;
}

/** In a group's part: which of its notes it shows. */
export interface Sharing {
  picked: string[];
  /** Whether names may stand beside them. */
  named: boolean;
  /** Note -> the fresh id under which it was shown. */
  as: Record<string, string>;
}

/** Whether words of a person's group may stand at the front without a name. No answer is a no. */
export interface Ask {
  id: string;
  group: string;
  note: string;
  words: string;
  by: PersonId;
  at: number;
  answer: boolean | null;
}

/** Something to come back to. Private to whoever marked it; the words are as they stood then. */
export interface Mark {
  to: AudienceId;
  note: string;
  words: string;
  at: number;
}

export type Consent = 'asked' | 'given' | 'declined';

export interface PickedSide {
  group: string;
  note: string;
  words: string;
  /** All who have to say yes. */
  people: PersonId[];
  consent: Consent;
}

/** Two examples that whoever leads would show side by side. Only they know which is the stronger one. */
export interface PickedPair {
  id: string;
  strong: PickedSide;
  weak: PickedSide;
  at: number;
  /** On which side the stronger one stood, once it was shown. */
  placed: Side | null;
}

type Event<T extends string, F = unknown> = Addressed & { type: T } & F;

/** To everybody. */
export type FrontEvent =
  | Event<'broadcast', { line: Line }>
  | Event<'shared', { shared: Shared }>
  | Event<'share-turned', { id: string }>
  | Event<'share-named', { id: string; from: Shared['from'] }>
  | Event<'share-taken', { id: string }>
  | Event<'pair-shown', { id: string; left: string; right: string }>
  | Event<'pair-told', { strong: Side }>
  | Event<'front-cleared'>;

/** To one group and whoever may look at its work. */
export type FrontGroupEvent =
  | Event<'commented', { line: Line }>
  | Event<'share-picked', { note: string; picked: boolean; by: PersonId }>
  | Event<'share-names-set', { named: boolean; by: PersonId }>
  | Event<'share-shown', { note: string; as: string }>;

/** To one person. */
export type FrontOwnEvent =
  | Event<'put-away', { id: string }>
  | Event<'marked', { mark: Mark }>
  | Event<'unmarked', { audience: AudienceId; note: string }>
  | Event<'consent-asked', { ask: Ask }>
  | Event<'consent-answered', { id: string; yes: boolean }>
  | Event<'pair-picked', { pair: PickedPair }>
  | Event<'pair-answered', { id: string; side: 'strong' | 'weak'; consent: Consent }>
  | Event<'pair-placed', { id: string; strong: Side }>;

const emptyFront: Front = { lines: [], shared: [], shown: null };
export const noSharing: Sharing = { picked: [], named: false, as: {} };

/** The notes that were shown in one stop, in their order. */
export const sharedAt = (front: Front | undefined, stop: number): Shared[] =>
  front?.shared.filter((shared) => shared.stop === stop) ?? [];

export const sharedShown = (front: Front | undefined): Shared | undefined => {
  const { shown } = front ?? emptyFront;
  return shown?.what === 'shared' ? front?.shared.find(({ id }) => id === shown.id) : undefined;
};

/** With a new step the front is empty again. What was shown is kept. */
export const clearFront = (front: Front | undefined): Front | undefined =>
  front?.shown ? { ...front, shown: null } : front;

export function foldFront<R extends { front?: Front }>(room: R, event: FrontEvent): R {
  const front = changeFront(room.front ?? emptyFront, event);
  return front === (room.front ?? emptyFront) ? room : { ...room, front };
}

function changeFront(front: Front, event: FrontEvent): Front {
  switch (event.type) {
    case 'broadcast':
      return { ...front, lines: [...front.lines, event.line] };
    case 'shared':
      return {
        ...front,
        shared: [...front.shared, event.shared],
        shown: { what: 'shared', id: event.shared.id },
      };
    case 'share-turned':
      return { ...front, shown: { what: 'shared', id: event.id } };
    case 'share-named':
      return {
        ...front,
        shared: front.shared.map((shared) =>
          shared.id === event.id ? { ...shared, from: event.from } : shared,
        ),
      };
    case 'share-taken':
      return {
        ...front,
        shared: front.shared.filter(({ id }) => id !== event.id),
        shown: front.shown?.id === event.id ? null : front.shown,
      };
    case 'pair-shown': {
      const { id, left, right } = event;
      return { ...front, shown: { what: 'pair', id, left, right, strong: null } };
    }
    case 'pair-told':
      return front.shown?.what === 'pair'
        ? { ...front, shown: { ...front.shown, strong: event.strong } }
        : front;
    case 'front-cleared':
      return { ...front, shown: null };
    default:
      return front;
  }
}

export function foldFrontOfGroup<G extends { told?: Line[]; sharing?: Sharing }>(
  work: G,
  event: FrontGroupEvent,
): G {
  const sharing = work.sharing ?? noSharing;
  switch (event.type) {
    case 'commented':
      return { ...work, told: [...(work.told ?? []), event.line] };
    case 'share-picked': {
      const others = sharing.picked.filter((note) => note !== event.note);
      const { [event.note]: _taken, ...as } = sharing.as;
      return {
        ...work,
        sharing: event.picked
          ? { ...sharing, picked: [...others, event.note] }
          : { ...sharing, picked: others, as },
      };
    }
    case 'share-names-set':
      return { ...work, sharing: { ...sharing, named: event.named } };
    case 'share-shown':
      return { ...work, sharing: { ...sharing, as: { ...sharing.as, [event.note]: event.as } } };
    default:
      return work;
  }
}

export interface OwnFront {
  /** Lines that were put away. */
  away?: string[];
  marks?: Mark[];
  asks?: Ask[];
  pairs?: PickedPair[];
}

export function foldOwnFront<O extends OwnFront>(own: O, event: FrontOwnEvent): O {
  const mapPairs = (id: string, change: (pair: PickedPair) => PickedPair): O => ({
    ...own,
    pairs: own.pairs?.map((pair) => (pair.id === id ? change(pair) : pair)),
  });
  switch (event.type) {
    case 'put-away':
      return { ...own, away: [...(own.away ?? []), event.id] };
    case 'marked':
      return { ...own, marks: [...(own.marks ?? []), event.mark] };
    case 'unmarked':
      return {
        ...own,
        marks: own.marks?.filter(({ to, note }) => to !== event.audience || note !== event.note),
      };
    case 'consent-asked':
      return { ...own, asks: [...(own.asks ?? []), event.ask] };
    case 'consent-answered':
      return {
        ...own,
        asks: own.asks?.map((ask) => (ask.id === event.id ? { ...ask, answer: event.yes } : ask)),
      };
    case 'pair-picked':
      return { ...own, pairs: [...(own.pairs ?? []), event.pair] };
    case 'pair-answered': {
      const { side, consent } = event;
      return mapPairs(event.id, (pair) => ({ ...pair, [side]: { ...pair[side], consent } }));
    }
    case 'pair-placed':
      return mapPairs(event.id, (pair) => ({ ...pair, placed: event.strong }));
    default:
      return own;
  }
}
