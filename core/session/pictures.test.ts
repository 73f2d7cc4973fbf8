import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { quietCards } from '../../testing/exercises.ts';
import { Studio } from '../../testing/studio.ts';
import type { Picture } from '../notes/tree.ts';
import type { Entry } from '../stream/entry.ts';
import type { SessionCommand } from './command.ts';
import { eraseFromSession } from './erase.ts';
import type { SessionEvent } from './event.ts';
import { personAudience } from './parts.ts';

const PEOPLE = ['ana', 'ben'];
const picture = (id: string, says = ''): Picture => ({ id, width: 40, height: 30, says });
const card = (note: string, words = ''): SessionCommand => ({
  type: 'write-note',
  note,
  kind: 'card',
  parent: '',
  words,
});

/** Two people of one group, in the private step. */
function started(): Studio {
  const studio = new Studio(quietCards(), { people: PEOPLE });
  studio.act('lead', { type: 'start' });
  return studio;
}
const goOn = (studio: Studio) => studio.act('lead', { type: 'go', to: 'next' });
const pictureOf = (studio: Studio, to: string, note: string) =>
  studio.parts.get(to)?.tree.notes.get(note)?.picture;

describe('who may', () => {
  test('PI-1: whoever may write a note’s words may give it a picture, and nobody else', () => {
    const studio = started();
    const own = personAudience('ana');
    studio.act('ana', card('c'));
    studio.act('ana', { type: 'set-picture', to: own, note: 'c', picture: picture('i') });
    expect(pictureOf(studio, own, 'c')).toEqual(picture('i'));
    for (const person of ['ben', 'lead', 'nobody']) {
      expect(studio.ask(person, { type: 'set-picture', to: own, note: 'c', picture: picture('j') })).toEqual({
        refused: 'not-found',
      });
    }
  });

  test('PI-1: hidden and absent get one answer, whatever is asked', () => {
    const studio = started();
    studio.act('ana', card('c'));
    studio.act('ana', {
      type: 'set-picture',
      to: personAudience('ana'),
      note: 'c',
      picture: picture('i'),
    });
    const ask = (to: string, note: string, id: string) =>
      [
        { type: 'set-picture', to, note, picture: picture(id) } as const,
        { type: 'describe-picture', to, note, picture: id, says: 'a cat' } as const,
        { type: 'remove-picture', to, note, picture: id } as const,
      ].map((command) => studio.ask('ben', command));
    const hidden = ask(personAudience('ana'), 'c', 'i');
    expect(hidden).toEqual(ask(personAudience('ana'), 'no such note', 'i'));
    expect(hidden).toEqual(ask('p:nobody', 'c', 'i'));
    expect(hidden).toEqual(Array(3).fill({ refused: 'not-found' }));
  });

  test('PI-1: after the end a group’s notes stay as they are; one’s own stay open', () => {
    const studio = started();
    studio.act('ana', { type: 'write-note', note: 'k', kind: 'parked', parent: '', words: 'mine' });
    studio.act('ana', { type: 'write-note', note: 'g', kind: 'page', parent: '', words: 'ours' });
    studio.act('lead', { type: 'end' });
    const to = studio.audienceOf('ana');
    expect(studio.ask('ana', { type: 'set-picture', to, note: 'g', picture: picture('i') })).toEqual({
      refused: 'ended',
    });
    studio.act('ana', { type: 'set-picture', to: personAudience('ana'), note: 'k', picture: picture('i') });
  });

  test('PI-2: the same picture again changes nothing; another takes its place', () => {
    const studio = started();
    const to = personAudience('ana');
    studio.act('ana', card('c'));
    const set = (of: Picture) => studio.act('ana', { type: 'set-picture', to, note: 'c', picture: of });
    expect(set(picture('i', 'a cat'))).toHaveLength(1);
    expect(set(picture('i'))).toEqual([]);
    expect(set(picture('j'))).toMatchObject([{ picture: picture('j'), was: picture('i', 'a cat') }]);
  });

  test('PI-2: only the picture that somebody saw is described or taken away', () => {
    const studio = started();
    const to = personAudience('ana');
    studio.act('ana', card('c'));
    studio.act('ana', { type: 'set-picture', to, note: 'c', picture: picture('j') });
    const gone = { refused: 'not-found' };
    const describing = { type: 'describe-picture', to, note: 'c', says: ' a cat ' } as const;
    expect(studio.ask('ana', { ...describing, picture: 'i' })).toEqual(gone);
    expect(studio.ask('ana', { type: 'remove-picture', to, note: 'c', picture: 'i' })).toEqual(gone);
    studio.act('ana', { ...describing, picture: 'j' });
    expect(pictureOf(studio, to, 'c')).toEqual(picture('j', 'a cat'));
    expect(studio.act('ana', { ...describing, picture: 'j' })).toEqual([]);
    studio.act('ana', { type: 'remove-picture', to, note: 'c', picture: 'j' });
    expect(studio.parts.get(to)?.tree.notes.get('c')).not.toHaveProperty('picture');
    expect(studio.ask('ana', { ...describing, picture: 'j' })).toEqual(gone);
  });
});

describe('a reveal', () => {
  test('PI-3: carries the picture that stands; a note with nothing but a picture is no empty one', () => {
    const studio = started();
    const own = personAudience('ana');
    studio.act('ana', card('c'));
    studio.act('ana', { type: 'set-picture', to: own, note: 'c', picture: picture('i', 'a cat') });
    studio.act('ana', card('empty'));
    const born = goOn(studio).filter((event) => event.type === 'note-born' && event.revealed);
    expect(born).toMatchObject([{ by: 'ana', picture: picture('i', 'a cat') }]);
  });

  test('PI-3: what was taken away before, or said and unsaid, is in no event of it', () => {
    const studio = started();
    const own = personAudience('ana');
    studio.act('ana', card('c', 'words'));
    studio.act('ana', { type: 'set-picture', to: own, note: 'c', picture: picture('i', 'secret') });
    studio.act('ana', { type: 'set-picture', to: own, note: 'c', picture: picture('j', 'secret') });
    studio.act('ana', { type: 'remove-picture', to: own, note: 'c', picture: 'j' });
    const before = studio.told.length;
    goOn(studio);
    const told = studio.told.slice(before);
    expect(JSON.stringify(told)).not.toMatch(/secret|"i"|"j"|picture/);
  });

  test('PI-3: what is done to the private picture afterwards stays private', () => {
    const studio = started();
    const own = personAudience('ana');
    studio.act('ana', card('c'));
    studio.act('ana', { type: 'set-picture', to: own, note: 'c', picture: picture('i') });
    goOn(studio);
    for (const event of studio.act('ana', { type: 'remove-picture', to: own, note: 'c', picture: 'i' })) {
      expect(event.to).toBe(own);
    }
    const revealed = studio.parts.get(own)?.own?.revealed.c as string;
    expect(pictureOf(studio, studio.audienceOf('ana'), revealed)).toEqual(picture('i'));
  });
});

test('SE-9: a picture that somebody described or replaced since is not taken back', () => {
  const studio = started();
  const to = studio.audienceOf('ana');
  studio.act('ana', { type: 'write-note', note: 'g', kind: 'page', parent: '', words: 'ours' });
  studio.act('ana', { type: 'set-picture', to, note: 'g', picture: picture('i') });
  const { cursor } = studio.parts.get(to) as { cursor: number };
  studio.act('ben', { type: 'describe-picture', to, note: 'g', picture: 'i', says: 'a cat' });
  expect(studio.ask('ana', { type: 'undo', to, cursor })).toEqual({ refused: 'built-upon' });
  expect(studio.ask('ana', { type: 'undo', to, cursor: cursor + 1 })).toEqual({ refused: 'not-yours' });
  studio.act('ben', { type: 'undo', to, cursor: cursor + 1 });
  studio.act('ana', { type: 'undo', to, cursor });
  expect(pictureOf(studio, to, 'g')).toBe(undefined);
});

test('ER-2: after an erasure no event names a picture of that person or says their words about one', () => {
  const deed = fc.tuple(
    fc.constantFrom(...PEOPLE),
    fc.constantFrom('set', 'describe', 'remove', 'undo', 'private'),
    fc.nat(99),
  );
  fc.assert(
    fc.property(fc.array(deed, { maxLength: 30 }), (deeds) => {
      const studio = started();
      const to = studio.audienceOf('ana');
      const before = studio.told.length;
      const actors: string[] = studio.told.map(() => 'lead');
      const attempt = (by: string, command: SessionCommand) => {
        for (const _ of studio.attempt(by, command)) actors.push(by);
      };
      attempt('ana', { type: 'write-note', note: 'g', kind: 'page', parent: '', words: 'ours' });
      deeds.forEach(([by, what, luck], i) => {
        const now = pictureOf(studio, to, 'g')?.id ?? 'none';
        const says = `said by ${by}`;
        const fresh = picture(`of ${by} ${i}`, says);
        if (what === 'set') attempt(by, { type: 'set-picture', to, note: 'g', picture: fresh });
        if (what === 'describe')
          attempt(by, {
            type: 'describe-picture',
            to,
            note: 'g',
            picture: now,
            says: luck % 2 ? says : `${says} ${i}`,
          });
        if (what === 'remove') attempt(by, { type: 'remove-picture', to, note: 'g', picture: now });
        if (what === 'undo') {
          const { cursor } = studio.parts.get(to) as { cursor: number };
          attempt(by, { type: 'undo', to, cursor: cursor - (luck % 4) });
        }
        if (what === 'private') {
          attempt(by, card(`c${i}`));
          attempt(by, { type: 'set-picture', to: personAudience(by), note: `c${i}`, picture: fresh });
        }
      });
      attempt('lead', { type: 'go', to: 'next' });
      const entries: Entry<SessionEvent>[] = studio.told.map((event, i) => ({
        seq: i + 1,
        at: 0,
        by: actors[i] ?? 'lead',
        device: '',
        counter: 0,
        version: 1,
        event,
      }));
      const log = new Map(entries.map(({ seq, event }) => [seq, event]));
      for (const { seq, event } of eraseFromSession(entries, 'ana', () => false)) log.set(seq, event);
      const left = JSON.stringify([...log.values()].slice(before));
      expect(left).not.toMatch(/of ana|said by ana/);
      // What ben brought stays wherever ana had no hand in it.
      const bens = (events: SessionEvent[]) =>
        events.filter((event) => event.type === 'picture-set' && event.picture?.id.startsWith('of ben'))
          .length;
      expect(bens([...log.values()])).toBe(bens(studio.told));
    }),
    { seed: 71, numRuns: 300 },
  );
});
