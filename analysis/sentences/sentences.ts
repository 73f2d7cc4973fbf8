import { isAbbreviated, opens } from './abbreviations.ts';
import { type Effort, someEffort } from './effort.ts';
import { type Enclosure, findEnclosures } from './enclosures.ts';
import { findMath } from './tex.ts';

/**
 * A sentence of a text in its normal form (see `normaliseAbstract`): `text` is `normal.slice(start, end)`. Sentences
 * follow one another with one space between them, or with nothing, and together hold every word.
 */
export interface Sentence {
  text: string;
  start: number;
  end: number;
}

/** Where a sentence gets longer than this, it may be cut inside brackets: they were probably never meant as a pair. */
const MOST_LETTERS = 900;

/** Joins an abstract's hard line breaks and makes all white space one space. Its own result stays as it is. */
export const normaliseAbstract = (text: string): string =>
  text
    // A compound that was broken at its hyphen; “two- and three-body” keeps its space.
    .replace(/(\p{Ll}-)[ \t]*\r?\n[ \t]*(?!(?:and|or|to|nor|but)\b)(?=\p{Ll})/gu, '$1')
    .replace(/[\s\u0085\u200b\ufeff]+/gu, ' ')
    .trim();

/**
 * Cuts a text into sentences. Offsets are into `normaliseAbstract(text)`; a text that is normal already keeps its own.
 * Total: any string is welcome, and one without a word in it has no sentence; takes time in proportion to its length.
 */
export function splitSentences(text: string, effort: Effort = someEffort()): Sentence[] {
  const normal = normaliseAbstract(text);
  return sentencesAt(normal, findCuts(normal, effort));
}

/** The sentences of a normal text that start at the given offsets; the first is taken to be 0. */
export function sentencesAt(normal: string, cuts: readonly number[]): Sentence[] {
  const starts = [...new Set([0, ...cuts])]
    .filter((cut) => cut >= 0 && cut < normal.length)
    .sort((a, b) => a - b);
  return starts
    .map((start, i) => {
      const stop = starts[i + 1] ?? normal.length;
      const end = start + normal.slice(start, stop).trimEnd().length;
      return { text: normal.slice(start, end), start, end };
    })
    .filter(({ text }) => text !== '');
}

function findCuts(normal: string, effort: Effort): number[] {
  const masked = mask(normal, effort);
  const enclosures = findEnclosures(masked, effort);
  const brackets = new Map<number, Enclosure>();
  for (const enclosure of enclosures)
    if (/[([]/.test(masked[enclosure.start] ?? '')) brackets.set(enclosure.end, enclosure);
  const candidates = findCandidates(masked).filter((cut) => {
    effort.steps++;
    return endsSentence(masked, cut, brackets);
  });
  const depth = depthsOf(enclosures, masked.length);
  const inside = (cut: number) => (depth[cut] ?? 0) > 0;
  const cuts = candidates.filter((cut) => !inside(cut));
  let next = 0;
  for (const { start, end } of sentencesAt(normal, cuts)) {
    for (; next < candidates.length && (candidates[next] as number) < end; next++) {
      effort.steps++;
      const cut = candidates[next] as number;
      if (end - start > MOST_LETTERS && start < cut && inside(cut)) cuts.push(cut);
    }
  }
  return dropFragments(
    masked,
    cuts.sort((a, b) => a - b),
    effort,
  );
}

/** In how many enclosures each offset lies, strictly inside. */
function depthsOf(enclosures: readonly Enclosure[], length: number): Int32Array {
  const depths = new Int32Array(length + 2);
  for (const { start, end } of enclosures) {
    depths[start + 1] = (depths[start + 1] ?? 0) + 1;
    depths[end] = (depths[end] ?? 0) - 1;
  }
  for (let at = 1; at < depths.length; at++) depths[at] = (depths[at] ?? 0) + (depths[at - 1] ?? 0);
  return depths;
}

/**
 * The same text with its mathematics, commands, addresses and intervals behind capital X's, each as long as what it
 * hides: offsets stay. A full stop that closes a formula stays in sight.
 */
function mask(normal: string, effort: Effort): string {
  const hide = (what: string) => 'X'.repeat(what.length);
  let masked = '';
  let at = 0;
  for (const { start, end, tex } of findMath(normal, effort)) {
    const hidden = hide(normal.slice(start, end));
    masked += normal.slice(at, start) + (/[^.]\.$/.test(tex) ? `${hidden.slice(0, -1)}.` : hidden);
    at = end;
  }
  masked += normal.slice(at);
  return masked
    .replace(/(?:https?:\/\/|www\.|arXiv:)[^\s)\]}]*[^\s)\]}.,;]/g, hide)
    .replace(/\\(?:cite\w*|eqref|ref|label|url)\*?(?:\[[^\]]{0,300}\])?\{[^{}]*\}/g, hide)
    .replace(/\\['`^"~=.](?:\{\\?\p{L}\}|\\?\p{L})/gu, (what) => 'x'.repeat(what.length))
    .replace(/\{\\['`^"~=.uvHckrdb] ?(?:\{\\?\p{L}\}|\\?\p{L})\}/gu, (what) => 'x'.repeat(what.length))
    .replace(/\\(?:[a-zA-Z]+|.)/gu, hide)
    .replace(/[[(]-?[\w.∞]{1,12}, ?[\w.∞+]{1,12}[\])]/g, hide);
}

const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });

/** Marks that close a sentence, with the brackets and quotes that close after them. */
const CLOSING = /[.!?…]+[)\]}"'”’»]*$/;

/** Where sentences may start: where Unicode says so, and where its rules are too shy for abstracts. */
function findCandidates(masked: string): number[] {
  const found = new Set<number>();
  for (const { index } of segmenter.segment(masked)) found.add(index);
  // Before a number, a p-adic something, or after a lost space (“(SN).We”).
  for (const shy of masked.matchAll(/[.!?][)\]}"'”’»]* (?=[\p{Lu}\d([{"“‘`«]|\p{Ll}-\p{L})/gu))
    found.add(shy.index + shy[0].length);
  for (const lost of masked.matchAll(/(?:\p{Ll}{2}|\))\.(?=\p{Lu}\p{Ll}*[ ,])/gu))
    found.add(lost.index + lost[0].length);
  found.delete(0);
  return [...found].filter((cut) => cut < masked.length).sort((a, b) => a - b);
}

/** Whether a sentence ends right before `cut`. */
function endsSentence(masked: string, cut: number, brackets: ReadonlyMap<number, Enclosure>): boolean {
  // Never through a character that takes two code units.
  if (/[\ud800-\udbff]/.test(masked[cut - 1] ?? '') && /[\udc00-\udfff]/.test(masked[cut] ?? ''))
    return false;
  const before = masked.slice(Math.max(0, cut - 200), cut).trimEnd();
  const next = masked.slice(cut, cut + 80);
  const closing = CLOSING.exec(before);
  if (!closing) return false;
  // It goes on in lower case, with a sign, or with what can't start anything. (“p-adic methods” can.)
  if (/^(?:\p{Ll}(?!-\p{L})|[,;:.!?=<>+*/^_|)\]}’”»%&-])/u.test(next)) return false;
  if (/^\p{Ll}-/u.test(next) && !/\p{Ll}{2}\.$/u.test(before)) return false;
  // Left of the marks that close: was the stop inside the brackets? Then they must hold a whole sentence.
  const marks = closing[0].search(/[)\]]/);
  if (marks > 0 || (marks === 0 && !/[.!?…]$/.test(closing[0]))) {
    const around = brackets.get(masked.slice(0, cut).trimEnd().length);
    if (around)
      return (
        opens(next) ||
        /(?:^|[.!?…][)\]}"'”’]*)\s*$/.test(masked.slice(Math.max(0, around.start - 10), around.start))
      );
  }
  const word = `${before.slice(0, before.length - closing[0].length)}.`;
  return !(closing[0].startsWith('.') && !closing[0].startsWith('..') && isAbbreviated(word, next));
}

/** A piece without a word goes to the sentence before it; a label or a heading goes to the one after it. */
function dropFragments(masked: string, cuts: readonly number[], effort: Effort): number[] {
  const kept: number[] = [];
  const letters = placesOf(/\p{L}/gu, masked);
  const gaps = placesOf(/\S\s+(?=\S)/g, masked);
  const lastLetter = letters[letters.length - 1] ?? -1;
  let [from, letter, gap] = [0, 0, 0];
  for (const cut of cuts) {
    effort.steps++;
    // Pieces grow while nothing is kept, so what stands in them is looked up, not looked for.
    for (; (letters[letter] ?? cut) < from; letter++) effort.steps++;
    for (; (gaps[gap] ?? cut) < from; gap++) effort.steps++;
    const wordless = (letters[letter] ?? cut) >= cut || lastLetter < cut;
    const spaced = (gaps[gap] ?? cut) < masked.slice(0, cut).trimEnd().length - 1;
    const ending = masked.slice(Math.max(from, cut - MOST_HEADING), cut).trim();
    const label =
      cut - from <= MOST_HEADING && /^[([{]?(?:\d{1,3}|\p{L}|[ivxlcIVXLC]+)[.)\]}]+$/u.test(ending);
    const heading = !spaced && /\S\.[)\]}"'”’]*$/.test(ending);
    if (wordless || label || heading) continue;
    kept.push(cut);
    from = cut;
  }
  return kept;
}

/** A label is short, and so is all that has to be seen of a heading: how it ends. */
const MOST_HEADING = 40;

const placesOf = (what: RegExp, text: string): number[] => [...text.matchAll(what)].map(({ index }) => index);

/** Joins a sentence with the one after it. Where there is none, nothing changes. */
export function mergeWithNext(sentences: readonly Sentence[], i: number): Sentence[] {
  const [here, next] = [sentences[i], sentences[i + 1]];
  if (!here || !next) return [...sentences];
  const gap = ' '.repeat(Math.max(0, next.start - here.end));
  const joined = { text: here.text + gap + next.text, start: here.start, end: next.end };
  return sentences.toSpliced(i, 2, joined);
}

/**
 * Cuts a sentence in two at an offset into the normal text (as `start` and `end` are). Where that leaves a side without
 * a word, or would halve a character, nothing changes.
 */
export function splitAt(sentences: readonly Sentence[], i: number, offset: number): Sentence[] {
  const here = sentences[i];
  if (!here || !Number.isInteger(offset) || offset <= here.start || offset >= here.end) return [...sentences];
  const at = offset - here.start;
  const [left, right] = [here.text.slice(0, at).trimEnd(), here.text.slice(at).trimStart()];
  const halved =
    /[\ud800-\udbff]$/.test(here.text.slice(0, at)) && /^[\udc00-\udfff]/.test(here.text.slice(at));
  if (left === '' || right === '' || halved) return [...sentences];
  return sentences.toSpliced(
    i,
    1,
    { text: left, start: here.start, end: here.start + left.length },
    { text: right, start: here.end - right.length, end: here.end },
  );
}

/** Offsets at which the sentences start: what `sentencesAt` makes them from again. */
export const cutsOf = (sentences: readonly Sentence[]): number[] => sentences.map(({ start }) => start);
