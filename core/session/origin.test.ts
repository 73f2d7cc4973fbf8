import { describe, expect, test } from 'vitest';
import { quietCards } from '../../testing/exercises.ts';
import { Studio } from '../../testing/studio.ts';
import type { CommandOf } from './command.ts';
import { personAudience } from './parts.ts';

/** Ana and Ben, each with a card that nobody else sees. */
function writing(): Studio {
  const studio = new Studio(quietCards(), { people: ['ana', 'ben'] });
  studio.act('lead', { type: 'start' });
  for (const person of ['ana', 'ben']) studio.act(person, write(`${person}-1`));
  return studio;
}

const write = (note: string, more: Partial<CommandOf<'write-note'>> = {}): CommandOf<'write-note'> => ({
  type: 'write-note',
  note,
  kind: 'card',
  parent: '',
  words: note,
  ...more,
});

describe('EN-12 a note that is pulled out of another', () => {
  test('says which one, and when; the other stays as it was', () => {
    const studio = writing();
    const from = { to: personAudience('ana'), note: 'ana-1' };
    const before = studio.parts.get(from.to)?.tree.notes.get('ana-1');
    const [born] = studio.act('ana', write('ana-2', { from, words: 'a line of it' }));
    expect(born).toMatchObject({ words: 'a line of it', origin: { note: 'ana-1', at: studio.now } });
    const { notes } = studio.parts.get(from.to)?.tree ?? {};
    expect(notes?.get('ana-2')?.origin).toEqual({ note: 'ana-1', at: studio.now });
    expect(notes?.get('ana-1')).toEqual(before);
  });

  test('what one may not see and what is not there get the same answer', () => {
    const studio = writing();
    const answers = [
      { to: personAudience('ben'), note: 'ben-1' },
      { to: personAudience('ben'), note: 'nothing' },
      { to: personAudience('ana'), note: 'nothing' },
      { to: personAudience('nobody'), note: 'ana-1' },
    ].map((from) => studio.ask('ana', write('ana-2', { from })));
    for (const answer of answers) expect(answer).toEqual({ refused: 'not-found' });
  });

  test('what was taken away is not there', () => {
    const studio = writing();
    const from = { to: personAudience('ana'), note: 'ana-1' };
    studio.act('ana', { type: 'remove-note', ...from });
    expect(studio.ask('ana', write('ana-2', { from }))).toEqual({ refused: 'not-found' });
  });
});
