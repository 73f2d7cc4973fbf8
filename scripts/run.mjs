// node scripts/run.mjs [--web] FILE [arguments]: runs one of Greenball's programs; with --web its pages are built.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { launch } from './launch.mjs';
import { root, runScript, SetUpFailed } from './runtime.mjs';

const given = process.argv.slice(2);
const web = given[0] === '--web';
const [file, ...args] = web ? given.slice(1) : given;

await runScript(() => {
  if (!file || !existsSync(join(root, file)))
    throw new SetUpFailed(`There is no program ${file ?? ''} to run.`);
  // Paths among the arguments stay relative to where the person stands.
  return launch(join(root, file), args, { web });
});
