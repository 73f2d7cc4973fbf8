import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { inspectUpdate, TEXT_LIMITS } from './inspect.ts';
import { bearText, TextLedger } from './ledger.ts';
import { mendPairs } from './surrogates.ts';
import { Rehearsal } from './testing/rehearsal.ts';
import { applyDiff, type Delta, difference, mergeTyping, moveCaret, packTyping } from './typing.ts';

const letters = fc.string({ unit: fc.constantFrom('a', 'b', '😀', '😃', '\n'), maxLength: 12 });

function textOf(words: string): Y.Text {
  const doc = new Y.Doc();
  doc.clientID = 77;
  const text = doc.getText('t');
  text.insert(0, words);
  return text;
}

describe('TX-10 typing', () => {
  test('one replacement at the caret, whatever stands around it', () => {
    fc.assert(
      fc.property(letters, letters, letters, letters, (head, gone, come, tail) => {
        const before = head + gone + tail;
        const after = head + come + tail;
        const text = textOf(before);
        const deltas: Delta[] = [];
        text.observe((event) => void deltas.push(event.delta as Delta));
        applyDiff(text, before, after, (head + come).length);
        expect(text.toString()).toBe(after);
        expect(text.toString().isWellFormed()).toBe(true);
        const changed = deltas
          .flat()
          .reduce((sum, { insert = '', delete: out = 0 }) => sum + insert.length + out, 0);
        expect(changed).toBeLessThanOrEqual(gone.length + come.length + 2);
        if (gone === '' && deltas[0]) {
          // Pure typing goes where the caret says, not where a shorter reading would put it.
          expect(deltas[0].find(({ insert }) => insert !== undefined)?.insert).toBe(come);
          expect(deltas[0][0]?.retain ?? 0).toBe(head.length);
        }
      }),
      { seed: 40, numRuns: 2000 },
    );
  });

  test('any two texts, any caret, half pairs too', () => {
    const unit = fc.constantFrom('a', '\ud83d', '\ude00', '😀', '😃');
    const any = fc.array(unit, { maxLength: 8 }).map((units) => units.join(''));
    fc.assert(
      fc.property(any, any, fc.nat({ max: 20 }), (left, right, caret) => {
        const before = mendPairs(left);
        const text = textOf(before);
        applyDiff(text, before, right, caret);
        expect(text.toString().length).toBe(right.length);
        expect(text.toString().isWellFormed()).toBe(true);
        if (right.isWellFormed()) expect(text.toString()).toBe(right);
        // What the others read is what stands here.
        const other = new Y.Doc();
        Y.applyUpdate(other, Y.encodeStateAsUpdate(text.doc as Y.Doc));
        expect(other.getText('t').toString()).toBe(text.toString());
      }),
      { seed: 41, numRuns: 2000 },
    );
  });

  /** A copy that reads `birth`, and every update that is made in it. */
  function copyOf(birth: string): { text: Y.Text; updates: Uint8Array[] } {
    const doc = new Y.Doc();
    Y.applyUpdate(doc, bearText(birth));
    doc.clientID = 77;
    const updates: Uint8Array[] = [];
    doc.on('update', (update: Uint8Array) => updates.push(update));
    return { text: doc.getText('t'), updates };
  }

  function takeAll(
    birth: string,
    updates: readonly Uint8Array[],
    limit: number = TEXT_LIMITS.update,
  ): string {
    const ledger = TextLedger.born(birth);
    for (const update of updates) {
      expect(update.length).toBeLessThanOrEqual(limit);
      expect(ledger.take(update, 'ada', 77)).toMatchObject({ ok: true });
    }
    return ledger.words();
  }

  test('a long paste goes in updates that may pass', () => {
    // Two units ahead, so that pieces of 16 Ki would end inside a pair.
    const paste = `xx${'永😀a'.repeat(40_000)}`;
    const { text, updates } = copyOf('before');
    applyDiff(text, 'before', `b${paste}re`, 1 + paste.length, 'typed');
    expect(inspectUpdate(mergeTyping(updates), new Map(), 77)).toEqual({ ok: false, reason: 'too-large' });
    expect(takeAll('before', packTyping(updates))).toBe(`b${paste}re`);
  });

  test('a megabyte that was taken out and brought back goes in updates that may pass', () => {
    const { text, updates } = copyOf('before');
    const undoing = new Y.UndoManager(text, { captureTimeout: 0 });
    const book = 'A very long trampoline, and who stands on it. '.repeat(22_000);
    text.insert(3, book);
    text.insert(1, 'later');
    text.delete(0, text.length);
    undoing.undo();
    const words = text.toString();
    expect(words).toBe(`blateref${book}ore`);
    expect(takeAll('before', packTyping(updates))).toBe(words);
  });

  test('split at any length, it reads the same', () => {
    const unit = fc.constantFrom('a', '😀', '永');
    const piece = fc.string({ unit, maxLength: 60 });
    const act = fc.record({ at: fc.nat(), gone: fc.nat({ max: 30 }), come: piece });
    fc.assert(
      fc.property(
        piece,
        fc.array(act, { maxLength: 6 }),
        fc.integer({ min: 120, max: 400 }),
        (birth, acts, limit) => {
          const { text, updates } = copyOf(birth);
          (text.doc as Y.Doc).transact(() => {
            for (const { at, gone, come } of acts) {
              const before = text.toString();
              const place = at % (before.length + 1);
              applyDiff(
                text,
                before,
                before.slice(0, place) + come + before.slice(place + gone),
                place + come.length,
              );
            }
          });
          // A stretch below the limit isn't cut; here every one may be a little longer than that.
          const packed = packTyping(updates, limit);
          expect(takeAll(birth, packed, limit + 260)).toBe(text.toString());
        },
      ),
      { seed: 44, numRuns: 500 },
    );
  });
});

describe('TX-11 the caret', () => {
  test('stays between the same letters while others write', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ at: fc.nat(), gone: fc.nat({ max: 4 }), come: fc.nat({ max: 4 }) }), {
          maxLength: 5,
        }),
        fc.nat({ max: 20 }),
        (changes, start) => {
          // Every unit once, so that a place is known by its neighbours.
          let fresh = 0x4e00;
          const made = (count: number): string =>
            Array.from({ length: count }, () => String.fromCharCode(fresh++)).join('');
          const before = made(20);
          const text = textOf(before);
          let caret = start;
          text.observe((event) => {
            caret = moveCaret(caret, event.delta as Delta);
          });
          (text.doc as Y.Doc).transact(() => {
            for (const { at, gone, come } of changes) {
              const place = at % (text.length + 1);
              text.delete(place, Math.min(gone, text.length - place));
              text.insert(place, made(come));
            }
          });
          const now = text.toString();
          // What was left of the caret and still stands is left of it, what was right of it, right.
          for (const unit of before.slice(0, start)) {
            if (now.includes(unit)) expect(now.indexOf(unit)).toBeLessThan(caret);
          }
          for (const unit of before.slice(start)) {
            if (now.includes(unit)) expect(now.indexOf(unit)).toBeGreaterThanOrEqual(caret);
          }
          expect(caret).toBeLessThanOrEqual(now.length);
        },
      ),
      { seed: 42, numRuns: 1000 },
    );
  });

  test('comes before what is inserted right at it', () => {
    expect(moveCaret(3, [{ retain: 3 }, { insert: 'abc' }])).toBe(3);
    expect(moveCaret(3, [{ retain: 2 }, { insert: 'abc' }])).toBe(6);
    expect(moveCaret(0, [{ insert: 'abc' }])).toBe(0);
    expect(moveCaret(3, [{ delete: 9 }])).toBe(0);
  });
});

describe('TX-12 what a refusal would lose', () => {
  const wordsIn = (text: string): Map<string, number> => {
    const counts = new Map<string, number>();
    for (const word of text.split(/\s+/)) if (word) counts.set(word, (counts.get(word) ?? 0) + 1);
    return counts;
  };

  test('is all in what is offered', () => {
    const text = fc
      .array(fc.constantFrom('one', 'two.', 'three;', 'four!', '\n', '  ', 'five: ', 'six'), {
        maxLength: 14,
      })
      .map((parts) => parts.join(' '));
    fc.assert(
      fc.property(text, text, (mine, theirs) => {
        const kept = wordsIn(`${theirs}\n${difference(mine, theirs)}`);
        for (const [word, times] of wordsIn(mine)) expect(kept.get(word) ?? 0).toBeGreaterThanOrEqual(times);
        expect(difference(mine, mine)).toBe('');
      }),
      { seed: 43, numRuns: 2000 },
    );
  });

  test('is only what is not there', () => {
    expect(difference('It is green. It has hair.', 'It is green.')).toBe('It has hair.');
    expect(difference('one\ntwo\nthree', 'three\none')).toBe('two');
    expect(difference('twice\ntwice', 'twice')).toBe('twice');
    expect(difference('  - a point', 'other')).toBe('- a point');
    expect(difference('same', 'same and more')).toBe('same');
  });
});

describe('TX-13 a copy that meets its own words', () => {
  test('goes on under its pen', () => {
    const rehearsal = new Rehearsal('birth', ['ada']);
    const [ada] = rehearsal.desks as [Rehearsal['desks'][0]];
    ada.type(0, 0, 'first ');
    rehearsal.settle();
    // Opened again in the same tab: the same pen, its words among what comes.
    const again = new Rehearsal('birth', ['ada']);
    again.ledger = rehearsal.ledger;
    const [desk] = again.desks as [Rehearsal['desks'][0]];
    desk.receive(rehearsal.ledger.state());
    desk.type(0, 0, 'second ');
    again.send(desk);
    expect(again.ledger.words()).toBe('second first birth');
    expect(desk.copy.clientID).toBe(desk.pen);
  });
});
