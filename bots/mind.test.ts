import { expect, test } from 'vitest';
import { place, putNote } from '../core/notes/tree.ts';
import type { SessionEvent } from '../core/session/event.ts';
import { type Exercise, layPlan, type Step } from '../core/session/exercise.ts';
import { foldSession } from '../core/session/fold.ts';
import {
  EVERYONE,
  emptyPart,
  type GroupWork,
  groupAudience,
  type Room,
  type SessionPart,
} from '../core/session/parts.ts';
import { OrderedMap } from '../core/stream/ordered.ts';
import { createMind, type Mind, type Move } from './mind.ts';
import type { Sight } from './sight.ts';

const step: Step = {
  id: 'read',
  title: 'Read',
  minutes: 5,
  pace: 'group',
  surface: 'passage',
  writes: { everyone: [], explainer: ['example'] },
  sees: { example: 'group' },
  says: { everyone: '' },
  leadSays: '',
  complainers: ['complainer'],
  complaints: [],
  compulsorySeconds: 0,
  offerers: ['complainer'],
  holds: 'example',
  reveals: [],
  compares: false,
  debriefs: false,
};
const after: Step = { ...step, id: 'after', holds: null, writes: { everyone: [] }, complainers: [] };
const kind = { name: 'Example', children: [], fields: {}, example: 'A trampoline.' };
const exercise: Exercise = {
  id: 'x',
  version: 1,
  title: 'X',
  purpose: '',
  tracks: '',
  minutes: 5,
  group: { size: 2, third: null },
  seats: [
    { id: 'explainer', name: 'Reader', does: '' },
    { id: 'complainer', name: 'Partner', does: '' },
  ],
  input: 'passage',
  kinds: { example: kind },
  steps: [step, after],
  rounds: { of: [], between: [], default: 1, swap: false },
  complaints: [{ key: 'too-vague', say: 'Still too vague.', evergreen: true }],
  extensions: [],
  brief: { minutes: 5, steps: ['read'] },
};

/** A table for two: who I am, whether the other one is a person, and what stands there. */
function lay(me: 'ana' | 'ben', other: 'person' | 'bot', words = '', change: Partial<GroupWork> = {}): Sight {
  const to = groupAudience('g');
  const blank = emptyPart(to);
  const note = {
    id: 'g.example.1',
    kind: 'example',
    by: 'ana',
    at: 0,
    fields: {},
    words,
    places: [],
    wroteBy: null,
  };
  const tree = place(putNote(blank.tree, note), { id: 'p', note: note.id, parent: '', order: 'a' });
  const work: GroupWork = {
    ...(blank.group as GroupWork),
    passage: {
      id: 'h',
      title: 'H',
      text: 'All knots untie. Some do not.',
      field: 'knots',
      source: 's',
      licence: 'l',
      cuts: [0, 17],
    },
    ...change,
  };
  const group = { id: 'g', name: 'G', members: ['ana', 'ben'], listening: {} };
  const all = { to: EVERYONE } as const;
  const clock = { state: 'running', endsAt: null, left: null, over: false } as const;
  const told: SessionEvent[] = [
    {
      ...all,
      type: 'session-opened',
      exercise,
      title: 'X',
      mode: 'remote',
      rounds: 1,
      plan: layPlan(exercise, 1),
      lead: 'lou',
      solo: false,
      at: 0,
    },
    ...group.members.map((id): SessionEvent => {
      return { ...all, type: 'joined', member: { id, here: true, sharesWith: null, knows: [] } };
    }),
    { ...all, type: 'group-changed', group },
    { ...all, type: 'started' },
    { ...all, type: 'room-moved', at: 0, clock },
  ];
  const room = told.reduce(foldSession, emptyPart(EVERYONE)).room as Room;
  const part: SessionPart = { ...blank, tree, group: work };
  const explaining = me === 'ana';
  return {
    me,
    now: 0,
    room,
    parts: OrderedMap.from([[to, part] as const]),
    group,
    work,
    seat: explaining ? 'explainer' : 'complainer',
    step,
    stop: 0,
    stretchEnd: 1,
    mayWrite: explaining ? ['example'] : [],
    held: { id: note.id, kind: 'example' },
    words: () => words,
    humans: other === 'person' ? [explaining ? 'ben' : 'ana'] : [],
    here: ['ana', 'ben'],
  };
}

const sit = (seed = 1): Mind => createMind({ seed, pace: 1, freshId: () => 'fresh' });

/** What it does while nothing else changes, second by second: everything but waiting. */
function watch(mind: Mind, sight: Sight, seconds: number): { at: number; move: Move }[] {
  const done: { at: number; move: Move }[] = [];
  for (let at = 0; at < seconds; at++) {
    const move = mind.next({ ...sight, now: at * 1000 });
    if (move.do !== 'wait') done.push({ at, move });
  }
  return done;
}
const commands = (done: { move: Move }[]): string[] =>
  done.map(({ move }) => (move.do === 'act' ? move.command.type : move.do));

test('whoever explains writes a sentence for the one that is read, then goes on, and never hurries a person', () => {
  const alone = watch(sit(), lay('ana', 'bot'), 30);
  expect(commands(alone).slice(0, 2)).toEqual(['type', 'move-place']);
  const together = watch(sit(), lay('ana', 'person'), 60);
  expect(commands(together).slice(0, 2)).toEqual(['type', 'move-place']);
  expect(together[1]?.at).toBeGreaterThanOrEqual(45);
  expect(alone[1]?.at).toBeLessThan(45);
});

test('whoever complains never moves the group, and is not done before a person is', () => {
  const story = 'A bakery. It has four croissants and a system.';
  const seen = commands(watch(sit(), lay('ben', 'person', story), 600));
  expect(seen).toContain('complain');
  expect(seen.filter((type) => ['move-place', 'go-group', 'set-flag', 'type'].includes(type))).toEqual([]);
  const done = lay('ben', 'person', story, { flags: { ana: 'done' } });
  expect(new Set(commands(watch(sit(), done, 60)))).toEqual(new Set(['set-flag']));
  const both = lay('ben', 'person', story, { flags: { ana: 'done', ben: 'done' } });
  expect(commands(watch(sit(), both, 600))).toEqual([]);
});

test('a complaint is answered with something concrete, and then met', () => {
  const raised = {
    id: 'c',
    on: 'g.example.1',
    key: 'looks',
    say: 'What colour?',
    by: 'ben',
    at: 0,
    place: 0,
    met: null,
  };
  const sight = lay('ana', 'person', 'A thing.', { complaints: OrderedMap.from([['c', raised] as const]) });
  const [first] = watch(sit(), sight, 20);
  expect(first?.move).toMatchObject({ do: 'type', note: 'g.example.1', after: { type: 'meet', id: 'c' } });
  expect(first?.move.do === 'type' && first.move.words).toMatch(/black|red|green|yellow/);
});

test('the same seed does the same, another seed something else', () => {
  const run = (seed: number) => JSON.stringify(watch(sit(seed), lay('ana', 'bot'), 60));
  expect(run(4)).toBe(run(4));
  expect(run(4)).not.toBe(run(5));
});
