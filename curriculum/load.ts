import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type Alias,
  type Document,
  isMap,
  isNode,
  isPair,
  isSeq,
  LineCounter,
  parseDocument,
  visit,
  type YAMLError,
} from 'yaml';
import type { Complaint, Exercise } from '../core/session/exercise.ts';
import type { Fault } from './fault.ts';
import { type Read, readDeck, readExercise } from './schema.ts';

/** What is wrong with a file, and in which line (from 1). */
export interface Problem {
  file: string;
  line: number;
  reason: string;
}

export const sayProblem = ({ file, line, reason }: Problem): string => `${file}:${line}: ${reason}`;

export interface LoadOptions {
  /** Names of the surfaces that there are, as `listSurfaces` finds them. */
  surfaces: readonly string[];
  /** The deck of complaints; else `complaints.yaml` beside the folder. */
  deck?: string;
}

/**
 * Reads every exercise in a folder. A broken file is left out and its problems listed; the others are whole. Throws
 * where the folder can't be read or holds no exercise file at all: that is a broken installation, not a slip.
 */
export function loadExercises(
  dir: string,
  { surfaces, deck: deckFile = join(dir, '..', 'complaints.yaml') }: LoadOptions,
): { exercises: Map<string, Exercise>; problems: Problem[] } {
  const files = readdirSync(dir, { withFileTypes: true })
    .filter((entry) => !entry.isDirectory() && /\.ya?ml$/i.test(entry.name))
    .map((entry) => entry.name)
    .sort((a, b) => (id(a) < id(b) ? -1 : 1));
  if (files.length === 0) throw new Error(`There is no exercise in ${dir}: not one file that ends in .yaml.`);
  const { deck, problems } = loadDeck(deckFile);
  const exercises = new Map<string, Exercise>();
  for (const name of files) {
    const file = join(dir, name);
    const stem = name.replace(/\.yaml$/, '');
    if (stem === name) {
      problems.push({ file, line: 1, reason: `the name must end in .yaml, like ${id(name)}.yaml` });
      continue;
    }
    const read = readYaml(file, (raw) => {
      const exercise = readExercise(raw, { deck, surfaces });
      if (!exercise.ok || exercise.value.id === stem) return exercise;
      const reason = `the id \`${exercise.value.id}\` must be the file's name: \`${stem}\``;
      return { ok: false, faults: [{ path: ['id'], reason }] };
    });
    if ('problems' in read) problems.push(...read.problems);
    else exercises.set(stem, read.value);
  }
  return { exercises, problems };
}

const id = (name: string): string => name.replace(/\.ya?ml$/i, '').toLowerCase();

/** Reads the deck of complaints. A broken deck is an empty one, with its problems. */
export function loadDeck(file: string): { deck: Complaint[]; problems: Problem[] } {
  const read = readYaml(file, readDeck);
  return 'problems' in read ? { deck: [], problems: read.problems } : { deck: read.value, problems: [] };
}

/** The surfaces that there are: the folders of `dir`. Throws where there is none. */
export function listSurfaces(dir: string): string[] {
  const names = readdirSync(dir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
  if (names.length === 0) throw new Error(`There is no surface in ${dir}: not one folder.`);
  return names;
}

/** What a YAML file says, or what is wrong with it and in which line. */
export function readYaml<T>(
  file: string,
  read: (raw: unknown) => Read<T>,
): { value: T } | { problems: Problem[] } {
  let source: string;
  try {
    source = readFileSync(file, 'utf8');
  } catch (error) {
    return { problems: [{ file, line: 1, reason: `can't be read: ${(error as Error).message}` }] };
  }
  const lines = new LineCounter();
  const doc = parseDocument(source, { lineCounter: lines, prettyErrors: false });
  const lineAt = (offset: number) => Math.max(1, lines.linePos(offset).line);
  const broken = [...doc.errors, ...doc.warnings];
  if (broken.length > 0) {
    return {
      problems: broken.map((error) => ({ file, line: lineAt(error.pos[0]), reason: sayYaml(error) })),
    };
  }
  if (doc.contents === null) return { problems: [{ file, line: 1, reason: 'the file is empty' }] };
  const loose = looseAliases(doc);
  if (loose.length > 0) {
    return {
      problems: loose.map((alias) => ({
        file,
        line: lineAt(alias.range?.[0] ?? 0),
        reason: `\`*${alias.source}\` refers to nothing: \`&${alias.source}\` must stand before it`,
      })),
    };
  }
  let raw: unknown;
  try {
    raw = doc.toJS();
  } catch (error) {
    // Anchors that multiply without end.
    return { problems: [{ file, line: 1, reason: `not readable as YAML: ${(error as Error).message}` }] };
  }
  const result = read(raw);
  if (result.ok) return { value: result.value };
  const problems = result.faults.map((fault) => ({
    file,
    line: lineAt(offsetOf(doc, fault.path)),
    reason: fault.reason,
  }));
  return { problems: problems.sort((a, b) => a.line - b.line) };
}

function looseAliases(doc: Document.Parsed): Alias[] {
  const loose: Alias[] = [];
  visit(doc, {
    Alias(_, alias) {
      if (!alias.resolve(doc)) loose.push(alias);
    },
  });
  return loose;
}

function sayYaml(error: YAMLError): string {
  if (error.code === 'DUPLICATE_KEY') return 'this word already stands above, in the same place';
  if (error.code === 'TAB_AS_INDENT') return 'this line is indented with a tab; use spaces';
  if (error.code === 'MULTIPLE_DOCS')
    return 'a second document starts here (`---`); one file is one exercise';
  return `not readable as YAML: ${error.message}`;
}

/**
 * Where a fault's place stands in the file: the last word on the way to it (so that a text of many lines is found at
 * its name), or the entry of a list. What isn't there is found where it should be: at what would hold it.
 */
function offsetOf(doc: Document.Parsed, path: Fault['path']): number {
  let node: unknown = doc.contents;
  let offset = isNode(node) ? (node.range?.[0] ?? 0) : 0;
  for (const part of path) {
    if (isNode(node) && 'resolve' in node) node = (node as { resolve(doc: Document): unknown }).resolve(doc);
    if (isMap(node)) {
      const pair = node.items.find((item) => isPair(item) && keyOf(item.key) === String(part));
      if (!pair) return offset;
      if (isNode(pair.key)) offset = pair.key.range?.[0] ?? offset;
      node = pair.value;
    } else if (isSeq(node)) {
      node = node.items[Number(part)];
      if (!isNode(node)) return offset;
      offset = node.range?.[0] ?? offset;
    } else return offset;
  }
  return offset;
}

const keyOf = (key: unknown): string =>
  key !== null && typeof key === 'object' && 'value' in key ? String(key.value) : String(key);
