import { z } from 'zod';
import { normaliseAbstract } from '../../analysis/sentences/sentences.ts';
import { nameField } from './fields.ts';
import type { Passage } from './passage.ts';

/** A line that could not be read, and why, in words for the person who brought the file. */
export interface BrokenLine {
  /** From 1. */
  line: number;
  reason: string;
}

export interface SnapshotReading {
  passages: Passage[];
  broken: BrokenLine[];
}

/** Longer than this a line is no record; longer than that, a text is no abstract. */
const MOST_LINE = 1_000_000;
const MOST_ABSTRACT = 20_000;

/** What of a record of arXiv's metadata is used; the rest is let through unread. */
const record = z.object({
  id: z.string('it has no id').trim().min(1, 'it has no id').max(64, 'its id is too long'),
  title: z.string('it has no title').trim().min(1, 'its title is empty').max(2000, 'its title is too long'),
  abstract: z
    .string('it has no abstract')
    .trim()
    .min(1, 'its abstract is empty')
    .max(MOST_ABSTRACT, `its abstract is too long: more than ${MOST_ABSTRACT.toLocaleString('en')} letters`),
  categories: z
    .string('it has no categories')
    .trim()
    .min(1, 'it has no categories')
    .max(500, 'it has too many categories'),
  authors: z.string('its authors must be words').max(100_000, 'its list of authors is too long').nullish(),
  license: z.string('its licence must be words').nullish(),
});

/**
 * Reads arXiv's public metadata: one JSON object a line, in a whole text or in pieces of it as they come (a piece may
 * hold many lines, or end in the middle of one). Broken lines are listed, the others imported; of two records with one
 * id, the later one stands. Empty lines are no mistake.
 */
export async function readSnapshot(source: string | AsyncIterable<string>): Promise<SnapshotReading> {
  const passages = new Map<string, Passage>();
  const broken: BrokenLine[] = [];
  for await (const { line, words } of lines(source)) {
    const read = readLine(words);
    if (read === null) continue;
    if (typeof read === 'string') broken.push({ line, reason: read });
    else passages.set(read.id, read);
  }
  return { passages: [...passages.values()], broken };
}

async function* lines(
  source: string | AsyncIterable<string>,
): AsyncGenerator<{ line: number; words: string }> {
  let line = 0;
  let rest = '';
  const pieces = typeof source === 'string' ? [source] : source;
  for await (const piece of pieces) {
    const parts = (rest + piece).split('\n');
    rest = parts.pop() ?? '';
    for (const words of parts) yield { line: ++line, words };
    // A file without line breaks must not fill the memory; what is over the limit is over it with less, too.
    if (rest.length > MOST_LINE) rest = rest.slice(0, MOST_LINE + 1);
  }
  if (rest !== '') yield { line: ++line, words: rest };
}

function readLine(line: string): Passage | string | null {
  const words = line.replace(/^\ufeff/, '').trim();
  if (words === '') return null;
  if (words.length > MOST_LINE) return 'this line is too long for one record: more than a million letters';
  let raw: unknown;
  try {
    raw = JSON.parse(words);
  } catch {
    return words.startsWith('{')
      ? 'this line is not whole: it is no readable JSON'
      : 'this line is no JSON: a record starts with {';
  }
  if (raw === null || typeof raw !== 'object' || Array.isArray(raw))
    return 'this line is JSON, but no record: a record starts with {';
  const parsed = record.safeParse(raw);
  if (!parsed.success) return [...new Set(parsed.error.issues.map((issue) => issue.message))].join('; ');
  const { id, title, abstract, categories, authors, license } = parsed.data;
  const named = categories.split(/\s+/);
  return {
    id: `arxiv:${id}`,
    title: normaliseAbstract(title),
    text: normaliseAbstract(abstract),
    field: nameField(named[0] ?? ''),
    categories: named,
    source: 'arXiv',
    ...(authors ? { authors: normaliseAbstract(authors) } : {}),
    url: `https://arxiv.org/abs/${encodeURI(id)}`,
    // arXiv gives its metadata, abstracts among them, away under CC0; `license` is about the paper.
    licence: license ? `metadata CC0, paper ${license}` : 'metadata CC0',
  };
}
