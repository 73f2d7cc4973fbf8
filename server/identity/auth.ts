import { betterAuth } from 'better-auth';
import { createAuthEndpoint } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import { getMigrations } from 'better-auth/db/migration';
import { anonymous } from 'better-auth/plugins/anonymous';
import type { Kysely } from 'kysely';
import { z } from 'zod';
import { dialectOf } from '../directory/database.ts';
import { mintId } from './tokens.ts';

const DAY = 24 * 60 * 60;

/** One browser, known by its cookie, or one account, whichever browsers it is used in. */
export type UserId = string;

/** Shortest and longest password, UTF-16 units. */
export const LEAST_PASSWORD = 10;
export const MOST_PASSWORD = 128;

/** Lets somebody in whom something else than a password has shown to be `user`: a passkey, a one-time link. */
const entry = () => ({
  id: 'entry',
  endpoints: {
    enter: createAuthEndpoint(
      '/sign-in/entry',
      { method: 'POST', body: z.object({ user: z.string() }) },
      async (ctx) => {
        const user = await ctx.context.internalAdapter.findUserById(ctx.body.user);
        if (!user) throw new Error('No such user.');
        const session = await ctx.context.internalAdapter.createSession(user.id);
        await setSessionCookie(ctx, { session, user });
        ctx.context.setNewSession({ session, user });
        return ctx.json({ user: { id: user.id } });
      },
    ),
  },
});

export interface AuthOptions {
  // biome-ignore lint/suspicious/noExplicitAny: better-auth brings tables of its own to any database.
  db: Kysely<any>;
  secret: Uint8Array;
  url: string;
  trustsProxy: boolean;
  /** A guest has become an account, which has another id: what was the guest's is the account's from now on. */
  onUpgrade(guest: UserId, account: UserId): Promise<void>;
}

export type Auth = Awaited<ReturnType<typeof createAuth>>;

/**
 * Guests by better-auth's anonymous plugin, accounts by its passwords. None of its routes is mounted: what isn't
 * mounted can't be attacked, and our own doors count for themselves (see http/limits.ts).
 */
export async function createAuth(options: AuthOptions) {
  const settings = {
    database: { db: options.db, type: dialectOf(options.db) },
    secret: Buffer.from(options.secret).toString('base64url'),
    baseURL: options.url,
    logger: { level: 'error' as const },
    telemetry: { enabled: false },
    emailAndPassword: {
      enabled: true,
      minPasswordLength: LEAST_PASSWORD,
      maxPasswordLength: MOST_PASSWORD,
    },
    plugins: [
      anonymous({
        emailDomainName: 'guest.invalid',
        onLinkAccount: ({ anonymousUser, newUser }) =>
          options.onUpgrade(anonymousUser.user.id, newUser.user.id),
      }),
      entry(),
    ],
    user: { modelName: 'auth_user' },
    session: { modelName: 'auth_session', expiresIn: 180 * DAY, updateAge: 30 * DAY },
    account: { modelName: 'auth_account' },
    verification: { modelName: 'auth_verification' },
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
  return betterAuth(settings);
}
