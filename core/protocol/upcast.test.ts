import { describe, expect, test } from 'vitest';
import { EVENT_VERSION } from '../session/event.ts';
import type { Addressed, Entry } from '../stream/entry.ts';
import { FromTheFuture, type Lift, upcast } from './upcast.ts';

const entry = (version: number, event: Addressed & Record<string, unknown>): Entry => ({
  seq: 3,
  at: 5,
  by: 'ana',
  device: 'd',
  counter: 2,
  version,
  event,
});

describe('entries of older versions (EN-7)', () => {
  const lifts: Lift[] = [
    (event) => (event.type === 'said' ? { ...event, type: 'spoke' } : event),
    (event) => ({ ...event, loud: false }),
  ];

  test('are lifted step by step, and everything but the event stays', () => {
    const lifted = { to: 'all', type: 'spoke', loud: false };
    expect(upcast(entry(1, { to: 'all', type: 'said' }), lifts, 3)).toEqual(entry(3, lifted));
    expect(upcast(entry(2, { to: 'all', type: 'said' }), lifts, 3)).toEqual(
      entry(3, { to: 'all', type: 'said', loud: false }),
    );
  });

  test("today's are taken as they are", () => {
    const today = entry(EVENT_VERSION, { to: 'all', type: 'started' });
    expect(upcast(today)).toBe(today);
  });

  test("tomorrow's are not guessed at", () => {
    expect(() => upcast(entry(EVENT_VERSION + 1, { to: 'all', type: 'started' }))).toThrow(FromTheFuture);
  });

  test('every version since the first has its lift', () => {
    for (let version = 1; version <= EVENT_VERSION; version++) {
      expect(upcast(entry(version, { to: 'all', type: 'started' })).version).toBe(EVENT_VERSION);
    }
  });
});
