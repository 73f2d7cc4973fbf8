import { expect, test } from 'vitest';
import type { SessionEvent } from '../../core/session/event.ts';
import { OwnPictures } from './ownPictures.ts';

const size = { width: 30, height: 20 };
/** Somebody puts a picture on a note, or says something about the one that is there. */
const set = (by: string, id: string, says: string): SessionEvent => ({
  type: 'picture-set',
  to: 'g:1',
  note: 'n',
  picture: { id, ...size, says },
  was: null,
  by,
});

test('ME-1: a picture is whose who brought it, words about it whose who said them first', async () => {
  const own = new OwnPictures('ana');
  const log = [
    set('ana', 'p', 'a kettle'),
    set('ben', 'q', 'a trampoline'),
    set('ana', 'q', 'forty springs'),
    set('ben', 'p', 'a dent'),
    // An undo brings back what Ana had said, and another what Ben had.
    set('ben', 'p', 'a kettle'),
    set('ana', 'p', 'a dent'),
    { ...set('ana', 'p', ''), picture: null } as SessionEvent,
    set('ana', 'r', ''),
  ];
  for (const [at, event] of log.entries()) own.follow(event, at);
  expect(await own.list(async (id) => (id === 'p' ? null : `data:${id}`))).toEqual([
    { says: '', ...size, at: 0, data: null },
    { says: '', ...size, at: 7, data: 'data:r' },
  ]);
  expect(own.described()).toEqual([{ says: 'forty springs', at: 2 }]);
});
