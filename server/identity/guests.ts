import { betterAuth } from 'better-auth';
import { getMigrations } from 'better-auth/db/migration';
import { anonymous } from 'better-auth/plugins/anonymous';
import type { Kysely } from 'kysely';
import { dialectOf } from '../directory/database.ts';
import { mintId } from './tokens.ts';

const DAY = 24 * 60 * 60;

/** One browser, known by its cookie. Who sits there is the directory's business. */
export type UserId = string;

export interface Guests {
  /** Whose cookie a request carries; null without one, or with one that no longer counts. */
  userOf(headers: Headers): Promise<UserId | null>;
  /** The same, and what keeps the cookie from running out while somebody keeps coming. */
  renew(headers: Headers): Promise<{ user: UserId | null; cookies: string[] }>;
  /** The same, making a guest where there is none: `cookies` then has to go back with the answer. */
  admit(headers: Headers): Promise<{ user: UserId; cookies: string[] }>;
}

/**
 * Guests by better-auth's anonymous plugin. None of its routes is mounted: guests never meet an account page, and
 * what isn't mounted can't be attacked. Accounts can follow on the same tables.
 */
export async function createGuests(options: {
  // biome-ignore lint/suspicious/noExplicitAny: better-auth brings tables of its own to any database.
  db: Kysely<any>;
  secret: Uint8Array;
  url: string;
  trustsProxy: boolean;
}): Promise<Guests> {
  const settings = {
    database: { db: options.db, type: dialectOf(options.db) },
    secret: Buffer.from(options.secret).toString('base64url'),
    baseURL: options.url,
    logger: { level: 'error' as const },
    telemetry: { enabled: false },
    plugins: [anonymous({ emailDomainName: 'guest.invalid' })],
    user: { modelName: 'auth_user' },
    session: { modelName: 'auth_session', expiresIn: 180 * DAY, updateAge: 30 * DAY },
    account: { modelName: 'auth_account' },
    verification: { modelName: 'auth_verification' },
    // Reached through our own doors only, which count for themselves (see http/limits.ts).
    rateLimit: { enabled: true, window: 10, max: 200, storage: 'memory' as const },
    advanced: {
      cookiePrefix: 'greenball',
      useSecureCookies: options.url.startsWith('https:'),
      defaultCookieAttributes: { sameSite: 'lax' as const, httpOnly: true, path: '/' },
      database: { generateId: mintId },
      ipAddress: options.trustsProxy
        ? { ipAddressHeaders: ['x-forwarded-for'] }
        : { disableIpTracking: true },
    },
  };
  const { runMigrations } = await getMigrations(settings);
  await runMigrations();
  const auth = betterAuth(settings);

  const userOf = async (headers: Headers): Promise<UserId | null> => {
    if (!headers.get('cookie')) return null;
    const found = await auth.api.getSession({ headers });
    return found?.user.id ?? null;
  };

  return {
    userOf,
    async renew(headers) {
      if (!headers.get('cookie')) return { user: null, cookies: [] };
      const { response, headers: answered } = await auth.api.getSession({ headers, returnHeaders: true });
      return { user: response?.user.id ?? null, cookies: answered.getSetCookie() };
    },
    async admit(headers) {
      const known = await userOf(headers);
      if (known !== null) return { user: known, cookies: [] };
      // A stale cookie must not stand in the way of a new guest.
      const { response, headers: answered } = await auth.api.signInAnonymous({
        headers: new Headers(),
        returnHeaders: true,
      });
      if (!response) throw new Error('No guest could be made.');
      return { user: response.user.id, cookies: answered.getSetCookie() };
    },
  };
}
