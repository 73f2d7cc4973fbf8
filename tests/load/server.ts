import { enableCompileCache, flushCompileCache } from 'node:module';
import { join } from 'node:path';

// The real server with the board that benchmarks write on, for runs that kill it: PORT, DATA_DIR, SYNCHRONOUS,
// DATABASE_URL for PostgreSQL.
enableCompileCache();
const { startServer } = await import('../../server/server.ts');
const root = join(import.meta.dirname, '..', '..');
const many = { burst: 1e6, perSecond: 1e6 };
const { PORT = '0', DATA_DIR = '', SYNCHRONOUS, DATABASE_URL } = process.env;
const server = await startServer({
  port: Number(PORT),
  host: '127.0.0.1',
  dataDir: DATA_DIR,
  ...(DATABASE_URL ? { storage: 'postgres', databaseUrl: DATABASE_URL } : { storage: 'sqlite' }),
  synchronous: SYNCHRONOUS === 'OFF' ? 'OFF' : 'FULL',
  exercises: join(root, 'bench', 'exercises'),
  surfaces: join(root, 'surfaces'),
  limits: { joins: many, doors: many, sessions: many },
});
process.stdout.write(`at ${server.url} ${process.pid}\n`);
flushCompileCache();
