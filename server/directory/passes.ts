import { mintId } from '../identity/tokens.ts';
import type { Links } from './links.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** How long one-time links into a space stay open. */
const PERSON_LASTS = 60 * DAY;
const RECOVER_LASTS = DAY;
const KEEPER_LASTS = 7 * DAY;

/** One-time links to being somebody: a person on the list, an account again, the first keeper. */
export function createPasses(links: Links) {
  return {
    /** A personal link for each of some people, in their order. Earlier ones go on. */
    async mintPersons(space: string, people: readonly string[], by: string): Promise<string[]> {
      const minted = people.map((person) => ({
        token: mintId(),
        link: { space, kind: 'person' as const, person, by, lasts: PERSON_LASTS, mostUses: 1 },
      }));
      await links.keepMany(minted);
      return minted.map(({ token }) => token);
    },

    /** A new way into an account; the ones before close. `by` is null for whoever has the machine. */
    async mintRecovery(space: string, user: string, by: string | null): Promise<string> {
      await links.revoke(space, 'recover', { user });
      const token = mintId();
      const link = { space, kind: 'recover' as const, user, lasts: RECOVER_LASTS, mostUses: 1 };
      await links.keep(token, by === null ? link : { ...link, by });
      return token;
    },

    /** The way to become a new space's keeper; the ones before close. */
    async mintKeeper(space: string): Promise<string> {
      await links.revoke(space, 'keeper');
      const token = mintId();
      await links.keep(token, { space, kind: 'keeper', lasts: KEEPER_LASTS, mostUses: 1 });
      return token;
    },

    find: links.find,
    use: links.use,
    listAbout: links.listAbout,
    /** Nobody needs to become the keeper any more. */
    closeKeeper: (space: string) => links.revoke(space, 'keeper'),
  };
}

export type Passes = ReturnType<typeof createPasses>;
