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
export function findEnclosures(text: string): Enclosure[] {
  const found: Enclosure[] = [];
  const open: { mark: string; at: number }[] = [];
  for (let at = 0; at < text.length; at++) {
    const char = text[at] ?? '';
    if (OPENING.has(char)) open.push({ mark: char, at });
    const wanted = CLOSERS[char];
    if (wanted === undefined) continue;
    const from = open.findLastIndex(({ mark }) => mark === wanted);
    if (from < 0) continue;
    found.push({ start: open[from]?.at ?? 0, end: at + 1 });
    open.length = from;
  }
  for (const quoted of text.matchAll(
    /"[^"]+"|``(?:(?!``|'').)+''|(?<![\p{L}\p{N}])[`‘](?![`'\s])[^`'‘’]+['’](?!\p{L})/gu,
  )) {
    if (quoted[0].length <= MOST_QUOTED)
      found.push({ start: quoted.index, end: quoted.index + quoted[0].length });
  }
  return found;
}
