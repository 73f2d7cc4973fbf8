import type { ClientConfig } from 'pg';
import { StorageRefused } from '../../port.ts';

const LIKE = 'It should look like postgres://user:password@host:5432/database.';

/** Throws StorageRefused with a sentence that never holds the password. */
export function readAddress(url: string | undefined): ClientConfig {
  if (!url) {
    throw new StorageRefused(`STORAGE is "postgres", but DATABASE_URL doesn't say where that is. ${LIKE}`);
  }
  if (!/^postgres(ql)?:\/\//.test(url) || !URL.canParse(url)) {
    throw new StorageRefused(`DATABASE_URL isn't the address of a PostgreSQL database. ${LIKE}`);
  }
  if (new URL(url).pathname.length < 2) throw new StorageRefused(`DATABASE_URL names no database. ${LIKE}`);
  return { connectionString: url };
}

/** Where it is, without who asks and with what password. */
export function sayAddress({ connectionString = '' }: ClientConfig): string {
  const { hostname, port, pathname } = new URL(connectionString);
  return `${decodeURIComponent(pathname.slice(1))} at ${hostname || 'localhost'}:${port || 5432}`;
}

/** Why the database can't be opened, as a sentence to act upon. */
export function sayRefusal(config: ClientConfig, error: unknown): string {
  const where = sayAddress(config);
  const code = String((error as { code?: unknown } | null)?.code ?? '');
  // Several addresses of one name that all failed come as one error without a message.
  const message = (error instanceof Error && error.message) || code || String(error);
  switch (code) {
    case 'ECONNREFUSED':
      return `No PostgreSQL answers for ${where}. Start it, or set DATABASE_URL right.`;
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `There is no machine for ${where}. Set DATABASE_URL right.`;
    case '28P01':
    case '28000':
      return `PostgreSQL lets nobody of that name and password into ${where}. Set DATABASE_URL right.`;
    case '3D000':
      return `There is no database ${where}. Make it, with createdb, or set DATABASE_URL right.`;
    case '42501':
      return `Greenball may not make tables in ${where} (${message}). Give it a database that is its own.`;
    default:
      return `The database ${where} can't be opened (${message}).`;
  }
}
