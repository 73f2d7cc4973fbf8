// npm run dev: the server, restarted when its files change, and Vite's development server in front of it.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { accompany } from './launch.mjs';
import { prepareRuntime, root, runScript } from './runtime.mjs';

process.chdir(root);
await runScript(async () => {
  const node = prepareRuntime();
  const env = { ...process.env, PORT: process.env.PORT || '8787' };
  process.exitCode = await accompany([
    spawn(node, ['--watch', 'server/main.ts'], { stdio: 'inherit', env }),
    spawn(node, [join('node_modules', 'vite', 'bin', 'vite.js'), ...process.argv.slice(2)], {
      stdio: 'inherit',
      env,
    }),
  ]);
});
