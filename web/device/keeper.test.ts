import { expect, test } from 'vitest';
import { Declined } from '../http/requests.ts';
import { type Held, Keeper, type Surroundings } from './keeper.ts';

interface Thing {
  title: string;
}
const thing = (title: string): Thing => ({ title });

/** A server with one thing, a device, and time that passes when it is told to. */
function scene() {
  const server = { version: 1, thing: thing('First'), reachable: true, says: null as Declined | null };
  const device = new Map<string, string>();
  let due: (() => void)[] = [];
  const held = (): Held<Thing, string> => ({
    version: server.version,
    draft: server.thing,
    beside: `beside ${server.version}`,
  });
  const around: Surroundings<Thing, string> = {
    async load() {
      if (!server.reachable) throw new TypeError('no network');
      if (server.says) throw server.says;
      return held();
    },
    async save(version, next) {
      if (!server.reachable) throw new TypeError('no network');
      if (server.says) throw server.says;
      if (version !== server.version) throw new Declined('stale', 'Changed.', 409, { theirs: held() });
      server.thing = next;
      return { version: ++server.version };
    },
    newer: (refusal) =>
      refusal.code === 'stale' ? (refusal.answer as { theirs: Held<Thing, string> }).theirs : null,
    drafts: {
      getItem: (key) => device.get(key) ?? null,
      setItem: (key, value) => void device.set(key, value),
      removeItem: (key) => void device.delete(key),
    },
    later: (run) => due.push(run),
  };
  const open = async () => {
    const keeper = new Keeper('thing', around);
    await keeper.open();
    return keeper;
  };
  const pass = async () => {
    const now = due;
    due = [];
    for (const run of now) run();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { server, device, open, pass };
}
const rename = (title: string) => (held: Thing) => ({ ...held, title });

test('DA-12, CU-23: what is changed is on the device at once, saved soon, and then no longer only there', async () => {
  const { server, device, open, pass } = scene();
  const keeper = await open();
  keeper.change(rename('Second'));
  expect([keeper.look().keeping, device.size, server.thing.title]).toEqual(['on-device', 1, 'First']);
  keeper.change(rename('Third'));
  await pass();
  expect([keeper.look().keeping, device.size, server.thing.title]).toEqual(['saved', 0, 'Third']);
  expect(keeper.look().version).toBe(2);
});

test('DA-12, CU-23: two tabs: the later one sees both versions, and whichever it chooses becomes the one', async () => {
  for (const choice of ['mine', 'theirs'] as const) {
    const { server, device, open, pass } = scene();
    const [one, other] = [await open(), await open()];
    one.change(rename('One'));
    await pass();
    other.change(rename('Other'));
    await pass();
    expect(server.thing.title).toBe('One');
    expect(other.look().draft?.title).toBe('Other');
    expect(other.look().theirs?.draft.title).toBe('One');
    // Nothing is sent while nobody has chosen, and going on writing loses nothing.
    other.change(rename('Other, longer'));
    await pass();
    expect(server.thing.title).toBe('One');
    if (choice === 'mine') other.keepMine();
    else other.takeTheirs();
    await pass();
    const title = choice === 'mine' ? 'Other, longer' : 'One';
    expect([server.thing.title, other.look().draft?.title]).toEqual([title, title]);
    expect([other.look().keeping, other.look().theirs, device.size]).toEqual(['saved', null, 0]);
  }
});

test('DA-12, CU-23: without a network everything waits on the device, over a reload, too', async () => {
  const { server, open, pass } = scene();
  const keeper = await open();
  server.reachable = false;
  keeper.change(rename('Offline'));
  await pass();
  expect(keeper.look().keeping).toBe('on-device');
  const again = await open();
  expect(again.look()).toMatchObject({ state: 'ready', keeping: 'on-device', draft: { title: 'Offline' } });
  server.reachable = true;
  await pass();
  expect([server.thing.title, again.look().keeping]).toEqual(['Offline', 'saved']);
});

test('DA-12, CU-23: a draft upon an older version comes back as a choice, not as a save', async () => {
  const { server, open, pass } = scene();
  const keeper = await open();
  server.reachable = false;
  keeper.change(rename('Mine'));
  await pass();
  server.reachable = true;
  server.thing = thing('Theirs');
  server.version = 9;
  const again = await open();
  expect([again.look().draft?.title, again.look().theirs?.draft.title]).toEqual(['Mine', 'Theirs']);
  expect(server.thing.title).toBe('Theirs');
});

test('what is not accepted says why, stays here, and the next change tries again', async () => {
  const { server, open, pass } = scene();
  const keeper = await open();
  server.says = new Declined('bad-request', 'Give it a title.', 400);
  keeper.change(rename(''));
  await pass();
  expect(keeper.look()).toMatchObject({ keeping: 'refused', refusal: 'Give it a title.' });
  server.says = null;
  keeper.change(rename('Better'));
  await pass();
  expect([keeper.look().keeping, server.thing.title]).toEqual(['saved', 'Better']);
});

test('a tab that looks again takes what is newer, but never over what it hasn’t saved', async () => {
  const { server, open } = scene();
  const keeper = await open();
  server.thing = thing('Newer');
  server.version = 2;
  await keeper.refresh();
  expect(keeper.look().draft?.title).toBe('Newer');
  keeper.change(rename('Mine'));
  server.version = 3;
  await keeper.refresh();
  expect(keeper.look().draft?.title).toBe('Mine');
});

test('CU-23: what was deleted elsewhere stays here, over a reload, too, until it is put elsewhere', async () => {
  const { server, device, open, pass } = scene();
  const keeper = await open();
  server.says = new Declined('not-found', 'There is nothing here.', 404);
  keeper.change(rename('Mine'));
  await pass();
  expect(keeper.look()).toMatchObject({
    state: 'ready',
    gone: true,
    keeping: 'refused',
    draft: { title: 'Mine' },
  });
  keeper.change(rename('Mine, longer'));
  const again = await open();
  expect(again.look()).toMatchObject({ state: 'ready', gone: true, draft: { title: 'Mine, longer' } });
  again.drop();
  expect(device.size).toBe(0);
  expect((await open()).look().state).toBe('missing');
});
