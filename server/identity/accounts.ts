import { APIError } from 'better-auth/api';
import { parseCookies } from 'better-auth/cookies';
import type { Auth, UserId } from './auth.ts';
import { mintId } from './tokens.ts';

/** Somebody who came in: `cookies` have to go back with the answer. */
export interface Entered {
  user: UserId;
  cookies: string[];
}

/** Sign-ins with a password, and what they share with other ways of showing who one is. */
export interface Accounts {
  /** Makes an account. A guest's browser becomes the account's, with all that is the guest's. Null: taken. */
  signUp(headers: Headers, of: { name: string; email: string; password: string }): Promise<Entered | null>;
  /** Null where no account has that address and password. */
  signIn(headers: Headers, of: { email: string; password: string; bring: boolean }): Promise<Entered | null>;
  /** Lets in whom something else than a password has shown to be `user`. */
  enter(headers: Headers, user: UserId, bring: boolean): Promise<Entered>;
  /** Ends this sign-in. The guest who was here before is here again, unless `whole`. */
  signOut(headers: Headers, whole: boolean): Promise<string[]>;
  /** Ends all other sign-ins. Null where the old password is another. */
  changePassword(headers: Headers, of: { was: string; password: string }): Promise<Entered | null>;
  /** Ends all sign-ins. */
  resetPassword(user: UserId, password: string): Promise<void>;
  /** What somebody has to sign once, for the two minutes that it is kept. */
  mintChallenge(about: string): Promise<string>;
  /** True once for each challenge that was minted about the same. */
  spendChallenge(challenge: string, about: string): Promise<boolean>;
}

const CHALLENGE_LASTS = 120_000;

export async function createAccounts(auth: Auth, now: () => number): Promise<Accounts> {
  const { authCookies, internalAdapter, password: passwords } = await auth.$context;
  const { name: cookieName, attributes } = authCookies.sessionToken;
  /** Keeps a guest who was here, while an account is. */
  const asideName = `${cookieName}_guest`;

  const setCookie = (name: string, value: string, maxAge: number): string =>
    [
      `${name}=${value}`,
      `Max-Age=${maxAge}`,
      'Path=/',
      'HttpOnly',
      'SameSite=Lax',
      ...(attributes.secure ? ['Secure'] : []),
    ].join('; ');
  const held = (headers: Headers, name: string): string | undefined => {
    const value = parseCookies(headers.get('cookie') ?? '').get(name);
    // As it came: it is signed, and what it holds goes back unread.
    return value === undefined ? undefined : encodeURIComponent(value);
  };

  /** The headers to come in with. Better-auth hands over what was the guest's when it sees the guest's cookie. */
  const coming = (headers: Headers, bring: boolean): Headers => (bring ? headers : new Headers());

  async function entered(
    headers: Headers,
    bring: boolean,
    { user, answered }: { user: UserId; answered: Headers },
  ): Promise<Entered> {
    const cookies = answered.getSetCookie();
    if (bring) return { user, cookies };
    const before = headers.get('cookie') ? await auth.api.getSession({ headers }) : null;
    // A field of the anonymous plugin, which the types don't know of.
    const isGuest = (before?.user as { isAnonymous?: boolean | null } | undefined)?.isAnonymous === true;
    const guest = isGuest ? held(headers, cookieName) : undefined;
    return {
      user,
      cookies: guest ? [...cookies, setCookie(asideName, guest, attributes.maxAge ?? 0)] : cookies,
    };
  }

  /** Null for what `codes` name; anything else that goes wrong is passed on. */
  async function unless<T>(codes: string[], act: Promise<T>): Promise<T | null> {
    try {
      return await act;
    } catch (error) {
      if (error instanceof APIError && codes.includes(String(error.body?.code))) return null;
      throw error;
    }
  }

  return {
    async signUp(headers, { name, email, password }) {
      const made = await unless(
        ['USER_ALREADY_EXISTS', 'USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL'],
        auth.api.signUpEmail({ body: { name, email, password }, headers, returnHeaders: true }),
      );
      return made && entered(headers, true, { user: made.response.user.id, answered: made.headers });
    },

    async signIn(headers, { email, password, bring }) {
      const found = await unless(
        ['INVALID_EMAIL_OR_PASSWORD'],
        auth.api.signInEmail({
          body: { email, password },
          headers: coming(headers, bring),
          returnHeaders: true,
        }),
      );
      return found && entered(headers, bring, { user: found.response.user.id, answered: found.headers });
    },

    async enter(headers, user, bring) {
      const found = await auth.api.enter({
        body: { user },
        headers: coming(headers, bring),
        returnHeaders: true,
      });
      return entered(headers, bring, { user, answered: found.headers });
    },

    async signOut(headers, whole) {
      const { headers: answered } = await auth.api.signOut({ headers, returnHeaders: true });
      const guest = held(headers, asideName);
      const cookies = [...answered.getSetCookie(), setCookie(asideName, '', 0)];
      if (guest && !whole) cookies.push(setCookie(cookieName, guest, attributes.maxAge ?? 0));
      return cookies;
    },

    async changePassword(headers, { was, password }) {
      const changed = await unless(
        ['INVALID_PASSWORD', 'CREDENTIAL_ACCOUNT_NOT_FOUND'],
        auth.api.changePassword({
          body: { currentPassword: was, newPassword: password, revokeOtherSessions: true },
          headers,
          returnHeaders: true,
        }),
      );
      return changed && { user: changed.response.user.id, cookies: changed.headers.getSetCookie() };
    },

    async resetPassword(user, password) {
      await internalAdapter.updatePassword(user, await passwords.hash(password));
      await internalAdapter.deleteUserSessions(user);
    },

    async mintChallenge(about) {
      const challenge = mintId();
      await internalAdapter.createVerificationValue({
        identifier: `challenge ${challenge}`,
        value: about,
        expiresAt: new Date(now() + CHALLENGE_LASTS),
      });
      return challenge;
    },

    async spendChallenge(challenge, about) {
      const kept = await internalAdapter.consumeVerificationValue(`challenge ${challenge}`);
      return kept !== null && kept.value === about && kept.expiresAt.getTime() > now();
    },
  };
}
