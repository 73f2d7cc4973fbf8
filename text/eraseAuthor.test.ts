import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { eraseAuthor } from './eraseAuthor.ts';
import { TextLedger } from './ledger.ts';
import { ERASED } from './runs.ts';
import { isWaiting, play, Rehearsal } from './testing/rehearsal.ts';
import { someTurns } from './testing/turns.ts';

const holds = (bytes: Uint8Array, words: string): boolean => Buffer.from(bytes).includes(words);

describe('TX-8 erasing an author', () => {
  test('takes their words out and lets all others stand, in order and under their names', () => {
    fc.assert(
      fc.property(someTurns, fc.boolean(), (turns, alsoBirth) => {
        // Undo may bring back another's words as one's own; without it whose words are whose is plain.
        const plain = turns.filter(({ does }) => does !== 'undo' && does !== 'redo');
        const rehearsal = new Rehearsal('once 😀 upon', ['ada', 'bo', 'cy', 'ada']);
        play(rehearsal, plain);
        rehearsal.settle();
        const { ledger } = rehearsal;
        const birthBy = alsoBirth ? 'ada' : 'dee';
        const left = TextLedger.wake(eraseAuthor(ledger.rest(), 'ada', birthBy));
        const expected = ledger.runs(birthBy).filter(({ by }) => by !== 'ada');
        const perUnit = (runs: { by: string | null; words: string }[]): string[] =>
          runs.flatMap(({ by, words }) => words.split('').map((unit) => `${by} ${unit}`));
        expect(perUnit(left.runs(birthBy))).toEqual(perUnit(expected));
        expect(left.length).toBe(left.words().length);
        expect(new Map([...left.known].sort())).toEqual(new Map([...ledger.known].sort()));
        for (const runs of [left.written, left.deleted])
          expect([...runs].every(({ by }) => by !== 'ada')).toBe(true);
        // A copy with everything loses it at the next sync, and goes on.
        const desk = rehearsal.desks[1] as Rehearsal['desks'][0];
        desk.receive(left.state(Y.encodeStateVector(desk.copy)));
        expect(isWaiting(desk.copy)).toBe(false);
        expect(desk.words()).toBe(left.words());
        rehearsal.ledger = left;
        desk.type(0, 0, 'on');
        rehearsal.send(desk);
        expect(left.words()).toBe(desk.words());
      }),
      { seed: 30, numRuns: 200 },
    );
  });

  test('leaves neither words nor name in the bytes', () => {
    const rehearsal = new Rehearsal('BIRTHWORDS', ['person-ada', 'person-bo']);
    const [ada, bo] = rehearsal.desks as [Rehearsal['desks'][0], Rehearsal['desks'][0]];
    ada.type(5, 0, 'ADAWROTE');
    rehearsal.settle();
    bo.type(9, 0, '-bo-');
    ada.type(0, 1, '');
    rehearsal.settle();
    const { ledger } = rehearsal;
    const before = ledger.rest();
    const after = eraseAuthor(before, 'person-ada', 'person-dee');
    for (const trace of ['person-ada', 'ADA', 'WROTE']) {
      expect(holds(before, trace)).toBe(true);
      expect(holds(after, trace)).toBe(false);
      expect(holds(TextLedger.wake(after).state(), trace)).toBe(false);
    }
    expect(TextLedger.wake(after).runs('person-dee')).toEqual([
      { by: 'person-dee', words: 'IRTH' },
      { by: 'person-bo', words: '-bo-' },
      { by: 'person-dee', words: 'WORDS' },
    ]);
    expect([...TextLedger.wake(after).deleted].every(({ by }) => by === ERASED)).toBe(true);
    const birthToo = eraseAuthor(after, 'person-dee', 'person-dee');
    expect(TextLedger.wake(birthToo).words()).toBe('-bo-');
    expect(holds(birthToo, 'IRTH')).toBe(false);
    // The text that was there is as it was: whoever holds it must replace it.
    expect(ledger.rest()).toEqual(before);
  });

  test('somebody who wrote nothing leaves the text as it was', () => {
    const ledger = TextLedger.born('words');
    expect(eraseAuthor(ledger.rest(), 'ada')).toEqual(ledger.rest());
    expect(TextLedger.wake(eraseAuthor(TextLedger.born('').rest(), 'ada', 'ada')).words()).toBe('');
  });
});
