import { describe, expect, test } from 'vitest';
import { quietCards } from '../../testing/exercises.ts';
import { Studio } from '../../testing/studio.ts';
import { listChildren } from '../notes/tree.ts';
import { MOST_BROUGHT } from './decide/bring.ts';
import { eraseFromSession } from './erase.ts';
import { EVERYONE } from './parts.ts';

const idea = (i: number, by?: string) => ({
  note: `brought-${i}`,
  words: `Word ${i}`,
  origin: { session: 'earlier', note: `n${i}`, at: 5, ...(by ? { by } : {}) },
});

const table = (studio: Studio): string[] =>
  [...listChildren(studio.parts.get(EVERYONE)?.tree ?? never(), '')].map(({ note }) => note.words);
const never = (): never => {
  throw new Error('no part');
};

describe('EN-13 what is brought along', () => {
  test('lies on the table for everybody, in order, and says where it comes from', () => {
    const studio = new Studio(quietCards(), { people: ['ana'] });
    studio.act('lead', { type: 'bring', ideas: [idea(1), idea(2, 'cleo')] });
    studio.act('ana', { type: 'bring', ideas: [idea(3)] });
    expect(table(studio)).toEqual(['Word 1', 'Word 2', 'Word 3']);
    const note = studio.parts.get(EVERYONE)?.tree.notes.get('brought-2');
    expect(note).toMatchObject({ kind: 'brought', by: 'lead', origin: { session: 'earlier', by: 'cleo' } });
  });

  test('comes from people of the session alone, before its end, and no more than fits', () => {
    const studio = new Studio(quietCards(), { people: ['ana'] });
    expect(studio.ask('stranger', { type: 'bring', ideas: [idea(1)] })).toEqual({ refused: 'not-found' });
    const many = Array.from({ length: MOST_BROUGHT }, (_, i) => idea(i));
    studio.act('lead', { type: 'bring', ideas: many });
    expect(studio.ask('lead', { type: 'bring', ideas: [idea(99)] })).toEqual({
      refused: 'too-many',
      detail: MOST_BROUGHT,
    });
    studio.act('lead', { type: 'end' });
    expect(studio.ask('lead', { type: 'bring', ideas: [idea(99)] })).toEqual({ refused: 'ended' });
  });

  test('goes with whoever wrote it, not only with whoever brought it', () => {
    const studio = new Studio(quietCards(), { people: ['ana'] });
    studio.act('lead', { type: 'bring', ideas: [idea(1), idea(2, 'cleo')] });
    const log = studio.told.map((event, i) => ({
      seq: i + 1,
      at: 0,
      by: 'lead',
      device: '',
      counter: 0,
      version: 1,
      event,
    }));
    const erased = eraseFromSession(log, 'cleo', () => false);
    expect(erased.map(({ event }) => event)).toMatchObject([{ note: 'brought-2', words: '', by: 'lead' }]);
  });
});
