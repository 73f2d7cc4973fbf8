import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { bearText, TextLedger } from './ledger.ts';
import { isWaiting, play, Rehearsal } from './testing/rehearsal.ts';
import { someTurns, someWords } from './testing/turns.ts';

const holds = (bytes: Uint8Array, words: string): boolean => Buffer.from(bytes).includes(words);

describe('TX-1 birth', () => {
  test('the same words make the same bytes, which hold them', () => {
    fc.assert(
      fc.property(fc.string(), (words) => {
        expect(bearText(words)).toEqual(bearText(words));
        expect(TextLedger.born(words).words()).toBe(words);
        expect(TextLedger.born(words).state()).toEqual(bearText(words));
        expect([...TextLedger.born(words).known]).toEqual(words === '' ? [] : [[1, words.length]]);
      }),
      { seed: 10 },
    );
  });

  test('half a pair is born as the replacement character', () => {
    expect(TextLedger.born('a\ud83db').words()).toBe('a\ufffdb');
  });
});

describe('TX-5 a ledger', () => {
  test('has the words, length, clocks and state of a document that saw every update', () => {
    fc.assert(
      fc.property(someTurns, someWords, fc.nat({ max: 3 }), (turns, birth, habit) => {
        const rehearsal = new Rehearsal(birth, ['ada', 'bo', 'cy']);
        for (const turn of turns) {
          play(rehearsal, [turn]);
          // Whoever asks in between must not change what comes after.
          if (habit === 1) rehearsal.ledger.words();
          else if (habit === 2) rehearsal.ledger.evict();
          else if (habit === 3) rehearsal.ledger = TextLedger.wake(rehearsal.ledger.rest());
        }
        rehearsal.settle();
        const { ledger } = rehearsal;
        const doc = rehearsal.document();
        const words = doc.getText('t').toString();
        expect(ledger.length).toBe(words.length);
        expect(ledger.words()).toBe(words);
        const clocks = Y.decodeStateVector(Y.encodeStateVector(doc));
        expect(new Map([...ledger.known].sort())).toEqual(new Map([...clocks].sort()));
        expect(ledger.state()).toEqual(Y.encodeStateAsUpdate(doc));
        for (const desk of rehearsal.desks) expect(desk.words()).toBe(words);
      }),
      { seed: 11, numRuns: 300 },
    );
  });

  test('gives somebody with an old copy what they lack', () => {
    fc.assert(
      fc.property(someTurns, (turns) => {
        const rehearsal = new Rehearsal('once', ['ada', 'bo', 'cy']);
        play(rehearsal, turns);
        for (const desk of rehearsal.desks) {
          rehearsal.send(desk);
          const lacking = rehearsal.ledger.state(Y.encodeStateVector(desk.copy));
          desk.receive(lacking);
          expect(isWaiting(desk.copy)).toBe(false);
          expect(desk.words()).toBe(rehearsal.ledger.words());
        }
      }),
      { seed: 12, numRuns: 150 },
    );
  });

  test('takes a vector that cannot be read for none', () => {
    const ledger = TextLedger.born('words');
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 12 }), (vector) => {
        const doc = new Y.Doc();
        Y.applyUpdate(doc, ledger.state(vector));
      }),
      { seed: 13, numRuns: 2000 },
    );
    expect(ledger.state(new Uint8Array([255, 255]))).toEqual(ledger.state());
  });

  test('goes on through many folds', () => {
    const rehearsal = new Rehearsal('', ['ada', 'bo']);
    for (let i = 0; i < 1700; i++) {
      const desk = rehearsal.desks[i % 2] as Rehearsal['desks'][0];
      desk.type(desk.text.length, 0, 'ab');
      if (i % 5 === 0) desk.type(0, 1, '');
      rehearsal.send(desk);
      for (const other of rehearsal.desks) rehearsal.tell(other);
    }
    expect(rehearsal.ledger.words()).toBe(rehearsal.document().getText('t').toString());
    expect(rehearsal.ledger.length).toBe(rehearsal.ledger.words().length);
  });

  test('leaves what it refuses alone', () => {
    const ledger = TextLedger.born('words');
    const before = ledger.rest();
    const foreign = bearText('other');
    expect(ledger.take(foreign, 'ada', 77)).toEqual({ ok: false, reason: 'foreign' });
    expect(ledger.rest()).toEqual(before);
    expect(() => TextLedger.wake(new Uint8Array([99]))).toThrow('version 99');
  });
});

describe('TX-6 what was deleted', () => {
  test('is in no state and no text at rest', () => {
    const rehearsal = new Rehearsal('It stands. SECRETBIRTH', ['ada', 'bo']);
    const [ada, bo] = rehearsal.desks as [Rehearsal['desks'][0], Rehearsal['desks'][0]];
    ada.type(0, 0, 'SECRETTYPED ');
    rehearsal.settle();
    bo.type(0, 12, '');
    bo.type(bo.words().indexOf(' SECRETBIRTH'), 12, '');
    // Typed and taken back between two sendings.
    bo.type(2, 0, 'SECRETSHORT');
    bo.type(2, 11, '');
    rehearsal.settle();
    const { ledger } = rehearsal;
    expect(ledger.words()).toBe('It stands.');
    const newcomer = new Y.Doc({ gc: false });
    Y.applyUpdate(newcomer, ledger.state());
    for (const bytes of [
      ledger.state(),
      ledger.state(new Uint8Array([0])),
      ledger.rest(),
      TextLedger.wake(ledger.rest()).state(),
      Y.encodeStateAsUpdate(newcomer),
    ]) {
      expect(holds(bytes, 'SECRET')).toBe(false);
      expect(holds(bytes, 'stands')).toBe(true);
    }
    // The updates did hold it: this would have found it.
    expect(rehearsal.log.some(({ update }) => holds(update, 'SECRETTYPED'))).toBe(true);
    expect(holds(Y.encodeStateAsUpdate(rehearsal.document(false)), 'SECRETBIRTH')).toBe(true);
  });
});
