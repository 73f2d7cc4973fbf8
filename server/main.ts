import { existsSync } from 'node:fs';
import { enableCompileCache, flushCompileCache } from 'node:module';
import { join } from 'node:path';
import type { BringPartners } from './http/services.ts';

// Everything else is loaded after this: it halves the time until the server is ready, from the second start on.
enableCompileCache();
const { StartRefused, startServer } = await import('./server.ts');
const { StorageRefused } = await import('./storage/port.ts');
const { readPlace } = await import('./settings.ts');
const { hasPages } = await import('./http/pages.ts');

/** Starts Greenball as the environment says: PORT, HOST, DATA_DIR, STORAGE, DATABASE_URL, PUBLIC_URL, TRUST_PROXY. */
async function main(): Promise<void> {
  const { env } = process;
  const port = Number(env.PORT || 8787);
  if (!Number.isInteger(port) || port < 0 || port > 65535) {
    throw new StartRefused(`PORT is "${env.PORT}", but a port is a number from 0 to 65535.`);
  }
  const { storage, config } = await readPlace(env);
  const server = await startServer({
    port,
    host: env.HOST || '0.0.0.0',
    storage,
    dataDir: config.dataDir,
    ...(config.url === undefined ? {} : { databaseUrl: config.url }),
    publicUrl: readUrl(env.PUBLIC_URL),
    trustsProxy: env.TRUST_PROXY === '1',
    partners: await findPartners(),
  });
  const { addresses, problems } = server;
  for (const { file, line, reason } of problems) console.warn(`Left out: ${file}:${line}: ${reason}`);
  const phones = env.PUBLIC_URL ? addresses.forHost(undefined) : addresses.near;
  console.log(`\nGreenball is at  ${addresses.local}`);
  if (phones) {
    console.log(`Phones reach it at  ${phones}${env.PUBLIC_URL ? '' : '  (on the same network)'}\n`);
    const { renderUnicodeCompact } = await import('uqr');
    console.log(renderUnicodeCompact(phones, { border: 2 }));
    console.log('\nTry it with a phone before people come.');
  } else console.log('Phones can’t reach it: this machine has no network, or HOST lets in nobody else.');
  if (!hasPages(join(import.meta.dirname, '..', 'dist', 'web'))) {
    console.log('The pages are not built yet: `npm start` builds them.');
  }
  if (server.keeperPath) {
    const at = env.PUBLIC_URL ? addresses.forHost(undefined) : addresses.local;
    console.log(`Nobody keeps this Greenball yet. To be its keeper, open  ${at}${server.keeperPath}`);
    console.log('(It works once. The next start gives another.)');
  }
  console.log('Stop it with Ctrl+C.');
  console.log(`ready in ${Math.round(performance.now())} ms`);

  flushCompileCache();

  let stopping = false;
  const stop = (): void => {
    // Asked twice: somebody is in a hurry. What was acknowledged is kept either way.
    if (stopping) process.exit(1);
    stopping = true;
    server.close().then(
      () => process.exit(0),
      (error) => {
        console.error(error);
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

function readUrl(given: string | undefined): string | null {
  if (!given) return null;
  const url = URL.canParse(given) ? new URL(given) : null;
  if (url && (url.protocol === 'http:' || url.protocol === 'https:')) return url.origin;
  throw new StartRefused(`PUBLIC_URL is "${given}", but it should look like https://greenball.example.org.`);
}

async function findPartners(): Promise<BringPartners | null> {
  const file = join(import.meta.dirname, '..', 'bots', 'seat.ts');
  if (!existsSync(file)) return null;
  const { seatBots } = (await import(file)) as { seatBots: BringPartners };
  return seatBots;
}

main().catch((error: unknown) => {
  if (error instanceof StartRefused || error instanceof StorageRefused) console.error(error.message);
  else console.error(error);
  process.exit(1);
});
