import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { quietCards } from '../../testing/exercises.ts';
import { Studio } from '../../testing/studio.ts';
import type { Entry } from '../stream/entry.ts';
import { eraseFromSession } from './erase.ts';
import type { SessionEvent } from './event.ts';
import type { Front } from './front.ts';
import { groupAudience, personAudience } from './parts.ts';

const PEOPLE = ['ana', 'ben', 'cleo', 'dan'];

/** Two groups of two; each person wrote one card, and the cards are turned over. */
function shown(): Studio {
  const studio = new Studio(quietCards(), { people: PEOPLE });
  studio.act('lead', { type: 'form-groups', size: 2 });
  studio.act('lead', { type: 'start' });
  for (const person of PEOPLE) {
    const words = `Words of ${person}.`;
    studio.act(person, { type: 'write-note', note: `c-${person}`, kind: 'card', parent: '', words });
  }
  studio.act('lead', { type: 'go', to: 'next' });
  return studio;
}

const front = (studio: Studio): Front => studio.room.front ?? { lines: [], shared: [], shown: null };
const groups = (studio: Studio): string[] => [...studio.room.groups.keys()];
const membersOf = (studio: Studio, group: string): string[] => studio.room.groups.get(group)?.members ?? [];
const ownOf = (studio: Studio, person: string) => studio.parts.get(personAudience(person))?.own;
/** A group's first card, with who wrote it. */
const cardOf = (studio: Studio, group: string): { note: string; by: string } => {
  const [note] = studio.parts.get(groupAudience(group))?.tree.notes.values() ?? [];
  return { note: note?.id ?? '', by: note?.by ?? '' };
};
const audiences = (events: readonly SessionEvent[]): string[] =>
  [...new Set(events.map(({ to }) => to))].sort();

describe('lines from whoever leads', () => {
  test('a broadcast is for all, and each reader puts it away for themselves (FR-1)', () => {
    const studio = shown();
    const events = studio.act('lead', { type: 'broadcast', id: 'b', words: 'Five more minutes.' });
    expect(audiences(events)).toEqual(['all']);
    expect(audiences(studio.act('ana', { type: 'put-away', id: 'b' }))).toEqual(['p:ana']);
    expect(ownOf(studio, 'ana')?.away).toEqual(['b']);
    expect(ownOf(studio, 'ben')?.away).toBeUndefined();
    expect(front(studio).lines.map(({ words, by }) => [words, by])).toEqual([['Five more minutes.', 'lead']]);
  });

  test('a comment is born for each of the groups and nobody else (FR-2)', () => {
    const studio = shown();
    const [first = '', second = ''] = groups(studio);
    const events = studio.act('lead', {
      type: 'comment',
      id: 'c',
      groups: [first, first],
      words: 'Which ant?',
    });
    expect(audiences(events)).toEqual([groupAudience(first)]);
    const outside = membersOf(studio, second)[0] as string;
    expect(studio.ask(outside, { type: 'put-away', id: 'c' })).toEqual({ refused: 'not-found' });
    const both = studio.act('lead', {
      type: 'comment',
      id: 'd',
      groups: [first, second],
      words: 'Say it back.',
    });
    expect(audiences(both)).toEqual([groupAudience(first), groupAudience(second)].sort());
  });

  test('only whoever leads says any, in as many words as can be read in passing (FR-1)', () => {
    const studio = shown();
    const ask = (actor: string, words: string) => studio.ask(actor, { type: 'broadcast', id: 'b', words });
    expect(ask('ana', 'Hello.')).toEqual({ refused: 'lead-only' });
    expect(ask('lead', ' ')).toEqual({ refused: 'bad-shape' });
    expect(ask('lead', 'x'.repeat(501))).toEqual({ refused: 'too-long', detail: 500 });
    expect(ask('onlooker', 'Hello.')).toEqual({ refused: 'lead-only' });
  });
});

describe('marks (FR-3)', () => {
  test('are for whoever marked alone, and keep the words as they stood', () => {
    const studio = shown();
    const [group = ''] = groups(studio);
    const to = groupAudience(group);
    const { note, by } = cardOf(studio, group);
    expect(audiences(studio.act('lead', { type: 'mark', to, note }))).toEqual(['p:lead']);
    expect(ownOf(studio, 'lead')?.marks?.map(({ words }) => words)).toEqual([`Words of ${by}.`]);
    expect(studio.act('lead', { type: 'mark', to, note })).toEqual([]);
    expect(audiences(studio.act('lead', { type: 'unmark', to, note }))).toEqual(['p:lead']);
    expect(ownOf(studio, 'lead')?.marks).toEqual([]);
  });

  test('reach into nobody’s own things, there or not', () => {
    const studio = shown();
    for (const to of ['p:ana', 'p:nobody', `pair:${groups(studio)[0]}`]) {
      expect(studio.ask('lead', { type: 'mark', to, note: 'c-ana' })).toEqual({ refused: 'not-found' });
    }
    const to = groupAudience(groups(studio)[0] as string);
    expect(studio.ask('ana', { type: 'mark', to, note: 'c-ana' })).toEqual({ refused: 'lead-only' });
  });
});

/** The lead has asked both groups whether their first cards may stand side by side. */
function asked(): Studio {
  const studio = shown();
  const [first = '', second = ''] = groups(studio);
  const pick = (group: string) => ({ group, note: cardOf(studio, group).note });
  studio.act('lead', { type: 'pick-pair', id: 'x', strong: pick(first), weak: pick(second) });
  return studio;
}

describe('two examples side by side', () => {
  test('everybody of both groups is asked by themselves, and nobody learns of what it is a half (FR-4)', () => {
    const studio = shown();
    const [first = '', second = ''] = groups(studio);
    const pick = (group: string) => ({ group, note: cardOf(studio, group).note });
    const events = studio.act('lead', {
      type: 'pick-pair',
      id: 'x',
      strong: pick(first),
      weak: pick(second),
    });
    expect(audiences(events)).toEqual(['p:lead', ...PEOPLE.map(personAudience)].sort());
    for (const person of PEOPLE) {
      const told = JSON.stringify(events.filter(({ to }) => to === personAudience(person)));
      expect(told).not.toMatch(/strong|weak/);
      const others = PEOPLE.filter((other) => studio.groupOf(other) !== studio.groupOf(person));
      for (const other of others) expect(told).not.toContain(`Words of ${other}`);
    }
  });

  test('nothing is shown before everybody asked has said yes: silence is no (FR-5)', () => {
    fc.assert(
      fc.property(fc.subarray(PEOPLE), (yes) => {
        const studio = asked();
        for (const person of yes) studio.act(person, { type: 'answer-ask', id: 'x', yes: true });
        const events = studio.attempt('lead', { type: 'show-pair', id: 'x' });
        expect(events.length > 0).toBe(yes.length === PEOPLE.length);
        expect(front(studio).shown !== null).toBe(yes.length === PEOPLE.length);
      }),
      { seed: 5 },
    );
  });

  test('who said what stays with them: whoever leads learns only how a group as a whole answered (FR-5)', () => {
    const studio = asked();
    const [first, second] = membersOf(studio, groups(studio)[0] as string) as [string, string];
    expect(audiences(studio.act(first, { type: 'answer-ask', id: 'x', yes: true }))).toEqual([
      personAudience(first),
    ]);
    const no = studio.act(second, { type: 'answer-ask', id: 'x', yes: false });
    const told = no.filter(({ to }) => to === 'p:lead');
    expect(told).toEqual([
      { to: 'p:lead', type: 'pair-answered', id: 'x', side: 'strong', consent: 'declined' },
    ]);
    expect(studio.ask(second, { type: 'answer-ask', id: 'x', yes: true })).toEqual({ refused: 'already' });
  });

  test('on the wall stand words alone, on either side by chance, and which is which only once it is said (FR-6)', () => {
    const sides = new Set<string>();
    for (let seed = 1; seed <= 12; seed++) {
      const studio = asked();
      for (const person of PEOPLE) studio.act(person, { type: 'answer-ask', id: 'x', yes: true });
      studio.seed = seed * 97;
      const toAll = studio.act('lead', { type: 'show-pair', id: 'x' }).filter(({ to }) => to === 'all');
      const said = JSON.stringify(toAll);
      for (const hidden of [...groups(studio), ...PEOPLE.map((person) => `"${person}"`), 'strong', 'weak']) {
        expect(said).not.toContain(hidden);
      }
      const { shown: now } = front(studio);
      const strong = `Words of ${cardOf(studio, groups(studio)[0] as string).by}.`;
      const side = now?.what === 'pair' && now.left === strong ? 'left' : 'right';
      sides.add(side);
      expect(now).toMatchObject({ what: 'pair', strong: null, [side]: strong });
      studio.act('lead', { type: 'tell-pair' });
      expect(front(studio).shown).toMatchObject({ strong: side });
    }
    expect([...sides].sort()).toEqual(['left', 'right']);
  });

  test('a yes that is taken back takes it down at once, and it can’t be put up again (FR-7)', () => {
    for (const person of PEOPLE) {
      const studio = asked();
      for (const each of PEOPLE) studio.act(each, { type: 'answer-ask', id: 'x', yes: true });
      studio.act('lead', { type: 'show-pair', id: 'x' });
      const events = studio.act(person, { type: 'answer-ask', id: 'x', yes: false });
      expect(events).toContainEqual({ to: 'all', type: 'front-cleared' });
      expect(front(studio).shown).toBe(null);
      expect(studio.ask('lead', { type: 'show-pair', id: 'x' })).toEqual({ refused: 'not-now' });
      expect(studio.ask('lead', { type: 'tell-pair' })).toEqual({ refused: 'not-now' });
    }
  });

  test('consent is to the words that stood there, whatever is written since (FR-4)', () => {
    const studio = asked();
    const [group = ''] = groups(studio);
    const { note, by } = cardOf(studio, group);
    studio.words.set(`${groupAudience(group)} ${note}`, 'Something else, later.');
    for (const person of PEOPLE) studio.act(person, { type: 'answer-ask', id: 'x', yes: true });
    studio.act('lead', { type: 'show-pair', id: 'x' });
    const said = JSON.stringify(front(studio).shown);
    expect(said).toContain(`Words of ${by}.`);
    expect(said).not.toContain('later');
  });

  test('words of somebody who is not in the group any more aren’t asked for (FR-4)', () => {
    const studio = shown();
    const [first = '', second = ''] = groups(studio);
    const { note, by } = cardOf(studio, first);
    studio.act('lead', { type: 'move-person', person: by, group: second });
    const weak = { group: second, note: cardOf(studio, second).note };
    const command = { type: 'pick-pair', id: 'x', strong: { group: first, note }, weak } as const;
    expect(studio.ask('lead', command)).toEqual({ refused: 'not-now' });
  });

  test('strangers to it answer nothing (VI-3)', () => {
    const studio = asked();
    for (const actor of ['lead', 'nobody', 'onlooker']) {
      expect(studio.ask(actor, { type: 'answer-ask', id: 'x', yes: true })).toEqual({ refused: 'not-found' });
    }
  });
});

describe('a share-out', () => {
  const pickAll = (studio: Studio): void => {
    for (const group of groups(studio)) {
      const [member = ''] = membersOf(studio, group);
      for (const { id } of studio.parts.get(groupAudience(group))?.tree.notes.values() ?? []) {
        studio.act(member, { type: 'pick-share', note: id, picked: true });
      }
    }
  };

  test('shows what groups picked and nothing else, one by one, each once (SO-1)', () => {
    const studio = shown();
    const [first = ''] = groups(studio);
    const { note, by } = cardOf(studio, first);
    expect(studio.ask('lead', { type: 'share', to: 'next' })).toEqual({ refused: 'not-now' });
    studio.act(membersOf(studio, first)[1] as string, { type: 'pick-share', note, picked: true });
    studio.act('lead', { type: 'share', to: 'next' });
    expect(front(studio).shared.map(({ words }) => words)).toEqual([`Words of ${by}.`]);
    expect(studio.ask('lead', { type: 'share', to: 'next' })).toEqual({ refused: 'not-now' });
    pickAll(studio);
    for (let i = 0; i < 3; i++) studio.act('lead', { type: 'share', to: 'next' });
    expect(
      front(studio)
        .shared.map(({ words }) => words)
        .sort(),
    ).toEqual(PEOPLE.map((who) => `Words of ${who}.`));
    studio.act('lead', { type: 'share', to: 'back' });
    expect(front(studio).shown?.id).toBe(front(studio).shared[2]?.id);
  });

  test('is fresh: ids and order tell nothing of where it came from, names stand there only if the group says so (SO-2)', () => {
    const orders = new Set<string>();
    for (let seed = 1; seed <= 10; seed++) {
      const studio = shown();
      pickAll(studio);
      studio.seed = seed * 131;
      const named = groups(studio)[1] as string;
      const events = studio.act(membersOf(studio, named)[0] as string, { type: 'name-shares', named: true });
      expect(audiences(events)).toEqual([groupAudience(named)]);
      for (let i = 0; i < 4; i++) studio.act('lead', { type: 'share', to: 'next' });
      orders.add(
        front(studio)
          .shared.map(({ words }) => words)
          .join(),
      );
      for (const { words, from, ...rest } of front(studio).shared) {
        const author = PEOPLE.find((person) => words.includes(person)) as string;
        const open = studio.groupOf(author) === named;
        expect(from).toEqual(open ? { by: author, group: studio.room.groups.get(named)?.name } : null);
        const said = JSON.stringify(rest);
        for (const group of groups(studio)) expect(said).not.toContain(group);
      }
    }
    expect(orders.size).toBeGreaterThan(2);
  });

  test('names and notes that are taken back go at once from everybody’s page (SO-3)', () => {
    const studio = shown();
    const [first = ''] = groups(studio);
    const { note, by } = cardOf(studio, first);
    studio.act(by, { type: 'pick-share', note, picked: true });
    studio.act(by, { type: 'name-shares', named: true });
    studio.act('lead', { type: 'share', to: 'next' });
    expect(front(studio).shared[0]?.from?.by).toBe(by);
    studio.act(by, { type: 'name-shares', named: false });
    expect(front(studio).shared[0]?.from).toBe(null);
    studio.act('lead', { type: 'go', to: 'next' });
    studio.act(by, { type: 'pick-share', note, picked: false });
    expect(front(studio)).toMatchObject({ shared: [], shown: null });
  });

  test('only in its step, only by its own group, and the front is empty again after it (SO-4)', () => {
    const studio = shown();
    const [first = '', second = ''] = groups(studio);
    const { note } = cardOf(studio, first);
    const stranger = membersOf(studio, second)[0] as string;
    expect(studio.ask(stranger, { type: 'pick-share', note, picked: true })).toEqual({
      refused: 'not-found',
    });
    pickAll(studio);
    expect(studio.ask('ana', { type: 'share', to: 'next' })).toEqual({ refused: 'lead-only' });
    studio.act('lead', { type: 'share', to: 'next' });
    studio.act('lead', { type: 'go', to: 'next' });
    expect(front(studio).shown).toBe(null);
    expect(studio.ask('lead', { type: 'share', to: 'next' })).toEqual({ refused: 'not-now' });
  });
});

test('an erasure takes somebody’s words from the wall’s log too, and nobody else’s (ER-1)', () => {
  const studio = asked();
  for (const person of PEOPLE) studio.act(person, { type: 'answer-ask', id: 'x', yes: true });
  studio.act('lead', { type: 'show-pair', id: 'x' });
  for (const group of groups(studio)) {
    const { note, by } = cardOf(studio, group);
    studio.act(by, { type: 'pick-share', note, picked: true });
    studio.act('lead', { type: 'mark', to: groupAudience(group), note });
    studio.act('lead', { type: 'share', to: 'next' });
  }
  const { by: gone } = cardOf(studio, groups(studio)[0] as string);
  const { by: stays } = cardOf(studio, groups(studio)[1] as string);
  const entries = studio.told.map((event, i): Entry => {
    return { seq: i + 1, at: 0, by: 'lead', device: '', counter: 0, version: 1, event };
  });
  const count = (log: readonly Entry[], words: string) =>
    log.filter(({ event }) => JSON.stringify(event).includes(words)).length;
  const rewritten = new Map(
    eraseFromSession(entries, gone, () => false).map(({ seq, event }) => [seq, event]),
  );
  const after = entries.map((entry): Entry => ({ ...entry, event: rewritten.get(entry.seq) ?? entry.event }));
  expect(count(entries, `Words of ${gone}.`)).toBeGreaterThan(6);
  expect(count(after, `Words of ${gone}.`)).toBe(0);
  expect(count(after, `Words of ${stays}.`)).toBe(count(entries, `Words of ${stays}.`));
});
