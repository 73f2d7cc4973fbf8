import * as encoding from 'lib0/encoding';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { inspectUpdate, ROOT_NAME } from './inspect.ts';
import { bearText, TextLedger } from './ledger.ts';
import { BIRTH_PEN } from './pen.ts';
import { typeForMinutes } from './testing/typists.ts';

// What a text costs. Bytes are held to a limit; times are printed, for they belong to the machine.

const PEN = 3_000_000_000;

function milliseconds(act: () => void): number {
  const start = performance.now();
  act();
  return performance.now() - start;
}

describe('TX-9 at rest', () => {
  test.each([
    [1, 10],
    [3, 4],
    [8, 1.5],
  ])(
    'a text that %i type in for %d minutes takes less than 20 bytes per typed character',
    (writers, minutes) => {
      const { rehearsal, typed, sent } = typeForMinutes({ writers, minutes, seed: 1 });
      const { ledger, log } = rehearsal;
      const resting = ledger.rest();
      const words = ledger.words();
      const woken = TextLedger.wake(resting);
      const waking = milliseconds(() => expect(woken.words()).toBe(words));
      expect(typed).toBeGreaterThan(2000);
      expect(resting.length / typed).toBeLessThan(20);
      console.log(
        `${writers} writers: ${typed} typed, ${ledger.length} stand, ${log.length} updates; bytes per typed character: ` +
          `${(sent / typed).toFixed(1)} as sent, ${(resting.length / typed).toFixed(2)} at rest; ` +
          `words from rest in ${waking.toFixed(1)} ms`,
      );
    },
  );
});

describe('TX-5 a ledger', () => {
  test('takes typing without a document', () => {
    const doc = new Y.Doc();
    Y.applyUpdate(doc, bearText('first words'));
    doc.clientID = PEN;
    const updates: Uint8Array[] = [];
    doc.on('update', (update: Uint8Array) => updates.push(update));
    for (let i = 0; i < 20_000; i++) doc.getText(ROOT_NAME).insert(11 + i, 'x');
    for (let round = 0; round < 3; round++) {
      const short = milliseconds(() => {
        for (let i = 0; i < 50; i++) {
          const ledger = TextLedger.born('first words');
          for (const update of updates.slice(0, 400)) ledger.take(update, 'ada', PEN);
        }
      });
      const ledger = TextLedger.born('first words');
      const long = milliseconds(() => {
        for (const update of updates) ledger.take(update, 'ada', PEN);
      });
      console.log(
        `one character taken: ${(short / 20).toFixed(2)} µs below a fold, ${(long / 20).toFixed(2)} µs with one each 500 updates`,
      );
      expect(ledger.length).toBe(20_011);
    }
  });
});

describe('TX-4 hostile bytes', () => {
  test('the most cuts that one update may make', () => {
    const known = TextLedger.born('a'.repeat(100_000));
    const doc = new Y.Doc();
    Y.applyUpdate(doc, known.state());
    const encoder = encoding.createEncoder();
    for (const number of [0, 1, BIRTH_PEN, 8192]) encoding.writeVarUint(encoder, number);
    for (let i = 0; i < 8192; i++) {
      encoding.writeVarUint(encoder, 2 * i);
      encoding.writeVarUint(encoder, 1);
    }
    const update = encoding.toUint8Array(encoder);
    Y.applyUpdate(doc, update);
    const inspected = milliseconds(() => expect(inspectUpdate(update, known.known, PEN).ok).toBe(true));
    const taken = milliseconds(() => known.take(update, 'eve', PEN));
    const applied = milliseconds(() => expect(known.words()).toBe(doc.getText(ROOT_NAME).toString()));
    console.log(
      `8,192 cuts: inspected in ${inspected.toFixed(1)} ms, taken in ${taken.toFixed(1)} ms, shown in ${applied.toFixed(1)} ms`,
    );
  });
});
