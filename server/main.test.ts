import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

let folder: string;
const children: ChildProcess[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'greenball-'));
});
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

/** Starts the server as `npm start` does, and resolves when it ends or says that it is ready. */
async function start(env: Record<string, string>) {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'main.ts')], {
    env: { ...process.env, HOST: '127.0.0.1', DATA_DIR: join(folder, 'data'), PORT: '0', ...env },
  });
  children.push(child);
  let said = '';
  const ended = once(child, 'exit').then(([code]) => code as number | null);
  const ready = new Promise<void>((resolve) => {
    const hear = (bytes: Buffer): void => {
      said += bytes.toString();
      if (/ready in \d+ ms/.test(said)) resolve();
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
  });
  await Promise.race([ended, ready]);
  return { child, ended, said: () => said };
}

test('ST-1: it says where it is and when it is ready, keeps its secret to itself, and stops when told', async () => {
  const { child, ended, said } = await start({});
  const url = /http:\/\/localhost:\d+/.exec(said())?.[0];
  expect(said()).toContain('Stop it with Ctrl+C.');
  expect(await (await fetch(`${url}/api/health`)).json()).toEqual({ ok: true });
  const { mode, size } = await stat(join(folder, 'data', 'secret'));
  expect(mode & 0o777).toBe(0o600);
  expect(size).toBeGreaterThan(40);
  child.kill('SIGTERM');
  expect(await ended).toBe(0);
  const second = await start({});
  expect(second.said()).toMatch(/ready in/);
});

test('ST-2: a taken port is named, with what to do', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as { port: number };
  const { ended, said } = await start({ PORT: String(port) });
  expect(await ended).toBe(1);
  expect(said().trim()).toBe(
    `Port ${port} is taken by another program: stop that one, or choose another port, like PORT=${port + 1} npm start.`,
  );
  other.close();
});

test('ST-3: a folder that can’t be written, or is in use, is named in one sentence', async () => {
  await writeFile(join(folder, 'file'), '');
  const { ended, said } = await start({ DATA_DIR: join(folder, 'file', 'data') });
  expect(await ended).toBe(1);
  expect(said()).toMatch(/^Greenball can't write in the folder .*DATA_DIR\.\n$/);
  const first = await start({});
  expect(first.said()).toMatch(/ready in/);
  const second = await start({});
  expect(await second.ended).toBe(1);
  expect(second.said()).toMatch(/^Another Greenball is already using the folder .*\n$/);
});

test('ST-4: settings that make no sense are said to make none', async () => {
  for (const [env, sentence] of [
    [{ PORT: 'http' }, /PORT is "http", but a port is a number/],
    [{ STORAGE: 'floppy' }, /STORAGE is "floppy", but it can be memory, postgres or sqlite/],
    [{ PUBLIC_URL: 'greenball' }, /PUBLIC_URL is "greenball"/],
    [{ HOST: '203.0.113.1' }, /This machine has no address 203\.0\.113\.1/],
  ] as const) {
    const { ended, said } = await start(env);
    expect(await ended).toBe(1);
    expect(said()).toMatch(sentence);
    expect(said().trim().split('\n')).toHaveLength(1);
  }
});
