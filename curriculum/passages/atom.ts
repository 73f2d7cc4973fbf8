/** One entry of an Atom feed, as far as arXiv's papers need it. Words are as the feed has them, white space included. */
export interface AtomEntry {
  id: string;
  title: string;
  summary: string;
  authors: string[];
  /** The `term` of each category, the primary one first. */
  categories: string[];
}

export type AtomReading = { ok: true; entries: AtomEntry[] } | { ok: false; reason: string };

interface Mark {
  kind: 'open' | 'close' | 'empty' | 'words';
  /** The element's name without its prefix, in small letters; or the words. */
  value: string;
  attributes: string;
}

/**
 * Reads an Atom feed. It knows elements, attributes, CDATA, the five named characters and the numbered ones; anything
 * that could make more out of less (a DOCTYPE, entities of one's own) is refused, nothing is ever fetched or run.
 * Total: what is no feed is said to be none.
 */
export function readAtom(source: string): AtomReading {
  if (/<!DOCTYPE|<!ENTITY/i.test(source)) return { ok: false, reason: 'it brings definitions of its own' };
  const entries: AtomEntry[] = [];
  const path: string[] = [];
  let entry: AtomEntry | null = null;
  let words = '';
  let feeds = 0;
  for (const { kind, value, attributes } of marks(source)) {
    if (kind === 'words') {
      words += value;
      continue;
    }
    if (kind !== 'close') {
      if (value === 'feed' && path.length === 0) feeds++;
      if (value === 'entry' && path.join('/') === 'feed') entry = blank();
      const term =
        value === 'category' || value === 'primary_category' ? attributeOf(attributes, 'term') : '';
      if (entry && path.length === 2 && term !== '') {
        if (value === 'primary_category')
          entry.categories = [term, ...entry.categories.filter((c) => c !== term)];
        else if (!entry.categories.includes(term)) entry.categories.push(term);
      }
      if (kind === 'open') path.push(value);
      if (path.length > 50) return { ok: false, reason: 'it is nested too deeply' };
      words = '';
      continue;
    }
    if (path.at(-1) !== value) return { ok: false, reason: `\`${value}\` closes where it was not open` };
    const where = path.join('/');
    path.pop();
    if (entry && where === 'feed/entry/id') entry.id = words.trim();
    if (entry && where === 'feed/entry/title') entry.title = words;
    if (entry && where === 'feed/entry/summary') entry.summary = words;
    if (entry && where === 'feed/entry/author/name') entry.authors.push(words.trim());
    if (entry && where === 'feed/entry') {
      entries.push(entry);
      entry = null;
    }
    words = '';
  }
  if (feeds !== 1) return { ok: false, reason: 'it is no feed' };
  if (path.length > 0) return { ok: false, reason: 'it breaks off in the middle' };
  return { ok: true, entries };
}

const blank = (): AtomEntry => ({ id: '', title: '', summary: '', authors: [], categories: [] });

function* marks(source: string): Generator<Mark> {
  let at = 0;
  while (at < source.length) {
    const next = source.indexOf('<', at);
    const until = next < 0 ? source.length : next;
    if (until > at) yield { kind: 'words', value: unescapeXml(source.slice(at, until)), attributes: '' };
    if (next < 0) return;
    const skipped = SKIPPED.find(([open]) => source.startsWith(open, next));
    if (skipped) {
      const [open, close] = skipped;
      const end = source.indexOf(close, next + open.length);
      const stop = end < 0 ? source.length : end;
      if (open === '<![CDATA[')
        yield { kind: 'words', value: source.slice(next + open.length, stop), attributes: '' };
      at = stop + close.length;
      continue;
    }
    const end = endOfTag(source, next);
    const tag = source.slice(next + 1, end);
    const name = /^\/?\s*(?:[\w.-]+:)?([\w.-]+)/.exec(tag);
    if (name) {
      const kind = tag.startsWith('/') ? 'close' : tag.endsWith('/') ? 'empty' : 'open';
      yield { kind, value: (name[1] ?? '').toLowerCase(), attributes: tag.slice(name[0].length) };
    }
    at = end + 1;
  }
}

const SKIPPED = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
] as const;

/** Where a tag ends: at the first `>` outside quotes. */
function endOfTag(source: string, from: number): number {
  let quote = '';
  for (let at = from; at < source.length; at++) {
    const char = source[at] ?? '';
    if (quote !== '') quote = char === quote ? '' : quote;
    else if (char === '"' || char === "'") quote = char;
    else if (char === '>') return at;
  }
  return source.length;
}

function attributeOf(attributes: string, name: string): string {
  const found = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(attributes);
  return unescapeXml(found?.[1] ?? found?.[2] ?? '');
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** The five names and the numbers; any other `&word;` stays as it stands. */
function unescapeXml(words: string): string {
  return words.replace(
    /&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|(amp|lt|gt|quot|apos));/g,
    (whole, decimal, hex, name) => {
      if (name !== undefined) return NAMED[name] ?? whole;
      const code = decimal === undefined ? Number.parseInt(hex, 16) : Number.parseInt(decimal, 10);
      const allowed = code === 9 || code === 10 || code === 13 || (code >= 32 && code <= 0x10ffff);
      return allowed && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : '\ufffd';
    },
  );
}
