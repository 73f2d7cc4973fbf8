import { listChildren, ROOT } from '../../core/notes/tree.ts';
import type { PersonCommand } from '../../core/session/command.ts';
import { groupAudience, roomOf, type SessionParts } from '../../core/session/parts.ts';
import type { Entry } from '../../core/stream/entry.ts';
import { open as openMemory } from '../../server/storage/backends/memory/backend.ts';
import { quietCards } from '../../testing/exercises.ts';
import { World } from '../../testing/world.ts';

/** What happens at the front of a room, to the last kind: lines, marks, a pair with consent, a share-out. */
export async function playFront(): Promise<Entry[]> {
  const world = new World(await openMemory());
  const people = ['ana', 'ben', 'cleo', 'dan'];
  await world.openSession(quietCards(), 'lena');
  for (const person of people) await world.join(person);
  const act = (person: string, command: PersonCommand) => world.command(person, command);
  const parts = async () => (await world.streams.parts(world.ref)) as SessionParts;
  await act('lena', { type: 'form-groups', size: 2 });
  await act('lena', { type: 'start' });
  for (const person of people) {
    const words = `A postman, seen by ${person}.`;
    await act(person, { type: 'write-note', note: `c-${person}`, kind: 'card', parent: ROOT, words });
  }
  await act('lena', { type: 'go', to: 'next' });
  const groups = [...(roomOf(await parts())?.groups.values() ?? [])];
  const picks: { group: string; note: string; member: string }[] = [];
  for (const { id, members } of groups) {
    const tree = (await parts()).get(groupAudience(id))?.tree;
    const [first] = tree ? [...listChildren(tree, ROOT)] : [];
    picks.push({ group: id, note: first?.note.id ?? '', member: members[0] ?? '' });
  }
  const [one, other] = picks as [(typeof picks)[number], (typeof picks)[number]];
  await act('lena', { type: 'broadcast', id: 'b1', words: 'Two more minutes.' });
  await act('ana', { type: 'put-away', id: 'b1' });
  await act('lena', { type: 'comment', id: 'm1', groups: [one.group, other.group], words: 'Which postman?' });
  const to = groupAudience(one.group);
  await act('lena', { type: 'mark', to, note: one.note });
  await act('lena', { type: 'mark', to: groupAudience(other.group), note: other.note });
  await act('lena', { type: 'unmark', to, note: one.note });
  for (const { member, note } of picks) await act(member, { type: 'pick-share', note, picked: true });
  await act('lena', { type: 'share', to: 'next' });
  await act('lena', { type: 'share', to: 'next' });
  await act('lena', { type: 'share', to: 'back' });
  await act(one.member, { type: 'name-shares', named: true });
  await act(other.member, { type: 'pick-share', note: other.note, picked: false });
  await act('lena', {
    type: 'pick-pair',
    id: 'y1',
    strong: { group: one.group, note: one.note },
    weak: { group: other.group, note: other.note },
  });
  for (const person of people) await act(person, { type: 'answer-ask', id: 'y1', yes: true });
  await act('lena', { type: 'show-pair', id: 'y1' });
  await act('lena', { type: 'tell-pair' });
  await act('ben', { type: 'answer-ask', id: 'y1', yes: false });
  await act('lena', { type: 'end' });
  if (world.errors.length > 0) throw world.errors[0];
  return (await world.storage.load(world.ref, { withoutSnapshot: true })).entries;
}
