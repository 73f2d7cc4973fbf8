/** What makes a stretch of words impossible to picture. */
export type Vagueness =
  | 'thing'
  | 'amount'
  | 'plural'
  | 'abstract'
  | 'letter'
  | 'hedge'
  | 'always'
  | 'somebody'
  | 'comparison'
  | 'measure'
  | 'maybe'
  | 'choice'
  | 'nameless';

/** `words.slice(start, end)` is `text`. */
export interface VagueSpan {
  start: number;
  end: number;
  text: string;
  kind: Vagueness;
}

/** An example is a few sentences; what goes beyond isn't read. */
export const MOST_READ = 8000;

const anyOf = (...words: string[]): string => words.join(' ').split(/\s+/).join('|');

const THINGS = anyOf(
  'systems? things? process(?:es)? structures? entit(?:y|ies) objects? elements? components? factors? aspects? items?',
  'stuff mechanisms? environments? situations? contexts? phenomen(?:on|a) concepts? methods? approach(?:es)?',
  'propert(?:y|ies) quantit(?:y|ies) values? parameters? variables? data information resources? products? services?',
  'features? frameworks? platforms? solutions? problems? issues? events? effects? behaviou?rs? models? mediums?',
  'substances? materials? devices? agents? domains? instances? something anything everything',
);

const AMOUNTS = anyOf('some several various many few numerous multiple countless plenty most');

/** Single letters that stand for anything at all: no word (`A`, `I`), no initial (`J. S. Bach`), no unit (`5 m`). */
const LETTERS =
  "(?<![\\p{L}\\d'’.-]|\\d )(?:[b-z]|[B-HJ-Z](?!\\. ?\\p{Lu}))(?![\\p{L}\\d'’-])|(?<!\\p{L})(?:arbitrary|generic|given|suitable|appropriate)(?!\\p{L})";

const HEDGES =
  '(?:some |a )?(?:kind|sort|type)s? of(?: a)?|or (?:something|whatever|so)|and so on|and so forth|etc\\.?|somehow|basically|roughly speaking|in some sense|in a way|such as|or similar|and the like|different|diverse|certain';

const ALWAYS = anyOf(
  'always usually generally typically often sometimes normally commonly frequently eventually occasionally rarely',
);

const SOMEBODY = anyOf(
  'someone somebody anyone anybody everyone everybody people persons? users? humans? individuals? actors? customers?',
  'scientists researchers observers? participants? players?',
);

const COMPARISONS = anyOf(
  'bigger smaller larger faster slower higher lower stronger weaker better worse longer shorter greater heavier lighter',
  'more less fewer',
);

const MEASURES = anyOf(
  'big large small huge tiny fast slow high low strong weak long short heavy light complex complicated simple typical',
  'normal ordinary good important significant',
);

const MAYBES = anyOf('could might may would can possibly perhaps maybe probably potentially');

/** Long words that end like ideas and are nevertheless things that one can bump into. */
const BUMPABLE = new RegExp(
  `^(?:${anyOf(
    'station stations apartment apartments basement pavement cement university universities mansion television ambulance',
    'entrance audience instrument instruments monument ornament garment garments document documents witness harness',
    'wilderness battleship spaceship neighbourhood neighborhood lotion potion portion cushion compartment ointment',
    'fragment fragments filament filaments pigment parchment settlement casement embankment plantation carnation',
  )})$`,
  'iu',
);

/** Words that end in s and are one, or none. */
const NOT_PLURAL =
  /(?:ss|us|is|ous)$|^(?:as|was|has|does|always|perhaps|across|lens|gas|series|species|\p{L}+ics|towards|besides|sometimes|news|means|its|yes)$/iu;

const whole = (pattern: string): RegExp => new RegExp(`(?<![\\p{L}\\d])(?:${pattern})(?![\\p{L}\\d])`, 'giu');

const RULES: readonly { kind: Vagueness; pattern: RegExp; except?: (word: string) => boolean }[] = [
  { kind: 'hedge', pattern: whole(HEDGES) },
  { kind: 'thing', pattern: whole(THINGS) },
  {
    kind: 'amount',
    pattern: whole(`${AMOUNTS}|a (?:number|lot|couple|bunch|variety|range|handful) of|lots of`),
  },
  { kind: 'always', pattern: whole(ALWAYS) },
  { kind: 'somebody', pattern: whole(SOMEBODY) },
  { kind: 'letter', pattern: new RegExp(LETTERS, 'gu') },
  { kind: 'comparison', pattern: whole(COMPARISONS) },
  // “5 m long” is long enough.
  { kind: 'measure', pattern: whole(`(?<!\\d ?\\p{L}{0,12} )(?:${MEASURES})`) },
  { kind: 'maybe', pattern: whole(MAYBES) },
  { kind: 'choice', pattern: whole('or|either|alternatively') },
  { kind: 'nameless', pattern: /(?<=^\s*)(?:it|this|that|they|these|those)(?!\p{L})/giu },
  {
    kind: 'abstract',
    pattern: whole('\\p{L}{3,}(?:tion|sion|ity|ness|ment|ance|ence|ism|ology|acy|hood|ship)s?'),
    except: (word) => BUMPABLE.test(word),
  },
  {
    // Only where something before it says that it is a noun: “the ball rolls” has none.
    kind: 'plural',
    pattern:
      /(?<=(?<!\p{L})(?:the|its|their|my|our|his|her|of|with|from|between|among|these|those|all|like) |^|[.!?] )\p{L}{2,}s(?![\p{L}\d'’-])/giu,
    except: (word) => NOT_PLURAL.test(word),
  },
];

/**
 * Finds what nobody could picture, in the order in which it stands; spans don't overlap. The longest rules come
 * first, so “some kind of system” is a hedge and a thing, and no amount.
 */
export function vagueWords(words: string): VagueSpan[] {
  const read = words.slice(0, MOST_READ);
  const spans: VagueSpan[] = [];
  for (const { kind, pattern, except } of RULES) {
    for (const match of read.matchAll(pattern)) {
      const [text] = match;
      const [start, end] = [match.index, match.index + text.length];
      if (text === '' || except?.(text) || spans.some((span) => span.start < end && start < span.end))
        continue;
      spans.push({ start, end, text, kind });
    }
  }
  return spans.sort((a, b) => a.start - b.start);
}
