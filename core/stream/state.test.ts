import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Addressed, Entry } from './entry.ts';
import { advance, emptyState, evolve, packState, recognise, type State, unpackState } from './state.ts';
import type { Folding, Part } from './subject.ts';

interface Heard extends Part {
  heard: string[];
}
type Said = Addressed & { says?: string; count?: number };

/** A subject that only remembers what each audience was told. */
const hearsay: Folding<Heard, Said> = {
  emptyPart: () => ({ cursor: 0, heard: [] }),
  fold: (part, event) => ({ ...part, heard: [...part.heard, event.says ?? event.type] }),
};

const entry = (seq: number, event: Said, more: Partial<Entry<Said>> = {}): Entry<Said> => ({
  seq,
  at: seq,
  by: 'ana',
  device: '',
  counter: 0,
  version: 1,
  event,
  ...more,
});

const fold = (entries: Entry<Said>[]): State<Heard> =>
  entries.reduce((state, next) => evolve(hearsay, state, next), emptyState<Heard>());

const someEvents = fc.array(
  fc.record({
    to: fc.constantFrom('all', 'g:1', 'p:ana', 'p:ben'),
    says: fc.string({ maxLength: 3 }),
  }),
  { maxLength: 60 },
);

describe('a state is one part per audience', () => {
  test('what an audience was sent folds to its part, its cursor counts it (EN-1, EN-2)', () => {
    fc.assert(
      fc.property(someEvents, (events) => {
        const told = events.map((event) => ({ ...event, type: 'said' }));
        const state = fold(told.map((event, i) => entry(i + 1, event)));
        expect(state.seq).toBe(events.length);
        for (const to of ['all', 'g:1', 'p:ana', 'p:ben']) {
          const own = told.filter((event) => event.to === to);
          const part = own.reduce((held, event) => advance(hearsay, held, event), hearsay.emptyPart(to));
          expect(state.parts.get(to) ?? hearsay.emptyPart(to)).toEqual(part);
          expect(part.cursor).toBe(own.length);
        }
      }),
      { seed: 4 },
    );
  });

  test('what was compacted counts as often as it happened (EN-2)', () => {
    const state = fold([
      entry(7, { to: 'all', type: 'wrote-many', count: 7 }),
      entry(8, { to: 'all', type: 'said' }),
    ]);
    expect(state.parts.get('all')?.cursor).toBe(8);
  });

  test('is the same after a snapshot (EN-3)', () => {
    fc.assert(
      fc.property(someEvents, fc.nat(60), (events, cut) => {
        const entries = events.map((event, i) =>
          entry(i + 1, { ...event, type: 'said' }, { device: `d${i % 3}`, counter: i + 1 }),
        );
        const resumed = unpackState<Heard>(structuredClone(packState(fold(entries.slice(0, cut)))));
        const again = entries.slice(cut).reduce((state, next) => evolve(hearsay, state, next), resumed);
        expect(packState(again)).toEqual(packState(fold(entries)));
      }),
      { seed: 5 },
    );
  });
});

describe('a command that comes again is known (EN-6)', () => {
  test('as done, as refused, or as new', () => {
    const state = fold([
      entry(1, { to: 'all', type: 'said' }, { device: 'd', counter: 2, refused: [1] }),
      entry(2, { to: 'all', type: 'said' }, { device: 'd', counter: 5, refused: [3, 4] }),
    ]);
    const known = (counter: number) => recognise(state.devices.get('d'), counter);
    expect([1, 2, 3, 4, 5, 6].map(known)).toEqual(['refused', 'done', 'refused', 'refused', 'done', 'new']);
    expect(recognise(state.devices.get('another'), 1)).toBe('new');
  });

  test('whatever was taken and refused, in whatever order it comes again', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 1, maxLength: 50 }), (taken) => {
        let state = emptyState<Heard>();
        let refused: number[] = [];
        let last = 0;
        taken.forEach((yes, i) => {
          if (!yes) refused.push(i + 1);
          else {
            const more = { device: 'd', counter: i + 1, refused };
            state = evolve(hearsay, state, entry(state.seq + 1, { to: 'all', type: 'said' }, more));
            refused = [];
            last = i + 1;
          }
        });
        taken.forEach((yes, i) => {
          const expected = i + 1 > last ? 'new' : yes ? 'done' : 'refused';
          expect(recognise(state.devices.get('d'), i + 1)).toBe(expected);
        });
      }),
      { seed: 6 },
    );
  });

  test('compacted entries still name the commands of their devices', () => {
    const tally = [
      { device: 'd', counter: 9, refused: [8] },
      { device: 'e', counter: 4 },
    ];
    const state = fold([entry(12, { to: 'all', type: 'wrote-many', count: 12 }, { tally })]);
    expect(recognise(state.devices.get('d'), 8)).toBe('refused');
    expect(recognise(state.devices.get('d'), 9)).toBe('done');
    expect(recognise(state.devices.get('e'), 5)).toBe('new');
  });

  test('an older entry never takes a device back', () => {
    const state = fold([
      entry(1, { to: 'all', type: 'said' }, { device: 'd', counter: 5 }),
      entry(
        2,
        { to: 'all', type: 'wrote-many', count: 1 },
        { tally: [{ device: 'd', counter: 3, refused: [2] }] },
      ),
    ]);
    expect(recognise(state.devices.get('d'), 5)).toBe('done');
    expect(recognise(state.devices.get('d'), 2)).toBe('refused');
  });

  test('no more than 64 refusals of a device are kept', () => {
    let state = emptyState<Heard>();
    for (let i = 1; i <= 400; i += 2) {
      const more = { device: 'd', counter: i + 1, refused: [i] };
      state = evolve(hearsay, state, entry(state.seq + 1, { to: 'all', type: 'said' }, more));
    }
    expect(state.devices.get('d')?.refused).toHaveLength(64);
  });
});
