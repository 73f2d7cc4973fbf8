import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findMath, texRuns } from './tex.ts';

const words = (text: string) =>
  texRuns(text)
    .map((run) => (run.kind === 'words' ? run.text : `<${run.tex}>`))
    .join('');

describe('runs of words and mathematics', () => {
  it('reads accents as letters', () => {
    expect(words("Yndur\\'ain, R\\'ev\\'esz, Gr\\\"obner, {\\o}re, Petojevi\\' c, Djokovi\\'{c}'s")).toBe(
      "Ynduráin, Révész, Gröbner, øre, Petojević, Djoković's",
    );
    expect(
      words("{\\'e}, \\v{C}ech, {\\v c}, \\c{c}, P\\u aun, na\\\"{\\i}ve, \\AA, Stra{\\ss}e, \\L{}\\'od\\'z"),
    ).toBe('é, Čech, č, ç, Păun, naïve, Å, Straße, Łódź');
  });

  it('keeps the words and drops their dress', () => {
    expect(
      words(
        "{\\it Marginally} \\emph{consistent \\textbf{models}} of 5\\% in Fig.~3 by ``them'' \\cite{a,b}, a--b",
      ),
    ).toBe('Marginally consistent models of 5% in Fig.\u00a03 by “them” [a,b], a–b');
    expect(words('\\pi\\pi scattering in the \\sigma band')).toBe('ππ scattering in the σ band');
    expect(words('\\la r^2\\ra')).toBe('\\la r^2\\ra');
  });

  it('finds mathematics in all its delimiters', () => {
    expect(texRuns('if $x>0$ or \\(y\\) then \\[ z \\] and $$w$$ \\begin{equation}v\\end{equation}')).toEqual(
      [
        { kind: 'words', text: 'if ' },
        { kind: 'math', tex: 'x>0', display: false },
        { kind: 'words', text: ' or ' },
        { kind: 'math', tex: 'y', display: false },
        { kind: 'words', text: ' then ' },
        { kind: 'math', tex: 'z', display: true },
        { kind: 'words', text: ' and ' },
        { kind: 'math', tex: 'w', display: true },
        { kind: 'words', text: ' ' },
        { kind: 'math', tex: 'v', display: true },
      ],
    );
  });

  it('takes no price and no lost dollar for mathematics', () => {
    expect(findMath('costs $5 and $10 today')).toEqual([]);
    expect(findMath('a \\$5 b \\$6')).toEqual([]);
    expect(
      findMath('order a^2$ in scattering off nuclear targets. At order $b^2$').map((m) => m.tex),
    ).toEqual(['b^2']);
    expect(findMath('$f \\text{ is a smooth map}$')).toHaveLength(1);
  });

  it('never throws and loses no word, whatever the string', () => {
    const bits = fc.constantFrom(
      'a',
      'word ',
      '$',
      '$$',
      '\\',
      "\\'e ",
      '{',
      '}',
      '\\(',
      '\\)',
      '\\it ',
      '~',
      '\ud800',
      '\\begin{align}',
      '\\end{align}',
      '\\cite{',
      "'",
      '`',
    );
    fc.assert(
      fc.property(fc.array(bits, { maxLength: 60 }), fc.string({ unit: 'binary' }), (parts, tail) => {
        const text = parts.join('') + tail;
        const spans = findMath(text);
        spans.forEach((span, i) => {
          expect(span.start).toBeGreaterThanOrEqual(spans[i - 1]?.end ?? 0);
          expect(span.end).toBeGreaterThan(span.start);
        });
        const read = words(text);
        // A stray accent may land on the w.
        const count = (s: string) => s.split('ord').length;
        expect(count(read)).toBe(count(text));
      }),
      { seed: 7, numRuns: 2000 },
    );
  });
});
