import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Complaint, Exercise } from '../core/session/exercise.ts';
import { type Read, readDeck, readExercise } from './schema.ts';
import { type LineFault, readSource } from './source.ts';

/** What is wrong with a file. */
export interface Problem extends LineFault {
  file: string;
}

export const sayProblem = ({ file, line, reason }: Problem): string => `${file}:${line}: ${reason}`;

export interface LoadOptions {
  /** Names of the surfaces that there are, as `listSurfaces` finds them. */
  surfaces: readonly string[];
  /** The deck of complaints; else `complaints.yaml` beside the folder. */
  deck?: string;
}

export interface Loaded {
  exercises: Map<string, Exercise>;
  /** The text of each, as it was written. */
  sources: Map<string, string>;
  deck: Complaint[];
  problems: Problem[];
}

/**
 * Reads every exercise in a folder. A broken file is left out and its problems listed; the others are whole. Throws
 * where the folder can't be read or holds no exercise file at all: that is a broken installation, not a slip.
 */
export function loadExercises(
  dir: string,
  { surfaces, deck: deckFile = join(dir, '..', 'complaints.yaml') }: LoadOptions,
): Loaded {
  const files = readdirSync(dir, { withFileTypes: true })
    .filter((entry) => !entry.isDirectory() && /\.ya?ml$/i.test(entry.name))
    .map((entry) => entry.name)
    .sort((a, b) => (id(a) < id(b) ? -1 : 1));
  if (files.length === 0) throw new Error(`There is no exercise in ${dir}: not one file that ends in .yaml.`);
  const { deck, problems } = loadDeck(deckFile);
  const exercises = new Map<string, Exercise>();
  const sources = new Map<string, string>();
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
    if ('problems' in read) {
      problems.push(...read.problems);
      continue;
    }
    exercises.set(stem, read.value);
    sources.set(stem, read.source);
  }
  const listed = [...exercises].sort(([, a], [, b]) => place(a) - place(b));
  return { exercises: new Map(listed), sources, deck, problems };
}

const place = ({ order }: Exercise): number => order ?? Number.MAX_SAFE_INTEGER;

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
): { value: T; source: string } | { problems: Problem[] } {
  let source: string;
  try {
    source = readFileSync(file, 'utf8');
  } catch (error) {
    return { problems: [{ file, line: 1, reason: `can't be read: ${(error as Error).message}` }] };
  }
  const found = readSource(source, read);
  return 'value' in found
    ? { ...found, source }
    : { problems: found.faults.map((fault) => ({ file, ...fault })) };
}
