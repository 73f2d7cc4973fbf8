// Builds the web application into dist/web when the files that it is made of have changed.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, SetUpFailed } from './runtime.mjs';

const sources = ['web', 'core', 'client', 'text', 'wire', 'surfaces', 'curriculum', 'analysis'];
const settings = [
  'scripts/build.mjs',
  'package-lock.json',
  'vite.config.ts',
  'tsconfig.json',
  'tsconfig.base.json',
  'tsconfig.web.json',
];
const builtPage = join(root, 'dist/web/index.html');
const stamp = join(root, 'dist/web.stamp');

/**
 * A hash of names and contents: file times would call a fresh checkout stale and a restored file fresh.
 */
function fingerprint() {
  const hash = createHash('sha256');
  /** @param {string} path */
  const addFile = (path) => {
    hash
      .update(`${path}\0`)
      .update(readFileSync(join(root, path)))
      .update('\0');
  };
  /** @param {string} folder */
  const addFolder = (folder) => {
    if (!existsSync(join(root, folder))) return;
    const entries = readdirSync(join(root, folder), { withFileTypes: true });
    entries.sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const entry of entries) {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) addFolder(path);
      else if (!/\.test\.tsx?$/.test(entry.name)) addFile(path);
    }
  };
  for (const path of settings) addFile(path);
  for (const folder of sources) addFolder(folder);
  return hash.digest('hex');
}

/**
 * @param {string} node the Node to run Vite with
 * @throws {SetUpFailed} when the build fails; what Vite said is in the message
 */
export function buildWhenStale(node) {
  const wanted = fingerprint();
  if (existsSync(builtPage) && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;

  console.error('Building the pages.');
  const vite = join(root, 'node_modules/vite/bin/vite.js');
  // Whoever asks may be a test, whose NODE_ENV would put React's slow development build into the pages that are served.
  const env = { ...process.env, NODE_ENV: 'production' };
  const built = spawnSync(node, [vite, 'build', '--logLevel', 'warn'], { cwd: root, encoding: 'utf8', env });
  if (built.status !== 0)
    throw new SetUpFailed(`The pages could not be built.\n${built.stdout}${built.stderr}`);
  process.stderr.write(built.stderr);
  writeFileSync(stamp, wanted);
}
