import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { compactText } from './compaction.ts';
import { TextLedger } from './ledger.ts';
import { AuthorRuns } from './runs.ts';
import { isWaiting, play, Rehearsal } from './testing/rehearsal.ts';
import { someTurns, someWords } from './testing/turns.ts';

/** Who wrote each standing unit, read from a document that saw everything: pens have one author each. */
function authorsOf(rehearsal: Rehearsal): (string | null)[] {
  const byPen = new Map(rehearsal.desks.map(({ pen, by }) => [pen, by]));
  const authors: (string | null)[] = [];
  let item = (rehearsal.document().getText('t') as unknown as { _start: Y.Item | null })._start;
  for (; item !== null; item = item.right) {
    if (item.deleted) continue;
    for (let i = 0; i < item.length; i++) authors.push(byPen.get(item.id.client) ?? null);
  }
  return authors;
}

describe('TX-7 authors', () => {
  test('every word that stands has its author, after compaction as before', () => {
    fc.assert(
      fc.property(someTurns, someWords, fc.nat(), (turns, birth, cut) => {
        const rehearsal = new Rehearsal(birth, ['ada', 'bo', 'cy', 'ada']);
        play(rehearsal, turns);
        rehearsal.settle();
        const { log, ledger } = rehearsal;
        const middle = cut % (log.length + 1);
        const early = compactText({ birth }, log.slice(0, middle));
        const late = compactText({ resting: early.resting }, log.slice(middle));
        const woken = TextLedger.wake(late.resting);
        expect(late.words).toBe(ledger.words());
        expect(woken.length).toBe(ledger.length);
        expect(new Map([...woken.known].sort())).toEqual(new Map([...ledger.known].sort()));
        expect([...woken.written].sort(byPlace)).toEqual([...ledger.written].sort(byPlace));
        expect([...woken.deleted].sort(byPlace)).toEqual([...ledger.deleted].sort(byPlace));
        expect(woken.runs()).toEqual(ledger.runs());
        const perUnit = woken
          .runs()
          .flatMap(({ by, words }) => Array.from({ length: words.length }, () => by));
        expect(perUnit).toEqual(authorsOf(rehearsal));
        expect(woken.runs('dee').every(({ by }) => by !== null)).toBe(true);
      }),
      { seed: 20, numRuns: 200 },
    );
  });

  test('an old copy is brought up to date by a compacted text, and can still write', () => {
    fc.assert(
      fc.property(someTurns, (turns) => {
        const rehearsal = new Rehearsal('once upon', ['ada', 'bo', 'cy']);
        play(rehearsal, turns);
        const [late, ...others] = rehearsal.desks as [Rehearsal['desks'][0], ...Rehearsal['desks']];
        for (const desk of others) rehearsal.send(desk);
        rehearsal.ledger = TextLedger.wake(rehearsal.ledger.rest());
        // What it typed on an old copy still holds, though what it leans on may be gone by now.
        rehearsal.send(late);
        rehearsal.ledger = TextLedger.wake(rehearsal.ledger.rest());
        late.receive(rehearsal.ledger.state(Y.encodeStateVector(late.copy)));
        expect(isWaiting(late.copy)).toBe(false);
        expect(late.words()).toBe(rehearsal.ledger.words());
        late.type(0, 0, 'more');
        rehearsal.send(late);
        expect(rehearsal.ledger.words()).toBe(late.words());
      }),
      { seed: 21, numRuns: 150 },
    );
  });

  test('who deleted what is known: the first who did', () => {
    const rehearsal = new Rehearsal('abcdef', ['ada', 'bo']);
    const [ada, bo] = rehearsal.desks as [Rehearsal['desks'][0], Rehearsal['desks'][0]];
    ada.type(1, 2, '');
    bo.type(2, 3, '');
    rehearsal.settle();
    const { deleted } = TextLedger.wake(rehearsal.ledger.rest());
    expect([...deleted]).toEqual([
      { client: 1, clock: 1, len: 2, by: 'ada' },
      { client: 1, clock: 3, len: 2, by: 'bo' },
    ]);
  });

  test('runs are what a list with one author a clock would be', () => {
    const span = fc.record({
      client: fc.nat({ max: 1 }),
      clock: fc.nat({ max: 30 }),
      len: fc.integer({ min: 1, max: 9 }),
      by: fc.constantFrom('ada', 'bo'),
    });
    fc.assert(
      fc.property(fc.array(span, { maxLength: 25 }), (spans) => {
        const runs = new AuthorRuns();
        const plain = new Map<string, string>();
        for (const { by, ...place } of spans) {
          runs.add(place, by);
          for (let i = 0; i < place.len; i++) {
            const key = `${place.client} ${place.clock + i}`;
            if (!plain.has(key)) plain.set(key, by);
          }
        }
        expect(runs.total).toBe(plain.size);
        for (const client of [0, 1]) {
          for (let clock = 0; clock < 45; clock++) {
            expect(runs.at(client, clock)?.by).toBe(plain.get(`${client} ${clock}`));
          }
          const list = [...runs].filter((run) => run.client === client);
          list.forEach((run, i) => {
            const next = list[i + 1];
            if (!next) return;
            const end = run.clock + run.len;
            expect(next.clock > end || (next.clock === end && next.by !== run.by)).toBe(true);
          });
        }
      }),
      { seed: 22, numRuns: 1000 },
    );
  });

  test('an update that could never have been committed is no part of a text', () => {
    const update = Y.encodeStateAsUpdate(new Y.Doc());
    expect(() => compactText({ birth: '' }, [{ update, by: 'ada' }])).toThrow('malformed');
  });
});

const byPlace = (a: { client: number; clock: number }, b: { client: number; clock: number }): number =>
  a.client - b.client || a.clock - b.clock;
