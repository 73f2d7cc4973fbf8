import { useMemo } from 'react';
import { later } from './later.tsx';
import { splitTex } from './tex.ts';

const fetchFormula = () => import('./Formula.tsx');
const Formula = later(fetchFormula, ({ source }) => <span>{source}</span>);

/** Fetches the typesetter for words that come later, if they need it: then no line shifts under a reader's eyes. */
export function prepareTex(words: string): void {
  if (splitTex(words).some(({ tex }) => tex)) void fetchFormula();
}

/** Words in which TeX is shown as mathematics. The typesetter is only fetched where there is some. */
export function Tex({ children }: { children: string }) {
  const pieces = useMemo(() => splitTex(children), [children]);
  return pieces.map((piece, i) =>
    piece.tex ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: pieces are only ever cut anew as a whole
      <Formula key={i} source={piece.tex} display={piece.display} />
    ) : (
      piece.text
    ),
  );
}
