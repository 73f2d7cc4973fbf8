const set = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/));

/** After these a sentence never ends (lower case, without the last dot). */
const NEVER = set(
  'e.g eg i.e ie cf vs viz dr mr mrs ms prof approx ca wrt w.r.t s.t a.k.a resp incl esp namely st mt ft gen sen hon rev.d',
);

/** After these a sentence ends only where the next word plainly opens another. */
const SELDOM = set(
  `et.al al etc fig figs eq eqs eqn eqns ref refs sec secs sect tab thm thms th prop props lem cor def defs ch chap app
  no nos vol vols pp p ed eds nr par art ex rem inc ltd co corp jr sr ph.d m.sc u.s u.k e.u a.e a.s i.i.d i.i.d.'s p.d.f
  c.d.f d.o.f c.m c.l f.w.h.m a.u r.m.s rms h.c c.c q.e.d sp spp var subsp gen nov phys rev lett proc math ann acta univ
  int trans astron astrophys nucl mod commun comm am amer soc sci theor appl inst natl acad bull jour j suppl mon not
  jan feb mar apr jun jul aug sep sept oct nov dec min max sec hr hrs yr yrs deg wt at mol str dept est`,
);

/** Words with which abstracts like to begin a sentence, and which no name or label begins with. */
const OPENERS = set(
  `we this these those the that there then thus therefore in our it its here however for using moreover furthermore
  finally further also although though when while where whereas since if as to by with from under on at our both such
  recently first second third secondly thirdly one two three many most several some all another other an and but so
  because let given based motivated unlike despite after before during among within between because consequently
  hence indeed instead in particular particularly additionally conversely specifically similarly overall previous
  results numerical they their he she his her you your i'm what why how which who can does is are no none not only
  along next lastly nevertheless nonetheless otherwise surprisingly interestingly remarkably`,
);

/** Whether a text begins with a word that plainly opens a sentence. */
export const opens = (next: string): boolean => {
  const word = /^[("“‘`'[{]*(\p{L}[\p{L}'’]*)/u.exec(next)?.[1] ?? '';
  if (/^[AI]$/.test(word)) return /^[("“‘`'[{]*[AI]\s+\p{Ll}/u.test(next);
  return /^\p{Lu}/u.test(word) && OPENERS.has(word.toLowerCase());
};

/**
 * Whether the dot at the end of `before` belongs to an abbreviation or to somebody's initial, so that the sentence
 * goes on with `next`.
 */
export function isAbbreviated(before: string, next: string): boolean {
  const tail = /([\p{L}\d.'’/-]*)\.$/u.exec(before.slice(-60));
  if (!tail) return false;
  const word = (tail[1] ?? '').replace(/^[.'’/-]+/, '');
  const key = word.toLowerCase();
  if (word === '') return false;
  if (NEVER.has(key)) return !(key === 'resp' && opens(next));
  if (SELDOM.has(key)) {
    // “No. 5” and “p. 3” are labels; “the answer is no. 5 others…” is so rare that it may go on.
    if (
      (key === 'no' || key === 'at' || key === 'am' || key === 'not' || key === 'max' || key === 'min') &&
      !/^[\d$]/.test(next)
    )
      return false;
    return !opens(next);
  }
  // J. S. Bach, A.W. Sandvik, C.-P. Yuan, Ch. Darwin
  if (
    /^(?:\p{Lu}\.?-?)*\p{Lu}$/u.test(word) &&
    (word.length === 1 || /[.-]/.test(word)) &&
    /\p{Lu}/u.test(next[0] ?? '')
  ) {
    const previous = /(\S+)\s+\S*$/.exec(before.slice(-80))?.[1] ?? '';
    if (opens(next)) return false;
    return (
      word.length > 1 ||
      previous === '' ||
      /^(?:by|of|and|to|from|with|due|see|after|than|as|like|both|thank|follow|following|called|&|\p{Lu}.*|.*[,(])$/u.test(
        previous,
      )
    );
  }
  return false;
}
