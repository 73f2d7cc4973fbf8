// Where the browser for the end-to-end tests is, and how to get one.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const usual = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** @returns {string | undefined} the path of a Chromium: CHROMIUM when it is set, else one in the usual places */
export function findChromium() {
  if (process.env.CHROMIUM) return existsSync(process.env.CHROMIUM) ? process.env.CHROMIUM : undefined;
  return usual.find((path) => existsSync(path));
}

/** @param {string[]} command */
function succeeds([program = '', ...args]) {
  return spawnSync(program, args, { stdio: ['ignore', 2, 2] }).status === 0;
}

/**
 * Installs Debian's Chromium by apt where this user may.
 * @returns {string | undefined} its path; undefined, after saying why, where there is none
 */
export function obtainChromium() {
  const found = findChromium();
  if (found) return found;
  const why = installByApt();
  const installed = why ? undefined : findChromium();
  if (!installed) {
    console.error(
      `The browser tests are left out: no Chromium was found${why ? `, and ${why}` : ''}. ` +
        'Install one, or set CHROMIUM to the path of one.',
    );
  }
  return installed;
}

/** @returns {string | undefined} why it can't be done; undefined once it is */
function installByApt() {
  if (process.env.CHROMIUM) return `CHROMIUM names "${process.env.CHROMIUM}", where there is no file`;
  if (!existsSync('/usr/bin/apt-get')) return 'this system has no apt to install one with';
  const asRoot = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  if (asRoot.length > 0 && spawnSync('sudo', ['-n', 'true']).status !== 0) {
    return 'apt may only be used by root (try: sudo apt-get install chromium)';
  }
  console.error('Installing Chromium for the browser tests (apt).');
  const apt = [...asRoot, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-qq'];
  succeeds([...apt, 'update']);
  return succeeds([...apt, 'install', '-y', '--no-install-recommends', 'chromium'])
    ? undefined
    : 'apt could not install one';
}
