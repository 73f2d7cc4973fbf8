import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { prototypicalExamples, quietCards } from '../../testing/exercises.ts';
import type { Exercise } from '../session/exercise.ts';
import { adviseCuts, applyCut, type Cut } from './cut.ts';
import { layDay, MINUTE, totalsOf } from './day.ts';
import { standAt } from './late.ts';
import { lengthOf } from './length.ts';
import { layOrder } from './order.ts';
import { type Day, SHORTEST_BREAK, type Slot } from './program.ts';
import { timetableOf } from './timetable.ts';
import { instantOf, wallAt, weekdayOf } from './zone.ts';

const examples = prototypicalExamples();
const cards = quietCards();
const exercises = new Map<string, Exercise>([
  [examples.id, examples],
  [cards.id, cards],
]);
const ZONE = 'Europe/Vienna';

const exercise = (id: string, more: Partial<Extract<Slot, { kind: 'exercise' }>> = {}): Slot => ({
  kind: 'exercise',
  id,
  title: examples.title,
  exercise: examples.id,
  minutes: 30,
  rounds: 2,
  brief: false,
  extensions: 0,
  skips: [],
  session: null,
  began: null,
  ...more,
});
const rest = (id: string, minutes: number, began: number | null = null): Slot => ({
  kind: 'break',
  id,
  title: 'Tea',
  minutes,
  began,
});
const dayOf = (slots: Slot[], more: Partial<Day> = {}): Day => ({
  id: 'd',
  date: '2026-11-25',
  start: '09:30',
  end: '13:00',
  title: '',
  place: '',
  mode: 'in-person',
  slots,
  ...more,
});

const minutes = fc.integer({ min: 1, max: 120 });
const slot: fc.Arbitrary<Slot> = fc.oneof(
  fc.record({
    kind: fc.constant('exercise' as const),
    title: fc.string(),
    exercise: fc.constantFrom(examples.id, cards.id, 'giant-text-file'),
    minutes,
    rounds: fc.integer({ min: 1, max: 4 }),
    brief: fc.boolean(),
    extensions: fc.constantFrom(0, 0, 5, 10),
    skips: fc.constantFrom<string[]>([], ['compare'], ['nowhere'], ['read']),
    session: fc.constant(null),
    began: fc.constant(null),
    id: fc.constant(''),
  }),
  fc.record({
    kind: fc.constantFrom('break' as const, 'words' as const),
    title: fc.string(),
    minutes,
    began: fc.constant(null),
    id: fc.constant(''),
  }),
);
const day = fc
  .record({
    slots: fc.array(slot, { maxLength: 8 }),
    date: fc.constantFrom('2026-10-24', '2026-10-25', '2026-03-28', '2026-03-29', '2026-12-31'),
    start: fc.constantFrom('00:30', '02:30', '09:00', '22:15'),
    end: fc.constantFrom('00:10', '03:30', '13:00', '17:45'),
  })
  .map(({ slots, ...rest }) =>
    dayOf(
      slots.map((each, i) => ({ ...each, id: `s${i}` })),
      rest,
    ),
  );
/** A day, the instant now, and how many of its slots have begun: each a little off its plan. */
const underWay = fc
  .record({
    day,
    now: fc.integer({ min: -60, max: 700 }),
    begun: fc.integer({ min: 0, max: 5 }),
    off: fc.integer({ min: -10, max: 90 }),
  })
  .map(({ day, now, begun, off }) => {
    const laid = layDay(day, ZONE, exercises);
    const slots = day.slots.map((each, i) => {
      const from = laid.slots[i]?.from ?? 0;
      return i < begun ? { ...each, began: from + off * MINUTE } : each;
    });
    return { day: { ...day, slots }, now: laid.from + now * MINUTE };
  });
const law = { seed: 52, numRuns: 600 };

describe('a day laid out', () => {
  test('DA-1 DA-3: slots lie end to end, each as long as it is, whatever the clocks do', () => {
    fc.assert(
      fc.property(day, (day) => {
        const laid = layDay(day, ZONE, exercises);
        let at = instantOf({ date: day.date, time: day.start }, ZONE);
        for (const [i, each] of laid.slots.entries()) {
          const { work, slack } = lengthOf(day.slots[i] as Slot, exercises);
          expect(each.from).toBe(at);
          expect(each.to - each.from).toBe((work + slack) * MINUTE);
          at = each.to;
        }
        expect(laid.to).toBe(at);
        const { work, breaks, slack, spare } = totalsOf(laid);
        expect(work + breaks + slack).toBeCloseTo((laid.to - laid.from) / MINUTE);
        expect(spare).toBe((laid.end - laid.to) / MINUTE);
      }),
      law,
    );
  });

  test('DA-2: 15 % slack on work, in whole minutes; none on breaks', () => {
    const { work, slack } = lengthOf(exercise('a'), exercises);
    expect([work, slack]).toEqual([examples.minutes, Math.ceil(examples.minutes * 0.15)]);
    expect(lengthOf(rest('b', 20), exercises)).toEqual({ work: 20, slack: 0 });
    fc.assert(
      fc.property(slot, (slot) => {
        const { work, slack } = lengthOf(slot, exercises);
        expect(Number.isInteger(work + slack)).toBe(true);
        if (slot.kind === 'break') expect(slack).toBe(0);
        else expect(slack >= work * 0.15 - 1e-9 && slack < work * 0.15 + 1).toBe(true);
      }),
      law,
    );
  });

  test('DA-1: steps lie within their slot, in order, without holes', () => {
    fc.assert(
      fc.property(day, (day) => {
        for (const { slot, steps, from, to } of layDay(day, ZONE, exercises).slots) {
          let at = from;
          for (const step of steps) {
            expect(step.from).toBe(at);
            at = step.to;
          }
          expect(at).toBeLessThanOrEqual(to);
          if (steps.length > 0 && slot.kind === 'exercise' && slot.extensions === 0) expect(at).toBe(to);
        }
      }),
      law,
    );
  });

  test('DA-3: wall times over a change of clocks, and past midnight', () => {
    const times = (day: Day) =>
      layDay(day, ZONE, exercises).slots.map(({ from }) => Object.values(wallAt(from, ZONE)).join(' '));
    const short = [rest('a', 60), rest('b', 60), rest('c', 60)];
    expect(times(dayOf(short, { date: '2026-03-29', start: '01:00' }))).toEqual([
      '2026-03-29 01:00',
      '2026-03-29 03:00',
      '2026-03-29 04:00',
    ]);
    expect(times(dayOf(short, { date: '2026-10-25', start: '01:30' }))).toEqual([
      '2026-10-25 01:30',
      '2026-10-25 02:30',
      '2026-10-25 02:30',
    ]);
    const late = dayOf(short, { date: '2026-12-31', start: '22:30', end: '02:00' });
    expect(times(late)).toEqual(['2026-12-31 22:30', '2026-12-31 23:30', '2027-01-01 00:30']);
    expect(totalsOf(layDay(late, ZONE, exercises)).spare).toBe(30);
  });

  test('an exercise that is not here takes what the plan says, and one left out whole is not left out', () => {
    expect(lengthOf(exercise('a', { exercise: 'giant-text-file', minutes: 40 }), exercises).work).toBe(40);
    const all = examples.steps.map(({ id }) => id);
    const kept = lengthOf(exercise('a', { skips: all }), exercises).work;
    // Only what may be skipped is: comparing with the neighbours, 4 minutes.
    expect(kept).toBe(examples.minutes - 4);
  });
});

describe('running late', () => {
  const start = instantOf({ date: '2026-11-25', time: '09:30' }, ZONE);
  const at = (time: string) => instantOf({ date: '2026-11-25', time }, ZONE);
  /** 45 + 7 minutes, a break of 20, once more, then words: 09:30 to 11:59. */
  const half = (end: string, began: number | null) =>
    dayOf(
      [
        exercise('first', { began, extensions: 10 }),
        rest('tea', 20),
        exercise('second', { extensions: 10 }),
        { kind: 'words', id: 'bye', title: 'Goodbye', minutes: 10, began: null },
      ],
      { end },
    );

  test('DA-5: the order is skips, extensions, rounds, breaks; each says what it saves', () => {
    const { cuts, short } = adviseCuts(half('10:30', start), ZONE, exercises, start);
    expect(cuts.map(({ cut }) => `${cut.kind} ${cut.slot}`)).toEqual([
      'step first',
      'step second',
      'extensions first',
      'extensions second',
      'round first',
      'round second',
      'break tea',
    ]);
    expect(cuts.at(-1)?.cut).toMatchObject({ minutes: SHORTEST_BREAK });
    expect(cuts.at(-1)?.saves).toBe(15);
    expect(short).toBeGreaterThan(0);
  });

  test('DA-5: what has been begun stays', () => {
    const laid = layDay(half('10:30', start), ZONE, exercises);
    const compare = laid.slots[0]?.steps.find(({ id }) => id === 'compare');
    const { cuts } = adviseCuts(half('10:30', start), ZONE, exercises, compare?.from ?? 0);
    expect(cuts.map(({ cut }) => `${cut.kind} ${cut.slot}`)).not.toContain('step first');
    // The last round hasn't begun yet when the neighbours are compared with.
    expect(cuts.map(({ cut }) => `${cut.kind} ${cut.slot}`)).toContain('round first');
  });

  test('DA-6: what the plan says is going on; how far behind; that there is room', () => {
    const day = half('13:00', at('09:42'));
    const laid = layDay(day, ZONE, exercises);
    const now = laid.slots[0]?.steps.find(({ id }) => id === 'compare')?.from ?? 0;
    const { standing, cuts } = adviseCuts(day, ZONE, exercises, now);
    expect(standing.expected?.step?.title).toBe('Peek at the neighbours');
    expect(standing.behind).toBe(12 * MINUTE);
    expect(standing.over).toBeLessThan(0);
    expect(cuts).toEqual([]);
    expect(standAt(laid, start - 1, exercises).expected).toBeNull();
    expect(standAt(laid, laid.to, exercises).expected).toBeNull();
  });

  test('DA-6: what goes on and on pushes the rest before it', () => {
    const day = half('13:00', start);
    const laid = layDay(day, ZONE, exercises);
    const firstEnds = laid.slots[0]?.to ?? 0;
    expect(standAt(laid, firstEnds, exercises).behind).toBe(0);
    expect(standAt(laid, firstEnds + 9 * MINUTE, exercises).behind).toBe(9 * MINUTE);
  });

  test('DA-5: never more than is needed; what it saves is so; it helps or says how much is missing', () => {
    fc.assert(
      fc.property(underWay, ({ day, now }) => {
        const { standing, cuts, short } = adviseCuts(day, ZONE, exercises, now);
        const over = (held: Day) => standAt(layDay(held, ZONE, exercises), now, exercises).over;
        if (standing.over <= 0) expect([cuts, short]).toEqual([[], 0]);
        let held = day;
        for (const { cut, saves } of cuts) {
          expect(over(held)).toBeGreaterThan(0);
          const next = applyCut(held, cut);
          expect(saves).toBe(Math.round((over(held) - over(next)) / MINUTE));
          expect(over(next)).toBeLessThan(over(held));
          held = next;
        }
        expect(short > 0).toBe(over(held) > 0);
        const rank = (cut: Cut) => ['step', 'extensions', 'round', 'break'].indexOf(cut.kind);
        const ranks = cuts.map(({ cut }) => rank(cut));
        expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
        for (const [i, each] of held.slots.entries()) {
          const was = day.slots[i];
          if (each.kind === 'break' && was?.kind === 'break') {
            expect(each.minutes).toBeGreaterThanOrEqual(Math.min(was.minutes, SHORTEST_BREAK));
            expect(each.minutes).toBeLessThanOrEqual(was.minutes);
          }
          if (each.kind === 'exercise') expect(each.rounds).toBeGreaterThanOrEqual(1);
          // Slots that are over are as they were.
          if (i < standing.at) expect(each).toEqual(was);
        }
      }),
      law,
    );
  });
});

describe('an order of days', () => {
  const order = {
    id: 'o',
    title: 'Order',
    says: 'For you.',
    days: Array.from({ length: 7 }, (_, i) => ({
      title: `Day ${i + 1}`,
      start: '09:30',
      end: '12:30',
      slots: [{ kind: 'break' as const, title: 'Tea', minutes: 10 }],
    })),
  };

  test('DA-7: from a date on, never on a weekend, ids of their own', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 6 }), (skip) => {
        let ids = 0;
        const days = layOrder(order, `2026-11-${23 + skip}`, () => `i${ids++}`);
        expect(days.every(({ date }) => weekdayOf(date) <= 5)).toBe(true);
        expect(new Set(days.map(({ date }) => date)).size).toBe(7);
        expect(new Set(days.flatMap(({ id, slots }) => [id, ...slots.map((slot) => slot.id)])).size).toBe(14);
      }),
      { seed: 53 },
    );
  });

  test('DA-8: people who take part are told what, when and where, in the order of time, and nothing else', () => {
    const days = [
      dayOf([exercise('a', { session: 'secret', began: 7, skips: ['compare'] })], {
        id: 'later',
        date: '2026-11-26',
      }),
      dayOf([rest('b', 5)], { id: 'sooner', place: 'Room 2' }),
    ];
    const table = timetableOf({ title: 'T', field: 'alignment', zone: ZONE, days }, exercises);
    expect(table.days.map(({ id }) => id)).toEqual(['sooner', 'later']);
    expect(Object.keys(table.days[1]?.slots[0] ?? {})).toEqual(['id', 'kind', 'title', 'from', 'to']);
    expect(JSON.stringify(table)).not.toContain('secret');
  });
});
