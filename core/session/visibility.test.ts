import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { prototypicalExamples, quietCards } from '../../testing/exercises.ts';
import { Studio } from '../../testing/studio.ts';
import { audiencesOf, mayActIn } from '../access/audiences.ts';
import { pack } from '../stream/pack.ts';
import type { SessionCommand } from './command.ts';
import type { SessionEvent } from './event.ts';
import { groupAudience, pairAudience, personAudience, sealedAudience } from './parts.ts';

const exercise = quietCards();
const PEOPLE = ['ana', 'ben', 'cleo', 'dan'];

/** Two groups of two, in the private step. */
function started(): Studio {
  const studio = new Studio(exercise, { people: PEOPLE });
  studio.act('lead', { type: 'form-groups', size: 2 });
  studio.act('lead', { type: 'start' });
  return studio;
}
const partner = (studio: Studio, person: string): string =>
  studio.room.groups.get(studio.groupOf(person))?.members.find((other) => other !== person) as string;
const stranger = (studio: Studio, person: string): string =>
  PEOPLE.find((other) => studio.groupOf(other) !== studio.groupOf(person)) as string;
const card = (note: string, words: string): SessionCommand => ({
  type: 'write-note',
  note,
  kind: 'card',
  parent: '',
  words,
});

describe('who belongs to which audience (VI-1)', () => {
  test('everybody to all, to their group, to its own talk, and to themselves', () => {
    const studio = started();
    for (const person of PEOPLE) {
      const group = studio.groupOf(person);
      expect(audiencesOf(studio.parts, person)?.sort()).toEqual(
        ['all', groupAudience(group), pairAudience(group), personAudience(person)].sort(),
      );
    }
    expect(audiencesOf(studio.parts, 'nobody')).toBe(null);
  });

  test('whoever leads sees the work of all groups, but not what stays between two', () => {
    const studio = started();
    const groups = [...studio.room.groups.keys()];
    expect(audiencesOf(studio.parts, 'lead')?.sort()).toEqual(
      ['all', ...groups.map(groupAudience), 'p:lead'].sort(),
    );
  });

  test('groups that compare see one another, only while they do, and only look', () => {
    const comparing = {
      ...exercise,
      steps: exercise.steps.map((step) => ({ ...step, compares: step.id === 'show' })),
    };
    const studio = new Studio(comparing, { people: PEOPLE });
    studio.act('lead', { type: 'start' });
    const other = groupAudience(studio.groupOf(stranger(studio, 'ana')));
    expect(audiencesOf(studio.parts, 'ana')).not.toContain(other);
    studio.act('lead', { type: 'go', to: 'next' });
    expect(audiencesOf(studio.parts, 'ana')).toContain(other);
    expect(mayActIn(studio.room, 'ana', other)).toBe(false);
    studio.act('lead', { type: 'go', to: 'next' });
    expect(audiencesOf(studio.parts, 'ana')).not.toContain(other);
  });

  test('what somebody did in a former group stays readable to them', () => {
    const studio = started();
    const before = studio.audienceOf('ana');
    studio.act('lead', { type: 'form-groups', size: 4 });
    expect(audiencesOf(studio.parts, 'ana')).toContain(before);
    expect(mayActIn(studio.room, 'ana', before)).toBe(false);
  });

  test('nobody ever belongs to what is another person alone', () => {
    const acts = fc.array(
      fc.tuple(fc.constantFrom('form-groups', 'move', 'leave', 'join', 'start', 'go', 'alone'), fc.nat(99)),
      { maxLength: 25 },
    );
    fc.assert(
      fc.property(acts, (deeds) => {
        const studio = new Studio(exercise, { people: PEOPLE });
        for (const [deed, luck] of deeds) {
          const person = PEOPLE[luck % 4] as string;
          const groups = [...studio.room.groups.keys()];
          if (deed === 'form-groups') studio.attempt('lead', { type: 'form-groups', size: 1 + (luck % 3) });
          if (deed === 'move') {
            const group = groups[luck % Math.max(1, groups.length)] ?? null;
            studio.attempt('lead', { type: 'move-person', person, group });
          }
          if (deed === 'alone') studio.attempt('lead', { type: 'move-person', person, group: null });
          if (deed === 'leave') studio.attempt(person, { type: 'leave', person });
          if (deed === 'join') studio.join(luck % 2 ? person : `late${luck % 3}`);
          if (deed === 'start') studio.attempt('lead', { type: 'start' });
          if (deed === 'go') studio.attempt('lead', { type: 'go', to: luck % 3 ? 'next' : 'back' });
        }
        for (const person of [...studio.room.people.keys(), 'lead']) {
          const own = audiencesOf(studio.parts, person) ?? [];
          expect(own.filter((to) => to.startsWith('p:'))).toEqual([personAudience(person)]);
          const pairs = own.filter((to) => to.startsWith('pair:'));
          expect(pairs).toEqual(studio.groupOf(person) ? [pairAudience(studio.groupOf(person))] : []);
          expect(new Set(own).size).toBe(own.length);
        }
        // Each person is in the one group that says so.
        for (const person of studio.room.people.keys()) {
          const holding = [...studio.room.groups.values()].filter((group) => group.members.includes(person));
          expect(holding.map(({ id }) => id)).toEqual(studio.groupOf(person) ? [studio.groupOf(person)] : []);
        }
      }),
      { seed: 51, numRuns: 200 },
    );
  });
});

describe('what is private (VI-2)', () => {
  test('is told to its writer alone, whatever it is', () => {
    const act = fc.tuple(
      fc.constantFrom(...PEOPLE),
      fc.constantFrom('card', 'parked', 'type', 'field', 'picture', 'move', 'remove', 'undo', 'debrief'),
      fc.nat(999),
    );
    fc.assert(
      fc.property(fc.array(act, { maxLength: 40 }), (acts) => {
        const studio = started();
        const start = studio.told.length;
        acts.forEach(([person, deed, luck], i) => {
          const to = personAudience(person);
          const notes = [...(studio.parts.get(to)?.tree.notes.keys() ?? [])];
          const note = notes[luck % Math.max(1, notes.length)] ?? 'none';
          const did: Record<string, SessionCommand> = {
            card: card(`c${i}`, `secret of ${person}`),
            parked: {
              type: 'write-note',
              note: `k${i}`,
              kind: 'parked',
              parent: '',
              words: `secret of ${person}`,
            },
            type: { type: 'wrote', to, note },
            field: { type: 'set-field', to, note, field: 'surprise', value: luck % 5 },
            picture: {
              type: 'set-picture',
              to,
              note,
              picture: { id: `i${i}`, width: 4, height: 3, says: `secret of ${person}` },
            },
            move: { type: 'move-note', to, placement: `${note}.p`, parent: '', after: null },
            remove: { type: 'remove-note', to, note },
            undo: { type: 'undo', to, cursor: luck % 20 },
            debrief: { type: 'debrief', answers: { got: 1, change: `secret of ${person}`, use: '' } },
          };
          for (const event of studio.attempt(person, did[deed] as SessionCommand)) expect(event.to).toBe(to);
        });
        for (const event of studio.told.slice(start)) {
          if (!event.to.startsWith('p:')) expect(JSON.stringify(event)).not.toContain('secret');
        }
        for (const person of PEOPLE) {
          const others = PEOPLE.filter((other) => other !== person).map((other) => `secret of ${other}`);
          const part = JSON.stringify([
            ...(studio.parts.get(personAudience(person))?.tree.notes.values() ?? []),
          ]);
          for (const secret of others) expect(part).not.toContain(secret);
        }
      }),
      { seed: 52, numRuns: 150 },
    );
  });
});

describe('what is hidden and what is not there get one answer (VI-3)', () => {
  const studio = started();
  const other = stranger(studio, 'ana');
  const hidden = { mine: `p:${partner(studio, 'ana')}`, group: studio.audienceOf(other) };
  studio.act(partner(studio, 'ana'), card('h1', 'hidden'));
  studio.act(partner(studio, 'ana'), card('h2', 'hidden'));
  studio.act(other, { type: 'write-note', note: 'g1', kind: 'page', parent: '', words: 'page' });
  const id = { [hidden.mine]: 'h1', [hidden.group]: 'g1' };

  const commands = (to: string, note: string): SessionCommand[] => [
    { type: 'wrote', to, note },
    { type: 'set-field', to, note, field: 'surprise', value: 2 },
    { type: 'set-field', to, note, field: 'none', value: 2 },
    { type: 'place-note', to, placement: 'q', note, parent: '' },
    { type: 'place-note', to, placement: `${note}.p`, note, parent: note },
    { type: 'move-note', to, placement: `${note}.p`, parent: '', after: null },
    { type: 'move-note', to, placement: `${note}.p`, parent: note },
    { type: 'remove-placement', to, placement: `${note}.p` },
    { type: 'remove-note', to, note },
    { type: 'link', to, id: 'l', from: note, note, relation: 'like' },
    { type: 'unlink', to, id: 'l' },
    { type: 'undo', to, cursor: 1 },
  ];

  test.each([
    ['another person alone', hidden.mine, 'p:nobody'],
    ['another group', hidden.group, 'g:none'],
  ])('%s', (_, to, absent) => {
    const note = id[to] as string;
    expect(studio.parts.get(to)?.tree.notes.has(note)).toBe(true);
    const inHidden = commands(to, note).map((command) => studio.ask('ana', command));
    const notThere = commands(to, 'none').map((command) => studio.ask('ana', command));
    const nowhere = commands(absent, note).map((command) => studio.ask('ana', command));
    expect(inHidden).toEqual(notThere);
    expect(inHidden).toEqual(nowhere);
    expect(new Set(inHidden.map((answer) => JSON.stringify(answer)))).toEqual(
      new Set([JSON.stringify({ refused: 'not-found' })]),
    );
  });

  test('a name that is taken where one may not look is free', () => {
    const answer = studio.ask('ana', card('h1', 'mine'));
    expect(answer).toMatchObject([{ to: 'p:ana', type: 'note-born', note: 'h1' }]);
  });
});

describe('a reveal (VI-4)', () => {
  const reveal = () => {
    const studio = started();
    studio.act('ana', card('own-a1', 'DELETED at birth'));
    studio.type('ana', 'p:ana', 'own-a1', 'what stands');
    studio.act('ana', card('own-a2', 'DELETED with the note'));
    studio.act('ana', { type: 'remove-note', to: 'p:ana', note: 'own-a2' });
    studio.act('ana', card('own-a3', 'DELETED all of it'));
    studio.type('ana', 'p:ana', 'own-a3', '  ');
    studio.act('ana', {
      type: 'write-note',
      note: 'own-k',
      kind: 'parked',
      parent: '',
      words: 'DELETED parked',
    });
    studio.act('ben', card('own-b1', 'of ben'));
    const events = studio.act('lead', { type: 'go', to: 'next' });
    return { studio, events };
  };

  test('bears new notes with the words that stand, and tells nothing of what does not', () => {
    const { studio, events } = reveal();
    const to = studio.audienceOf('ana');
    const born = events.filter((event) => event.type === 'note-born' && event.by === 'ana');
    expect(born).toMatchObject([{ to, by: 'ana', kind: 'card', words: 'what stands' }]);
    const open = events.filter((event) => !event.to.startsWith('p:'));
    expect(JSON.stringify(open)).not.toContain('DELETED');
    for (const hidden of ['own-a1', 'own-a2', 'own-a3', 'own-k', 'own-b1'])
      expect(JSON.stringify(open)).not.toContain(hidden);
    expect(studio.parts.get('p:ana')?.tree.notes.get('own-a1')?.words).toBe('DELETED at birth');
  });

  test('the same cards, however they came about, are told in the same words', () => {
    const once = started();
    once.act('ana', card('own-a1', 'what stands'));
    once.act('ben', card('own-b1', 'of ben'));
    const at = (event: SessionEvent) => JSON.stringify({ ...event, at: 0, on: 0, clock: 0 });
    const plain = once.act('lead', { type: 'go', to: 'next' });
    const open = (events: SessionEvent[]) => events.filter(({ to }) => !to.startsWith('p:')).map(at);
    const group = (studio: Studio, text: string) =>
      [...studio.room.groups.keys()].reduce((held, id, i) => held.replaceAll(id, `group${i}`), text);
    const { studio, events } = reveal();
    expect(open(events).map((text) => group(studio, text))).toEqual(
      open(plain).map((text) => group(once, text)),
    );
  });

  test('writers learn which note became which, and nobody else does', () => {
    const { studio, events } = reveal();
    const revealed = events.filter((event) => event.type === 'note-revealed');
    expect(revealed.map(({ to, note }) => [to, note]).sort()).toEqual([
      ['p:ana', 'own-a1'],
      ['p:ben', 'own-b1'],
    ]);
    for (const event of revealed) {
      const holder = studio.audienceOf(event.to.slice(2));
      expect(studio.parts.get(holder)?.tree.notes.has(event.as)).toBe(true);
    }
  });

  test('loses nothing to somebody who took the name of a note to come', () => {
    const studio = started();
    const to = studio.audienceOf('ana');
    studio.act('ana', card('own-a1', 'what stands'));
    for (const count of [0, 1, 2]) {
      const note = `${studio.groupOf('ana')}.card-${count}`;
      studio.act(partner(studio, 'ana'), {
        type: 'write-note',
        note,
        kind: 'page',
        parent: '',
        words: 'mine',
      });
    }
    studio.act('lead', { type: 'go', to: 'next' });
    const words = [...(studio.parts.get(to)?.tree.notes.values() ?? [])].map((note) => note.words);
    expect(words.sort()).toEqual(['mine', 'mine', 'mine', 'what stands']);
  });

  test('uncovers each note once', () => {
    const { studio } = reveal();
    const count = () => studio.told.filter((event) => event.type === 'note-revealed').length;
    studio.act('lead', { type: 'go', to: 'back' });
    studio.act('ana', card('own-a4', 'a second thought'));
    studio.act('lead', { type: 'go', to: 'next' });
    expect(count()).toBe(3);
  });

  test("can't be undone, by its writer neither (VI-5)", () => {
    const { studio } = reveal();
    const to = studio.audienceOf('ana');
    const last = studio.parts.get(to)?.cursor ?? 0;
    for (let cursor = 1; cursor <= last; cursor++) {
      for (const person of ['ana', 'ben', 'lead']) {
        expect(studio.ask(person, { type: 'undo', to, cursor })).toMatchObject({
          refused: expect.any(String),
        });
      }
    }
    const own = studio.parts.get('p:ana')?.cursor ?? 0;
    expect(studio.ask('ana', { type: 'undo', to: 'p:ana', cursor: own })).toEqual({ refused: 'cannot-undo' });
  });
});

test('where a claim breaks is in nobody’s part before the end, and then in its readers’ (VI-7)', () => {
  const studio = new Studio(prototypicalExamples(), { people: PEOPLE });
  studio.act('lead', { type: 'start' });
  studio.act('lead', { type: 'go', to: 'next' });
  const passage = {
    id: 'p',
    title: 'Nets',
    text: 'A net settles flat.',
    field: '',
    source: '',
    licence: '',
    cuts: [0],
    catch: 'secret: two stiff knots tilt it',
  };
  const group = studio.groupOf('ana');
  studio.act('server', { type: 'set-passage', group, passage });
  studio.act('server', { type: 'set-passage', group, passage: { ...passage, id: 'q', title: 'Ropes' } });
  const held = (person: string) =>
    (audiencesOf(studio.parts, person) ?? []).flatMap((to) => {
      expect(mayActIn(studio.room, person, sealedAudience(group))).toBe(false);
      return JSON.stringify(pack(studio.parts.get(to)));
    });
  for (const person of [...PEOPLE, 'lead']) expect(held(person).join()).not.toContain('secret');
  studio.act('lead', { type: 'end' });
  for (const person of PEOPLE) {
    const told = studio.groupOf(person) === group;
    expect(held(person).join().includes('secret')).toBe(told);
  }
  expect(studio.parts.get(groupAudience(group))?.group?.catches).toEqual([
    { title: 'Ropes', words: passage.catch },
  ]);
});

test('the time in a step begins when a group comes to it, gets its passage, and swaps seats (SE-10)', () => {
  const studio = new Studio(prototypicalExamples(), { people: ['ana', 'ben'] });
  studio.act('lead', { type: 'start' });
  const began = () => studio.parts.get(studio.audienceOf('ana'))?.group?.began;
  const acts: [string, SessionCommand][] = [
    ['lead', { type: 'go', to: 'next' }],
    [
      'server',
      {
        type: 'set-passage',
        group: studio.groupOf('ana'),
        passage: { id: 'p', title: '', text: 'A net.', field: '', source: '', licence: '', cuts: [0] },
      },
    ],
    ['ana', { type: 'swap' }],
  ];
  for (const [actor, command] of acts) {
    studio.act(actor, command);
    expect(began()).toBe(studio.now);
  }
  studio.act('ana', { type: 'set-flag', flag: 'stuck' });
  expect(began()).toBe(studio.now - 1000);
});
