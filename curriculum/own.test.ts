import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { listSurfaces, loadDeck, loadExercises } from './load.ts';
import { MOST_BYTES, readOwn, titleIn } from './own.ts';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const surroundings = {
  surfaces: listSurfaces(at('../surfaces')),
  deck: loadDeck(at('complaints.yaml')).deck,
};
const shipped = loadExercises(at('exercises'), { surfaces: surroundings.surfaces });
const source = readFileSync(at('exercises/prototypical-examples.yaml'), 'utf8');
const faultsOf = (text: string) => {
  const read = readOwn(text, surroundings);
  return 'faults' in read ? read.faults : [];
};
/** A text with something put in the place of something else, and the line in which that stands. */
function put(what: string, instead: string): { text: string; line: number } {
  expect(source).toContain(what);
  return {
    text: source.replace(what, () => instead),
    line: source.slice(0, source.indexOf(what)).split('\n').length,
  };
}

describe('CU-18: what people write is read as what is shipped', () => {
  test('every shipped exercise, read as somebody’s own, is the very same', () => {
    expect(shipped.exercises.size).toBeGreaterThan(1);
    for (const [id, exercise] of shipped.exercises) {
      expect(readOwn(shipped.sources.get(id) ?? '', surroundings)).toEqual({ exercise });
    }
  });

  test('any name may be its own: there is no file to be called after', () => {
    expect(readOwn(put('id: prototypical-examples', 'id: mine').text, surroundings)).toHaveProperty(
      'exercise',
    );
  });

  test.each([
    ['a surface that there isn’t', 'surface: talk', 'surface: tlak', /no surface `tlak` here; there is: /],
    ['a word that nobody knows', 'purpose: You', 'porpoise: You', /`porpoise` isn't a word that goes here/],
    ['minutes as a word', 'minutes: 14', 'minutes: many', /`minutes` must be a number/],
    ['a tab', 'tracks: one', '\ttracks: one', /tab|readable/],
    [
      'a bracket left open',
      'group: { size: 2, third: listener }',
      'group: { size: 2, third: listener',
      /readable/,
    ],
  ])('%s: said with its line', (_, what, instead, reason) => {
    const { text, line } = put(what, instead);
    const said = faultsOf(text).find((fault) => reason.test(fault.reason));
    expect(said, JSON.stringify(faultsOf(text))).toBeDefined();
    // What is left open is noticed where the next thing begins.
    expect([line, line + 1]).toContain(said?.line);
  });

  test('an empty text, and one that is no exercise at all', () => {
    expect(faultsOf('')).toEqual([{ line: 1, reason: 'the file is empty' }]);
    expect(faultsOf('hello')[0]?.line).toBe(1);
  });
});

describe('CU-18: what costs too much is refused, at once and in a sentence', () => {
  const many = (count: number, of: (i: number) => string, between = '\n') =>
    Array.from({ length: count }, (_, i) => of(i)).join(between);
  const laugh = `a: &a [x, x]\n${many(8, (i) => `${'bcdefghi'[i]}: &${'bcdefghi'[i]} [${many(6, () => `*${'abcdefgh'[i]}`, ', ')}]`)}\n`;
  test.each([
    ['too long', `title: ${'ö'.repeat(MOST_BYTES / 2)}`, /at most 64 kB/],
    ['a billion laughs', laugh, /refer|too often|readable/],
    ['as many aliases as fit', `a: &a x\nb: [${many(9000, () => '*a', ',')}]`, /refer to another with `\*`/],
    ['aliases of nothing', `b: [${many(9000, () => '*a', ',')}]`, /refer to another with `\*`/],
    ['something that holds itself', 'a: &a [*a]', /inside one another too deep/],
    ['brackets without end', '['.repeat(60_000), /20 deep/],
    ['dashes without end', '- '.repeat(30_000), /20 deep/],
    ['question marks without end', '? '.repeat(30_000), /20 deep/],
    ['lists inside lists, line by line', many(200, (i) => `${' '.repeat(i)}-`), /too deep/],
    ['keys without end', many(8000, (i) => `k${i}: `), /more parts/],
    ['keys without end on one line', `{${many(8000, (i) => `k${i}`, ',')}}`, /more parts/],
    ['colons without end', ': '.repeat(9000), /./],
    ['tabs without end', '\t\n'.repeat(20_000), /./],
  ])('%s', (_, text, reason) => {
    const began = performance.now();
    const faults = faultsOf(text);
    expect(performance.now() - began).toBeLessThan(1500);
    expect(faults.length).toBeGreaterThan(0);
    expect(faults.length).toBeLessThanOrEqual(50);
    expect(faults[0]?.reason).toMatch(reason);
    for (const fault of faults) expect(fault.reason).not.toMatch(/call stack/);
  });

  test('what grows once it is laid out: long seats, told anew in every step', () => {
    const seat = (i: number) => `  - { id: s${i}, name: S, does: '${'x'.repeat(3900)}' }`;
    const step = (i: number) =>
      `  - { id: t${i}, title: T, minutes: 1, surface: talk, leadSays: L., says: { s0: S. } }`;
    const text = `id: long\ntitle: L\npurpose: P.\ntracks: t\ngroup: { size: 8 }\nseats:\n${many(8, seat)}\nsteps:\n${many(40, step)}
extensions: [{ title: A, say: A. }, { title: B, say: B. }, { title: C, say: C. }]\nbrief: { minutes: 1, steps: [t0] }\n`;
    expect(faultsOf(text)).toEqual([{ line: 1, reason: expect.stringMatching(/its steps repeat/) }]);
    expect(readOwn(text.replaceAll('x'.repeat(3900), 'x'), surroundings)).toHaveProperty('exercise');
  });

  test('a sign before a number opens no list', () => {
    const said = faultsOf(`a: [${many(30, (i) => `-${i}`, ', ')}]`).map(({ reason }) => reason);
    expect(said.length).toBeGreaterThan(0);
    expect(said.filter((reason) => /deep/.test(reason))).toEqual([]);
  });

  test('stars in somebody’s words refer to nothing', () => {
    const starred = `${many(60, () => '      * one thing')}\n`;
    const { text } = put(
      '      I need one brave person',
      `      Here it is.\n${starred}      I need one brave person`,
    );
    expect(readOwn(text, surroundings)).toHaveProperty('exercise');
  });
});

test('a title is found in a text with faults, too', () => {
  expect(titleIn(source)).toBe('Prototypical examples');
  expect(titleIn("id: [\ntitle: 'It''s ours'\n")).toBe("It''s ours");
  expect(titleIn('steps: [')).toBe('');
});
