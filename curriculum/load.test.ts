import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadExercises, sayProblem } from './load.ts';

const SURFACES = ['cards', 'example', 'talk'];
const DECK = `- { key: which-one, say: Which one?, when: a kind of thing }
- { key: too-vague, say: Still too vague., when: always }
`;

/** A whole exercise; the cases below break it in one place each, and mark the line of the break with #!. */
const WHOLE = `id: elephants
title: Elephants
purpose: You describe an animal so that somebody else can draw it.
tracks: one elephant
group: { size: 2, third: listener }
seats:
  - { id: teller, name: Teller, does: You tell. }
  - { id: asker, name: Asker, does: You ask. }
  - { id: listener, name: Listener, does: You listen. }
kinds:
  animal:
    name: Animal
    example: An elephant with one torn ear.
    children: [part]
    fields:
      size: 1-5
  part:
    name: Part
    example: The torn ear.
steps:
  - id: hello
    title: Say hello
    minutes: 2
    pace: room
    surface: talk
    leadSays: Say hello.
    says: Say hello to your partner.
  - id: tell
    title: Tell
    minutes: 5
    surface: example
    leadSays: Off you go.
    says:
      teller: Tell.
      asker: Ask.
    writes: { teller: [animal] }
    sees: { animal: group }
    holds: animal
    complainers: [asker]
    complaints:
      - which-one
      - { key: which-ear, say: Which ear? }
  - id: jot
    title: Jot
    minutes: 2
    surface: cards
    leadSays: Quietly now.
    says: Jot down the parts you saw.
    writes:
      everyone: [part]
    sees: { part: own }
  - id: look
    title: Look
    minutes: 1
    pace: room
    surface: cards
    leadSays: Turn them over.
    says: Look at the parts.
    reveals: [part]
    sees: { part: group }
rounds:
  of: [tell]
  default: 2
  swap: true
extensions:
  - { title: Swap, say: Swap seats. }
  - { title: Another, say: Another animal. }
  - { title: Compare, say: Compare elephants. }
brief: { minutes: 5, steps: [tell] }
`;

let root: string;
let dir: string;
const write = (name: string, text: string) => writeFileSync(join(dir, name), text);
const load = () => loadExercises(dir, { surfaces: SURFACES });

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'exercises-'));
  dir = join(root, 'exercises');
  mkdirSync(dir);
  writeFileSync(join(root, 'complaints.yaml'), DECK);
});
afterEach(() => rmSync(root, { recursive: true }));

/** WHOLE with one place broken; `was` must be there. */
function breakAt(was: string, now: string): string {
  expect(WHOLE).toContain(was);
  return WHOLE.replace(was, now);
}

describe('a whole file', () => {
  test('loads, with its defaults and its deck (CU-13, CU-12)', () => {
    write('elephants.yaml', WHOLE);
    const { exercises, problems } = load();
    expect(problems.map(sayProblem)).toEqual([]);
    const exercise = exercises.get('elephants');
    expect(exercise).toMatchObject({ id: 'elephants', version: 1, minutes: 15, input: 'none' });
    expect(exercise?.kinds.animal?.fields.size).toEqual({ type: 'scale', from: 1, to: 5, label: 'Size' });
    const [hello, tell] = exercise?.steps ?? [];
    expect(hello?.says).toEqual({ everyone: 'Say hello to your partner.' });
    expect(tell?.says).toEqual({ teller: 'Tell.', asker: 'Ask.', listener: 'You listen.' });
    expect(tell?.complaints).toEqual(['which-one', 'which-ear']);
    expect(exercise?.complaints.map(({ key, evergreen }) => [key, evergreen])).toEqual([
      ['which-one', false],
      ['which-ear', false],
      ['too-vague', true],
    ]);
    // It is embedded in a log: plain data, nothing undefined.
    expect(JSON.parse(JSON.stringify(exercise))).toEqual(exercise);
    expect(exercise).not.toHaveProperty('begins');
  });

  test('`complaints: deck` stands for the whole deck (CU-12)', () => {
    write(
      'elephants.yaml',
      breakAt(
        'complaints:\n      - which-one\n      - { key: which-ear, say: Which ear? }',
        'complaints: deck',
      ),
    );
    expect(load().exercises.get('elephants')?.steps[1]?.complaints).toEqual(['which-one', 'too-vague']);
  });
});

describe('a folder', () => {
  test('a broken file does not stop the others (CU-2)', () => {
    write('elephants.yaml', WHOLE);
    write('broken.yaml', 'id: [');
    write('half.yaml', 'id: half\n');
    const { exercises, problems } = load();
    expect([...exercises.keys()]).toEqual(['elephants']);
    expect(new Set(problems.map(({ file }) => file))).toEqual(
      new Set([join(dir, 'broken.yaml'), join(dir, 'half.yaml')]),
    );
  });

  test('is listed by the order that its files give, then by their names (CU-1)', () => {
    const named = (name: string) => WHOLE.replace('id: elephants', `id: ${name}`);
    write('ants.yaml', named('ants'));
    write('bees.yaml', `${named('bees')}order: 20\n`);
    write('cats.yaml', `${named('cats')}order: 3\n`);
    write('dogs.yaml', named('dogs'));
    expect([...load().exercises.keys()]).toEqual(['cats', 'bees', 'ants', 'dogs']);
  });

  test('an empty or absent folder is loud (CU-2)', () => {
    expect(load).toThrow(/no exercise/);
    write('notes.txt', WHOLE);
    expect(load).toThrow(/no exercise/);
    expect(() => loadExercises(join(dir, 'nowhere'), { surfaces: SURFACES })).toThrow(/ENOENT/);
  });

  test('a file has the name of its exercise (CU-1)', () => {
    write('giraffes.yaml', WHOLE);
    write('elephants.yml', WHOLE);
    expect(load().problems.map(sayProblem)).toEqual([
      `${join(dir, 'elephants.yml')}:1: the name must end in .yaml, like elephants.yaml`,
      `${join(dir, 'giraffes.yaml')}:1: the id \`elephants\` must be the file's name: \`giraffes\``,
    ]);
  });

  test('a broken deck is reported like a broken file, and exercises without it still load', () => {
    writeFileSync(
      join(root, 'complaints.yaml'),
      '- { key: a, say: A?, when: always }\n- { key: a, say: B? }\n',
    );
    write('elephants.yaml', breakAt('      - which-one\n', ''));
    const { exercises, problems } = load();
    expect(problems.map(sayProblem)).toEqual([`${join(root, 'complaints.yaml')}:2: \`when\` is missing`]);
    expect(exercises.size).toBe(1);
  });
});

/** [rule, what is broken, the place in WHOLE, what stands there instead, the reason]. */
const CASES: [string, string, string, string, RegExp][] = [
  [
    'CU-2',
    'YAML: unclosed bracket',
    'of: [tell]\n  default: 2',
    'of: [tell\n  default: 2 #!',
    /not readable as YAML/,
  ],
  ['CU-2', 'YAML: a tab', '    title: Tell\n', '\ttitle: Tell #!\n', /tab/],
  [
    'CU-2',
    'YAML: a word twice',
    'tracks: one elephant',
    'tracks: one\ntracks: two #!',
    /already stands above/,
  ],
  ['CU-2', 'YAML: two documents', 'rounds:\n', '--- #!\nrounds:\n', /second document/],
  ['CU-2', 'YAML: nothing to refer to', 'title: Tell', 'title: *nothing #!', /refers to nothing/],
  [
    'CU-3',
    'an unknown word',
    'leadSays: Off you go.',
    'leadsays: Off. #!',
    /`leadsays` isn't a word.*leadSays/,
  ],
  ['CU-3', 'a missing word', '- id: hello\n    title: Say hello\n', '- id: hello #!\n', /`title` is missing/],
  [
    'CU-3',
    'a word of the wrong type',
    'minutes: 5\n',
    'minutes: five #!\n',
    /`minutes` must be a number.*text/,
  ],
  ['CU-3', 'no minutes', 'minutes: 5\n', 'minutes: 0 #!\n', /more than 0/],
  [
    'CU-3',
    'an unknown pace',
    'pace: room\n    surface: talk',
    'pace: slow #!\n    surface: talk',
    /room, group/,
  ],
  ['CU-3', 'an unknown sight', 'sees: { animal: group }', 'sees: { animal: all } #!', /own, group, room/],
  ['CU-3', 'a name with a capital', 'id: teller,', 'id: Teller, #!\n     ', /small letters/],
  ['CU-3', 'an empty text', 'says: Say hello to your partner.', "says: '  ' #!", /`says`/],
  ['CU-3', 'a strange field', 'size: 1-5', 'size: big #!', /scale like/],
  ['CU-3', 'a field type', 'size: 1-5', 'size: { type: slider } #!', /scale, choice or words/],
  ['CU-3', 'a scale that falls', 'size: 1-5', 'size: 5-1 #!', /goes up/],
  [
    'CU-3',
    'a choice of one',
    'size: 1-5',
    'size:\n        type: choice\n        label: Size\n        options: { big: Big } #!',
    /two options/,
  ],
  [
    'CU-3',
    'no steps',
    'brief: { minutes: 5, steps: [tell] }',
    'brief: { minutes: 5, steps: [] } #!',
    /at least 1/,
  ],
  [
    'CU-4',
    'an unknown seat writes',
    'writes: { teller: [animal] }',
    'writes: { tellar: [animal] } #!',
    /no seat `tellar`.*teller/,
  ],
  [
    'CU-4',
    'an unknown seat is told',
    'asker: Ask.',
    'asker: Ask.\n      reader: Read. #!',
    /no seat `reader`/,
  ],
  [
    'CU-4',
    'an unknown seat complains',
    'complainers: [asker]',
    'complainers:\n      - asker\n      - judge #!',
    /no seat `judge`/,
  ],
  [
    'CU-4',
    'an unknown seat offers',
    'complainers: [asker]',
    'complainers: [asker]\n    offerers: [nobody] #!',
    /no seat `nobody`/,
  ],
  ['CU-4', 'an unknown kind is written', 'everyone: [part]', 'everyone: [part, leg] #!', /no kind `leg`/],
  [
    'CU-4',
    'an unknown kind is seen',
    'sees: { part: own }',
    'sees: { part: own, constructor: own } #!',
    /no kind `constructor`/,
  ],
  ['CU-4', 'an unknown child', 'children: [part]', 'children: [leg] #!', /no kind `leg`.*animal, part/],
  ['CU-4', 'an unknown kind is held', 'holds: animal', 'holds: anmal #!', /no kind `anmal`/],
  [
    'CU-4',
    'an unknown surface',
    'surface: talk',
    'surface: stage #!',
    /no surface `stage`.*cards, example, talk/,
  ],
  ['CU-4', 'an unknown complaint', '- which-one', '- which-two #!', /no complaint `which-two`/],
  ['CU-4', 'two steps of one name', '- id: jot', '- id: tell #!', /two steps called `tell`/],
  [
    'CU-4',
    'a kind that the engine keeps',
    '  part:\n',
    '  page: { name: Page, example: A page. } #!\n  part:\n',
    /another name/,
  ],
  [
    'CU-5',
    'a kind that nobody sees',
    'sees: { animal: group }',
    'offerers: [asker]',
    /nothing says who sees it/,
  ],
  [
    'CU-5',
    'a held kind in private',
    'sees: { animal: group }',
    'sees: { animal: own }',
    /stands ready for the group/,
  ],
  ['CU-6', 'nothing to reveal', 'sees: { part: own }', 'sees: { part: group }', /nothing to reveal/],
  [
    'CU-6',
    'a reveal that hides',
    'reveals: [part]\n    sees: { part: group }',
    'reveals: [part] #!\n    sees: { part: own }',
    /revealed to the group/,
  ],
  [
    'CU-6',
    'a reveal in a short version without its writing',
    'steps: [tell] }',
    'steps: [tell, look] } #!',
    /five-minute version/,
  ],
  ['CU-7', 'a round of an unknown step', 'of: [tell]', 'of: [tall] #!', /no step `tall`/],
  ['CU-7', 'a short version of an unknown step', 'steps: [tell] }', 'steps: [tall] } #!', /no step `tall`/],
  ['CU-7', 'an unknown step between', 'of: [tell]', 'of: [tell]\n  between: [pause] #!', /no step `pause`/],
  [
    'CU-7',
    'a step that nobody comes to',
    'of: [tell]',
    'of: [tell, look]',
    /nobody would ever come to `jot`/,
  ],
  ['CU-7', 'a round out of order', 'of: [tell]', 'of: [jot, tell] #!', /comes before/],
  [
    'CU-8',
    'a group without its seats',
    'size: 2',
    'size: 3',
    /a group is 3, but there are 2 seats, not counting `listener`/,
  ],
  ['CU-8', 'a third without a seat', 'third: listener', 'third: witness', /`witness` isn't among the seats/],
  [
    'CU-9',
    'minutes that do not add up',
    'tracks: one elephant',
    'tracks: one\nminutes: 20 #!',
    /2 rounds make 15/,
  ],
  [
    'CU-10',
    'two extensions',
    '  - { title: Compare, say: Compare elephants. }\n',
    '',
    /three extensions.*here are 2/,
  ],
  [
    'CU-10',
    'an extension without words',
    '{ title: Swap, say: Swap seats. }',
    '{ title: Swap } #!',
    /`say` is missing/,
  ],
  [
    'CU-11',
    'a conversation that begins in silence',
    'steps: [tell] }',
    'steps: [jot, look] } #!',
    /never begins in silence/,
  ],
  ['CU-11', 'nobody is alone', 'tracks: one elephant', 'tracks: one\nbegins: alone #!', /nothing is private/],
  [
    'CU-12',
    'complaints without anybody to complain',
    'complainers: [asker]',
    'offerers: [asker]',
    /nobody complains here/,
  ],
  ['CU-12', 'a complaint that the deck has', 'key: which-ear', 'key: which-one', /the deck already has/],
  ['CU-14', 'comparing at the pace of a group', 'holds: animal', 'compares: true #!', /pace: room/],
  [
    'CU-14',
    'a long debrief',
    'minutes: 2\n    surface: cards',
    'minutes: 2 #!\n    debriefs: true\n    surface: cards',
    /one minute at most/,
  ],
  [
    'CU-17',
    'a share-out of what a group does not see together',
    'minutes: 2\n    surface: cards',
    'minutes: 2\n    shares: [animal] #!\n    pace: room\n    surface: cards',
    /only what it sees together/,
  ],
  [
    'CU-17',
    'a share-out at which nobody is together',
    'holds: animal',
    'holds: animal\n    shares: [animal] #!',
    /everybody looks/,
  ],
  [
    'CU-15',
    'a skip that others need',
    'minutes: 2\n    surface: cards',
    'minutes: 2\n    skipIfLate: true #!\n    surface: cards',
    /no whole exercise/,
  ],
];

/** Where the break isn't on the line that was changed, or can't carry a mark: the text of the line to be named. */
const ELSEWHERE: Record<string, string> = {
  'a kind that nobody sees': 'writes: { teller: [animal] }',
  'a held kind in private': 'holds: animal',
  'nothing to reveal': 'reveals: [part]',
  'a step that nobody comes to': '- id: jot',
  'a group without its seats': 'group: { size: 3',
  'a third without a seat': 'group: { size: 2',
  'two extensions': 'extensions:',
  'complaints without anybody to complain': 'complaints:',
  'a complaint that the deck has': 'key: which-one',
};

describe('a broken file is named with its line and its reason', () => {
  test.each(CASES)('%s: %s', (_rule, what, was, now, reason) => {
    const source = breakAt(was, now);
    write('elephants.yaml', source);
    const { exercises, problems } = load();
    const line = source.split('\n').findIndex((text) => text.includes(ELSEWHERE[what] ?? '#!')) + 1;
    expect(line).toBeGreaterThan(0);
    expect(exercises.size).toBe(0);
    const said = problems.map(({ line, reason }) => `${line}: ${reason}`);
    expect(
      problems.some((problem) => problem.line === line && reason.test(problem.reason)),
      `expected line ${line} and ${reason}, but: ${said.join(' | ')}`,
    ).toBe(true);
  });

  test('an empty file', () => {
    write('elephants.yaml', '# nothing yet\n');
    expect(load().problems.map(({ line, reason }) => `${line}: ${reason}`)).toEqual(['1: the file is empty']);
  });
});

describe('whatever stands in a file', () => {
  test('loading never throws, and names lines that the file has (CU-2)', () => {
    const lines = WHOLE.split('\n');
    const anyLine = fc.nat(lines.length - 1);
    const scrap = fc.oneof(
      fc.string({ maxLength: 40 }),
      fc.constantFrom('- [', '? : &a *a', '<<: *x', 'a: !!x y', '...'),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(anyLine, scrap), { minLength: 1, maxLength: 4 }), (edits) => {
        const edited = [...lines];
        for (const [line, text] of edits) edited[line] = text;
        const source = edited.join('\n');
        write('elephants.yaml', source);
        const { exercises, problems } = load();
        const count = source.split('\n').length;
        expect(exercises.size === 1).toBe(problems.length === 0);
        for (const { line, reason } of problems) {
          expect(line).toBeGreaterThanOrEqual(1);
          expect(line).toBeLessThanOrEqual(count);
          expect(reason).not.toBe('');
        }
      }),
      { seed: 20, numRuns: 400 },
    );
  });

  test('a slip in any name that stands alone for another thing is found (CU-4)', () => {
    const names = /\b(teller|asker|animal|part|tell|listener|which-one)\b(?=[\]:,} ]|$)/gm;
    const places = [...WHOLE.matchAll(names)].filter(({ index }) => {
      const before = WHOLE.slice(WHOLE.lastIndexOf('\n', index) + 1, index);
      return !/(title|name|does|say|says|example|purpose|tracks|leadSays): [^,}]*$/.test(before);
    });
    expect(places.length).toBeGreaterThan(15);
    for (const { index, 0: name } of places) {
      write('elephants.yaml', `${WHOLE.slice(0, index)}${name}x${WHOLE.slice(index + name.length)}`);
      expect(load().problems, `${name} at ${index}`).not.toEqual([]);
    }
  });
});
