import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  cutsOf,
  mergeWithNext,
  normaliseAbstract,
  type Sentence,
  sentencesAt,
  splitAt,
  splitSentences,
} from './sentences.ts';
import { findMath } from './tex.ts';

const seed = 20_240_917;
const split = (text: string) => splitSentences(text).map((sentence) => sentence.text);

/** Written with a bar where a sentence must end, and nowhere else. */
const golden: Record<string, string> = {
  'e.g. and i.e.': 'We treat lattices, e.g. Z and i.e. the integers.|They are discrete.',
  'et al. inside':
    'The bound of Smith et al. (2007) is sharp.|It was shown by Smith et al. We show more here.'.replace(
      ' We',
      '|We',
    ),
  'figures and equations': 'See Fig. 3 and Eqs. (4) and Ref. [5] for that.|Sec. 2 has the proof.',
  'a sentence that starts with Fig.': 'It grows.|Fig. 2 shows how it grows.',
  initials: 'A result of J. S. Bach and A.W. Sandvik is extended.|We thank R. Longo.',
  'a unit is no initial': 'It melts at 4.6 K. Numerical work agrees with this.'.replace('K. ', 'K.|'),
  'a variable is no initial': 'This holds for large N. Numerical work agrees with this.'.replace(
    'N. ',
    'N.|',
  ),
  'vs., cf., ca., resp.':
    'We plot energy vs. time, cf. the appendix, for ca. 30 runs (resp. 40 runs).|All agree.',
  decimals: 'The value 3.5 is off by 0.2 MeV.|We correct it.',
  'No. and p.': 'Problem No. 5 on p. 12 is open.|Is the answer no. We think so.'.replace('no. ', 'no.|'),
  'journals in brackets': 'We follow [Phys. Rev. Lett. 92, 246401 (2004)] closely.|It works.',
  'a stop inside brackets': 'The gap closes (as in A. Kitaev. See also there.) at zero field.|It then opens.',
  'brackets that end a sentence':
    'We use a method (introduced by X. Wen, Phys. Rev. 98, (2007).)|This method is fast.',
  'a bracketed sentence': 'It is compact.|(This was known. It is easy.)|We extend it.',
  semicolons: 'There are two cases; one is easy; the other is not.|We treat both.',
  'mathematics with a stop': 'For all $x. Y$ we have \\[ a. B \\] as well.|And $f(x)=3.$|We conclude.',
  'mathematics first': 'Let $x$ be real.|$y$ is then complex.',
  'a lost dollar':
    'Up to order \\cal{O}(a^2)$ in scattering off nuclear targets.|At the order $\\cal{O}(a^2)$, it ends.',
  money: 'The ticket costs $5.|And then it costs $10 more.',
  'questions and factorials': 'What is a ball?|It is round and n! = 6 holds.|Why! says nobody in lower case.',
  quotations: 'They call it "Odd. Very odd." in the title.|We don’t.',
  'TeX quotations': "The `real. Linear. polarization constant' problem is hard.|It stays hard.",
  'p-adic': 'We take limits of forms.|p-adic ones are taken first.',
  headings: 'Aims. We want light curves.|Methods. We take pictures.|Results. They are dark.',
  labels: '1. First comes this one.|2. Second comes that one.|(ii) Then comes the third.',
  'a lost space': 'We study a supernova (SN).|We consider its envelope.|It is thick.'.replaceAll(').|', ').'),
  accents: 'Bal\\\'azs and Gr\\"obner wrote it.|{\\it Very} few read it.',
  addresses: 'The data are at http://www.swift.ac.uk/xrt.curves.|They are free.',
  'the U.S.': 'It was built in the U.S. Navy yard.|We saw it in the U.S. We liked it there.'.replace(
    'U.S. We',
    'U.S.|We',
  ),
};

describe('sentences', () => {
  for (const [name, marked] of Object.entries(golden)) {
    it(`are told apart: ${name}`, () => {
      const wanted =
        name === 'a lost space'
          ? ['We study a supernova (SN).', 'We consider its envelope.', 'It is thick.']
          : marked.split('|');
      const text =
        name === 'a lost space'
          ? 'We study a supernova (SN).We consider its envelope.It is thick.'
          : wanted.join(' ');
      expect(split(text)).toEqual(wanted);
    });
  }

  it('are none where there is no word', () => {
    expect(split('')).toEqual([]);
    expect(split(' \n\t ')).toEqual([]);
    expect(split('...')).toEqual(['...']);
  });

  it('may end inside brackets where they would never end otherwise', () => {
    const long = `It starts (here. ${'A plain sentence of eight words stands here. '.repeat(25)}And ends) there.`;
    expect(split(long).length).toBeGreaterThan(10);
  });
});

describe('the normal form', () => {
  it('joins hard line breaks, and compounds that were broken at their hyphen', () => {
    expect(
      normaliseAbstract('  A fully\n  differential non-\nlinear two-\nand three-body\r\n\r\nproblem. \n'),
    ).toBe('A fully differential non-linear two- and three-body problem.');
  });
});

const wild = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc
    .array(
      fc.constantFrom(
        'A',
        'b',
        '. ',
        '! ',
        '(',
        ')',
        '$',
        '\\',
        '{',
        '}',
        '"',
        '\ud83d',
        '\ude00',
        ' ',
        '\n',
        'e.g. ',
        'We ',
        '[',
        ']',
        '3',
        '-\n',
        '\u2028',
        '`',
        "'",
      ),
      { maxLength: 120 },
    )
    .map((parts) => parts.join('')),
);

const coversAll = (normal: string, sentences: readonly Sentence[]) => {
  let at = 0;
  for (const { text, start, end } of sentences) {
    expect(normal.slice(at, start)).toMatch(/^ ?$/);
    expect(normal.slice(start, end)).toBe(text);
    expect(text).toBe(text.trim());
    expect(text).not.toBe('');
    at = end;
  }
  expect(at).toBe(normal.length);
};

describe('laws of splitting, on any string', () => {
  const run = (law: (text: string) => void) => fc.assert(fc.property(wild, law), { seed, numRuns: 1500 });

  it('covers every word, with the right offsets', () =>
    run((text) => coversAll(normaliseAbstract(text), splitSentences(text))));

  it('takes a normal text as it is', () =>
    run((text) => {
      const normal = normaliseAbstract(text);
      expect(normaliseAbstract(normal)).toBe(normal);
      expect(splitSentences(normal)).toEqual(splitSentences(text));
    }));

  it('splits what was joined again at the same places', () =>
    run((text) => {
      const sentences = splitSentences(text);
      const normal = normaliseAbstract(text);
      const joined = sentences
        .map((s, i) => normal.slice(sentences[i - 1]?.end ?? 0, s.start) + s.text)
        .join('');
      expect(splitSentences(joined)).toEqual(sentences);
      expect(sentencesAt(normal, cutsOf(sentences))).toEqual(sentences);
    }));

  it('never cuts through mathematics or a character', () =>
    run((text) => {
      const normal = normaliseAbstract(text);
      const spans = findMath(normal);
      for (const { start } of splitSentences(text).slice(1)) {
        expect(spans.some((span) => span.start < start && start < span.end)).toBe(false);
        expect(
          /^[\udc00-\udfff]/.test(normal.slice(start)) && /[\ud800-\udbff]$/.test(normal.slice(0, start)),
        ).toBe(false);
      }
    }));

  it('never cuts inside brackets that make a pair', () => {
    const word = fc.constantFrom('Cats', 'sleep', 'We', 'show', 'et al', 'This', 'Fig', 'n', '3.5', 'X');
    const phrase = fc.array(word, { minLength: 1, maxLength: 6 }).map((words) => `${words.join(' ')}.`);
    const bracket = fc.tuple(
      fc.constantFrom('()', '[]', '{}', '“”', '$$'),
      fc.array(phrase, { minLength: 1, maxLength: 4 }),
    );
    const piece = fc.oneof(
      phrase,
      bracket.map(([pair, inner]) => `${pair[0]}${inner.join(' ')}${pair[1]}`),
    );
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 8 }), (pieces) => {
        const text = pieces.filter((p) => !p.startsWith('$') || findMath(p).length === 1).join(' ');
        if (splitSentences(text).some((s) => s.text.length > 900)) return;
        for (const { start } of splitSentences(text)) {
          const depth = [...text.slice(0, start)].reduce(
            (n, c) => n + ('([{“'.includes(c) ? 1 : ')]}”'.includes(c) ? -1 : 0),
            0,
          );
          expect(depth).toBe(0);
        }
      }),
      { seed, numRuns: 1500 },
    );
  });
});

describe('merging and splitting by hand', () => {
  const text = 'One two three. Four five six. Seven eight nine.';

  it('joins with the one after it, and splits at an offset of the text', () => {
    const sentences = splitSentences(text);
    const merged = mergeWithNext(sentences, 0);
    expect(merged.map((s) => s.text)).toEqual(['One two three. Four five six.', 'Seven eight nine.']);
    expect(splitAt(merged, 0, text.indexOf('Four'))).toEqual(sentences);
    expect(mergeWithNext(sentences, 2)).toEqual(sentences);
    expect(splitAt(sentences, 0, 0)).toEqual(sentences);
    expect(splitAt(sentences, 7, 3)).toEqual(sentences);
  });

  it('loses no word, whatever is merged and split', () => {
    const step = fc.record({
      merge: fc.boolean(),
      i: fc.integer({ min: -1, max: 8 }),
      offset: fc.integer({ min: -5, max: 200 }),
    });
    fc.assert(
      fc.property(wild, fc.array(step, { maxLength: 12 }), (source, steps) => {
        const normal = normaliseAbstract(source);
        const done = steps.reduce<Sentence[]>(
          (sentences, { merge, i, offset }) =>
            merge ? mergeWithNext(sentences, i) : splitAt(sentences, i, offset),
          splitSentences(normal),
        );
        coversAll(normal, done);
      }),
      { seed, numRuns: 800 },
    );
  });
});

describe('real abstracts', () => {
  const file = fileURLToPath(new URL('../../../shared/data/arxiv-metadata-200.jsonl', import.meta.url));

  it('are told apart as a reader would', (ctx) => {
    if (!existsSync(file)) return ctx.skip('the 200 real records are not beside the project');
    const abstracts = readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { abstract: string }).abstract);
    expect(abstracts).toHaveLength(200);
    const all = abstracts.flatMap((abstract) => {
      coversAll(normaliseAbstract(abstract), splitSentences(abstract));
      return splitSentences(abstract);
    });
    expect(all.filter(({ text }) => text.split(' ').length < 3).map((s) => s.text)).toEqual([]);
    expect(all.filter(({ text }) => /^\p{Ll}(?!-)/u.test(text)).map((s) => s.text)).toEqual([]);
    expect(all.filter(({ text }) => text.length > 900)).toEqual([]);
    // Two sentences that stayed together: a stop, then a word that opens one.
    expect(
      all
        .filter(({ text }) =>
          /[a-z$)]{3}[.?] (?:We|This|The|In|Our|It|These|However)\b/.test(text.replace(/^\w+\. /, '')),
        )
        .map((s) => s.text),
    ).toEqual([]);
    const mean = all.reduce((sum, { text }) => sum + text.length, 0) / all.length;
    expect(mean).toBeGreaterThan(120);
    expect(mean).toBeLessThan(200);
  });
});
