// Brings a machine that has only npm and some Node >= 20 to the point where Greenball's TypeScript runs:
// the packages of package-lock.json in node_modules, and a Node that runs TypeScript files as they are.
// Everything here must itself run on Node 20 with nothing installed.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const root = join(import.meta.dirname, '..');

/** Ends the program with a message for the person at the terminal. */
export class SetUpFailed extends Error {}

/**
 * @param {string} path
 * @returns {Record<string, { version?: string, optional?: boolean }>} what a lock file lists, by folder
 */
function readLocked(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8')).packages ?? {};
  } catch {
    return {};
  }
}

/**
 * npm leaves in node_modules/.package-lock.json what it installed, as its last act: comparing that with
 * package-lock.json notices a missing, half-done or outdated installation without trusting file times.
 */
export function isInstalled() {
  const installed = readLocked(join(root, 'node_modules/.package-lock.json'));
  return Object.entries(readLocked(join(root, 'package-lock.json'))).every(
    ([folder, wanted]) =>
      folder === '' ||
      installed[folder]?.version === wanted.version ||
      // An optional package is left out where it is made for another system.
      (wanted.optional === true && installed[folder] === undefined),
  );
}

function install() {
  console.error('Installing what Greenball needs (npm install). This takes a minute, once.');
  const npm = process.env.npm_execpath;
  // Not npm ci: that refuses a lock file in which optional packages for other systems are missing, and a
  // registry need not have all of them. --no-save takes the locked versions and leaves the lock file alone.
  // Without dev packages there would be no Vite to build the pages with, whatever NODE_ENV says.
  const args = ['install', '--no-save', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  /** @type {import('node:child_process').SpawnSyncOptions} */
  const options = { cwd: root, stdio: ['ignore', 2, 2] };
  const done = npm?.endsWith('.js')
    ? spawnSync(process.execPath, [npm, ...args], options)
    : spawnSync('npm', args, { ...options, shell: process.platform === 'win32' });
  if (done.status !== 0) {
    throw new SetUpFailed(
      'npm install did not finish: its message stands above. Greenball needs the network once, for its packages.',
    );
  }
}

/** Whether this process could run Greenball's files: they are TypeScript, and better-sqlite3 needs Node 22. */
function runsTypeScript() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  return (major > 22 || (major === 22 && minor >= 18)) && Boolean(process.features.typescript);
}

/** The Node that came with the packages, made whole where install scripts are switched off. */
function bundledNode() {
  const home = join(root, 'node_modules/node');
  const executable = join(home, process.platform === 'win32' ? 'bin/node.exe' : 'bin/node');
  const version = () => spawnSync(executable, ['--version'], { encoding: 'utf8' }).stdout?.trim();
  if (existsSync(executable) && version()) return executable;

  console.error('The Node that Greenball brings is not there yet: fetching it.');
  // npm's own settings for the run around us would send the nested installation to the wrong folder.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name)));
  spawnSync(process.execPath, ['installArchSpecificPackage.js'], { cwd: home, stdio: ['ignore', 2, 2], env });
  if (existsSync(executable) && version()) return executable;
  throw new SetUpFailed(
    `Greenball needs Node 22.18 or newer; this is ${process.version}, and the Node that it brings along ` +
      'could not be installed. Install a newer Node, or run "npm rebuild node" with the network on.',
  );
}

/** @returns {string} the Node to run everything with, after installing whatever is missing */
export function prepareRuntime() {
  if (!isInstalled()) install();
  return runsTypeScript() ? process.execPath : bundledNode();
}

/**
 * Runs a script's work and turns a failed set-up into its message alone.
 * @param {() => void | Promise<void>} work
 */
export async function runScript(work) {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof SetUpFailed)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
