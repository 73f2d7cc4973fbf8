import { heldNote } from '../../core/session/decide/pace.ts';
import { groupAudience, personAudience, type Room, roomOf } from '../../core/session/parts.ts';
import { seatsOf } from '../../core/session/seats.ts';
import type { Entry } from '../../core/stream/entry.ts';
import { open as openMemory } from '../../server/storage/backends/memory/backend.ts';
import { prototypicalExamples, quietCards } from '../../testing/exercises.ts';
import { type Tab, World } from '../../testing/world.ts';
import { play } from '../fuzz/run.ts';
import { writeScenario } from '../fuzz/scenario.ts';

/** Cards that are written in private, revealed, sorted and linked by chance. */
export async function playCards(): Promise<Entry[]> {
  const { world } = await play(writeScenario(89, 0), quietCards());
  return (await world.storage.load(world.ref, { withoutSnapshot: true })).entries;
}

/** Two passages of which one has a catch, through to the end, when readers are told of it. */
export async function playCatch(): Promise<Entry[]> {
  const world = new World(await openMemory());
  await world.openSession(prototypicalExamples(), 'lena', { rounds: 1 });
  for (const person of ['ana', 'ben']) await world.join(person);
  const lena = world.tab({ people: ['lena'], device: 'device-lena' });
  await world.clock.goOn(500);
  const act = async (command: Parameters<Tab['client']['act']>[0]) => {
    lena.client.act(command);
    await world.clock.goOn(300);
  };
  await act({ type: 'start' });
  await act({ type: 'go', to: 'next' });
  const room = roomOf(lena.client.view().parts) as Room;
  const group = [...room.groups.keys()][0] as string;
  const net = {
    id: 'net',
    title: 'Nets',
    text: 'A net that is pulled settles. We show that it settles flat.',
    field: 'geometry',
    source: 'house',
    licence: 'CC0',
    cuts: [0, 30],
  };
  for (const passage of [
    { ...net, catch: 'A net with two stiff knots tilts.' },
    { ...net, id: 'other' },
    { ...net, catch: 'A net with a hole in it hangs.' },
  ]) {
    await world.command('server', { type: 'set-passage', group, passage });
  }
  await act({ type: 'end' });
  if (world.errors.length > 0) throw world.errors[0];
  return (await world.storage.load(world.ref, { withoutSnapshot: true })).entries;
}

/** Cards with pictures: described, replaced, taken away and brought back, put in two places, revealed. */
export async function playPictures(): Promise<Entry[]> {
  const world = new World(await openMemory());
  await world.openSession(quietCards(), 'lena');
  for (const person of ['ana', 'ben']) await world.join(person);
  const lena = world.tab({ people: ['lena'], device: 'device-lena' });
  const ana = world.tab({ people: ['ana'], device: 'device-ana' });
  await world.clock.goOn(500);
  const act = async (tab: Tab, command: Parameters<Tab['client']['act']>[0]) => {
    tab.client.act(command);
    await world.clock.goOn(300);
  };
  const own = personAudience('ana');
  const card = (note: string) => ({ type: 'write-note', note, kind: 'card', parent: '' }) as const;
  const bring = (to: string, note: string, id: string, says: string) =>
    world.command('ana', {
      type: 'set-picture',
      to,
      note,
      picture: { id, width: 640, height: 480, says },
      stop: 0,
    });
  await act(lena, { type: 'start' });
  await act(ana, card('sketch'));
  await act(ana, card('photo'));
  await bring(own, 'sketch', 'picture-1', '');
  await bring(own, 'photo', 'picture-2', 'A net over a pond.');
  await bring(own, 'photo', 'picture-3', 'A net over a pond, nearer.');
  await act(ana, { type: 'describe-picture', to: own, note: 'sketch', picture: 'picture-1', says: 'A net.' });
  await act(ana, { type: 'remove-picture', to: own, note: 'sketch', picture: 'picture-1' });
  await act(ana, {
    type: 'undo',
    to: own,
    cursor: ana.client.view().parts.get(own)?.cursor ?? 0,
  });
  await act(ana, { type: 'place-note', to: own, placement: 'again', note: 'photo', parent: '' });
  await act(ana, { type: 'remove-placement', to: own, placement: 'again' });
  await act(lena, { type: 'go', to: 'next' });
  await act(ana, { type: 'remove-picture', to: own, note: 'photo', picture: 'picture-3' });
  await act(lena, { type: 'end' });
  if (world.errors.length > 0) throw world.errors[0];
  return (await world.storage.load(world.ref, { withoutSnapshot: true })).entries;
}

/** A whole session of prototypical examples, over the real client, owner and storage: its log. */
export async function playSession(): Promise<Entry[]> {
  const world = new World(await openMemory());
  await world.openSession(prototypicalExamples(), 'lena');
  const people = ['ana', 'ben', 'cleo', 'dan', 'eve'];
  for (const person of people) await world.join(person);
  await world.command('server', { type: 'join', person: 'eve', sharesWith: 'dan' });
  const tabs = new Map<string, Tab>();
  for (const person of ['lena', 'ana', 'ben', 'cleo']) {
    tabs.set(person, world.tab({ people: [person], device: `device-${person}` }));
  }
  const shared = world.tab({ people: ['dan', 'eve'], device: 'device-dan' });
  tabs.set('dan', shared).set('eve', shared);
  await world.clock.goOn(500);

  const tabOf = (person: string) => tabs.get(person) as Tab;
  const room = (): Room => roomOf(tabOf('lena').client.view().parts) as Room;
  const act = async (person: string, command: Parameters<Tab['client']['act']>[0]) => {
    tabOf(person).client.act(command, person);
    await world.clock.goOn(300);
  };
  const type = async (person: string, to: string, note: string, words: string) => {
    const text = tabOf(person).client.openText(to, note, person);
    await world.clock.goOn(300);
    text.type(`${text.words()}${words}`, 0);
    await world.clock.goOn(700);
    text.close();
  };

  await act('ana', { type: 'set-knows', knows: ['economics'] });
  await act('lena', { type: 'form-groups' });
  await act('lena', { type: 'start' });
  await act('lena', { type: 'set-clock', act: 'pause' });
  await act('lena', { type: 'set-clock', act: 'add', minutes: 2 });
  await act('lena', { type: 'set-clock', act: 'start' });
  await act('lena', { type: 'go', to: 'next' });

  for (let round = 1; round <= 2; round++) {
    for (const group of room().groups.values()) {
      const text = 'A net that is pulled settles. We show that it settles flat. Nobody knew.';
      await world.command('server', {
        type: 'set-passage',
        group: group.id,
        passage: {
          id: `p-${group.id}-${round}`,
          title: 'Nets',
          text,
          field: 'geometry',
          source: 'house',
          licence: 'CC0',
          cuts: [0, 30, 60],
        },
      });
    }
    await world.clock.goOn(300);
    for (const { id, members } of [...room().groups.values()]) {
      const seats = () => {
        const group = room().groups.get(id);
        const work =
          group &&
          tabOf(members[0] as string)
            .client.view()
            .parts.get(groupAudience(id))?.group;
        return seatsOf(room().exercise, room(), group as NonNullable<typeof group>, work?.rotation ?? 0);
      };
      const sitting = (seat: string) =>
        Object.entries(seats()).find(([, held]) => held === seat)?.[0] as string;
      const [explainer, complainer] = [sitting('explainer'), sitting('complainer')];
      const to = groupAudience(id);
      const example = heldNote(id, round, 'example');
      await act(explainer, { type: 'cut-passage', cuts: [0, 30] });
      await act(explainer, {
        type: 'undo',
        to,
        cursor: tabOf(explainer).client.view().parts.get(to)?.cursor ?? 0,
      });
      await type(explainer, to, example, 'A trampoline in a garden.');
      await act(complainer, {
        type: 'complain',
        id: `z${id}${round}`,
        on: example,
        key: null,
        say: 'Which garden?',
      });
      await type(explainer, to, example, " My aunt's, with 40 springs.");
      await act(explainer, { type: 'meet', id: `z${id}${round}` });
      await act(complainer, {
        type: 'offer',
        id: `o${id}${round}`,
        on: example,
        words: 'One spring is rusty.',
      });
      await act(explainer, { type: 'settle', id: `o${id}${round}`, as: 'edited' });
      await act(explainer, { type: 'move-place', place: 1 });
      await act(explainer, { type: 'move-place', place: 2 });
      await act(complainer, { type: 'nudge', kind: 'you-steered' });
      await act(complainer, {
        type: 'write-note',
        note: `k${id}${round}`,
        kind: 'parked',
        parent: '',
        words: 'My kitchen table.',
      });
      await act(explainer, { type: 'go-group', to: 'next' });
      const verdict = heldNote(id, round, 'verdict');
      await type(explainer, to, verdict, 'It tilts.');
      await act(explainer, { type: 'set-field', to, note: verdict, field: 'holds', value: 'no' });
      await act(explainer, { type: 'set-flag', flag: 'done' });
      await act(explainer, { type: 'swap' });
      await act(complainer, { type: 'answer-swap', amount: 'right', thanks: `z${id}${round}` });
      await act(explainer, {
        type: 'write-note',
        note: `g${id}${round}`,
        kind: 'page',
        parent: '',
        words: 'Nets',
      });
      await act(explainer, { type: 'remove-note', to, note: `g${id}${round}` });
      await act(explainer, {
        type: 'undo',
        to,
        cursor: tabOf(explainer).client.view().parts.get(to)?.cursor ?? 0,
      });
    }
    if (round === 1) {
      await act('ben', { type: 'leave', person: 'ben' });
      await world.join('late');
      tabs.set('late', world.tab({ people: ['late'], device: 'device-late' }));
      await act('ben', { type: 'return', person: 'ben' });
      await act('lena', { type: 'go', to: 'next' });
      await act('lena', { type: 'go', to: 'next' });
    }
  }
  await act('lena', { type: 'move-person', person: 'ana', group: null });
  await act('lena', { type: 'go', to: 'next' });
  for (const person of people) {
    await act(person, { type: 'debrief', answers: { got: 8, change: 'More gardens.', use: 'Tomorrow.' } });
  }
  await act('lena', { type: 'go', to: 'next' });
  // Long enough for the clock to run out, and for quiet texts to be compacted.
  await world.clock.goOn(60_000);
  if (world.errors.length > 0) throw world.errors[0];
  return (await world.storage.load(world.ref, { withoutSnapshot: true })).entries;
}

/** Groups by a rule, changed by hand, left, joined late, and done early. */
export async function playGroups(): Promise<Entry[]> {
  const world = new World(await openMemory());
  await world.openSession(prototypicalExamples(), 'lena');
  const people = ['ana', 'ben', 'cleo', 'dan', 'eve', 'fay', 'gus'];
  for (const person of people) await world.join(person);
  const tabs = new Map(
    ['lena', ...people].map((person) => [
      person,
      world.tab({ people: [person], device: `device-${person}` }),
    ]),
  );
  await world.clock.goOn(500);
  const act = async (person: string, command: Parameters<Tab['client']['act']>[0]) => {
    (tabs.get(person) as Tab).client.act(command, person);
    await world.clock.goOn(300);
  };
  const groups = () => [...(roomOf((tabs.get('lena') as Tab).client.view().parts) as Room).groups.values()];
  const first = (index: number) => groups()[index]?.members[0] as string;
  const id = (index: number) => groups()[index]?.id as string;

  for (const [i, person] of people.entries()) {
    const facts = { team: i % 2 ? 'Ants' : 'Bees', level: (1 + (i % 3)) as 1 | 2 | 3, leavesAt: null };
    await act(person, { type: 'set-facts', person, facts });
  }
  await act('lena', { type: 'form-groups', rule: { teams: 'mix', level: 'similar' } });
  await act('lena', { type: 'form-groups', rule: { teams: 'keep', level: 'any' } });
  await act('lena', { type: 'undo-forming' });
  await act('lena', { type: 'swap-people', a: first(0), b: first(1) });
  await act('lena', { type: 'merge-groups', from: id(0), into: id(1) });
  await act('lena', { type: 'split-group', group: id(0) });
  await act('lena', { type: 'start' });
  await act('lena', { type: 'go', to: 'next' });
  await act('lena', { type: 'move-person', person: first(0), group: id(1) });
  await world.join('late');
  for (let i = 0; i < groups().length; i++) await act(first(i), { type: 'go-group', to: 'next' });
  await act(first(0), { type: 'go-again', turn: true });
  await act(first(0), { type: 'go-group', to: 'next' });
  await act(first(0), { type: 'offer-compare', on: true });
  await act(first(1), { type: 'offer-compare', on: true });
  await act(first(1), { type: 'end-compare' });
  const [stays, ...gone] = (groups().at(-1)?.members ?? []) as [string, ...string[]];
  for (const person of gone) await act(person, { type: 'leave', person });
  await act(stays, { type: 'join-another', person: stays });
  await act('lena', { type: 'end' });
  return (await world.storage.load(world.ref, { withoutSnapshot: true })).entries;
}
