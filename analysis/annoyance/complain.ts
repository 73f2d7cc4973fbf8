import { findGaps, type Gap } from './gaps.ts';
import { MOST_READ, type Vagueness, vagueWords } from './vague.ts';
import { ALWAYS_AT_HAND, NOTHING, ON_ANY_WORD, ON_GAP, ON_VAGUENESS, type Wording } from './wordings.ts';

/** What the annoying partner says. `why` is for the curious: the word it picked on, or what it missed. */
export interface Annoyance {
  key: string;
  text: string;
  why: string;
}

/** So many of the latest complaints don't come again. */
export const MEMORY = 4;

/** How well a complaint fits, 0 to 100. A word that is there is a better reason than one that is missing. */
const FIT: Readonly<Record<Vagueness | Gap, number>> = {
  thing: 80,
  amount: 72,
  plural: 66,
  abstract: 64,
  hedge: 62,
  letter: 62,
  always: 56,
  somebody: 54,
  comparison: 52,
  choice: 48,
  measure: 46,
  maybe: 44,
  nameless: 40,
  number: 34,
  looks: 32,
  size: 28,
  place: 26,
  time: 22,
  person: 20,
};
const ANY_WORD_FITS = 16;
const ALWAYS_FIT = 8;
/** What was complained about before fits less, each time. */
const WORN = 24;
/** Two complaints that fit about as well take turns. */
const LUCK = 12;

interface Reason {
  wording: Wording;
  fit: number;
  /** The word picked on; none where something is missing. */
  word?: string;
  why: string;
}

/**
 * Complains about an example, as somebody who works through an exercise alone would be complained at by a partner:
 * the most fitting complaint that was not among the last four of `history` (keys, the latest last). Any number does as
 * `seed`; the same arguments give the same complaint. It never says that an idea is wrong, and adds nothing to it.
 */
export function complainAbout(words: string, history: readonly string[], seed: number): Annoyance {
  const chance = draws(seed, words.length, history.length);
  const recent = new Set(history.slice(-MEMORY));
  const reasons = findReasons(words.slice(0, MOST_READ)).filter(({ wording }) => !recent.has(wording.key));
  const weighed = reasons.map((reason) => ({ reason, weight: weigh(reason, history) + chance() * LUCK }));
  const best = weighed.reduce((a, b) => (b.weight > a.weight ? b : a)).reason;
  const { key, says } = best.wording;
  const said = says[Math.floor(chance() * says.length)] ?? '';
  return { key, text: said.replaceAll('…', () => best.word ?? ''), why: best.why };
}

const weigh = ({ fit, wording }: Reason, history: readonly string[]): number =>
  fit - WORN * history.reduce((times, key) => times + (key === wording.key ? 1 : 0), 0);

/** Every reason to complain. There are always more of them, by key, than are remembered. */
function findReasons(words: string): Reason[] {
  const always: Reason[] = ALWAYS_AT_HAND.map((wording) => ({ wording, fit: ALWAYS_FIT, why: wording.why }));
  if (!/[\p{L}\d]/u.test(words)) {
    return [{ wording: NOTHING, fit: 100, why: 'There are no words here yet.' }, ...always];
  }
  const vague: Reason[] = vagueWords(words).map(({ text, kind }) => ({
    wording: ON_VAGUENESS[kind],
    fit: FIT[kind],
    word: text,
    why: `You wrote “${text}”.`,
  }));
  const missing: Reason[] = findGaps(words).map((gap) => ({
    wording: ON_GAP[gap],
    fit: FIT[gap],
    why: ON_GAP[gap].why,
  }));
  const any: Reason[] = tellingWords(words).flatMap((word) =>
    ON_ANY_WORD.map((wording) => ({ wording, fit: ANY_WORD_FITS, word, why: `You wrote “${word}”.` })),
  );
  return [...vague, ...missing, ...any, ...always];
}

const SMALL_WORDS = new Set(
  `about above after again all also and any are been before being below between both but can could did does each else ever
  every few for from had has have her here hers him his how into its just let may might more most much must nor not now off
  once one only onto other our out over own same she should some such than that the their them then there these they this
  those too two under until very was were what when where which while who whom whose why will with would you your`.split(
    /\s+/,
  ),
);

/** Words that say something, as they stand; of many, the first ones. */
const tellingWords = (words: string): string[] =>
  [...words.matchAll(/\p{L}{3,30}(?![\p{L}\p{M}'’])/gu)]
    .map(([word]) => word)
    .filter((word) => !SMALL_WORDS.has(word.toLowerCase()))
    .slice(0, 40);

/** Numbers from 0 up to 1, the same ones for the same seeds. */
function draws(...seeds: number[]): () => number {
  let state = seeds.reduce(
    (mixed, seed) =>
      Math.imul(mixed ^ (Number.isFinite(seed) ? Math.floor(seed) | 0 : 0), 0x9e3779b1) + 0x7f4a7c15,
    0x2545f491,
  );
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
}
