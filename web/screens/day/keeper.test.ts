import { expect, test } from 'vitest';
import type { Program } from '../../../core/program/program.ts';
import type { HeldProgram } from '../../http/programs.ts';
import { Declined } from '../../http/requests.ts';
import { Keeper, type Surroundings } from './keeper.ts';

const program = (title: string): Program => ({ title, field: 'alignment', zone: 'UTC', days: [] });

/** A server with one program, a device, and time that passes when it is told to. */
function scene() {
  const server = { version: 1, program: program('First'), reachable: true, says: null as Declined | null };
  const device = new Map<string, string>();
  let due: (() => void)[] = [];
  const held = (): HeldProgram => ({
    id: 'p',
    version: server.version,
    program: server.program,
    plan: null,
  });
  const around: Surroundings = {
    async load() {
      if (!server.reachable) throw new TypeError('no network');
      return held();
    },
    async save(version, next) {
      if (!server.reachable) throw new TypeError('no network');
      if (server.says) throw server.says;
      if (version !== server.version) throw new Declined('stale', 'Changed.', 409, { theirs: held() });
      server.program = next;
      return { version: ++server.version };
    },
    drafts: {
      getItem: (key) => device.get(key) ?? null,
      setItem: (key, value) => void device.set(key, value),
      removeItem: (key) => void device.delete(key),
    },
    later: (run) => due.push(run),
  };
  const open = async () => {
    const keeper = new Keeper('p', around);
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
const rename = (title: string) => (held: Program) => ({ ...held, title });

test('DA-12: what is changed is on the device at once, saved soon, and then no longer only there', async () => {
  const { server, device, open, pass } = scene();
  const keeper = await open();
  keeper.change(rename('Second'));
  expect([keeper.look().keeping, device.size, server.program.title]).toEqual(['on-device', 1, 'First']);
  keeper.change(rename('Third'));
  await pass();
  expect([keeper.look().keeping, device.size, server.program.title]).toEqual(['saved', 0, 'Third']);
  expect(keeper.look().version).toBe(2);
});

test('DA-12: two tabs: the later one sees both versions, and whichever it chooses becomes the one', async () => {
  for (const choice of ['mine', 'theirs'] as const) {
    const { server, device, open, pass } = scene();
    const [one, other] = [await open(), await open()];
    one.change(rename('One'));
    await pass();
    other.change(rename('Other'));
    await pass();
    expect(server.program.title).toBe('One');
    expect(other.look().program?.title).toBe('Other');
    expect(other.look().theirs?.program.title).toBe('One');
    // Nothing is sent while nobody has chosen, and going on writing loses nothing.
    other.change(rename('Other, longer'));
    await pass();
    expect(server.program.title).toBe('One');
    if (choice === 'mine') other.keepMine();
    else other.takeTheirs();
    await pass();
    const title = choice === 'mine' ? 'Other, longer' : 'One';
    expect([server.program.title, other.look().program?.title]).toEqual([title, title]);
    expect([other.look().keeping, other.look().theirs, device.size]).toEqual(['saved', null, 0]);
  }
});

test('DA-12: without a network everything waits on the device, over a reload, too', async () => {
  const { server, open, pass } = scene();
  const keeper = await open();
  server.reachable = false;
  keeper.change(rename('Offline'));
  await pass();
  expect(keeper.look().keeping).toBe('on-device');
  const again = await open();
  expect(again.look()).toMatchObject({ state: 'ready', keeping: 'on-device', program: { title: 'Offline' } });
  server.reachable = true;
  await pass();
  expect([server.program.title, again.look().keeping]).toEqual(['Offline', 'saved']);
});

test('DA-12: a draft upon an older version comes back as a choice, not as a save', async () => {
  const { server, open, pass } = scene();
  const keeper = await open();
  server.reachable = false;
  keeper.change(rename('Mine'));
  await pass();
  server.reachable = true;
  server.program = program('Theirs');
  server.version = 9;
  const again = await open();
  expect([again.look().program?.title, again.look().theirs?.program.title]).toEqual(['Mine', 'Theirs']);
  expect(server.program.title).toBe('Theirs');
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
  expect([keeper.look().keeping, server.program.title]).toEqual(['saved', 'Better']);
});

test('a tab that looks again takes what is newer, but never over what it hasn’t saved', async () => {
  const { server, open } = scene();
  const keeper = await open();
  server.program = program('Newer');
  server.version = 2;
  await keeper.refresh();
  expect(keeper.look().program?.title).toBe('Newer');
  keeper.change(rename('Mine'));
  server.version = 3;
  await keeper.refresh();
  expect(keeper.look().program?.title).toBe('Mine');
});
