import { describe, expect, test } from 'vitest';
import { EVENT_VERSION } from '../../core/session/event.ts';
import { roomOf, type SessionPart } from '../../core/session/parts.ts';
import { session } from '../../core/session/subject.ts';
import { packState, unpackState } from '../../core/stream/state.ts';
import { playFront } from './front.ts';
import { hashState, readGoldenLogs, replay } from './log.ts';
import { playOutside } from './outside.ts';
import { playCards, playCatch, playGroups, playPictures, playSession } from './play.ts';

describe('golden logs replay for ever (EN-9)', () => {
  test.each(readGoldenLogs())('%s', (_, { entries, states }) => {
    const state = replay(entries);
    expect(roomOf(state.parts)?.phase).toBe('ended');
    // A core of another version may hold other states, but it has to say so: `node tests/golden/write.ts`.
    expect(Object.keys(states)).toContain(session.version);
    expect(hashState(state)).toBe(states[session.version]);
  });

  test("there is one of today's version, and it holds every kind of event that a session brings", async () => {
    const today = readGoldenLogs().filter(([, { entries }]) => entries[0]?.version === EVENT_VERSION);
    const kinds = (entries: { event: { type: string } }[]) => new Set(entries.map(({ event }) => event.type));
    const golden = kinds(today.flatMap(([, { entries }]) => entries));
    for (const play of [
      playSession,
      playCards,
      playCatch,
      playGroups,
      playPictures,
      playFront,
      playOutside,
    ]) {
      for (const kind of kinds(await play())) expect(golden).toContain(kind);
    }
    expect(golden.size).toBeGreaterThan(30);
  });

  test('a log cut anywhere goes on from a snapshot to the same state (EN-3)', () => {
    for (const [, { entries, states }] of readGoldenLogs()) {
      for (let cut = 0; cut <= entries.length; cut += 17) {
        const stored = JSON.stringify(packState(replay(entries.slice(0, cut))));
        const resumed = unpackState<SessionPart>(JSON.parse(stored));
        expect(hashState(replay(entries.slice(cut), resumed))).toBe(states[session.version]);
      }
    }
  });
});
