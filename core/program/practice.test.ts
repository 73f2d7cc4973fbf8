import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DAY, EARLY, queueAt, REPEATS, repeatAfter } from './practice.ts';
import { FEWEST_TOLD, sumUp, sumUpSessions } from './totals.ts';

const START = Date.UTC(2026, 4, 4, 9);
const instants = fc.array(fc.integer({ min: START, max: START + 900 * DAY }), {
  minLength: 1,
  maxLength: 12,
});
const runs = { seed: 15, numRuns: 500 };
const spaced = (...days: number[]): number[] => {
  let at = START;
  return [at, ...days.map((each) => (at += each * DAY))];
};
const wait = (finished: number[]): number => {
  const repeat = repeatAfter(finished);
  return repeat ? (repeat.due - repeat.last) / DAY : Number.NaN;
};

describe('when an exercise comes back', () => {
  test('PQ-1 on time each time, it comes after 2, 7, 21, 60 and 150 days, and then every 150', () => {
    expect(repeatAfter([])).toBe(null);
    const waits: number[] = [];
    const finished = [START];
    for (let i = 0; i < 7; i++) {
      waits.push(wait(finished));
      finished.push(repeatAfter(finished)?.due ?? 0);
    }
    expect(waits).toEqual([2, 7, 21, 60, 150, 150, 150]);
  });

  test('PQ-2 a repeat that is early changes nothing; a few hours early is on time', () => {
    fc.assert(
      fc.property(instants, fc.double({ min: 0, max: 1, noNaN: true }), (finished, part) => {
        const repeat = repeatAfter(finished);
        if (!repeat) return;
        const early = repeat.last + Math.floor(part * (repeat.due - EARLY - repeat.last - 1));
        const latest = Math.max(...finished);
        if (early < latest) return;
        expect(repeatAfter([...finished, early])).toEqual(repeat);
      }),
      runs,
    );
    expect(wait(spaced(1.6))).toBe(7);
    expect(wait(spaced(1.4))).toBe(2);
  });

  test('PQ-3 a late one counts from when it was done; PQ-4 a long gap steps back one', () => {
    const late = spaced(9);
    expect(repeatAfter(late)).toEqual({ step: 1, last: late[1], due: (late[1] ?? 0) + 7 * DAY });
    expect(wait(spaced(2, 7, 21))).toBe(60);
    expect(wait(spaced(2, 7, 21, 179))).toBe(150);
    expect(wait(spaced(2, 7, 21, 181))).toBe(21);
    expect(wait(spaced(40))).toBe(2);
  });

  test('whatever somebody did: it is due after one of the waits, whatever the order, and doing it makes nothing sooner', () => {
    fc.assert(
      fc.property(instants, fc.integer({ min: 0, max: 400 * DAY }), (finished, pause) => {
        const repeat = repeatAfter(finished);
        if (!repeat) return;
        expect(finished).toContain(repeat.last);
        expect(REPEATS.map((days) => days * DAY)).toContain(repeat.due - repeat.last);
        expect(repeatAfter([...finished].reverse())).toEqual(repeat);
        const more = repeatAfter([...finished, Math.max(...finished) + pause]);
        expect(more?.due).toBeGreaterThanOrEqual(repeat.due);
        expect(Math.abs((more?.step ?? 9) - repeat.step)).toBeLessThanOrEqual(1);
      }),
      runs,
    );
  });
});

describe('PQ-5 the queue', () => {
  const names = fc.constantFrom('a', 'b', 'c', 'd', 'e');
  test('holds each exercise once, what is due apart from what comes, in order', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(names, instants)),
        fc.array(fc.tuple(names, fc.option(fc.integer({ min: START, max: START + 900 * DAY })))),
        fc.integer({ min: START, max: START + 1000 * DAY }),
        (done, put, now) => {
          const finished = new Map<string, number[]>(done);
          const putOff = new Map<string, number | null>(put);
          const { due, later, left } = queueAt(now, finished, putOff);
          const all = [...due, ...later, ...left].map(({ exercise }) => exercise);
          expect(all.sort()).toEqual([...finished.keys()].sort());
          for (const list of [due, later]) {
            expect(list.map((each) => each.due)).toEqual(list.map((each) => each.due).sort((a, b) => a - b));
          }
          for (const each of due) expect(each.due).toBeLessThanOrEqual(now);
          for (const each of later) expect(each.due).toBeGreaterThan(now);
          for (const each of left) expect(putOff.get(each.exercise)).toBe(null);
          for (const each of [...due, ...later]) {
            expect(each.due).toBeGreaterThanOrEqual(putOff.get(each.exercise) ?? 0);
            expect(each.due).toBeGreaterThanOrEqual(repeatAfter(finished.get(each.exercise) ?? [])?.due ?? 0);
          }
        },
      ),
      runs,
    );
  });
});

describe('totals', () => {
  const got = fc.array(fc.integer({ min: 0, max: 10 }), { maxLength: 30 });
  test('PQ-8 nothing of fewer than four; how many in fours; the median in whole numbers', () => {
    expect(sumUp([7, 9, 10])).toBe(null);
    expect(sumUp([10, 1, 7, 8, 9])).toEqual({ atLeast: 4, median: 8 });
    fc.assert(
      fc.property(got, (said) => {
        const totals = sumUp(said);
        expect(totals === null).toBe(said.length < FEWEST_TOLD);
        if (!totals) return;
        expect(totals.atLeast % FEWEST_TOLD).toBe(0);
        expect(said.length - totals.atLeast).toBeLessThan(FEWEST_TOLD);
        expect(Number.isInteger(totals.median)).toBe(true);
        expect(said.filter((each) => each <= totals.median).length * 2).toBeGreaterThanOrEqual(said.length);
        expect(said.filter((each) => each >= totals.median - 1).length * 2).toBeGreaterThanOrEqual(
          said.length,
        );
      }),
      runs,
    );
  });

  test('PQ-9 a session that tells nothing by itself changes no total over several', () => {
    const few = fc.array(fc.integer({ min: 0, max: 10 }), { maxLength: FEWEST_TOLD - 1 });
    fc.assert(
      fc.property(fc.array(got, { maxLength: 5 }), few, (sessions, small) => {
        expect(sumUpSessions([...sessions, small])).toEqual(sumUpSessions(sessions));
      }),
      runs,
    );
    expect(
      sumUpSessions([
        [1, 2],
        [3, 4],
      ]),
    ).toBe(null);
    expect(sumUpSessions([[5, 5, 5, 5], [9]])).toEqual({ atLeast: 4, median: 5, sessions: 1 });
  });
});
