import { type Effort, someEffort } from './effort.ts';

/** A stretch that belongs together, from its opening mark to after its closing one. */
export interface Enclosure {
  start: number;
  end: number;
}

const CLOSERS: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{', '”': '“', '»': '«' };
const OPENING = new Set(Object.values(CLOSERS));

/** Quotations longer than this are two apostrophes or two inch marks that have nothing to do with one another. */
const MOST_QUOTED = 300;

/**
 * Finds matched brackets and quotations; marks without a partner (“1)”, “[0, 1)”) enclose nothing. `text` is expected
 * to have its mathematics masked already.
 */
export function findEnclosures(text: string, effort: Effort = someEffort()): Enclosure[] {
  const found: Enclosure[] = [];
  const open: { mark: string; at: number }[] = [];
  /** How many of each mark are open, so that a stray closing one looks for no partner. */
  const waiting = new Map<string, number>();
  for (let at = 0; at < text.length; at++) {
    effort.steps++;
    const char = text[at] ?? '';
    if (OPENING.has(char)) {
      open.push({ mark: char, at });
      waiting.set(char, (waiting.get(char) ?? 0) + 1);
    }
    const wanted = CLOSERS[char];
    if (wanted === undefined || !waiting.get(wanted)) continue;
    // What stands open further in has no partner.
    for (let last = open.pop(); last; last = open.pop()) {
      effort.steps++;
      waiting.set(last.mark, (waiting.get(last.mark) ?? 0) - 1);
      if (last.mark !== wanted) continue;
      found.push({ start: last.at, end: at + 1 });
      break;
    }
  }
  for (const quoted of text.matchAll(
    /"[^"]+"|``(?:(?!``|'').)+''|(?<![\p{L}\p{N}])[`‘](?![`'\s])[^`'‘’]+['’](?!\p{L})/gu,
  )) {
    if (quoted[0].length <= MOST_QUOTED)
      found.push({ start: quoted.index, end: quoted.index + quoted[0].length });
  }
  return found;
}
