import { Lexer } from 'yaml';
import type { Exercise } from '../core/session/exercise.ts';
import type { Surroundings } from './names.ts';
import { type Read, readExercise } from './schema.ts';
import { type LineFault, readSource } from './source.ts';

/** Most that one's own exercise may take, in bytes of UTF-8: eight times the longest that is shipped. */
export const MOST_BYTES = 64 * 1024;
/** What a text within those bytes may be made of. Reading stays well below a second, however it was put together. */
const MOST_TOKENS = 10_000;
const MOST_ALIASES = 50;
const MOST_DEEP = 20;
/** Most that the engine's form of it may take as JSON, UTF-16 units: every session carries it. */
const MOST_RESOLVED = 4 * MOST_BYTES;
/** Nobody mends more at once. */
const MOST_FAULTS = 50;

/** What is given out for an exercise that people wrote themselves: whole, or what is wrong and in which lines. */
export type ReadOwn = { exercise: Exercise } | { faults: LineFault[] };

/**
 * Reads somebody's own exercise by the very form and checks of those that are shipped; but its text comes from a
 * stranger, so what costs more than it could be worth is refused before it is read. Pure: the page and the server say
 * the same.
 */
export function readOwn(source: string, surroundings: Surroundings): ReadOwn {
  const fault = findExcess(source);
  if (fault) return { faults: [fault] };
  const read = readSource(source, (raw): Read<Exercise> => {
    if (isTangled(raw)) return wholly('its parts stand inside one another too deep, or repeat too often');
    const exercise = readExercise(raw, surroundings);
    if (!exercise.ok || JSON.stringify(exercise.value).length <= MOST_RESOLVED) return exercise;
    return wholly(
      'with all that its steps repeat, it is too long; shorten what the seats do, or make fewer steps',
    );
  });
  return 'value' in read ? { exercise: read.value } : { faults: read.faults.slice(0, MOST_FAULTS) };
}

/** The title as it stands in the text, also in one that can't be read. */
export const titleIn = (source: string): string =>
  /^title:[ \t]*(.*)$/m
    .exec(source)?.[1]
    ?.replace(/^(['"])(.*)\1$/, '$2')
    .trim()
    .slice(0, 120) ?? '';

const wholly = (reason: string): Read<Exercise> => ({ ok: false, faults: [{ path: [], reason }] });

/** The first place where a text has more of something than is read at all. */
function findExcess(source: string): LineFault | null {
  const bytes = new TextEncoder().encode(source).length;
  if (bytes > MOST_BYTES) {
    const reason = `it is ${Math.ceil(bytes / 1024)} kB long, but at most ${MOST_BYTES / 1024} kB are read`;
    return { line: 1, reason };
  }
  let tokens = 0;
  let aliases = 0;
  let brackets = 0;
  /** Dashes and question marks on one line, each of which opens something inside the one before. */
  let nested = 0;
  let line = 1;
  let words = false;
  for (const token of new Lexer().lex(source)) {
    // What comes after this mark is somebody's words, whatever they begin with.
    const [kind] = words ? ' ' : token;
    words = token === '\u001f';
    tokens++;
    if (kind === '*') aliases++;
    if (kind === '[' || kind === '{') brackets++;
    if (kind === ']' || kind === '}') brackets--;
    if (kind === '-' || kind === '?') nested++;
    if (tokens > MOST_TOKENS)
      return { line, reason: 'it has more parts up to here than are read; make it simpler' };
    if (aliases > MOST_ALIASES) {
      return { line, reason: `more than ${MOST_ALIASES} things refer to another with \`*\`; write them out` };
    }
    if (brackets > MOST_DEEP || nested > MOST_DEEP) {
      return { line, reason: `lists stand inside one another more than ${MOST_DEEP} deep here` };
    }
    const breaks = token.split('\n').length - 1;
    line += breaks;
    if (breaks > 0) nested = 0;
  }
  return null;
}

/** Whether data is deeper than any exercise, or more than there could be written out: what refers to itself is both. */
function isTangled(raw: unknown): boolean {
  let parts = 0;
  const goes = (value: unknown, deep: number): boolean => {
    if (++parts > MOST_TOKENS || deep > MOST_DEEP) return false;
    if (value === null || typeof value !== 'object') return true;
    return Object.values(value).every((inner) => goes(inner, deep + 1));
  };
  return !goes(raw, 0);
}
