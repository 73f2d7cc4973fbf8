import { deriveToken, hashToken, mintCode, mintId, readCode } from '../identity/tokens.ts';
import type { Database } from './database.ts';
import type { LinkKind } from './tables.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** How long each way in stays open, and how often it can be used. */
const JOIN_LASTS = 14 * DAY;
const CODE_LASTS = 24 * HOUR;
const LEAD_LASTS = 14 * DAY;
const SEAT_LASTS = DAY;
const MOST_JOINS = 2000;
const MOST_LEADS = 20;
const PROJECTOR_LASTS = 14 * DAY;
const MOST_PROJECTORS = 20;

export interface Invitation {
  code: string;
  token: string;
  /** When the link stops working; the code lasts a day and is replaced when asked for later. */
  expires: number;
  codeExpires: number;
}

/** The ways into a session. Whatever doesn't open a door, for whatever reason, is simply not found. */
export function createInvitations(db: Database, secret: Uint8Array, now: () => number) {
  const tokenOf = (space: string, session: string, serial: number): string =>
    deriveToken(secret, `join ${space} ${session} ${serial}`);

  async function keep(
    row: {
      space: string;
      kind: LinkKind;
      session: string;
      person: string | null;
      lasts: number;
      mostUses: number;
    },
    token: string,
  ): Promise<void> {
    const { space, kind, session, person, lasts, mostUses } = row;
    const created = now();
    await db
      .insertInto('links')
      .values({
        space,
        hash: hashToken(token),
        kind,
        session,
        person,
        created,
        expires: created + lasts,
        revoked: null,
        uses: 0,
        most_uses: mostUses,
      })
      .execute();
  }

  async function giveCode(space: string, session: string): Promise<{ code: string; expires: number }> {
    await db.deleteFrom('codes').where('space', '=', space).where('expires', '<=', now()).execute();
    const expires = now() + CODE_LASTS;
    for (;;) {
      const code = mintCode();
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('codes')
        .values({ space, code, session, expires })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirstOrThrow();
      if (numInsertedOrUpdatedRows === 1n) return { code, expires };
    }
  }

  const open = (space: string, hash: string, kind: LinkKind) =>
    db
      .selectFrom('links')
      .select(['session', 'person', 'expires'])
      .where('space', '=', space)
      .where('hash', '=', hash)
      .where('kind', '=', kind)
      .where('revoked', 'is', null)
      .where('expires', '>', now())
      .whereRef('uses', '<', 'most_uses');

  return {
    /** The invitation as it stands. A code that has run out is replaced, and so is a link. */
    async show(space: string, session: string): Promise<Invitation> {
      const { invitation } = await db
        .selectFrom('sessions')
        .select('invitation')
        .where('space', '=', space)
        .where('id', '=', session)
        .executeTakeFirstOrThrow();
      const token = tokenOf(space, session, invitation);
      const held = await open(space, hashToken(token), 'join').executeTakeFirst();
      if (!held) return this.renew(space, session);
      const code =
        (await db
          .selectFrom('codes')
          .select(['code', 'expires'])
          .where('space', '=', space)
          .where('session', '=', session)
          .where('expires', '>', now())
          .orderBy('expires', 'desc')
          .executeTakeFirst()) ?? (await giveCode(space, session));
      return { code: code.code, token, expires: held.expires, codeExpires: code.expires };
    },

    /** New link and code; the old ones open nothing from now on. */
    async renew(space: string, session: string): Promise<Invitation> {
      await this.revoke(space, session, 'join');
      const { invitation } = await db
        .updateTable('sessions')
        .set((row) => ({ invitation: row('invitation', '+', 1) }))
        .where('space', '=', space)
        .where('id', '=', session)
        .returning('invitation')
        .executeTakeFirstOrThrow();
      const token = tokenOf(space, session, invitation);
      await keep(
        { space, kind: 'join', session, person: null, lasts: JOIN_LASTS, mostUses: MOST_JOINS },
        token,
      );
      const { code, expires } = await giveCode(space, session);
      return { code, token, expires: now() + JOIN_LASTS, codeExpires: expires };
    },

    /** Closes all links of a kind to a session; with `join` its code as well. */
    async revoke(space: string, session: string, kind: LinkKind): Promise<void> {
      await db
        .updateTable('links')
        .set({ revoked: now() })
        .where('space', '=', space)
        .where('session', '=', session)
        .where('kind', '=', kind)
        .where('revoked', 'is', null)
        .execute();
      if (kind !== 'join') return;
      await db.deleteFrom('codes').where('space', '=', space).where('session', '=', session).execute();
    },

    async mintSeat(space: string, session: string, person: string): Promise<string> {
      const token = mintId();
      await keep({ space, kind: 'seat', session, person, lasts: SEAT_LASTS, mostUses: 1 }, token);
      return token;
    },

    async mintLead(space: string, session: string): Promise<string> {
      const token = mintId();
      await keep(
        { space, kind: 'lead', session, person: null, lasts: LEAD_LASTS, mostUses: MOST_LEADS },
        token,
      );
      return token;
    },

    async mintProjector(space: string, session: string): Promise<string> {
      const token = mintId();
      await keep(
        {
          space,
          kind: 'projector',
          session,
          person: null,
          lasts: PROJECTOR_LASTS,
          mostUses: MOST_PROJECTORS,
        },
        token,
      );
      return token;
    },

    /** The session behind a join link or short code, or null. Uses nothing up. */
    async look(space: string, tokenOrCode: string): Promise<string | null> {
      const code = readCode(tokenOrCode);
      if (code !== null) {
        const found = await db
          .selectFrom('codes')
          .select('session')
          .where('space', '=', space)
          .where('code', '=', code)
          .where('expires', '>', now())
          .executeTakeFirst();
        return found?.session ?? null;
      }
      return (await open(space, hashToken(tokenOrCode), 'join').executeTakeFirst())?.session ?? null;
    },

    /** Uses a link once; null when it opens nothing. Two at the same time can't share the last use. */
    async use(
      space: string,
      token: string,
      kind: LinkKind,
    ): Promise<{ session: string; person: string | null } | null> {
      const used = await db
        .updateTable('links')
        .set((row) => ({ uses: row('uses', '+', 1) }))
        .where('space', '=', space)
        .where('hash', '=', hashToken(token))
        .where('kind', '=', kind)
        .where('revoked', 'is', null)
        .where('expires', '>', now())
        .whereRef('uses', '<', 'most_uses')
        .returning(['session', 'person'])
        .executeTakeFirst();
      return used ?? null;
    },
  };
}

export type Invitations = ReturnType<typeof createInvitations>;
