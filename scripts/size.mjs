// npm run size: how much JavaScript somebody's phone loads before the join page works, compressed.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { buildWhenStale } from './build.mjs';
import { prepareRuntime, root, runScript, SetUpFailed } from './runtime.mjs';

const limit = 250; // kB of gzip, 1 kB = 1000 bytes
/** Screens that the entry loads by import(): the join page's own code counts as part of its first load. */
const joinScreen = /^screens\/(.*\/)?join[^/]*(\/.*)?\.tsx$/i;

/** @typedef {{ file: string, src?: string, isEntry?: boolean, imports?: string[] }} Chunk */

/**
 * @param {Record<string, Chunk>} manifest
 * @returns {Set<Chunk>} the page's entry, the join screen, and what they import at once
 */
function firstLoad(manifest) {
  /** @type {Set<Chunk>} */
  const loaded = new Set();
  /** @param {string} key */
  const add = (key) => {
    const chunk = manifest[key];
    if (!chunk || loaded.has(chunk)) return;
    loaded.add(chunk);
    for (const imported of chunk.imports ?? []) add(imported);
  };
  for (const [key, chunk] of Object.entries(manifest)) {
    if (chunk.isEntry || joinScreen.test(chunk.src ?? '')) add(key);
  }
  return loaded;
}

await runScript(() => {
  buildWhenStale(prepareRuntime());
  const web = join(root, 'dist/web');
  const chunks = firstLoad(JSON.parse(readFileSync(join(web, '.vite/manifest.json'), 'utf8')));
  let total = 0;
  for (const { file } of chunks) {
    if (!file.endsWith('.js')) continue;
    const bytes = gzipSync(readFileSync(join(web, file)), { level: 9 }).length;
    console.log(`${(bytes / 1000).toFixed(1).padStart(8)} kB  ${file}`);
    total += bytes;
  }
  if (total === 0) throw new SetUpFailed('The built page loads no JavaScript: the build is not whole.');
  console.log(
    `${(total / 1000).toFixed(1).padStart(8)} kB  first load of the join page, gzip; the limit is ${limit} kB`,
  );
  if (total > limit * 1000) process.exitCode = 1;
});
