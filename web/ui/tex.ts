export interface Piece {
  /** As it stands in the source, delimiters included. */
  text: string;
  /** The formula alone, null for words. */
  tex: string | null;
  display: boolean;
}

const FORMULA = /\$\$([^$]+)\$\$|\$((?:[^$\\\n]|\\.)+)\$|\\\[([\s\S]+?)\\\]|\\\(([\s\S]+?)\\\)/g;

/** Cuts words into words and formulas. "$5 and $6" is money: a formula has no space inside its dollars. */
export function splitTex(source: string): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const match of source.matchAll(FORMULA)) {
    const [text, doubled, single, bracket, paren] = match;
    const tex = doubled ?? single ?? bracket ?? paren ?? '';
    if (single !== undefined && (single.startsWith(' ') || single.endsWith(' '))) continue;
    if (match.index > from) pieces.push({ text: source.slice(from, match.index), tex: null, display: false });
    pieces.push({ text, tex, display: doubled !== undefined || bracket !== undefined });
    from = match.index + text.length;
  }
  if (from < source.length) pieces.push({ text: source.slice(from), tex: null, display: false });
  return pieces;
}
