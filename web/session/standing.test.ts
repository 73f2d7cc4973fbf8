import { describe, expect, test } from 'vitest';
import type { Exercise, Step } from '../../core/session/exercise.ts';
import { type GroupWork, type Raised, roomOf } from '../../core/session/parts.ts';
import { OrderedMap } from '../../core/stream/ordered.ts';
import { Stage } from '../gallery/stage.ts';
import { swapsToAnswer, swapsToTell } from '../screens/room/swaps.ts';
import {
  aheadOf,
  complainerHere,
  complaintsOn,
  explainerOf,
  offererHere,
  pairOf,
  standingOf,
  unmetOn,
  writerHere,
} from './standing.ts';

const step = (id: string, more: Partial<Step> = {}): Step => ({
  id,
  title: id,
  minutes: 5,
  pace: 'group',
  surface: 'passage',
  writes: { reader: ['example'] },
  sees: { example: 'group' },
  says: {},
  leadSays: '',
  complainers: ['annoyer'],
  complaints: [],
  compulsorySeconds: 0,
  offerers: ['annoyer'],
  holds: 'example',
  reveals: [],
  compares: false,
  debriefs: false,
  ...more,
});

const exercise: Exercise = {
  id: 'toy',
  version: 1,
  title: 'Toy',
  purpose: '',
  tracks: '',
  minutes: 10,
  group: { size: 2, third: null },
  seats: [
    { id: 'reader', name: 'Reader', does: '' },
    { id: 'annoyer', name: 'Annoyer', does: '' },
  ],
  input: 'none',
  kinds: { example: { name: 'Example', children: [], fields: {}, example: '' } },
  steps: [step('read'), step('claim')],
  rounds: { of: ['read', 'claim'], between: [], default: 1, swap: true },
  complaints: [{ key: 'which', say: 'Which one?', evergreen: false }],
  extensions: [],
  brief: { minutes: 5, steps: ['read'] },
};

/** A pair in the first step, with who explains and who complains; `shared`: both at one screen. */
function pair(shared = false) {
  const stage = new Stage(exercise, 'in-person', { lead: 'Mira' });
  stage.join('Ana');
  stage.join('Ben', shared ? 'Ana' : null);
  stage.act('Mira', { type: 'start' });
  const group = stage.group();
  const [explainer, complainer] = [...(roomOf(stage.parts)?.groups.values() ?? [])][0]?.members ?? [];
  const at = (...people: string[]) => {
    const view = stage.clientFor(people).view();
    const standing = standingOf(view, group);
    if (!standing) throw new Error('no standing');
    return { view, standing };
  };
  return { stage, group, explainer: explainer as string, complainer: complainer as string, at };
}

describe('who does what at a device', () => {
  test('two people at one screen: each act is by the one who has the seat', () => {
    const { at, explainer, complainer } = pair(true);
    const { standing } = at('ana', 'ben');
    expect(writerHere(standing, 'example')).toBe(explainer);
    expect(complainerHere(standing)).toBe(complainer);
    expect(offererHere(standing)).toBe(complainer);
  });

  test('each at their own: nobody acts for the other', () => {
    const { at, explainer, complainer } = pair();
    expect(writerHere(at(complainer).standing, 'example')).toBe(undefined);
    expect(complainerHere(at(explainer).standing)).toBe(undefined);
    expect(at('mira').standing.hands).toEqual([]);
  });

  test('somebody alone may complain at themselves', () => {
    const { stage, at, explainer, complainer } = pair();
    stage.act(complainer, { type: 'leave', person: complainer });
    expect(complainerHere(at(explainer).standing)).toBe(explainer);
  });
});

test('a group goes on by itself to the end of its stretch, and back to its beginning', () => {
  const { stage, at, explainer } = pair();
  expect(aheadOf(at(explainer).standing)).toMatchObject({ back: false, lastInStretch: false });
  expect(aheadOf(at(explainer).standing).next?.id).toBe('claim');
  stage.act(explainer, { type: 'go-group', to: 'next' });
  expect(aheadOf(at(explainer).standing)).toMatchObject({ back: true, next: null, lastInStretch: true });
});

describe('after a swap', () => {
  test('the one who explained is asked about the other’s complaints, once, and the other is told', () => {
    const { stage, group, at, explainer, complainer } = pair();
    const note = `${group}.example.1`;
    stage.act(complainer, { type: 'complain', id: 'c1', on: note, key: 'which', say: 'Which one?' });
    stage.act(explainer, { type: 'swap' });
    const asked = (person: string) => {
      const { standing, view } = at(person);
      return swapsToAnswer(standing, pairOf(view, group));
    };
    expect(asked(explainer)).toEqual([{ by: explainer, about: complainer }]);
    expect(asked(complainer)).toEqual([]);
    stage.act(explainer, { type: 'answer-swap', amount: 'too-little', thanks: 'c1' });
    expect(asked(explainer)).toEqual([]);
    const { standing, view } = at(complainer);
    expect(swapsToTell(standing, pairOf(view, group))).toMatchObject([{ by: explainer, thanks: 'c1' }]);
    expect(explainerOf(standing)).toBe(complainer);
  });

  test('nobody is asked about complaints that were never made', () => {
    const { stage, group, at, explainer } = pair();
    stage.act(explainer, { type: 'swap' });
    const { standing, view } = at(explainer);
    expect(swapsToAnswer(standing, pairOf(view, group))).toEqual([]);
  });
});

test('what is open comes oldest first, of one note or of all', () => {
  const raised = (id: string, at: number, on: string, met: boolean): [string, Raised] => [
    id,
    { id, on, key: null, say: '?', by: 'b', at, place: 0, met: met ? { by: 'a', at } : null },
  ];
  const complaints = OrderedMap.from([
    raised('a', 3, 'n', false),
    raised('b', 1, 'n', false),
    raised('c', 2, 'm', true),
  ]);
  const work = { complaints } as GroupWork;
  expect(unmetOn(work, 'n').map(({ id }) => id)).toEqual(['b', 'a']);
  expect(unmetOn(work, null).map(({ id }) => id)).toEqual(['b', 'a']);
  expect(complaintsOn(work, 'm')).toHaveLength(1);
});
