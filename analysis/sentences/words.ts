/** Combining characters for TeX's accents: `\'e` is e followed by U+0301. */
const ACCENTS: Readonly<Record<string, string>> = {
  "'": '\u0301',
  '`': '\u0300',
  '^': '\u0302',
  '"': '\u0308',
  '~': '\u0303',
  '=': '\u0304',
  '.': '\u0307',
  u: '\u0306',
  v: '\u030c',
  H: '\u030b',
  c: '\u0327',
  k: '\u0328',
  r: '\u030a',
  d: '\u0323',
  b: '\u0331',
};

/** Commands that stand for a character in running text. */
const CHARACTERS: Readonly<Record<string, string>> = {
  o: 'ø',
  O: 'Ø',
  l: 'ł',
  L: 'Ł',
  ae: 'æ',
  AE: 'Æ',
  oe: 'œ',
  OE: 'Œ',
  aa: 'å',
  AA: 'Å',
  ss: 'ß',
  i: 'ı',
  j: 'ȷ',
  dh: 'ð',
  DH: 'Ð',
  th: 'þ',
  TH: 'Þ',
  S: '§',
  P: '¶',
  copyright: '©',
  pounds: '£',
  ldots: '…',
  dots: '…',
  textquoteright: '’',
  textquoteleft: '‘',
  textquotedblleft: '“',
  textquotedblright: '”',
  textendash: '–',
  textemdash: '—',
  textasciitilde: '~',
  textbackslash: '\\',
  textdegree: '°',
  degree: '°',
  TeX: 'TeX',
  LaTeX: 'LaTeX',
  alpha: 'α',
  beta: 'β',
  gamma: 'γ',
  delta: 'δ',
  epsilon: 'ε',
  varepsilon: 'ε',
  zeta: 'ζ',
  eta: 'η',
  theta: 'θ',
  iota: 'ι',
  kappa: 'κ',
  lambda: 'λ',
  mu: 'μ',
  nu: 'ν',
  xi: 'ξ',
  pi: 'π',
  rho: 'ρ',
  sigma: 'σ',
  tau: 'τ',
  phi: 'φ',
  varphi: 'φ',
  chi: 'χ',
  psi: 'ψ',
  omega: 'ω',
  Gamma: 'Γ',
  Delta: 'Δ',
  Theta: 'Θ',
  Lambda: 'Λ',
  Xi: 'Ξ',
  Pi: 'Π',
  Sigma: 'Σ',
  Phi: 'Φ',
  Psi: 'Ψ',
  Omega: 'Ω',
  pm: '±',
  mp: '∓',
  times: '×',
  cdot: '·',
  sim: '∼',
  simeq: '≃',
  approx: '≈',
  leq: '≤',
  le: '≤',
  lesssim: '≲',
  geq: '≥',
  ge: '≥',
  gtrsim: '≳',
  ll: '≪',
  gg: '≫',
  neq: '≠',
  to: '→',
  rightarrow: '→',
  infty: '∞',
  circ: '∘',
  ell: 'ℓ',
  hbar: 'ħ',
  dagger: '†',
  langle: '⟨',
  rangle: '⟩',
  quad: ' ',
};

/** Commands whose braces only change how the words look: the words stay. */
const DRESSES =
  'emph|textit|textbf|textsc|texttt|textrm|textsf|textsl|textup|text|mbox|underline|uline|url|mathrm';
const SWITCHES =
  /\{\s*\\(?:it|bf|em|sl|sc|rm|tt|sf|itshape|bfseries|small|footnotesize|cal)(?![a-zA-Z])([^{}]*)\}/g;

const accent = (mark: string, letter: string): string => {
  const dotted = letter === '\\i' || letter === 'ı' ? 'i' : letter === '\\j' || letter === 'ȷ' ? 'j' : letter;
  return (dotted + (ACCENTS[mark] ?? '')).normalize('NFC');
};

/** Reads running text with TeX in it as a person would: accents become letters, dressing goes, the words stay. */
export function readWords(source: string): string {
  if (!/[\\{}~`]|''|--/.test(source)) return source;
  let text = source
    // {\'e}, \'{e}, \'e, {\v c}, \v{c}, \c c
    .replace(
      /\\(['`^"~=.])\s*(?:\{\s*(\\[ij]|\p{L})\s*\}|(\\[ij](?![a-zA-Z])|\p{L}))/gu,
      (_, mark, braced, bare) => accent(mark, braced ?? bare),
    )
    .replace(
      /\\([uvHckrdb])(?:\s*\{\s*(\\[ij]|\p{L})\s*\}|\s+(\p{L})(?=\p{L}|\}))/gu,
      (_, mark, braced, bare) => accent(mark, braced ?? bare),
    )
    .replace(/\{\\([a-zA-Z]+)\s*\}/g, (whole, name) => CHARACTERS[name] ?? whole)
    .replace(/\\(?:cite[a-z]*|citep|citet)\*?(?:\s*\[[^\]]{0,300}\]){0,3}\s*\{([^{}]*)\}/g, '[$1]')
    .replace(/\\(?:eq)?ref\s*\{([^{}]*)\}/g, '[$1]')
    .replace(/\\(?:label|index)\s*\{[^{}]*\}/g, '')
    .replace(/\\footnote\s*\{([^{}]*)\}/g, ' ($1)');
  // Dress inside dress: from the inside out, as deep as people go.
  const dressed = new RegExp(`\\\\(?:${DRESSES})\\s*\\{([^{}]*)\\}`, 'g');
  for (let depth = 0; depth < 4; depth++)
    text = text.replace(dressed, '$1').replace(SWITCHES, (_, words) => words.trimStart());
  return text
    .replace(/\\([a-zA-Z]+)(?:\{\}|\s+(?=\p{Ll}))?/gu, (whole, name) =>
      Object.hasOwn(CHARACTERS, name)
        ? (CHARACTERS[name] ?? whole) + (/\s$/.test(whole) && !isLetter(name) ? ' ' : '')
        : whole,
    )
    .replace(/\{(\p{L}\p{M}*)\}/gu, '$1')
    .replace(/\\([&%$#_{}])/g, '$1')
    .replace(/\\[,;:!]/g, ' ')
    .replace(/---/g, '—')
    .replace(/--/g, '–')
    .replace(/``/g, '“')
    .replace(/''/g, '”')
    .replace(/`([^`'\n]{1,120})'/g, '‘$1’')
    .replace(/(?<=[^\s~])~(?=[^\s~])/g, '\u00a0');
}

/** Letters swallow the space after their command (`\\o re` is `øre`); symbols keep it. */
const isLetter = (name: string): boolean => /^(?:[oOlLijS]|ae|AE|oe|OE|aa|AA|ss|dh|DH|th|TH)$/.test(name);
