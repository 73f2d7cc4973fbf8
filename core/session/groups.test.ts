import { describe, expect, test } from 'vitest';
import { prototypicalExamples } from '../../testing/exercises.ts';
import { Studio } from '../../testing/studio.ts';
import { audiencesOf } from '../access/audiences.ts';
import { groupAudience, groupOf, workOf } from './parts.ts';
import { LISTENER, seatsOf } from './seats.ts';

const exercise = prototypicalExamples();
const named = (count: number) => Array.from({ length: count }, (_, i) => `p${i}`);
const nothing = { team: null, level: null, leavesAt: null };

const table = (studio: Studio) =>
  [...studio.room.groups.values()].map(({ members }) => [...members].sort()).sort();
const partnerOf = (studio: Studio, person: string): string =>
  groupOf(studio.room, person)?.members.find((other) => other !== person) as string;
const seatOf = (studio: Studio, person: string) => {
  const group = groupOf(studio.room, person);
  const rotation = (group && workOf(studio.parts, group.id)?.rotation) ?? 0;
  return group && seatsOf(exercise, studio.room, group, rotation)[person];
};
/** A room of people who read, each pair in the last step of its stretch. */
function done(count: number): Studio {
  const studio = new Studio(exercise, { people: named(count) });
  studio.act('lead', { type: 'start' });
  studio.act('lead', { type: 'go', to: 'next' });
  for (const { members } of [...studio.room.groups.values()])
    studio.act(members[0] as string, { type: 'go-group', to: 'next' });
  return studio;
}

describe('by hand', () => {
  const lobby = (count: number) => {
    const studio = new Studio(exercise, { people: named(count) });
    studio.act('lead', { type: 'form-groups' });
    return studio;
  };

  test('who shares a screen goes along (GR-9)', () => {
    const studio = new Studio(exercise, { people: named(4) });
    studio.join('guest', 'p0');
    studio.act('lead', { type: 'form-groups' });
    const other = ['p1', 'p2', 'p3'].find(
      (person) => studio.groupOf(person) !== studio.groupOf('p0'),
    ) as string;
    studio.act('lead', { type: 'move-person', person: 'guest', group: studio.groupOf(other) });
    expect(studio.groupOf('p0')).toBe(studio.groupOf(other));
    studio.act('lead', { type: 'move-person', person: 'p0', group: null });
    expect(groupOf(studio.room, 'guest')?.members.sort()).toEqual(['guest', 'p0']);
    expect(studio.attempt('lead', { type: 'split-group', group: studio.groupOf('guest') })).toEqual([]);
  });

  test('two people change places, at the places that they had (GR-9)', () => {
    const studio = lobby(4);
    const before = [...studio.room.groups.values()].map(({ members }) => members);
    const [[a, b], [c, d]] = before as [[string, string], [string, string]];
    studio.act('lead', { type: 'swap-people', a, b: d });
    expect([...studio.room.groups.values()].map(({ members }) => members)).toEqual([
      [d, b],
      [c, a],
    ]);
    expect(studio.ask('lead', { type: 'swap-people', a: d, b })).toEqual({ refused: 'not-now' });
  });

  test('a group is split, and two become one; a number that is free is taken (GR-9)', () => {
    const studio = lobby(4);
    const [first, second] = [...studio.room.groups.values()];
    studio.act('lead', { type: 'merge-groups', from: first?.id as string, into: second?.id as string });
    expect(table(studio)).toEqual([['p0', 'p1', 'p2', 'p3']]);
    studio.act('lead', { type: 'split-group', group: second?.id as string });
    expect(table(studio).map((members) => members.length)).toEqual([2, 2]);
    expect([...studio.room.groups.values()].map(({ name }) => name).sort()).toEqual(['Group 1', 'Group 2']);
  });

  test('is for who leads alone', () => {
    const studio = lobby(4);
    const [group, other] = [...studio.room.groups.keys()] as [string, string];
    for (const command of [
      { type: 'swap-people', a: 'p0', b: 'p1' },
      { type: 'split-group', group },
      { type: 'merge-groups', from: group, into: other },
      { type: 'undo-forming' },
      { type: 'form-groups' },
    ] as const)
      expect(studio.ask('p0', command)).toEqual({ refused: 'lead-only' });
  });

  test('takes the reason away with it (GR-8)', () => {
    const studio = lobby(4);
    const [group, other] = [...studio.room.groups.values()];
    expect(group?.why).toEqual(['by-lot']);
    studio.act('lead', {
      type: 'move-person',
      person: group?.members[0] as string,
      group: other?.id as string,
    });
    expect([...studio.room.groups.values()].some(({ why }) => why)).toBe(false);
  });
});

describe('a forming is taken back', () => {
  test('to the very groups that stood before, with their work (GR-10)', () => {
    const studio = new Studio(exercise, { people: named(8) });
    studio.act('lead', { type: 'start' });
    studio.act('lead', { type: 'go', to: 'next' });
    const [before, ids] = [table(studio), [...studio.room.groups.keys()]];
    studio.act('p0', { type: 'set-flag', flag: 'stuck' });
    studio.act('lead', { type: 'form-groups', rule: { teams: 'mix', level: 'any' } });
    expect([...studio.room.groups.keys()].some((id) => ids.includes(id))).toBe(false);
    studio.act('lead', { type: 'undo-forming' });
    expect(table(studio)).toEqual(before);
    expect([...studio.room.groups.keys()]).toEqual(ids);
    expect(studio.room.past.some(({ id }) => ids.includes(id))).toBe(false);
    expect(workOf(studio.parts, studio.groupOf('p0'))?.at).toBe(1);
  });

  test('until the room has gone on, and in the lobby to no groups at all (GR-10)', () => {
    const studio = new Studio(exercise, { people: named(4) });
    expect(studio.ask('lead', { type: 'undo-forming' })).toEqual({ refused: 'cannot-undo' });
    studio.act('lead', { type: 'form-groups' });
    studio.act('lead', { type: 'undo-forming' });
    expect(table(studio)).toEqual([]);
    studio.act('lead', { type: 'form-groups' });
    studio.act('lead', { type: 'start' });
    expect(studio.ask('lead', { type: 'undo-forming' })).toEqual({ refused: 'cannot-undo' });
  });
});

describe('what somebody says of themselves', () => {
  test('shapes the groups, and only they, their host and who leads may say it (GR-11)', () => {
    const studio = new Studio(exercise, { people: named(4) });
    studio.join('guest', 'p0');
    const facts = { ...nothing, team: '  Ants ' };
    expect(studio.ask('p1', { type: 'set-facts', person: 'p2', facts })).toEqual({ refused: 'not-yours' });
    studio.act('p0', { type: 'set-facts', person: 'guest', facts });
    studio.act('p1', { type: 'set-facts', person: 'p1', facts });
    studio.act('lead', { type: 'set-facts', person: 'p2', facts: nothing });
    expect(studio.room.people.get('guest')?.facts?.team).toBe('Ants');
    expect(
      studio.ask('p1', { type: 'set-facts', person: 'p1', facts: { ...nothing, team: 'x'.repeat(41) } }),
    ).toEqual({
      refused: 'too-long',
      detail: 40,
    });
  });

  test('who leaves before the likely end isn’t paired with who stays (GR-6)', () => {
    const studio = new Studio(exercise, { people: named(8) });
    const leavesAt = studio.now + 20 * 60_000;
    for (const person of ['p1', 'p6'])
      studio.act(person, { type: 'set-facts', person, facts: { ...nothing, leavesAt } });
    for (let i = 0; i < 10; i++) {
      studio.act('lead', { type: 'form-groups' });
      expect(partnerOf(studio, 'p1')).toBe('p6');
    }
  });
});

describe('late', () => {
  test('nobody is put into a group of their own while there are others (GR-3)', () => {
    const studio = new Studio(exercise, { people: named(3) });
    studio.act('lead', { type: 'start' });
    studio.join('late');
    expect(table(studio)).toEqual([['late', 'p0', 'p1', 'p2']]);
    expect(seatOf(studio, 'late')).toBe(LISTENER);
  });

  test('where others are, nobody is sent to a group that everybody has left (GR-3)', () => {
    const studio = new Studio(exercise, { people: named(4) });
    studio.act('lead', { type: 'start' });
    const gone = groupOf(studio.room, 'p0')?.members as string[];
    for (const person of gone) studio.act(person, { type: 'leave', person });
    studio.join('late');
    expect(groupOf(studio.room, 'late')?.members).toHaveLength(3);
    for (const person of [...(groupOf(studio.room, 'late')?.members ?? [])])
      studio.act(person, { type: 'leave', person });
    // Everybody has left: nothing is lost, and who comes then goes on where others stopped.
    studio.join('later');
    expect(groupOf(studio.room, 'later')?.members.length).toBeGreaterThan(1);
  });

  test('one who is in no group at the start joins one (GR-3)', () => {
    const studio = new Studio(exercise, { people: named(4) });
    studio.act('lead', { type: 'form-groups' });
    studio.join('p4');
    studio.act('lead', { type: 'start' });
    expect(
      table(studio)
        .map((members) => members.length)
        .sort(),
    ).toEqual([2, 3]);
  });

  test('alone is alone: somebody who comes to a solo session disturbs nobody (GR-3)', () => {
    const studio = new Studio(exercise, { people: ['p0'], solo: true });
    studio.act('lead', { type: 'start' });
    studio.join('late');
    expect(table(studio)).toEqual([['late'], ['p0']]);
  });
});

describe('left alone', () => {
  test('somebody joins the shortest-handed group, listens there, and still reads what they made (GR-12)', () => {
    const studio = new Studio(exercise, { people: named(5) });
    studio.act('lead', { type: 'start' });
    const [pair] = [...studio.room.groups.values()].filter(({ members }) => members.length === 2);
    const [stays, goes] = (pair?.members ?? []) as [string, string];
    expect(studio.ask(stays, { type: 'join-another', person: stays })).toEqual({ refused: 'not-now' });
    studio.act(goes, { type: 'leave', person: goes });
    studio.act(stays, { type: 'join-another', person: stays });
    expect(studio.groupOf(stays)).not.toBe(pair?.id);
    expect(seatOf(studio, stays)).toBe(LISTENER);
    expect(audiencesOf(studio.parts, stays)).toContain(groupAudience(pair?.id as string));
    // Who left keeps their place: coming back, they find it.
    studio.act(goes, { type: 'return', person: goes });
    expect(studio.groupOf(goes)).toBe(pair?.id);
  });

  test('and of two left alone the one gets the other at once (GR-12)', () => {
    const studio = new Studio(exercise, { people: named(4) });
    studio.act('lead', { type: 'start' });
    const [[a, b], [c, d]] = [...studio.room.groups.values()].map(({ members }) => members) as [
      string,
      string,
    ][] as [[string, string], [string, string]];
    studio.act(b, { type: 'leave', person: b });
    studio.act(d, { type: 'leave', person: d });
    studio.act(a, { type: 'join-another', person: a });
    expect(studio.groupOf(a)).toBe(studio.groupOf(c));
    expect([seatOf(studio, a), seatOf(studio, c)]).not.toContain(LISTENER);
  });
});

describe('done early', () => {
  test('a group begins again, in other seats, with a fresh note beside the old one (GR-13)', () => {
    const studio = done(2);
    const group = studio.groupOf('p0');
    const explainer = named(2).find((person) => seatOf(studio, person) === 'explainer') as string;
    const notes = () => [...(studio.parts.get(groupAudience(group))?.tree.notes.keys() ?? [])];
    studio.type(explainer, groupAudience(group), `${group}.example.1`, 'Springs.');
    studio.act(explainer, { type: 'go-again', turn: true });
    expect(seatOf(studio, explainer)).toBe('complainer');
    expect(workOf(studio.parts, group)).toMatchObject({ at: 1, again: 1, place: 0 });
    expect(notes()).toContain(`${group}.example.1.1`);
    expect(notes()).toContain(`${group}.example.1`);
    expect(studio.ask(explainer, { type: 'go-again', turn: true })).toEqual({ refused: 'not-now' });
    studio.act('lead', { type: 'go', to: 'next' });
    studio.act('lead', { type: 'go', to: 'next' });
    expect(workOf(studio.parts, group)?.again).toBe(0);
    expect(notes()).toContain(`${group}.example.2`);
  });

  test('two groups look at one another’s work once both have said so, and either ends it (GR-14)', () => {
    const studio = done(4);
    const [[a], [b]] = [...studio.room.groups.values()].map(({ members }) => members) as [string[], string[]];
    const [one, two] = [a as string, b as string];
    const seesOther = (person: string, other: string) =>
      audiencesOf(studio.parts, person)?.includes(groupAudience(studio.groupOf(other)));
    studio.act(one, { type: 'offer-compare', on: true });
    expect(seesOther(one, two)).toBe(false);
    expect(seesOther(two, one)).toBe(false);
    studio.act(two, { type: 'offer-compare', on: true });
    expect(seesOther(one, two) && seesOther(two, one)).toBe(true);
    expect(studio.room.offering).toEqual([]);
    studio.act(two, { type: 'end-compare' });
    expect(seesOther(one, two) || seesOther(two, one)).toBe(false);
  });

  test('whoever isn’t done, takes it back or begins again is paired with nobody (GR-14)', () => {
    const studio = done(6);
    const [[a], [b], [c]] = [...studio.room.groups.values()].map(({ members }) => members) as [
      string[],
      string[],
      string[],
    ];
    const [one, two, three] = [a as string, b as string, c as string];
    studio.act(one, { type: 'offer-compare', on: true });
    studio.act(one, { type: 'offer-compare', on: false });
    studio.act(two, { type: 'offer-compare', on: true });
    expect(studio.room.pairs).toEqual([]);
    studio.act(two, { type: 'go-again', turn: false });
    studio.act(three, { type: 'offer-compare', on: true });
    expect(studio.room.pairs).toEqual([]);
    expect(studio.ask(two, { type: 'offer-compare', on: true })).toEqual({ refused: 'not-now' });
    studio.act('lead', { type: 'go', to: 'next' });
    expect(studio.room.offering).toEqual([]);
    // The whole room compares now: that is the lead's to end.
    expect(studio.ask(one, { type: 'end-compare' })).toEqual({ refused: 'not-now' });
  });
});
