import { isAbbreviated, opens } from './abbreviations.ts';
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
 * Total: any string is welcome, and one without a word in it has no sentence.
 */
export function splitSentences(text: string): Sentence[] {
  const normal = normaliseAbstract(text);
  return sentencesAt(normal, findCuts(normal));
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

function findCuts(normal: string): number[] {
  const masked = mask(normal);
  const enclosures = findEnclosures(masked);
  const candidates = findCandidates(masked).filter((cut) => endsSentence(masked, cut, enclosures));
  const inside = (cut: number) => enclosures.some(({ start, end }) => start < cut && cut < end);
  const cuts = candidates.filter((cut) => !inside(cut));
  for (const { start, end } of sentencesAt(normal, cuts)) {
    if (end - start > MOST_LETTERS)
      cuts.push(...candidates.filter((cut) => start < cut && cut < end && inside(cut)));
  }
  return dropFragments(
    masked,
    cuts.sort((a, b) => a - b),
  );
}

/**
 * The same text with its mathematics, commands, addresses and intervals behind capital X's, each as long as what it
 * hides: offsets stay. A full stop that closes a formula stays in sight.
 */
function mask(normal: string): string {
  const hide = (what: string) => 'X'.repeat(what.length);
  let masked = '';
  let at = 0;
  for (const { start, end, tex } of findMath(normal)) {
    const hidden = hide(normal.slice(start, end));
    masked += normal.slice(at, start) + (/[^.]\.$/.test(tex) ? `${hidden.slice(0, -1)}.` : hidden);
    at = end;
  }
  masked += normal.slice(at);
  return masked
    .replace(/(?:https?:\/\/|www\.|arXiv:)[^\s)\]}]*[^\s)\]}.,;]/g, hide)
    .replace(/\\(?:cite\w*|eqref|ref|label|url)\*?(?:\[[^\]]*\])?\{[^{}]*\}/g, hide)
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
function endsSentence(masked: string, cut: number, enclosures: readonly Enclosure[]): boolean {
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
    const end = masked.slice(0, cut).trimEnd().length;
    const around = enclosures.find(
      (enclosure) => enclosure.end === end && /[([]/.test(masked[enclosure.start] ?? ''),
    );
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
function dropFragments(masked: string, cuts: readonly number[]): number[] {
  const kept: number[] = [];
  let from = 0;
  for (const cut of cuts) {
    const piece = masked.slice(from, cut).trim();
    const label = /^[([{]?(?:\d{1,3}|\p{L}|[ivxlcIVXLC]+)[.)\]}]+$/u.test(piece);
    const heading = /^\S+\.[)\]}"'”’]*$/.test(piece);
    if (!hasWord(piece) || !hasWord(masked.slice(cut)) || label || heading) continue;
    kept.push(cut);
    from = cut;
  }
  return kept;
}

const hasWord = (text: string): boolean => /\p{L}/u.test(text);

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
