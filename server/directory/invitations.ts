import { deriveToken, mintCode, mintId, readCode } from '../identity/tokens.ts';
import type { Database } from './database.ts';
import type { Links } from './links.ts';
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
export function createInvitations(db: Database, links: Links, secret: Uint8Array, now: () => number) {
  const tokenOf = (space: string, session: string, serial: number): string =>
    deriveToken(secret, `join ${space} ${session} ${serial}`);

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
      const held = await links.find(space, token, 'join');
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
      await links.keep(token, { space, kind: 'join', session, lasts: JOIN_LASTS, mostUses: MOST_JOINS });
      const { code, expires } = await giveCode(space, session);
      return { code, token, expires: now() + JOIN_LASTS, codeExpires: expires };
    },

    /** Closes all links of a kind to a session; with `join` its code as well. */
    async revoke(space: string, session: string, kind: LinkKind): Promise<void> {
      await links.revoke(space, kind, { session });
      if (kind !== 'join') return;
      await db.deleteFrom('codes').where('space', '=', space).where('session', '=', session).execute();
    },

    async mintSeat(space: string, session: string, person: string): Promise<string> {
      const token = mintId();
      await links.keep(token, { space, kind: 'seat', session, person, lasts: SEAT_LASTS, mostUses: 1 });
      return token;
    },

    async mintLead(space: string, session: string): Promise<string> {
      const token = mintId();
      await links.keep(token, { space, kind: 'lead', session, lasts: LEAD_LASTS, mostUses: MOST_LEADS });
      return token;
    },

    async mintProjector(space: string, session: string): Promise<string> {
      const token = mintId();
      await links.keep(token, {
        space,
        kind: 'projector',
        session,
        lasts: PROJECTOR_LASTS,
        mostUses: MOST_PROJECTORS,
      });
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
      return (await links.find(space, tokenOrCode, 'join'))?.session ?? null;
    },

    use: links.use,
  };
}

export type Invitations = ReturnType<typeof createInvitations>;
