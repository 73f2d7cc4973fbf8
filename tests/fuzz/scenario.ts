import { seeded } from '../../core/stream/seeded.ts';

/** What somebody does at some instant, milliseconds after the start. Chance is drawn when the script is written. */
export interface Act {
  at: number;
  by: string;
  do: string;
  /** Numbers in [0, 1) by which the act chooses among what its doer sees. */
  luck: number[];
  /** A word that occurs nowhere else, for acts that write. */
  token: string;
}

export interface Scenario {
  seed: number;
  people: string[];
  /** Who sits at somebody else's device: guest -> host. */
  guests: Record<string, string>;
  latecomer: string | null;
  /** The one whose hidden acts differ between two runs. */
  hider: string;
  acts: Act[];
  /** Instants at which the process dies. */
  crashes: number[];
  /** While nothing can be written. */
  full: [number, number] | null;
}

/** When things happen: private cards, the reveal, sorting in groups, the end. */
export const TIMES = { start: 400, calm: 5000, reveal: 6200, sort: 7600, end: 16_000, over: 17_000 };

const VISIBLE = [
  'write',
  'write',
  'write',
  'nest',
  'type',
  'type',
  'type',
  'type',
  'field',
  'picture',
  'describe',
  'unpicture',
  'move',
  'place',
  'unplace',
  'remove',
  'link',
  'unlink',
  'undo',
  'complain',
  'meet',
  'flag',
  'swap',
  'nudge',
  'offer',
  'page',
  'presence',
  'open',
  'close',
  'leave',
  'return',
  'answer',
  'undo-typing',
  'go-group',
  'facts',
  'again',
  'offer-compare',
  'end-compare',
  'join-another',
  'wrong',
] as const;
const HIDDEN = [
  'park',
  'park-type',
  'card-type',
  'card-drop',
  'card-picture',
  'debrief',
  'hidden-presence',
] as const;
const AT_FRONT = [
  'broadcast',
  'comment',
  'comment',
  'mark',
  'unmark',
  'pick-pair',
  'pick-pair',
  'show-pair',
  'show-pair',
  'tell-pair',
  'clear-front',
] as const;
const OF_LEAD = [
  'clock',
  'clock',
  'move-person',
  'form',
  'flag',
  'undo-forming',
  'swap-people',
  'split-group',
  'merge-groups',
] as const;

/**
 * One workshop as a script. `variant` changes what the hider does in private: how much, when, which words are typed
 * and taken back. The cards that stand at the reveal are the same in all variants.
 */
export function writeScenario(seed: number, variant: number): Scenario {
  const random = seeded(seed * 2654435761);
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
  const between = (from: number, to: number) => Math.floor(from + random() * (to - from));
  const people = Array.from({ length: between(3, 6) }, (_, i) => `p${i}`);
  const hider = pick(people.slice(0, 3));
  const guest = people[people.length - 1] as string;
  const guests: Record<string, string> =
    random() < 0.3 && guest !== hider ? { [guest]: people[0] as string } : {};
  const acts: Act[] = [];
  // Words are numbered by person, so that what one hides doesn't rename what another writes.
  const counts = new Map<string, number>();
  const add = (chance: () => number, by: string, at: number, what: string) => {
    const count = (counts.get(by) ?? 0) + 1;
    counts.set(by, count);
    acts.push({ at, by, do: what, luck: [chance(), chance(), chance()], token: `w${by}x${count}` });
  };

  for (const person of people) {
    // Cards that will stand at the reveal: written early, with the same words in the end.
    const cards = between(1, 4);
    for (let i = 0; i < cards; i++) add(random, person, between(TIMES.start + 200, TIMES.calm - 900), 'card');
    const visible = between(6, 22);
    for (let i = 0; i < visible; i++)
      add(random, person, between(TIMES.sort + 100, TIMES.over), pick(VISIBLE));
    if (random() < 0.5) {
      const from = random() < 0.4 ? between(700, 3000) : between(TIMES.sort, TIMES.end);
      add(random, person, from, 'cut');
      add(
        random,
        person,
        Math.min(from + between(100, 4000), from < TIMES.calm ? TIMES.calm - 400 : TIMES.over),
        'mend',
      );
    }
  }
  for (let i = between(0, 6); i > 0; i--) add(random, 'lead', between(TIMES.start, TIMES.end), pick(OF_LEAD));
  add(random, 'lead', TIMES.start, 'start');
  add(random, 'lead', TIMES.reveal, 'next');
  add(random, 'lead', TIMES.sort, 'next');
  if (random() < 0.6) add(random, 'lead', TIMES.end, 'next');
  const latecomer = random() < 0.4 ? 'late' : null;
  if (latecomer) add(random, latecomer, between(TIMES.start + 500, TIMES.end), 'arrive');

  const crashes = Array.from({ length: Math.floor(random() * 3) }, () =>
    random() < 0.4 ? between(600, TIMES.calm - 700) : between(TIMES.sort + 200, TIMES.over),
  );
  const fullFrom = between(TIMES.sort + 200, TIMES.end);
  const full: [number, number] | null = random() < 0.3 ? [fullFrom, fullFrom + between(200, 3000)] : null;

  /** When at the latest an act reaches the server: what is done without a line comes with the next one. */
  const arrival = (person: string, at: number): number => {
    const host = guests[person] ?? person;
    const mends = acts.filter((act) => act.by === host && act.do === 'mend').map((act) => act.at + 600);
    const cut = acts.find((act) => act.by === host && act.do === 'cut');
    const away = cut !== undefined && at >= cut.at - 50;
    const back = [
      ...(away ? mends : []),
      ...crashes.filter((crash) => at >= crash - 50).map((c) => c + 1400),
    ];
    return Math.max(at, ...back.filter((instant) => instant > at));
  };

  // Where the session ends, everybody is told the catch.
  const ends = acts.some(({ at, do: what }) => what === 'next' && at === TIMES.end);
  addSources(seed, ends ? 0 : variant, people, add);
  // What is hidden comes last and from a chance of its own, so that it shifts nothing else.
  for (const person of people) {
    const secret = seeded(
      seed * 97 + person.charCodeAt(1) * 7919 + (person === hider ? variant * 104_729 : 0),
    );
    const hidden = Math.floor(secret() * 9);
    for (let i = 0; i < hidden; i++) {
      const what = HIDDEN[Math.floor(secret() * HIDDEN.length)] as string;
      const soon = Math.floor(TIMES.start + 300 + secret() * (TIMES.calm - TIMES.start - 1200));
      const any = Math.floor(TIMES.start + 300 + secret() * (TIMES.over - TIMES.start - 1200));
      // Around the reveal, and while the disk is full (which everybody is told as soon as anybody writes: VI-9), all
      // is calm.
      const calm =
        (any > TIMES.calm - 900 && any < TIMES.reveal + 200) ||
        (full !== null && any > full[0] - 1000 && any < full[1] + 4000) ||
        (full !== null && arrival(person, any) > full[0] - 1000 && any < full[0]);
      add(secret, person, what.startsWith('card') || calm ? soon : any, what);
    }
  }
  addFront(seed, variant, people, hider, full, add);
  acts.sort((a, b) => a.at - b.at);
  return { seed, people, guests, latecomer, hider, acts, crashes: crashes.sort((a, b) => a - b), full };
}

/** Lines, marks, a pair with consent, a share-out, from a chance of their own: what older seeds found stays as it was. */
function addFront(
  seed: number,
  variant: number,
  people: string[],
  hider: string,
  full: Scenario['full'],
  add: (chance: () => number, by: string, at: number, what: string) => void,
): void {
  const random = seeded(seed * 7907 + 13);
  const between = (from: number, to: number) => Math.floor(from + random() * (to - from));
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
  for (let i = between(0, 14); i > 0; i--)
    add(random, 'lead', between(TIMES.start, TIMES.over), pick(AT_FRONT));
  for (let i = between(0, 6); i > 0; i--)
    add(random, 'lead', between(TIMES.reveal + 300, TIMES.sort - 50), pick(['share', 'share', 'share-back']));
  for (const person of people) {
    for (let i = between(0, 4); i > 0; i--)
      add(
        random,
        person,
        between(TIMES.reveal + 250, TIMES.sort - 200),
        pick(['pick-share', 'pick-share', 'name-shares']),
      );
    for (let i = between(0, 5); i > 0; i--)
      add(
        random,
        person,
        between(TIMES.sort, TIMES.over),
        pick(['consent', 'consent', 'consent', 'pick-share', 'name-shares']),
      );
  }
  for (const person of people) {
    const secret = seeded(
      seed * 89 + person.charCodeAt(1) * 6151 + (person === hider ? variant * 611_953 : 0),
    );
    for (let i = Math.floor(secret() * 4); i > 0; i--) {
      const at = Math.floor(TIMES.sort + 100 + secret() * (TIMES.over - TIMES.sort - 1200));
      // While the disk is full everybody is told as soon as anybody does anything (VI-9).
      if (full === null || at < full[0] - 1000 || at > full[1] + 4000) add(secret, person, at, 'put-away');
    }
  }
}

/**
 * What comes from outside: ideas that were brought along, a passage with a catch that nobody is told before the end, fields
 * that people know, one more lead. The catch differs with `variant`.
 */
function addSources(
  seed: number,
  variant: number,
  people: string[],
  add: (chance: () => number, by: string, at: number, what: string) => void,
): void {
  const random = seeded(seed * 5101 + 29);
  const hidden = seeded(seed * 83 + variant * 15_485_863);
  const at = () => Math.floor(TIMES.sort + 100 + random() * (TIMES.over - TIMES.sort - 100));
  const what = [
    'bring',
    'bring',
    'type-brought',
    'type-brought',
    'cut-passage',
    'move-place',
    'knows',
  ] as const;
  for (const person of people) {
    for (let i = Math.floor(random() * 5); i > 0; i--)
      add(random, person, at(), what[Math.floor(random() * what.length)] as string);
    if (random() < 0.4) add(hidden, person, at(), 'passage');
    if (random() < 0.1) add(random, person, at(), 'add-lead');
  }
}
