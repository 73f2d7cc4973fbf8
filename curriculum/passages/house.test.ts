import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { splitSentences } from '../../analysis/sentences/sentences.ts';
import { listFields } from './fields.ts';
import { loadHousePassages, sayHouseProblem } from './house.ts';

const dirs: string[] = [];
function folder(files: Record<string, string>): string {
  const dir = mkdtempSync(join(tmpdir(), 'house-'));
  dirs.push(dir);
  for (const [name, text] of Object.entries(files)) writeFileSync(join(dir, name), text);
  return dir;
}
afterEach(() => {
  for (const dir of dirs.splice(0)) rmSync(dir, { recursive: true });
});

const good = `id: ball
title: A ball
field: topology
level: 1
text: >-
  Take a ball. It is
  green.
claim: It is green.
about: A ball.
`;

describe('house abstracts', () => {
  const { passages, problems } = loadHousePassages(fileURLToPath(new URL('./house', import.meta.url)));

  it('are at least two in each of a dozen fields and more, all of which have a name', () => {
    expect(problems).toEqual([]);
    expect(passages.length).toBeGreaterThanOrEqual(48);
    const fields = Map.groupBy(passages, ({ field }) => field);
    expect(fields.size).toBeGreaterThanOrEqual(12);
    for (const [field, there] of fields) expect(there.length, field).toBeGreaterThanOrEqual(2);
    for (const field of fields.keys()) expect(listFields()).toContain(field);
  });

  it('have five to eight sentences, and claim something in the last one', () => {
    for (const { id, text, claim } of passages) {
      const sentences = splitSentences(text).map((sentence) => sentence.text);
      expect(sentences.length, id).toBeGreaterThanOrEqual(5);
      expect(sentences.length, id).toBeLessThanOrEqual(8);
      expect(sentences.at(-1), id).toBe(claim);
    }
  });

  it('have a claim that breaks in about a third, and never say so in the text', () => {
    const caught = passages.filter((passage) => passage.catch !== undefined).length;
    expect(caught / passages.length).toBeGreaterThan(0.25);
    expect(caught / passages.length).toBeLessThan(0.45);
    for (const { text, about } of passages) expect(text).not.toContain(about);
    expect(new Set(passages.map(({ level }) => level))).toEqual(new Set([1, 2, 3]));
  });
});

describe('a folder of house abstracts', () => {
  it('is read in its normal form, without what is not there', () => {
    expect(loadHousePassages(folder({ 'ball.yaml': good, 'notes.txt': 'not this' }))).toEqual({
      problems: [],
      passages: [
        {
          id: 'house:ball',
          title: 'A ball',
          text: 'Take a ball. It is green.',
          field: 'topology',
          categories: [],
          source: 'house abstract',
          licence: 'MIT',
          level: 1,
          claim: 'It is green.',
          about: 'A ball.',
        },
      ],
    });
  });

  it.each([
    ['a word too many', good.replace('level: 1', 'level: 1\ncolour: green'), 5, /colour/],
    ['a word too few', good.replace('about: A ball.\n', ''), 1, /`about` is missing/],
    ['a level of four', good.replace('level: 1', 'level: 4'), 4, /level/],
    ['a claim from elsewhere', good.replace('claim: It is green.', 'claim: It is red.'), 8, /word for word/],
    ['another id', good.replace('id: ball', 'id: bull'), 1, /must be the file's name: `ball`/],
    ['no YAML', 'id: [', 1, /not readable as YAML/],
    ['a reference to nothing', 'id: *nothing', 1, /not readable as YAML/],
    ['nothing', '', 1, /./],
  ])('names file, line and reason: %s', (_, text, line, reason) => {
    const dir = folder({ 'ball.yaml': text, 'other.yaml': good.replace('id: ball', 'id: other') });
    const { passages, problems } = loadHousePassages(dir);
    expect(passages.map(({ id }) => id)).toEqual(['house:other']);
    expect(problems[0]).toMatchObject({ file: join(dir, 'ball.yaml'), line });
    expect(problems[0]?.reason).toMatch(reason);
    expect(problems.map(sayHouseProblem)[0]).toContain(`ball.yaml:${line}: `);
  });

  it('fails loudly where there is none', () => {
    const dir = folder({ 'readme.md': '' });
    expect(() => loadHousePassages(dir)).toThrow(/no house abstract/);
    mkdirSync(join(dir, 'empty'));
    expect(() => loadHousePassages(join(dir, 'empty'))).toThrow(/no house abstract/);
    expect(() => loadHousePassages(join(dir, 'absent'))).toThrow();
  });
});
