import { describe, expect, test } from 'vitest';
import { prototypicalExamples, quietCards } from '../../testing/exercises.ts';
import { Studio } from '../../testing/studio.ts';
import { layPlan, minutesOf, stretchAt } from './exercise.ts';
import { groupOf, workOf } from './parts.ts';
import { LISTENER, seatsOf } from './seats.ts';

const exercise = prototypicalExamples();
const people = (count: number) => Array.from({ length: count }, (_, i) => `p${i}`);

function seats(studio: Studio, person: string): Record<string, string> {
  const group = groupOf(studio.room, person);
  if (!group) throw new Error(`${person} is in no group`);
  return seatsOf(exercise, studio.room, group, workOf(studio.parts, group.id)?.rotation ?? 0);
}

describe('groups at the start', () => {
  test('for those who are in none, when it starts (SE-1)', () => {
    const studio = new Studio(exercise, { people: people(7) });
    studio.act('lead', { type: 'start' });
    const members = [...studio.room.groups.values()].flatMap((group) => group.members);
    expect(members.sort()).toEqual(people(7));
    expect([...studio.room.groups.values()].map((group) => group.members.length).sort()).toEqual([2, 2, 3]);
  });
});

describe('seats', () => {
  test('come round to everybody equally often (SE-3)', () => {
    for (let count = 1; count <= 6; count++) {
      const studio = new Studio(exercise, { people: people(count) });
      studio.act('lead', { type: 'form-groups', size: count });
      studio.act('lead', { type: 'start' });
      const group = groupOf(studio.room, 'p0');
      if (!group) throw new Error('no group');
      const sat = new Map<string, string[]>();
      for (let rotation = 0; rotation < count; rotation++) {
        const table = seatsOf(exercise, studio.room, group, rotation);
        expect(Object.keys(table).sort()).toEqual(people(count));
        expect(Object.values(table).filter((seat) => seat === 'explainer')).toHaveLength(1);
        for (const [person, seat] of Object.entries(table))
          sat.set(person, [...(sat.get(person) ?? []), seat]);
      }
      const tallies = [...sat.values()].map((held) => held.sort().join());
      expect(new Set(tallies).size).toBe(1);
    }
  });

  test('a third is a listener, and so are all who are more (SE-4)', () => {
    for (const [count, listeners] of [
      [1, 0],
      [2, 0],
      [3, 1],
      [5, 3],
    ] as const) {
      const studio = new Studio(exercise, { people: people(count) });
      studio.act('lead', { type: 'form-groups', size: count });
      studio.act('lead', { type: 'start' });
      const held = Object.values(seats(studio, 'p0'));
      expect(held.filter((seat) => seat === LISTENER)).toHaveLength(listeners);
      expect(held.filter((seat) => seat === 'explainer')).toHaveLength(1);
    }
  });

  test('a latecomer listens until the swap, then has a turn like everybody (SE-5)', () => {
    const studio = new Studio(exercise, { people: people(2) });
    studio.act('lead', { type: 'start' });
    const before = seats(studio, 'p0');
    studio.join('late');
    expect(seats(studio, 'p0')).toEqual({ ...before, late: LISTENER });
    studio.act('p0', { type: 'swap' });
    const sat = new Set<string>();
    for (let turn = 0; turn < 3; turn++) {
      sat.add(seats(studio, 'p0').late as string);
      studio.act('p0', { type: 'swap' });
    }
    expect([...sat].sort()).toEqual(['complainer', 'explainer', 'listener']);
  });

  test('whoever is alone gets a partner at once, and the empty chair is taken (SE-5)', () => {
    const studio = new Studio(exercise, { people: people(2) });
    studio.act('lead', { type: 'start' });
    studio.act('p1', { type: 'leave', person: 'p1' });
    expect(seats(studio, 'p0')).toEqual({ p0: 'explainer' });
    studio.join('late');
    expect(Object.values(seats(studio, 'p0')).sort()).toEqual(['complainer', 'explainer']);
  });

  test('turn by themselves when a new round begins (SE-3)', () => {
    const studio = new Studio(exercise, { people: people(2) });
    studio.act('lead', { type: 'start' });
    studio.act('lead', { type: 'go', to: 'next' });
    const first = seats(studio, 'p0');
    studio.act('lead', { type: 'go', to: 'next' });
    studio.act('lead', { type: 'go', to: 'next' });
    const second = seats(studio, 'p0');
    expect([second.p0, second.p1]).toEqual([first.p1, first.p0]);
  });
});

describe('joining', () => {
  test('again at another device takes effect at once, and keeps group and turn (SE-6)', () => {
    const studio = new Studio(exercise, { people: people(2) });
    studio.join('guest', 'p0');
    studio.act('lead', { type: 'start' });
    const [group, before] = [studio.groupOf('guest'), seats(studio, 'guest')];
    expect(group).toBe(studio.groupOf('p0'));
    expect(studio.join('guest', null)).toEqual([
      { to: 'all', type: 'returned', person: 'guest', sharesWith: null },
    ]);
    expect(studio.room.people.get('guest')).toMatchObject({ here: true, sharesWith: null });
    expect(studio.groupOf('guest')).toBe(group);
    expect(seats(studio, 'guest')).toEqual(before);
  });

  test('again in the same way changes nothing (SE-6)', () => {
    const studio = new Studio(exercise, { people: people(2) });
    expect(studio.join('p0')).toEqual([]);
    studio.act('p0', { type: 'leave', person: 'p0' });
    expect(studio.join('p0')).toHaveLength(1);
    expect(studio.join('p0')).toEqual([]);
  });
});

describe('the way through', () => {
  const walk = (rounds: number) => layPlan(exercise, rounds).map(({ step, round }) => `${step} ${round}`);

  test('lays the rounds between what comes once before and after, and what lies between once (SE-7)', () => {
    expect(walk(1)).toEqual(['demonstrate 1', 'read 1', 'claim 1', 'debrief 1']);
    expect(walk(2)).toEqual([
      'demonstrate 1',
      'read 1',
      'claim 1',
      'compare 1',
      'read 2',
      'claim 2',
      'debrief 2',
    ]);
    expect(walk(3)).toEqual([...walk(2).slice(0, -1), 'read 3', 'claim 3', 'debrief 3']);
    expect(layPlan(quietCards(), 1).map(({ step }) => step)).toEqual(['write', 'show', 'sort']);
  });

  test('groups go at their own pace within a stretch, under the minutes of all of it (SE-7)', () => {
    const plan = layPlan(exercise, 2);
    expect(plan.map((_, at) => stretchAt(exercise, plan, at))).toEqual([
      [0, 0],
      [1, 2],
      [1, 2],
      [3, 3],
      [4, 5],
      [4, 5],
      [6, 6],
    ]);
    const minutes = (id: string) => exercise.steps.find((step) => step.id === id)?.minutes ?? 0;
    expect(minutesOf(exercise, plan, 2)).toBe(minutes('read') + minutes('claim'));
    for (const rounds of [1, 2, 3, 5]) {
      const laid = layPlan(exercise, rounds);
      laid.forEach((_, at) => {
        const [from, to] = stretchAt(exercise, laid, at);
        expect(from <= at && at <= to).toBe(true);
        for (let i = from; i <= to; i++) expect(stretchAt(exercise, laid, i)).toEqual([from, to]);
      });
    }
  });
});
