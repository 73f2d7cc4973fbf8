import { roomOf } from '../../core/session/parts.ts';
import type { Entry } from '../../core/stream/entry.ts';
import { open as openMemory } from '../../server/storage/backends/memory/backend.ts';
import { prototypicalExamples } from '../../testing/exercises.ts';
import { World } from '../../testing/world.ts';

/** What comes from outside a session: one more lead, ideas from another workshop, fields that people know, a passage. */
export async function playOutside(): Promise<Entry[]> {
  const world = new World(await openMemory());
  await world.openSession(prototypicalExamples(), 'lena', { rounds: 1 });
  for (const person of ['ana', 'ben']) await world.join(person);
  await world.command('server', { type: 'add-lead', person: 'mira' });
  await world.command('ana', { type: 'set-knows', knows: ['geometry', 'ants'] });
  const origin = { session: 'session:another', note: 'o', at: 1_800_000_000_000 };
  await world.command('ana', {
    type: 'bring',
    ideas: [
      { note: 'own', words: 'A net that sags.', origin },
      { note: 'hers', words: 'Forty dominoes.', origin: { ...origin, note: 'p', by: 'cleo' } },
    ],
  });
  await world.command('mira', { type: 'start' });
  await world.command('mira', { type: 'go', to: 'next' });
  const [group] = roomOf((await world.streams.get(world.ref)).parts)?.groups.keys() ?? [];
  const text = 'A net that is pulled settles. We show that it settles flat. It does so at once.';
  const passage = {
    id: 'net',
    title: 'Nets',
    text,
    field: 'botany',
    source: 'house',
    licence: 'CC0',
    cuts: [0, 30, 60],
  };
  await world.command('ana', { type: 'set-passage', group: group ?? '', passage });
  await world.command('ana', { type: 'move-place', place: 1 });
  await world.command('ben', { type: 'cut-passage', cuts: [0, 30] });
  await world.command('lena', { type: 'end' });
  if (world.errors.length > 0) throw world.errors[0];
  return (await world.storage.load(world.ref, { withoutSnapshot: true })).entries;
}
