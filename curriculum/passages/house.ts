import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isMap, isNode, isScalar, LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { normaliseAbstract } from '../../analysis/sentences/sentences.ts';
import { sayIssues } from '../fault.ts';
import type { Passage } from './passage.ts';

/** An abstract that comes with Greenball, so that there is something to read without a network. */
export interface HousePassage extends Passage {
  /** 1 easy to picture, 3 hard. */
  level: 1 | 2 | 3;
  /** The sentence that can be checked against an example, word for word. */
  claim: string;
  /** Where a natural example breaks the claim as it stands. Told at the end only. */
  catch?: string;
  /** What a picture of it could be. Told at the end only. */
  about: string;
}

/** What is wrong with a house abstract, and in which line (from 1). */
export interface HouseProblem {
  file: string;
  line: number;
  reason: string;
}

const words = z.string().trim().min(1, 'must not be empty');
const written = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'takes small letters, digits and single hyphens'),
  title: words,
  field: words,
  level: z.union([z.literal(1), z.literal(2), z.literal(3)], 'must be 1, 2 or 3'),
  text: words,
  claim: words,
  catch: words.optional(),
  about: words,
});

/**
 * Reads every house abstract in a folder. A broken file is left out and its problems listed. Throws where the folder
 * can't be read or holds none: then the installation is broken.
 */
export function loadHousePassages(dir: string): { passages: HousePassage[]; problems: HouseProblem[] } {
  const files = readdirSync(dir)
    .filter((name) => name.endsWith('.yaml'))
    .sort();
  if (files.length === 0)
    throw new Error(`There is no house abstract in ${dir}: not one file that ends in .yaml.`);
  const passages: HousePassage[] = [];
  const problems: HouseProblem[] = [];
  for (const name of files) {
    const file = join(dir, name);
    const read = readHousePassage(readFileSync(file, 'utf8'), name.replace(/\.yaml$/, ''));
    if ('faults' in read) problems.push(...read.faults.map((fault) => ({ file, ...fault })));
    else passages.push(read.passage);
  }
  return { passages, problems };
}

export const sayHouseProblem = ({ file, line, reason }: HouseProblem): string => `${file}:${line}: ${reason}`;

type HouseReading = { passage: HousePassage } | { faults: { line: number; reason: string }[] };

function readHousePassage(source: string, stem: string): HouseReading {
  const lines = new LineCounter();
  const doc = parseDocument(source, { lineCounter: lines, prettyErrors: false });
  const lineAt = (offset: number) => Math.max(1, lines.linePos(offset).line);
  const unread = doc.errors[0] ?? doc.warnings[0];
  if (unread)
    return { faults: [{ line: lineAt(unread.pos[0]), reason: `not readable as YAML: ${unread.message}` }] };
  const lineOf = (key: unknown): number => {
    const pair = isMap(doc.contents)
      ? doc.contents.items.find((item) => isScalar(item.key) && item.key.value === key)
      : undefined;
    return lineAt(isNode(pair?.key) ? (pair.key.range?.[0] ?? 0) : 0);
  };
  let raw: unknown;
  try {
    raw = doc.toJS();
  } catch (error) {
    // A reference to nothing, or anchors that multiply without end.
    return { faults: [{ line: 1, reason: `not readable as YAML: ${(error as Error).message}` }] };
  }
  const parsed = written.safeParse(raw, { reportInput: true });
  if (!parsed.success) {
    return {
      faults: sayIssues(parsed.error.issues).map(({ path, reason }) => ({ line: lineOf(path[0]), reason })),
    };
  }
  const { id, title, field, level, about } = parsed.data;
  const [text, claim] = [normaliseAbstract(parsed.data.text), normaliseAbstract(parsed.data.claim)];
  if (id !== stem)
    return {
      faults: [{ line: lineOf('id'), reason: `the id \`${id}\` must be the file's name: \`${stem}\`` }],
    };
  if (!text.includes(claim)) {
    return { faults: [{ line: lineOf('claim'), reason: '`claim` must stand in `text`, word for word' }] };
  }
  const passage: HousePassage = {
    id: `house:${id}`,
    title: normaliseAbstract(title),
    text,
    field,
    categories: [],
    source: 'house abstract',
    licence: 'MIT',
    level,
    claim,
    about: normaliseAbstract(about),
  };
  if (parsed.data.catch !== undefined) passage.catch = normaliseAbstract(parsed.data.catch);
  return { passage };
}
