import type { Auth, UserId } from './auth.ts';

export interface Guests {
  /** Whose cookie a request carries, guest or account; null without one, or with one that no longer counts. */
  userOf(headers: Headers): Promise<UserId | null>;
  /** The same, and what keeps the cookie from running out while somebody keeps coming. */
  renew(headers: Headers): Promise<{ user: UserId | null; cookies: string[] }>;
  /** The same, making a guest where there is none: `cookies` then has to go back with the answer. */
  admit(headers: Headers): Promise<{ user: UserId; cookies: string[] }>;
}

/** Whoever comes is known by a cookie, from the moment when they do something and not before. */
export function createGuests(auth: Auth): Guests {
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
