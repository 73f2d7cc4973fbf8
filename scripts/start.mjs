// npm start: from a fresh clone to a running Greenball.
import { launch } from './launch.mjs';
import { root, runScript } from './runtime.mjs';

process.chdir(root);
await runScript(() => launch('server/main.ts', process.argv.slice(2), { web: true }));
