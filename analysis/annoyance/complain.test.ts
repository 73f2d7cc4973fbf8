import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { complainAbout, MEMORY } from './complain.ts';
import { findGaps } from './gaps.ts';
import { vagueWords } from './vague.ts';
import { ALWAYS_AT_HAND, NOTHING, ON_ANY_WORD, ON_GAP, ON_VAGUENESS } from './wordings.ts';

const seed = 20_240_918;
const ALL = [
  NOTHING,
  ...Object.values(ON_VAGUENESS),
  ...Object.values(ON_GAP),
  ...ON_ANY_WORD,
  ...ALWAYS_AT_HAND,
];
const found = (words: string) => vagueWords(words).map(({ text, kind }) => `${kind}: ${text}`);

const pieces = fc.constantFrom(
  'a system ',
  'some ',
  'the balls ',
  'in the kitchen ',
  'red ',
  'three ',
  'optimisation ',
  'usually ',
  'kind of ',
  'x ',
  'Marta ',
  '. ',
  '$& ',
  '…',
);
const examples = fc.oneof(
  fc.array(pieces, { maxLength: 12 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary' }),
);
const histories = fc.array(fc.constantFrom(...ALL.map(({ key }) => key)), { maxLength: 12 });

describe('words that nobody can picture', () => {
  it('are things without edges, amounts without numbers, and ideas', () => {
    expect(found('The system has several components.')).toEqual([
      'thing: system',
      'amount: several',
      'thing: components',
    ]);
    expect(found('Some kind of optimisation usually happens to people.')).toEqual([
      'hedge: Some kind of',
      'abstract: optimisation',
      'always: usually',
      'somebody: people',
    ]);
    expect(found('Take an arbitrary n and its neighbours.')).toEqual([
      'letter: arbitrary',
      'letter: n',
      'plural: neighbours',
    ]);
  });

  it('are measures without a measure, doubts, and what has no name', () => {
    expect(found('It could be bigger, or a large bus.')).toEqual([
      'nameless: It',
      'maybe: could',
      'comparison: bigger',
      'choice: or',
      'measure: large',
    ]);
  });

  it('are letters, too, but no initials and no units', () => {
    expect(found('Iron holds for x. A ball, J. S. Bach ran 5 m to N.')).toEqual(['letter: x', 'letter: N']);
  });

  it('are none in what could be photographed', () => {
    expect(found('Marta, my aunt, drops a wet red sponge on the third step at 9:15 on a Monday.')).toEqual(
      [],
    );
    expect(found('I bought a brown apartment, one bus and a station. It was gas.')).toEqual([]);
    expect(found("The ball rolls. It's mine, isn't it? 5 m long, J. S. Bach's.")).toEqual([]);
  });

  it('stand where they are said to stand, in order, without overlaps, in any string', () =>
    fc.assert(
      fc.property(examples, (words) => {
        const spans = vagueWords(words);
        spans.forEach(({ start, end, text }, i) => {
          expect(words.slice(start, end)).toBe(text);
          expect(end).toBeGreaterThan(start);
          expect(start).toBeGreaterThanOrEqual(spans[i - 1]?.end ?? 0);
        });
      }),
      { seed, numRuns: 1000 },
    ));
});

describe('gaps', () => {
  it('are what an example says nothing about', () => {
    expect(findGaps('ideas')).toEqual(['number', 'size', 'looks', 'place', 'time', 'person']);
    expect(
      findGaps('On Monday, Marta dropped two wooden spoons, each the size of a thumb, in the bath.'),
    ).toEqual([]);
  });
});

describe('the annoying partner', () => {
  it('picks on the vaguest word, and says which', () => {
    for (let luck = 0; luck < 20; luck++) {
      const { key, text, why } = complainAbout('It is a system in the kitchen.', [], luck);
      expect(key).toBe('thing-word');
      expect(text).toContain('“system”');
      expect(why).toBe('You wrote “system”.');
    }
  });

  it('asks for something at all where nothing stands', () => {
    expect(complainAbout(' \n', [], 1).key).toBe('empty');
    expect(complainAbout('', ['empty'], 1).key).not.toBe('empty');
  });

  it('has something to say even about a perfect example', () => {
    const perfect = 'On Monday, Marta dropped two wooden spoons, each the size of a thumb, in the bath.';
    const { key, why } = complainAbout(perfect, [], 3);
    expect(ON_ANY_WORD.map((wording) => wording.key)).toContain(key);
    expect(why).toMatch(/^You wrote “(Monday|Marta|dropped|wooden|spoons|size|thumb|bath)”\.$/);
  });

  it('never comes again with one of its last four, whatever it hears', () =>
    fc.assert(
      fc.property(examples, histories, fc.oneof(fc.integer(), fc.double()), (words, history, luck) => {
        const { key, text, why } = complainAbout(words, history, luck);
        expect(history.slice(-MEMORY)).not.toContain(key);
        expect(ALL.map((wording) => wording.key)).toContain(key);
        expect(text.trim()).not.toBe('');
        // Where it picks on a word, it is one of theirs, and it's said in full.
        const picked = /^You wrote “(.*)”\.$/su.exec(why)?.[1];
        if (picked !== undefined) {
          expect(words).toContain(picked);
          expect(text).toContain(`“${picked}”`);
        } else expect(text).not.toMatch(/“”|…/);
        expect(complainAbout(words, history, luck)).toEqual({ key, text, why });
      }),
      { seed, numRuns: 2000 },
    ));

  it('goes through many complaints over one example that stays as it is', () => {
    const history: string[] = [];
    for (let turn = 0; turn < 30; turn++) {
      history.push(complainAbout('Some systems interact with the environment.', history, turn).key);
    }
    expect(new Set(history).size).toBeGreaterThanOrEqual(12);
    history.forEach((key, i) => {
      expect(history.slice(Math.max(0, i - MEMORY), i)).not.toContain(key);
    });
  });

  it('says something else with another seed', () => {
    const texts = Array.from({ length: 50 }, (_, luck) => complainAbout('A system of balls.', [], luck).text);
    expect(new Set(texts).size).toBeGreaterThanOrEqual(4);
  });
});

describe('wordings', () => {
  const says = ALL.flatMap((wording) => wording.says);

  it('are many, and no two are alike', () => {
    expect(says.length).toBeGreaterThanOrEqual(60);
    expect(new Set(says).size).toBe(says.length);
    expect(new Set(ALWAYS_AT_HAND.map(({ key }) => key)).size).toBeGreaterThan(MEMORY);
  });

  it('ask, and neither judge nor steer', () => {
    for (const said of says) {
      expect(said).not.toMatch(
        /\b(wrong|false|incorrect|mistaken?|instead|how about|what if|maybe|perhaps|for example|you could|try)\b/i,
      );
      expect(said).toMatch(/\?|\b(say|give|put|point|introduce|show|closer)\b/i);
    }
  });

  it('on a word name it; the others have no place for one', () => {
    for (const { says: named } of [...Object.values(ON_VAGUENESS), ...ON_ANY_WORD]) {
      for (const said of named) expect(said).toContain('“…”');
    }
    for (const { says: bare } of [NOTHING, ...Object.values(ON_GAP), ...ALWAYS_AT_HAND]) {
      for (const said of bare) expect(said).not.toContain('…');
    }
  });

  it('share their keys with the deck, but for their own', () => {
    const file = fileURLToPath(new URL('../../curriculum/complaints.yaml', import.meta.url));
    const deck = (parse(readFileSync(file, 'utf8')) as { key: string }[]).map(({ key }) => key);
    const own = new Set(ALL.map(({ key }) => key).filter((key) => !deck.includes(key)));
    expect([...own].sort()).toEqual([
      'does-it',
      'draw-it',
      'empty',
      'hear-it',
      'hedge',
      'how-much',
      'its-name',
      'letter',
      'move-it',
      'next',
      'one-of-two',
      'than-what',
      'touch-it',
      'zoom',
    ]);
  });
});
