import { describe, expect, test } from 'vitest';
import { personAudience } from '../../core/session/parts.ts';
import { open as openMemory } from '../../server/storage/backends/memory/backend.ts';
import { giantTextFile } from '../../testing/exercises.ts';
import { type Frame, type Tab, World } from '../../testing/world.ts';
import { read } from '../../wire/codec.ts';
import { pageNote } from './model.ts';

const OWN = personAudience('ana');
const PAGE = pageNote('text');
const BOOK = 'SECRET: whatever is used by many changes slowly.\n'.repeat(4000);

/** Ana before her page, Ben before his, and Lou, who leads; `writes` is what Ana does in private. */
async function watch(
  writes: (ana: Tab, wait: (ms: number) => Promise<void>) => Promise<void>,
): Promise<{ lou: Frame[]; ben: Frame[]; ana: Tab; world: World }> {
  const world = new World(await openMemory());
  await world.openSession(giantTextFile(), 'lou');
  for (const person of ['ana', 'ben']) await world.join(person);
  const [lou, ana, ben] = ['lou', 'ana', 'ben'].map((person) =>
    world.tab({ people: [person], device: `device-${person}`, latency: 5 }),
  ) as [Tab, Tab, Tab];
  await world.clock.goOn(200);
  lou.client.act({ type: 'start' });
  await world.clock.goOn(500);
  const begun = world.clock.now();
  await writes(ana, (ms) => world.clock.goOn(ms));
  await world.clock.goOn(begun + 30_000 - world.clock.now());
  // What is not private goes on around it.
  ben.client.act({ type: 'set-flag', flag: 'done' });
  ana.client.act({ type: 'set-flag', flag: 'stuck' });
  await world.clock.goOn(5000);
  return { lou: lou.frames, ben: ben.frames, ana, world };
}

const beginPage = (ana: Tab) =>
  ana.client.act({ type: 'write-note', note: PAGE, kind: 'text', parent: '', fields: { about: 'SECRET' } });

async function writeBook(ana: Tab, wait: (ms: number) => Promise<void>): Promise<void> {
  beginPage(ana);
  await wait(100);
  const text = ana.client.openText(OWN, PAGE);
  await wait(100);
  const shared = text.shared();
  if (!shared) throw new Error('the page could not be opened');
  shared.text.insert(0, BOOK);
  ana.client.showPresence({ note: PAGE, typing: true, caret: 7 });
  await wait(700);
  for (let i = 0; i < 20; i++) {
    shared.text.insert(0, 'Hypothesis: ');
    await wait(137);
  }
  shared.text.delete(0, 100_000);
  await wait(400);
  ana.client.act({ type: 'set-field', to: OWN, note: PAGE, field: 'about', value: 'SECRET, too' });
  await wait(400);
}

const same = (a: Frame[], b: Frame[]): boolean =>
  a.length === b.length &&
  a.every(({ at, bytes }, i) => at === b[i]?.at && Buffer.compare(bytes, b[i].bytes) === 0);
const told = (frames: Frame[]): string => frames.map(({ bytes }) => JSON.stringify(read(bytes))).join('\n');

describe('TF-3 the page is its writer’s alone', () => {
  test('whoever leads, and everybody else, is told the same at the same instants whether anything is written or not', async () => {
    const still = await watch(async () => {});
    const busy = await watch(writeBook);
    expect(busy.ana.client.view().words(PAGE)?.length).toBeGreaterThan(90_000);
    expect(busy.ana.client.view()).toMatchObject({ pending: 0, notTaken: [] });
    expect(same(still.lou, busy.lou)).toBe(true);
    expect(same(still.ben, busy.ben)).toBe(true);
    expect(told(busy.lou)).toContain('stuck');
  });

  test('TF-4 a line that is pulled out is told with words of its own and where it came from, and nothing else is', async () => {
    const { lou, ana, world } = await watch(async (tab, wait) => {
      await writeBook(tab, wait);
      tab.client.act({
        type: 'write-note',
        note: 'pulled',
        kind: 'idea',
        parent: '',
        words: 'it rolls',
        fields: { sort: 'observation' },
        from: { to: OWN, note: PAGE },
      });
      await wait(200);
    });
    expect(told(lou)).toContain('it rolls');
    expect(told(lou)).not.toContain('SECRET');
    const group = [...(await world.streams.get(world.ref)).parts].find(
      ([to, part]) => to.startsWith('g:') && part.tree.notes.has('pulled'),
    );
    const idea = group?.[1].tree.notes.get('pulled');
    expect(idea).toMatchObject({
      by: 'ana',
      words: 'it rolls',
      fields: { sort: 'observation' },
      origin: { note: PAGE },
    });
    // The page stays as it was, and stays hers.
    expect(ana.client.view().words(PAGE)).toContain('SECRET');
    expect(ana.client.view().parts.get(OWN)?.tree.notes.get(PAGE)?.kind).toBe('text');
  });
});
