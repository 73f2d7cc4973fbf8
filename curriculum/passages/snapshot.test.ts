import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { categoriesOf, listCategories, listFields, nameField } from './fields.ts';
import { readSnapshot } from './snapshot.ts';

const record = (id: string, more: Record<string, unknown> = {}) =>
  JSON.stringify({
    id,
    title: ' A\n  title',
    abstract: '  One.\nTwo. ',
    categories: 'math.NT cs.CG',
    authors: 'A. B.',
    license: null,
    ...more,
  });

describe('a file of arXiv’s metadata', () => {
  it('becomes passages', async () => {
    expect(
      await readSnapshot(
        `\ufeff${record('0704.0001')}\r\n\n${record('math/0309136', { license: 'http://x' })}`,
      ),
    ).toEqual({
      broken: [],
      passages: [
        {
          id: 'arxiv:0704.0001',
          title: 'A title',
          text: 'One. Two.',
          field: 'number theory',
          categories: ['math.NT', 'cs.CG'],
          source: 'arXiv',
          authors: 'A. B.',
          url: 'https://arxiv.org/abs/0704.0001',
          licence: 'metadata CC0',
        },
        expect.objectContaining({
          id: 'arxiv:math/0309136',
          url: 'https://arxiv.org/abs/math/0309136',
          licence: 'metadata CC0, paper http://x',
        }),
      ],
    });
  });

  it('is imported around its broken lines, which are listed with a reason', async () => {
    const lines = [
      record('1'),
      '{"id": "2", "title": "cut off',
      'hello',
      '[1, 2]',
      record('5', { abstract: undefined }),
      record('6', { abstract: ' \n ' }),
      record('7', { abstract: 'x'.repeat(20_001) }),
      record('8', { title: 7, categories: '' }),
      '"words"',
      record('10', { abstract: `y${' '.repeat(1_000_000)}` }),
      record('11'),
    ];
    const { passages, broken } = await readSnapshot(lines.join('\n'));
    expect(passages.map(({ id }) => id)).toEqual(['arxiv:1', 'arxiv:11']);
    expect(broken).toEqual([
      { line: 2, reason: 'this line is not whole: it is no readable JSON' },
      { line: 3, reason: 'this line is no JSON: a record starts with {' },
      { line: 4, reason: 'this line is JSON, but no record: a record starts with {' },
      { line: 5, reason: 'it has no abstract' },
      { line: 6, reason: 'its abstract is empty' },
      { line: 7, reason: 'its abstract is too long: more than 20,000 letters' },
      { line: 8, reason: 'it has no title; it has no categories' },
      { line: 9, reason: 'this line is JSON, but no record: a record starts with {' },
      { line: 10, reason: 'this line is too long for one record: more than a million letters' },
    ]);
  });

  it('keeps the later of two records with one id', async () => {
    const { passages } = await readSnapshot(
      [record('1'), record('2'), record('1', { title: 'Better' })].join('\n'),
    );
    expect(passages.map(({ id, title }) => [id, title])).toEqual([
      ['arxiv:1', 'Better'],
      ['arxiv:2', 'A title'],
    ]);
  });

  it('reads the same in pieces as in one', async () => {
    const line = fc.constantFrom(record('1'), record('2'), record('ü😀'), '', 'nonsense', '{', '\r');
    await fc.assert(
      fc.asyncProperty(
        fc.array(line, { maxLength: 8 }),
        fc.array(fc.nat(1000), { maxLength: 8 }),
        async (lines, at) => {
          const text = lines.join('\n');
          const cuts = [0, ...at.map((cut) => cut % (text.length + 1)).sort((a, b) => a - b), text.length];
          async function* pieces() {
            for (let i = 1; i < cuts.length; i++) yield text.slice(cuts[i - 1], cuts[i]);
          }
          expect(await readSnapshot(pieces())).toEqual(await readSnapshot(text));
        },
      ),
      { seed: 3, numRuns: 200 },
    );
  });

  it('does not choke on a file without line breaks', async () => {
    async function* endless() {
      for (let i = 0; i < 300; i++) yield 'x'.repeat(100_000);
      yield `\n${record('1')}\n`;
    }
    const { passages, broken } = await readSnapshot(endless());
    expect(passages).toHaveLength(1);
    expect(broken).toEqual([{ line: 1, reason: expect.stringContaining('too long') }]);
  });

  it('imports 200 real records whole, each into a field with a name', async (ctx) => {
    const file = fileURLToPath(new URL('../../../shared/data/arxiv-metadata-200.jsonl', import.meta.url));
    if (!existsSync(file)) return ctx.skip('the 200 real records are not beside the project');
    const { passages, broken } = await readSnapshot(readFileSync(file, 'utf8'));
    expect(broken).toEqual([]);
    expect(passages).toHaveLength(200);
    for (const { field, categories } of passages) {
      expect(listFields()).toContain(field);
      expect(categories.map(nameField)).not.toContain('another field');
    }
  });
});

describe('fields', () => {
  it('have one name for each category', () => {
    expect(nameField('hep-ph')).toBe('particle physics');
    expect(nameField('math.CO')).toBe('combinatorics');
    expect(nameField('astro-ph.XX')).toBe('astrophysics');
    expect(nameField('cooking')).toBe('another field');
    const all = listFields().flatMap(categoriesOf);
    expect(new Set(all).size).toBe(all.length);
    expect(listCategories().sort()).toEqual([...all].sort());
    expect(all.length).toBeGreaterThan(155);
  });
});
