import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Listed,
  MOST_ROWS,
  type Roster,
  readRoster,
  sameness,
  writeRoster,
  writeRows,
} from './roster.ts';

const read = (text: string, taken: string[] = []): Roster => {
  const roster = readRoster(text, new Set(taken));
  if ('say' in roster) throw new Error(roster.say);
  return roster;
};

describe('a list of people', () => {
  test('PE-2: columns in any order and case, other ones named and left', () => {
    const { people, bad, unread } = read(
      '\uFEFFEmail;Name;Phone;LEVEL;knows\r\nANA@Example.org;Ana;123;2;"maths; birds"\r\n\r\n;Ben;;;\r\n',
    );
    expect(bad).toEqual([]);
    expect(unread).toEqual(['Phone']);
    expect(people).toEqual([
      {
        row: 2,
        person: {
          name: 'Ana',
          email: 'ana@example.org',
          team: null,
          level: 2,
          languages: [],
          knows: ['maths', 'birds'],
        },
      },
      { row: 4, person: { name: 'Ben', email: null, team: null, level: null, languages: [], knows: [] } },
    ]);
  });

  test('PE-2: a list without the column name, or with one twice, is not read at all', () => {
    expect(readRoster('first,last\nAna,Quill', new Set())).toMatchObject({ say: /“name”/ });
    expect(readRoster('', new Set())).toMatchObject({ say: /“name”/ });
    expect(readRoster('name,Name\nAna,Ana', new Set())).toMatchObject({ say: /twice/ });
  });

  test('PE-3: each bad row with its number and the reason, and the good ones all the same', () => {
    const { people, bad } = read(
      [
        'name,email,level',
        'Ana,ana@example.org,1',
        ',nobody@example.org,1',
        'Ben,ben at home,1',
        'Cy,cy@example.org,11',
        'Ana again,ANA@example.org,1',
        `${'x'.repeat(61)},,`,
        'Dot,dot@example.org,2,extra',
        'Eve,eve@example.org,',
        'Known,known@example.org,3',
        '"Torn" quote,,',
      ].join('\n'),
      [sameness({ email: 'known@example.org', name: '', team: null })],
    );
    expect(people.map(({ person }) => person.name)).toEqual(['Ana', 'Eve']);
    expect(bad.map(({ row }) => row)).toEqual([3, 4, 5, 6, 7, 8, 10, 11]);
    expect(bad.map(({ say }) => say)).toMatchObject([
      /no name/,
      /“ben at home” is no e-mail/,
      /“11”/,
      /row 2/,
      /60 characters/,
      /4 cells/,
      /on the list already/,
      /quotation mark/,
    ]);
  });

  test('PE-3: ten thousand rows are read, one more is not', () => {
    const rows = (count: number) =>
      `name,email\n${Array.from({ length: count }, (_, i) => `Person ${i},p${i}@example.org`).join('\n')}`;
    expect(read(rows(MOST_ROWS)).people).toHaveLength(MOST_ROWS);
    expect(readRoster(rows(MOST_ROWS + 1), new Set())).toMatchObject({ say: /more than 10000/ });
  });

  test('PE-4: a formula is text here, and text again in the spreadsheet that reads it back', () => {
    const formulas = ['=1+1', '+49 30', '-2', '@SUM(A1)', '=HYPERLINK("http://evil.example","x")'];
    const { people } = read(writeRoster(formulas.map((name) => ({ ...nobody, name }))));
    expect(people.map(({ person }) => person.name)).toEqual(formulas);
    for (const line of writeRows(
      ['name'],
      formulas.map((name) => [name]),
    )
      .split('\r\n')
      .slice(1, -1)) {
      expect(line).toMatch(/^"?'[=+\-@]/);
    }
  });

  const nobody: Listed = { name: 'Ana', email: null, team: null, level: null, languages: [], knows: [] };
  const word = fc
    .stringMatching(/^[a-zA-Zäéñ0-9 ="'+\-@]{1,20}$/)
    .map((given) => given.trim().replace(/\s+/g, ' '))
    .filter((given) => given !== '' && !given.startsWith("'"));
  const listed: fc.Arbitrary<Listed> = fc.record({
    name: word.filter((given) => /[a-z]/.test(given)),
    email: fc.option(fc.stringMatching(/^[a-z]{3,9}$/).map((local) => `${local}@example.org`)),
    team: fc.option(word),
    level: fc.option(fc.integer({ min: 1, max: 5 })),
    languages: fc.uniqueArray(word, { maxLength: 4 }),
    knows: fc.uniqueArray(word, { maxLength: 4 }),
  });

  test('PE-4: what is written is read back as it was', () => {
    fc.assert(
      fc.property(fc.uniqueArray(listed, { selector: sameness, minLength: 1, maxLength: 20 }), (people) => {
        const { people: back, bad } = read(writeRoster(people));
        expect(bad).toEqual([]);
        expect(back.map(({ person }) => person)).toEqual(people);
      }),
      { seed: 5, numRuns: 300 },
    );
  });

  test('PE-3: whatever is sent, it is read or refused, and every row is told once', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.string({ maxLength: 12 }), { maxLength: 5 }), { maxLength: 12 }),
        (cells) => {
          const text = `name,email,level\n${cells.map((row) => row.join(',')).join('\n')}`;
          const roster = readRoster(text, new Set());
          if ('say' in roster) return;
          const rows = [...roster.people, ...roster.bad].map(({ row }) => row);
          expect(new Set(rows).size).toBe(rows.length);
        },
      ),
      { seed: 6, numRuns: 300 },
    );
  });
});
