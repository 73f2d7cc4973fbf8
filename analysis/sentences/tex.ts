import { Closings } from './closings.ts';
import { type Effort, someEffort } from './effort.ts';
import { readWords } from './words.ts';

/** A run of an abstract: words as they are read, or mathematics as TeX without its delimiters. */
export type TexRun = { kind: 'words'; text: string } | { kind: 'math'; tex: string; display: boolean };

/** Where mathematics stands, delimiters included: `text.slice(start, end)` is `$x$`; `tex` is `x`. */
export interface MathSpan {
  start: number;
  end: number;
  tex: string;
  display: boolean;
}

/** Longer than this, two delimiters are strangers to one another. */
const MOST_MATH = 1500;

const DELIMITERS = [
  { open: '$$', close: '$$', display: true },
  { open: '\\[', close: '\\]', display: true },
  { open: '\\(', close: '\\)', display: false },
  { open: '$', close: '$', display: false },
] as const;

/**
 * Finds mathematics in an abstract, in order, without overlaps. Abstracts lose dollars and speak of money, so a pair
 * that holds prose or a price is no pair. Takes time in proportion to the text, whatever stands in it.
 */
export function findMath(text: string, effort: Effort = someEffort()): MathSpan[] {
  const spans: MathSpan[] = [];
  const closings = new Closings(text, effort);
  let at = 0;
  while (at < text.length) {
    effort.steps++;
    const char = text[at];
    if (char !== '$' && char !== '\\') {
      at++;
      continue;
    }
    const span = environmentAt(text, at, closings) ?? delimitedAt(text, at, closings);
    if (span) {
      spans.push(span);
      at = span.end;
    } else at += char === '\\' ? 2 : 1;
  }
  return spans;
}

function delimitedAt(text: string, at: number, closings: Closings): MathSpan | null {
  for (const { open, close, display } of DELIMITERS) {
    if (!text.startsWith(open, at)) continue;
    const from = at + open.length;
    const to = closings.unescapedFrom(close, from);
    if (to < 0 || to === from || to - from > MOST_MATH) continue;
    const tex = text.slice(from, to);
    if (open === '$' && (looksLikeMoney(tex) || looksLikeProse(tex))) continue;
    return { start: at, end: to + close.length, tex: tex.trim(), display };
  }
  return null;
}

const ENVIRONMENT = /^\\begin\{(equation|align|eqnarray|displaymath|math|gather|multline)(\*?)\}/;

function environmentAt(text: string, at: number, closings: Closings): MathSpan | null {
  const begin = ENVIRONMENT.exec(text.slice(at, at + 32));
  if (!begin) return null;
  const close = `\\end{${begin[1]}${begin[2]}}`;
  const from = at + begin[0].length;
  const to = closings.from(close, from);
  if (to < 0 || to - from > MOST_MATH) return null;
  const inner = text.slice(from, to).trim();
  const aligned = /^(align|eqnarray)/.test(begin[1] ?? '') ? `\\begin{aligned}${inner}\\end{aligned}` : inner;
  return { start: at, end: to + close.length, tex: aligned, display: begin[1] !== 'math' };
}

/** `$5 and $10`: what lies between the dollars starts as a price and breaks off before the next one. */
const looksLikeMoney = (tex: string): boolean =>
  /^\d[\d.,]*(\s|[kKmMbB]\b|[,.;)])/.test(tex) && /[\s(–-]$/.test(tex);

/** Three ordinary words in a row, outside `\text{…}` and its like. */
function looksLikeProse(tex: string): boolean {
  const bare = tex
    .replace(/\\(text\w*|mbox|hbox|mathrm|rm|operatorname)\s*\{[^}]*\}/g, ' ')
    .replace(/\\[a-zA-Z]+/g, '\\');
  return /(?:^|[\s(])\p{L}{2,}[,.]?\s+(?:\([^)]*\)\s+)?\p{L}{2,}[,.]?\s+\p{L}{2,}(?=[\s.,;)]|$)/u.test(bare);
}

/** Cuts an abstract, or a sentence of one, into words and mathematics. Never throws; nothing at all gives no run. */
export function texRuns(text: string): TexRun[] {
  const runs: TexRun[] = [];
  let at = 0;
  const addWords = (to: number) => {
    const words = readWords(text.slice(at, to));
    if (words !== '') runs.push({ kind: 'words', text: words });
  };
  for (const { start, end, tex, display } of findMath(text)) {
    addWords(start);
    if (tex !== '') runs.push({ kind: 'math', tex, display });
    at = end;
  }
  addWords(text.length);
  return runs;
}
