import fc from 'fast-check';
import * as encoding from 'lib0/encoding';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { type Inspection, inspectUpdate, TEXT_LIMITS, type UpdateFault } from './inspect.ts';
import { bearText, TextLedger } from './ledger.ts';
import { BIRTH_PEN, derivePen } from './pen.ts';
import { isWaiting, play, Rehearsal } from './testing/rehearsal.ts';
import { someTurns, someWords } from './testing/turns.ts';

const PEN = 77;
const BIRTH = 'The hairy green ball 😀';
const KNOWN = new Map([[BIRTH_PEN, BIRTH.length]]);

/** What a document with the birth words sends when `change` is done to it. */
function updateOf(change: (doc: Y.Doc) => void, { pen = PEN, gc = true } = {}): Uint8Array {
  const doc = new Y.Doc({ gc });
  Y.applyUpdate(doc, bearText(BIRTH));
  doc.clientID = pen;
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  change(doc);
  return Y.mergeUpdates(updates);
}

function reasonOf(update: Uint8Array, known: Map<number, number> = KNOWN): UpdateFault | null {
  const seen = inspectUpdate(update, known, PEN);
  return seen.ok ? null : seen.reason;
}

/** That Yjs does with `update` what was said of it. */
function expectWhole(
  state: Uint8Array,
  known: ReadonlyMap<number, number>,
  update: Uint8Array,
  seen: Extract<Inspection, { ok: true }>,
  pen: number,
): void {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, state);
  doc.getText('t');
  Y.applyUpdate(doc, update);
  if (isWaiting(doc)) throw new Error(`Yjs waits for something after ${Buffer.from(update).toString('hex')}`);
  const after = new Map(known);
  if (seen.to > 0) after.set(pen, seen.to);
  const clocks = Y.decodeStateVector(Y.encodeStateVector(doc));
  expect([...clocks].sort()).toEqual([...after].filter(([, clock]) => clock > 0).sort());
  expect([...doc.share.keys()]).toEqual(['t']);
  const text = doc.getText('t');
  const delta = text.toDelta() as { insert: unknown; attributes?: unknown }[];
  expect(delta.every(({ insert, attributes }) => typeof insert === 'string' && !attributes)).toBe(true);
  expect(doc.subdocs.size).toBe(0);
}

describe('TX-1 pens', () => {
  test('are unsigned 32-bit numbers above 1', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 4, maxLength: 32 }), (digest) => {
        const pen = derivePen(digest);
        expect(Number.isInteger(pen) && pen > BIRTH_PEN && pen <= 0xffffffff).toBe(true);
        expect(derivePen(digest)).toBe(pen);
      }),
      { seed: 1 },
    );
    expect(derivePen(new Uint8Array(4))).toBe(2);
    expect(derivePen(new Uint8Array([0, 0, 0, 1]))).toBe(3);
  });
});

describe('TX-2 what passes', () => {
  test('everything that writers make passes, and is integrated at once and whole', () => {
    fc.assert(
      fc.property(someTurns, someWords, (turns, birth) => {
        const rehearsal = new Rehearsal(birth, ['ada', 'bo', 'cy']);
        play(rehearsal, turns);
        rehearsal.settle();
        const doc = new Y.Doc();
        Y.applyUpdate(doc, bearText(birth));
        const known = new Map(TextLedger.born(birth).known);
        for (const { update, pen } of rehearsal.log) {
          const seen = inspectUpdate(update, known, pen);
          if (!seen.ok) throw new Error(seen.reason);
          expectWhole(Y.encodeStateAsUpdate(doc), known, update, seen, pen);
          const before = new Map(known);
          known.set(pen, seen.to);
          expect(seen.from).toBe(before.get(pen) ?? 0);
          Y.applyUpdate(doc, update);
          for (const { client, clock, len } of seen.deletes) {
            for (let i = 0; i < len; i++)
              expect(Y.isDeleted(deletionsIn(doc), Y.createID(client, clock + i))).toBe(true);
          }
        }
        for (const desk of rehearsal.desks) expect(desk.words()).toBe(doc.getText('t').toString());
      }),
      { seed: 2, numRuns: 150 },
    );
  });

  test('a pure deletion passes with any pen', () => {
    const update = updateOf((doc) => doc.getText('t').delete(4, 5));
    for (const pen of [0, PEN, 12345]) {
      expect(inspectUpdate(update, KNOWN, pen)).toEqual({
        ok: true,
        from: 0,
        to: 0,
        inserted: 0,
        deletes: [{ client: BIRTH_PEN, clock: 4, len: 5 }],
      });
    }
  });

  test('words that were deleted again before they were sent count as written, not as inserted', () => {
    const update = updateOf((doc) => {
      doc.transact(() => {
        doc.getText('t').insert(0, 'gone');
        doc.getText('t').delete(0, 4);
      });
    });
    const seen = inspectUpdate(update, KNOWN, PEN);
    expect(seen).toMatchObject({ ok: true, from: 0, to: 4, inserted: 0 });
  });
});

const deletionsIn = (doc: Y.Doc): ReturnType<typeof Y.createDeleteSet> =>
  Y.createDeleteSetFromStructStore(doc.store);

describe('TX-3 what is refused, and why', () => {
  const words = updateOf((doc) => doc.getText('t').insert(3, ' very'));

  const cases: [string, UpdateFault, () => Uint8Array][] = [
    [
      'words of another pen',
      'foreign',
      () => updateOf((doc) => doc.getText('t').insert(0, 'x'), { pen: 78 }),
    ],
    ['first words again', 'foreign', () => bearText(BIRTH)],
    [
      'words of two pens',
      'foreign',
      () => Y.mergeUpdates([words, updateOf((doc) => doc.getText('t').insert(0, 'x'), { pen: 78 })]),
    ],
    [
      'a hole before it',
      'gap',
      () => {
        const updates: Uint8Array[] = [];
        updateOf((doc) => {
          doc.on('update', (update: Uint8Array) => updates.push(update));
          doc.getText('t').insert(0, 'one');
          doc.getText('t').insert(0, 'two');
        });
        return updates[1] as Uint8Array;
      },
    ],
    [
      'a hole in it',
      'gap',
      () => {
        const updates: Uint8Array[] = [];
        updateOf((doc) => {
          doc.on('update', (update: Uint8Array) => updates.push(update));
          for (const word of ['one', 'two', 'three']) doc.getText('t').insert(0, word);
        });
        return Y.mergeUpdates([updates[0] as Uint8Array, updates[2] as Uint8Array]);
      },
    ],
    [
      'a neighbour that is unknown',
      'pending',
      () => {
        const doc = new Y.Doc();
        Y.applyUpdate(doc, bearText(BIRTH));
        doc.clientID = 99;
        doc.getText('t').insert(3, 'unseen');
        const before = Y.encodeStateVector(doc);
        doc.clientID = PEN;
        doc.getText('t').insert(5, 'x');
        return Y.encodeStateAsUpdate(doc, before);
      },
    ],
    [
      'a deletion of what is unknown',
      'pending',
      () => {
        const doc = new Y.Doc();
        Y.applyUpdate(doc, bearText(`${BIRTH} and more`));
        let sent = new Uint8Array();
        doc.on('update', (update: Uint8Array) => {
          sent = new Uint8Array(update);
        });
        doc.getText('t').delete(BIRTH.length - 1, 3);
        return sent;
      },
    ],
    ['an embed', 'content', () => updateOf((doc) => doc.getText('t').insertEmbed(0, { image: 'x' }))],
    ['bold words', 'content', () => updateOf((doc) => doc.getText('t').insert(0, 'x', { bold: true }))],
    ['a format', 'content', () => updateOf((doc) => doc.getText('t').format(0, 3, { bold: true }))],
    ['an attribute', 'content', () => updateOf((doc) => doc.getText('t').setAttribute('a', 'b'))],
    ['another root', 'content', () => updateOf((doc) => doc.getText('u').insert(0, 'x'))],
    ['a map', 'content', () => updateOf((doc) => doc.getMap('m').set('a', 'b'))],
    ['a list', 'content', () => updateOf((doc) => doc.getArray('l').insert(0, ['a']))],
    ['bytes', 'content', () => updateOf((doc) => doc.getArray('l').insert(0, [new Uint8Array(3)]))],
    ['a text in a list', 'content', () => updateOf((doc) => doc.getArray('l').insert(0, [new Y.Text('x')]))],
    [
      'XML',
      'content',
      () => updateOf((doc) => doc.getXmlFragment('x').insert(0, [new Y.XmlElement('script')])),
    ],
    ['a document in a document', 'content', () => updateOf((doc) => doc.getMap('m').set('d', new Y.Doc()))],
    [
      'more than one update may weigh',
      'too-large',
      () => updateOf((doc) => doc.getText('t').insert(0, 'x'.repeat(65536))),
    ],
    ['nothing at all', 'malformed', () => Y.encodeStateAsUpdate(new Y.Doc())],
    ['no bytes', 'malformed', () => new Uint8Array()],
    ['bytes after the end', 'malformed', () => new Uint8Array([...words, 7])],
    ['bytes that end early', 'malformed', () => words.subarray(0, words.length - 3)],
  ];

  test.each(cases)('%s: %s', (_, reason, make) => {
    expect(reasonOf(make())).toBe(reason);
    expect(reasonOf(words)).toBeNull();
  });

  test('a resend, whole or in part, is a gap', () => {
    expect(reasonOf(words, new Map([...KNOWN, [PEN, 5]]))).toBe('gap');
    expect(reasonOf(words, new Map([...KNOWN, [PEN, 3]]))).toBe('gap');
  });

  /** An update by hand: blocks of structs, then ranges. */
  function byHand(write: (encoder: encoding.Encoder) => void): Uint8Array {
    const encoder = encoding.createEncoder();
    write(encoder);
    return encoding.toUint8Array(encoder);
  }
  const putAll = (encoder: encoding.Encoder, ...numbers: number[]): void => {
    for (const number of numbers) encoding.writeVarUint(encoder, number);
  };

  test('two blocks of one pen, of which Yjs would lose the first', () => {
    const update = byHand((encoder) => {
      putAll(encoder, 2);
      for (const clock of [0, 1]) {
        putAll(encoder, 1, PEN, clock);
        encoding.writeUint8(encoder, 128 | 4);
        putAll(encoder, BIRTH_PEN, 0);
        encoding.writeVarString(encoder, 'x');
      }
      putAll(encoder, 0);
    });
    expect(reasonOf(update)).toBe('foreign');
    const doc = new Y.Doc();
    Y.applyUpdate(doc, bearText(BIRTH));
    Y.applyUpdate(doc, update);
    expect(isWaiting(doc)).toBe(true);
  });

  test.each([
    ['collected', 0, 'content'],
    ['skipped', 10, 'gap'],
    ['a skip with a neighbour', 128 | 10, 'gap'],
    ['JSON', 128 | 2, 'content'],
    ['with a key', 128 | 32 | 4, 'content'],
  ] as const)('a struct that is %s', (_, info, reason) => {
    const update = byHand((encoder) => {
      putAll(encoder, 1, 1, PEN, 0);
      encoding.writeUint8(encoder, info);
      putAll(encoder, BIRTH_PEN, 0, 1, 0, 0);
    });
    expect(reasonOf(update)).toBe(reason);
  });

  test('a parent that is an item instead of the root', () => {
    const update = byHand((encoder) => {
      putAll(encoder, 1, 1, PEN, 0);
      encoding.writeUint8(encoder, 4);
      putAll(encoder, 0, BIRTH_PEN, 0);
      encoding.writeVarString(encoder, 'x');
      putAll(encoder, 0);
    });
    expect(reasonOf(update)).toBe('content');
  });

  /** One struct behind the first unit of the birth words, and no list of deletions. */
  const oneStruct = (content: number, write: (encoder: encoding.Encoder) => void): Uint8Array =>
    byHand((encoder) => {
      putAll(encoder, 1, 1, PEN, 0);
      encoding.writeUint8(encoder, 128 | content);
      putAll(encoder, BIRTH_PEN, 0);
      write(encoder);
      putAll(encoder, 0);
    });

  test('words and deletions of no length', () => {
    expect(reasonOf(oneStruct(4, (encoder) => encoding.writeVarString(encoder, '')))).toBe('malformed');
    expect(reasonOf(oneStruct(1, (encoder) => putAll(encoder, 0)))).toBe('malformed');
  });

  test('what comes deleted counts as deleted, listed or not', () => {
    const update = oneStruct(1, (encoder) => putAll(encoder, 4));
    const ledger = TextLedger.born(BIRTH);
    expect(ledger.take(update, 'eve', PEN)).toEqual({
      ok: true,
      from: 0,
      to: 4,
      inserted: 0,
      deletes: [{ client: PEN, clock: 0, len: 4 }],
    });
    expect(ledger.words()).toBe(BIRTH);
    expect(ledger.length).toBe(BIRTH.length);
  });

  test('a neighbour that is the word itself', () => {
    const update = byHand((encoder) => {
      putAll(encoder, 1, 1, PEN, 0);
      encoding.writeUint8(encoder, 128 | 4);
      putAll(encoder, PEN, 0);
      encoding.writeVarString(encoder, 'x');
      putAll(encoder, 0);
    });
    expect(reasonOf(update)).toBe('pending');
  });

  test.each([
    ['that overlap', [4, 3, 6, 2]],
    ['out of order', [6, 2, 1, 1]],
    ['that are empty', [4, 0, 6, 1]],
  ])('ranges %s', (_, ranges) => {
    expect(reasonOf(byHand((encoder) => putAll(encoder, 0, 1, BIRTH_PEN, 2, ...ranges)))).toBe('malformed');
  });

  test('ranges of one client in two lists', () => {
    expect(reasonOf(byHand((encoder) => putAll(encoder, 0, 2, BIRTH_PEN, 1, 0, 1, BIRTH_PEN, 1, 3, 1)))).toBe(
      'malformed',
    );
  });

  test('announced sizes that no bytes follow', () => {
    const huge = Number.MAX_SAFE_INTEGER;
    expect(reasonOf(byHand((encoder) => putAll(encoder, huge)))).toBe('foreign');
    expect(reasonOf(byHand((encoder) => putAll(encoder, 1, huge, PEN, 0)))).toBe('too-large');
    expect(reasonOf(byHand((encoder) => putAll(encoder, 0, huge)))).toBe('malformed');
    expect(reasonOf(byHand((encoder) => putAll(encoder, 0, 1, BIRTH_PEN, huge)))).toBe('too-large');
    const deleted = byHand((encoder) => {
      putAll(encoder, 1, 1, PEN, 0);
      encoding.writeUint8(encoder, 128 | 1);
      putAll(encoder, BIRTH_PEN, 0, huge, 0);
    });
    expect(reasonOf(deleted)).toBe('too-large');
    expect(reasonOf(new Uint8Array(65536).fill(0xff))).toBe('malformed');
  });

  test('what would make the text too long', () => {
    const limits = { ...TEXT_LIMITS, length: BIRTH.length + 5 };
    expect(inspectUpdate(words, KNOWN, PEN, limits).ok).toBe(true);
    expect(inspectUpdate(words, KNOWN, PEN, { ...limits, length: BIRTH.length + 4 })).toEqual({
      ok: false,
      reason: 'too-large',
    });
    // Of a text that was shortened only what stands counts.
    expect(inspectUpdate(words, KNOWN, PEN, { ...limits, length: 10 }, 5).ok).toBe(true);
    // One may always delete.
    const less = updateOf((doc) => doc.getText('t').delete(0, 1));
    expect(inspectUpdate(less, KNOWN, PEN, { ...limits, length: 3 }).ok).toBe(true);
  });
});

describe('TX-4 hostile bytes', () => {
  const rehearsal = new Rehearsal(BIRTH, ['ada', 'bo']);
  const [ada, bo] = rehearsal.desks as [Rehearsal['desks'][0], Rehearsal['desks'][0]];
  ada.type(4, 0, 'wonderful ');
  bo.type(2, 4, 'xyz😀');
  rehearsal.settle();
  bo.type(0, 1, 'again');
  rehearsal.settle();
  const state = rehearsal.ledger.state();
  const { known } = rehearsal.ledger;
  ada.type(9, 3, 'p😀q');
  ada.type(1, 0, 'and then');
  ada.type(15, 6, '');
  const fair = ada.takeOut() as Uint8Array;
  const { pen } = ada;

  function check(update: Uint8Array): boolean {
    const seen = inspectUpdate(update, known, pen);
    if (seen.ok) expectWhole(state, known, update, seen, pen);
    return seen.ok;
  }

  test('changed at random they never throw, and what passes is whole', () => {
    expect(check(fair)).toBe(true);
    const change = fc.record({
      how: fc.constantFrom('flip', 'set', 'drop', 'add', 'double', 'cut'),
      at: fc.nat({ max: fair.length - 1 }),
      byte: fc.oneof(fc.nat({ max: 255 }), fc.constantFrom(0, 1, 4, 10, 127, 128, 132, 255)),
    });
    let passed = 0;
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) => {
        const bytes = [...fair];
        for (const { how, at, byte } of changes) {
          if (how === 'flip') bytes[at] = (bytes[at] ?? 0) ^ (1 << (byte & 7));
          else if (how === 'set') bytes[at] = byte;
          else if (how === 'drop') bytes.splice(at, 1);
          else if (how === 'add') bytes.splice(at, 0, byte);
          else if (how === 'double') bytes.splice(at, 0, ...bytes.slice(at, at + (byte & 15)));
          else bytes.length = Math.min(bytes.length, at);
        }
        if (check(Uint8Array.from(bytes, (byte) => byte ?? 0))) passed++;
      }),
      { seed: 4, numRuns: 20_000 },
    );
    // Some still pass (other letters, other places), or nothing would have been shown.
    expect(passed).toBeGreaterThan(200);
  });

  test('any structs in any order, crossed neighbours among them, are refused or whole', () => {
    const clients = [...known.keys(), pen, 0, 5];
    const id = fc.tuple(fc.constantFrom(...clients, BIRTH_PEN, BIRTH_PEN), fc.nat({ max: 12 }));
    const struct = fc.record({
      info: fc.oneof(
        { weight: 8, arbitrary: fc.constantFrom(4 | 128, 4 | 64, 4 | 192, 4, 1 | 128, 1 | 192) },
        { weight: 1, arbitrary: fc.nat({ max: 255 }) },
      ),
      left: id,
      right: id,
      words: fc.oneof(someWords, fc.constant('')),
      len: fc.nat({ max: 3 }),
    });
    const ranges = fc.array(fc.tuple(fc.constantFrom(...clients), fc.nat({ max: 12 }), fc.nat({ max: 6 })), {
      maxLength: 2,
    });
    let passed = 0;
    fc.assert(
      fc.property(fc.array(struct, { maxLength: 4 }), ranges, (structs, deletes) => {
        const encoder = encoding.createEncoder();
        encoding.writeVarUint(encoder, structs.length > 0 ? 1 : 0);
        if (structs.length > 0) {
          for (const number of [structs.length, pen, known.get(pen) ?? 0])
            encoding.writeVarUint(encoder, number);
        }
        for (const { info, left, right, words, len } of structs) {
          encoding.writeUint8(encoder, info);
          if (info & 128) for (const number of left) encoding.writeVarUint(encoder, number);
          if (info & 64) for (const number of right) encoding.writeVarUint(encoder, number);
          if ((info & 192) === 0) {
            encoding.writeVarUint(encoder, 1);
            encoding.writeVarString(encoder, 't');
          }
          if ((info & 31) === 4) encoding.writeVarString(encoder, words);
          else encoding.writeVarUint(encoder, len);
        }
        encoding.writeVarUint(encoder, deletes.length);
        for (const [client, clock, len] of deletes) {
          for (const number of [client, 1, clock, len]) encoding.writeVarUint(encoder, number);
        }
        if (check(encoding.toUint8Array(encoder))) passed++;
      }),
      { seed: 5, numRuns: 20_000 },
    );
    expect(passed).toBeGreaterThan(1000);
  });

  test('noise never throws', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => void check(bytes)),
      { seed: 6, numRuns: 5000 },
    );
  });
});
