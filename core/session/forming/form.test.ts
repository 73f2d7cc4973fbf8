import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Facts, Member } from '../parts.ts';
import { formGroups } from './form.ts';
import { BY_LOT, type Earlier, type FormingRule, NOTHING_EARLIER } from './rule.ts';
import { groupSizes, unitsOf } from './units.ts';

const HOUR = 3_600_000;
const END = 10 * HOUR;
const nothing: Facts = { team: null, level: null, leavesAt: null };
const member = (id: string, facts: Partial<Facts> = {}, sharesWith: string | null = null): Member => ({
  id,
  here: true,
  sharesWith,
  knows: [],
  facts: { ...nothing, ...facts },
});
const crowdOf = (count: number): Member[] => Array.from({ length: count }, (_, i) => member(`p${i}`));

interface Wish {
  size?: number;
  rule?: FormingRule;
  earlier?: Earlier;
  seed?: number;
}
const form = (
  people: readonly Member[],
  { size = 2, rule = BY_LOT, earlier = NOTHING_EARLIER, seed = 1 }: Wish = {},
) => formGroups({ people, size, rule, earlier, seed, end: END });

const facts = fc.record({
  team: fc.constantFrom('Ants', 'ants ', 'Bees', null),
  level: fc.constantFrom(1, 2, 3, null),
  leavesAt: fc.constantFrom(HOUR, 2 * HOUR, 11 * HOUR, null),
});
/** Some sit at the device of somebody who came before them and has one. */
const crowd = fc
  .array(fc.record({ facts, guest: fc.double({ min: 0, max: 1, noNaN: true }) }), {
    maxLength: 60,
    size: 'max',
  })
  .map((all) =>
    all.map(({ facts, guest }, i) => {
      const host = guest < 0.3 && i >= 3 && i % 3 !== 0 ? `p${3 * Math.floor((guest * i) / 3)}` : null;
      return member(`p${i}`, facts, host);
    }),
  );
const rule = fc.record({
  teams: fc.constantFrom<FormingRule['teams']>('any', 'mix', 'keep'),
  level: fc.constantFrom<FormingRule['level']>('any', 'similar', 'mixed'),
});
const size = fc.integer({ min: 1, max: 5 });
const met = (pairs: Iterable<readonly [string, string]>): Earlier => ({
  met: [...pairs].map(([a, b]) => [a, b, 1] as const),
  thirds: {},
  listed: {},
});
function* pairsOf(group: readonly string[]): Generator<[string, string]> {
  for (let i = 0; i < group.length; i++)
    for (let j = i + 1; j < group.length; j++) yield [group[i] as string, group[j] as string];
}
const key = (a: string, b: string) => (a < b ? `${a} ${b}` : `${b} ${a}`);

describe('whatever the rule', () => {
  test('everybody is in exactly one group, people at one device together, the same for the same seed (GR-1)', () => {
    fc.assert(
      fc.property(crowd, size, rule, fc.nat(), (people, size, rule, seed) => {
        const groups = form(people, { size, rule, seed });
        expect(groups.flatMap(({ members }) => members).sort()).toEqual(people.map(({ id }) => id).sort());
        for (const unit of unitsOf(people)) {
          const holding = groups.filter(({ members }) => unit.some((id) => members.includes(id)));
          expect(holding).toHaveLength(1);
        }
        if (size > 1 && people.length > 1)
          expect(groups.every(({ members }) => members.length > 1)).toBe(true);
        expect(groups.every(({ members, why }) => members.length < 2 || why.length > 0)).toBe(true);
        expect(form(people, { size, rule, seed })).toEqual(groups);
      }),
      { seed: 41, numRuns: 60 },
    );
  });

  test('groups have the size asked for, or one more; smaller only where too many are left over (GR-2)', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 80 }), size, rule, fc.nat(), (count, size, rule, seed) => {
        const sizes = form(crowdOf(count), { size, rule, seed }).map(({ members }) => members.length);
        expect(Math.max(...sizes)).toBeLessThanOrEqual(size + 1);
        expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
        const full = Math.floor(count / size);
        if (count % size <= full) expect(Math.min(...sizes)).toBeGreaterThanOrEqual(size);
        if (count > 1 && size > 1) expect(Math.min(...sizes)).toBeGreaterThan(1);
        expect(sizes.sort()).toEqual(groupSizes(count, size).sort());
      }),
      { seed: 42, numRuns: 200 },
    );
  });
});

describe('new faces', () => {
  test('nobody meets anybody again while each has half of the others left (GR-4)', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), fc.nat(), (half, seed) => {
        const people = crowdOf(2 * half);
        const before = new Set<string>();
        // After this many rounds somebody may have fewer than half of all left.
        for (let round = 0; round < half; round++) {
          const earlier = met([...before].map((pair) => pair.split(' ') as [string, string]));
          const groups = form(people, { earlier, seed: seed + round });
          for (const { members } of groups) {
            for (const [a, b] of pairsOf(members)) {
              expect(before).not.toContain(key(a, b));
              before.add(key(a, b));
            }
          }
        }
      }),
      { seed: 43, numRuns: 20 },
    );
  });

  test('where everybody has met everybody, those who met least often meet (GR-4)', () => {
    const people = crowdOf(4);
    const all = [...pairsOf(people.map(({ id }) => id))];
    const earlier: Earlier = {
      met: all.map(([a, b]) => [a, b, key(a, b) === 'p0 p2' ? 1 : 3]),
      thirds: {},
      listed: {},
    };
    for (let seed = 0; seed < 20; seed++) {
      const groups = form(people, { earlier, seed }).map(({ members }) =>
        key(...(members as [string, string])),
      );
      expect(groups.sort()).toEqual(['p0 p2', 'p1 p3']);
    }
  });

  test('being the one more goes round: it takes whoever has been it least often (GR-5)', () => {
    const people = crowdOf(7);
    const thirds: Record<string, number> = {};
    for (let session = 0; session < 14; session++) {
      const groups = form(people, { earlier: { ...NOTHING_EARLIER, thirds }, seed: session });
      const third = groups.find(({ members }) => members.length === 3)?.members[2] as string;
      thirds[third] = (thirds[third] ?? 0) + 1;
    }
    expect(people.map(({ id }) => thirds[id])).toEqual(people.map(() => 2));
  });
});

describe('the list of people', () => {
  const listed = { p0: 'Ants', p1: 'Ants', p2: 'Bees', p3: 'Bees' };
  const earlier: Earlier = {
    ...NOTHING_EARLIER,
    listed: Object.fromEntries(Object.entries(listed).map(([id, team]) => [id, { team, level: null }])),
  };
  const keep: FormingRule = { teams: 'keep', level: 'any' };

  test('counts where nobody said otherwise in the room, and is never a reason (GR-18)', () => {
    for (let seed = 0; seed < 20; seed++) {
      const groups = form(crowdOf(4), { rule: keep, earlier, seed });
      expect(groups.map(({ members }) => members.toSorted().join(' ')).sort()).toEqual(['p0 p1', 'p2 p3']);
      for (const { why } of groups) expect(why).toEqual(['by-lot']);
    }
  });

  test('gives way to what is said in the room (GR-18)', () => {
    const people = ['Cats', 'Dogs', 'Cats', 'Dogs'].map((team, i) => member(`p${i}`, { team }));
    for (let seed = 0; seed < 20; seed++) {
      const groups = form(people, { rule: keep, earlier, seed });
      expect(groups.map(({ members }) => members.toSorted().join(' ')).sort()).toEqual(['p0 p2', 'p1 p3']);
      for (const { why } of groups) expect(why).toEqual(['one-team']);
    }
  });
});

describe('who leaves early', () => {
  test('is with others who do, as far as there are enough of them (GR-6)', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 8 }),
        fc.integer({ min: 0, max: 8 }),
        fc.nat(),
        (goers, stayers, seed) => {
          const people = [
            ...Array.from({ length: 2 * goers }, (_, i) => member(`g${i}`, { leavesAt: HOUR })),
            ...Array.from({ length: 2 * stayers }, (_, i) =>
              member(`s${i}`, { leavesAt: i % 2 ? null : END }),
            ),
          ];
          for (const { members, why } of form(people, { seed })) {
            expect(new Set(members.map((id) => id[0])).size).toBe(1);
            expect(why.includes('leave-early')).toBe(members[0]?.startsWith('g'));
          }
        },
      ),
      { seed: 44, numRuns: 80 },
    );
  });

  test('whatever the rule would rather have (GR-6)', () => {
    const people = Array.from({ length: 12 }, (_, i) =>
      member(`p${i}`, i < 4 ? { team: 'Ants', leavesAt: HOUR } : { team: 'Bees' }),
    );
    for (let seed = 0; seed < 10; seed++) {
      for (const { members } of form(people, { rule: { teams: 'mix', level: 'any' }, seed }))
        expect(new Set(members.map((id) => Number(id.slice(1)) < 4)).size).toBe(1);
    }
  });

  test('where there is but one, they are the one more: nobody is left by themselves (GR-6)', () => {
    for (let seed = 0; seed < 30; seed++) {
      const people = [...crowdOf(8), member('goer', { leavesAt: HOUR })];
      const group = form(people, { seed }).find(({ members }) => members.includes('goer'));
      expect(group?.members).toHaveLength(3);
    }
  });

  test('is paired with somebody who stays only when nothing else is possible (GR-6)', () => {
    const people = [...crowdOf(3), member('goer', { leavesAt: HOUR })];
    expect(form(people).map(({ members }) => members.length)).toEqual([2, 2]);
  });
});

describe('teams and levels', () => {
  const team = (index: number) => ['Ants', 'Bees', 'Cats', 'Dogs', 'Emus'][index % 5] as string;

  test('teams are mixed or kept where that can be (GR-7)', () => {
    for (let seed = 0; seed < 20; seed++) {
      const people = Array.from({ length: 15 }, (_, i) => member(`p${i}`, { team: team(i) }));
      const teamsOf = (members: readonly string[]) => members.map((id) => team(Number(id.slice(1))));
      for (const { members, why } of form(people, { size: 3, rule: { teams: 'mix', level: 'any' }, seed })) {
        expect(new Set(teamsOf(members)).size).toBe(3);
        expect(why).toEqual(['different-teams']);
      }
      for (const { members, why } of form(people, { size: 3, rule: { teams: 'keep', level: 'any' }, seed })) {
        expect(new Set(teamsOf(members)).size).toBe(1);
        expect(why).toEqual(['one-team']);
      }
    }
  });

  test('levels are similar or mixed where that can be (GR-7)', () => {
    for (let seed = 0; seed < 20; seed++) {
      const people = Array.from({ length: 24 }, (_, i) => member(`p${i}`, { level: i % 2 ? 1 : 3 }));
      for (const level of ['similar', 'mixed'] as const) {
        for (const { members, why } of form(people, { rule: { teams: 'any', level }, seed })) {
          expect(new Set(members.map((id) => Number(id.slice(1)) % 2)).size).toBe(
            level === 'similar' ? 1 : 2,
          );
          expect(why).toEqual([`${level}-level`]);
        }
      }
    }
  });

  test('a reason never tells of earlier pairings: with and without them it is the same (GR-8)', () => {
    fc.assert(
      fc.property(crowd, rule, fc.nat(), (people, rule, seed) => {
        const earlier = met(pairsOf(people.slice(0, 12).map(({ id }) => id)));
        const known = new Set([
          'one-screen',
          'leave-early',
          'one-team',
          'different-teams',
          'similar-level',
          'mixed-level',
          'one-more',
          'by-lot',
        ]);
        for (const { members, why } of form(people, { rule, earlier, seed })) {
          // The same people, by the same rule, without any history, are given the same reasons.
          const those = people.filter(({ id }) => members.includes(id));
          const [again] =
            members.length > 1 ? form(those, { size: Math.max(2, members.length), rule, seed }) : [];
          const lessSize = (reasons: readonly string[]) =>
            reasons.filter((r) => !['one-more', 'by-lot'].includes(r));
          if (again) expect(lessSize(again.why)).toEqual(lessSize(why));
          expect(why.every((reason) => known.has(reason))).toBe(true);
        }
      }),
      { seed: 45, numRuns: 40 },
    );
  });
});
