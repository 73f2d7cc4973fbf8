import { readdir } from 'node:fs/promises';
import { type Place, placeNamed, readPlace } from '../server/settings.ts';

/** Where a verb's words go. */
export interface Console {
  out(line: string): void;
  err(line: string): void;
  env: Record<string, string | undefined>;
}

/** What `commands/<verb>.ts` exports as `verb`. */
export interface Verb {
  /** After the verb's name: `FOLDER [--data FOLDER]`. */
  usage: string;
  /** One line for `help`. */
  says: string;
  /** The exit code. Throws Error with a sentence to show for what went wrong. */
  run(args: string[], console: Console): Promise<number>;
}

/** A call that lacks something or says too much; the usage is shown after it. */
export class Misuse extends Error {
  override name = 'Misuse';
}

/** The folder of a place that is one; `instead` says what to do where it isn't. */
export function mustBeFolder({ storage, config }: Place, instead: string): string {
  if (storage === 'sqlite') return config.dataDir;
  if (storage === 'postgres') throw new Error(instead);
  throw new Error(`STORAGE is "${storage}", which keeps nothing.`);
}

const FOLDER = new URL('./commands/', import.meta.url);

export async function verbNames(): Promise<string[]> {
  const names = (await readdir(FOLDER))
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map((file) => file.slice(0, -'.ts'.length))
    .sort();
  if (names.length === 0) throw new Error('No verb was found.');
  return names;
}

/** The whole module, of which a verb may offer more to other verbs. */
export async function findVerb(name: string): Promise<{ verb: Verb } & Record<string, unknown>> {
  return (await import(new URL(`${name}.ts`, FOLDER).href)) as { verb: Verb } & Record<string, unknown>;
}

/** What a verb is about: the place that it was told, else the one that the settings name. */
export const findPlace = async (named: string | undefined, { env }: Console): Promise<Place> =>
  named === undefined ? readPlace(env) : placeNamed(named, env);
