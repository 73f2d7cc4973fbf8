import { hashToken } from '../identity/tokens.ts';
import type { Database } from './database.ts';
import type { LinkKind, LinkRow } from './tables.ts';

export interface NewLink {
  space: string;
  kind: LinkKind;
  /** Left out for a link into the space. */
  session?: string;
  person?: string;
  user?: string;
  by?: string;
  /** Milliseconds. */
  lasts: number;
  mostUses: number;
}

/** What a link opens. */
export type Opened = Pick<LinkRow, 'session' | 'person' | 'user' | 'expires'>;

/** Rows written with one statement. */
const AT_ONCE = 500;

/** Links by the hash of their token. Whatever doesn't open a door, for whatever reason, is simply not found. */
export function createLinks(db: Database, now: () => number) {
  const rowOf = (token: string, link: NewLink): LinkRow => ({
    space: link.space,
    hash: hashToken(token),
    kind: link.kind,
    session: link.session ?? '',
    person: link.person ?? null,
    user: link.user ?? null,
    by: link.by ?? null,
    created: now(),
    expires: now() + link.lasts,
    revoked: null,
    uses: 0,
    most_uses: link.mostUses,
  });

  return {
    async keep(token: string, link: NewLink): Promise<void> {
      await db.insertInto('links').values(rowOf(token, link)).execute();
    },

    async keepMany(links: readonly { token: string; link: NewLink }[]): Promise<void> {
      for (let from = 0; from < links.length; from += AT_ONCE) {
        const rows = links.slice(from, from + AT_ONCE).map(({ token, link }) => rowOf(token, link));
        await db.insertInto('links').values(rows).execute();
      }
    },

    /** What a link would open; uses nothing up. */
    async find(space: string, token: string, kind: LinkKind): Promise<Opened | null> {
      const found = await db
        .selectFrom('links')
        .select(['session', 'person', 'user', 'expires'])
        .where('space', '=', space)
        .where('hash', '=', hashToken(token))
        .where('kind', '=', kind)
        .where('revoked', 'is', null)
        .where('expires', '>', now())
        .whereRef('uses', '<', 'most_uses')
        .executeTakeFirst();
      return found ?? null;
    },

    /** Uses a link once; null when it opens nothing. Two at the same time can't share the last use. */
    async use(space: string, token: string, kind: LinkKind): Promise<Opened | null> {
      const used = await db
        .updateTable('links')
        .set((row) => ({ uses: row('uses', '+', 1) }))
        .where('space', '=', space)
        .where('hash', '=', hashToken(token))
        .where('kind', '=', kind)
        .where('revoked', 'is', null)
        .where('expires', '>', now())
        .whereRef('uses', '<', 'most_uses')
        .returning(['session', 'person', 'user', 'expires'])
        .executeTakeFirst();
      return used ?? null;
    },

    /** Closes all links of a kind: to a session, about a person, about an account, or all there are. */
    async revoke(
      space: string,
      kind: LinkKind,
      to: { session?: string; person?: string; user?: string } = {},
    ): Promise<void> {
      let links = db
        .updateTable('links')
        .set({ revoked: now() })
        .where('space', '=', space)
        .where('kind', '=', kind)
        .where('revoked', 'is', null);
      if (to.session !== undefined) links = links.where('session', '=', to.session);
      if (to.person !== undefined) links = links.where('person', '=', to.person);
      if (to.user !== undefined) links = links.where('user', '=', to.user);
      await links.execute();
    },

    /** Links that somebody else made about an account, newest first: nobody gets near it without its owner seeing so. */
    listAbout: (space: string, user: string) =>
      db
        .selectFrom('links')
        .select(['by', 'created', 'uses'])
        .where('space', '=', space)
        .where('kind', '=', 'recover')
        .where('user', '=', user)
        .orderBy('created', 'desc')
        .limit(10)
        .execute(),
  };
}

export type Links = ReturnType<typeof createLinks>;
