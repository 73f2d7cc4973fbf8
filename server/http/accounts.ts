import { type Context, Hono } from 'hono';
import type { Entered } from '../identity/accounts.ts';
import { hashToken } from '../identity/tokens.ts';
import { words } from '../words.ts';
import { Denial, keeperOnly, noSuchLink } from './answers.ts';
import { addressOf, findMember, giveCookies } from './asker.ts';
import { changePassword, changeSpace, leave, read, recover, signIn, signUp, useToken } from './requests.ts';
import type { Services } from './services.ts';

/** Accounts: making one, coming in and going out, and the one-time links that make somebody the keeper or let them in. */
export function accountRoutes(services: Services): Hono {
  const { space, guests, accounts, members, people, passes, sessions, gate, notices } = services;
  const app = new Hono();

  /** A one-time link into the space. Whatever it doesn't open, it doesn't open in the same way. */
  function knock(c: Context, token: string): () => Denial {
    const address = addressOf(c, services);
    gate.knock(address, hashToken(token), false);
    return () => {
      gate.miss(address, false);
      return noSuchLink();
    };
  }

  const open = async (token: string, kind: 'keeper') =>
    (await members.countKeepers(space)) > 0 ? null : passes.find(space, token, kind);

  async function becomeKeeper(user: string, token: string): Promise<boolean> {
    if (!(await open(token, 'keeper')) || !(await passes.use(space, token, 'keeper'))) return false;
    await members.setRole(space, user, 'keeper');
    await passes.closeKeeper(space);
    return true;
  }

  const letIn = (c: Context, { cookies }: Entered): void => giveCookies(c, cookies);

  app.get('/account', async (c) => {
    const { user, cookies } = await guests.renew(c.req.raw.headers);
    giveCookies(c, cookies);
    const account = user === null ? null : await members.find(space, user);
    const here = user === null ? [] : await people.listAt(space, user);
    const told = here.map(async ({ id, name }) => ({
      person: id,
      name,
      sessions: (await sessions.listOf(space, [id])).length,
    }));
    const [passkeys, links] = account
      ? await Promise.all([members.passkeysOf(space, account.user), passes.listAbout(space, account.user)])
      : [[], []];
    const makers = await Promise.all(
      links.map(async ({ by }) => (by === null ? null : ((await people.listAt(space, by))[0]?.name ?? null))),
    );
    return c.json({
      account: account && {
        email: account.email,
        role: account.role,
        passkeys: passkeys.map(({ id, name, created }) => ({ id, name, made: created })),
        links: links.map(({ created, uses }, i) => ({ by: makers[i], made: created, used: uses > 0 })),
      },
      here: await Promise.all(told),
      creators: await members.creators(space),
    });
  });

  app.post('/account/sign-up', async (c) => {
    const { name, email, password, keeper } = await read(c, signUp);
    const { headers } = c.req.raw;
    if (await findMember(c, services)) throw new Denial(409, 'signed-in', words.signedIn);
    const missed = keeper === undefined ? noSuchLink : knock(c, keeper);
    if (keeper !== undefined && !(await open(keeper, 'keeper'))) throw missed();
    gate.makeAccount(addressOf(c, services));
    const made = await accounts.signUp(headers, { name, email, password });
    if (!made) throw new Denial(409, 'taken', words.taken);
    await members.enter(space, made.user, email);
    const { id } = await people.own(space, made.user, name);
    await notices.tell({ type: 'renamed', space, person: id });
    letIn(c, made);
    if (keeper !== undefined && !(await becomeKeeper(made.user, keeper))) throw missed();
    return c.json({ person: id }, 201);
  });

  app.post('/account/sign-in', async (c) => {
    const { email, password, bring } = await read(c, signIn);
    const address = addressOf(c, services);
    gate.signIn(address, email);
    const found = await accounts.signIn(c.req.raw.headers, { email, password, bring });
    if (!found) {
      gate.missPassword(address, email);
      throw new Denial(401, 'wrong-password', words.wrongPassword);
    }
    await members.enter(space, found.user, email);
    letIn(c, found);
    return c.json({ ok: true });
  });

  /** `whole` leaves nobody behind in this browser, a guest from before neither. */
  app.post('/account/sign-out', async (c) => {
    const { whole } = await read(c, leave);
    const user = await guests.userOf(c.req.raw.headers);
    giveCookies(c, await accounts.signOut(c.req.raw.headers, whole));
    if (user !== null) await notices.tell({ type: 'signed-out', user });
    return c.json({ ok: true });
  });

  app.post('/account/password', async (c) => {
    const { was, password } = await read(c, changePassword);
    const member = await findMember(c, services);
    if (!member) throw new Denial(401, 'sign-in', words.signIn);
    const address = addressOf(c, services);
    gate.signIn(address, member.email);
    const changed = await accounts.changePassword(c.req.raw.headers, { was, password });
    if (!changed) {
      gate.missPassword(address, member.email);
      throw new Denial(401, 'wrong-password', words.wrongOldPassword);
    }
    letIn(c, changed);
    await notices.tell({ type: 'signed-out', user: changed.user });
    return c.json({ ok: true });
  });

  app.get('/account/recover/:token', async (c) => {
    const token = c.req.param('token');
    const missed = knock(c, token);
    const opened = await passes.find(space, token, 'recover');
    const account = opened?.user ? await members.find(space, opened.user) : null;
    if (!account) throw missed();
    return c.json({ email: account.email });
  });

  app.post('/account/recover', async (c) => {
    const { token, password } = await read(c, recover);
    const missed = knock(c, token);
    const opened = await passes.use(space, token, 'recover');
    if (!opened?.user || !(await members.find(space, opened.user))) throw missed();
    await accounts.resetPassword(opened.user, password);
    await notices.tell({ type: 'signed-out', user: opened.user });
    letIn(c, await accounts.enter(c.req.raw.headers, opened.user, false));
    return c.json({ ok: true });
  });

  app.get('/account/keeper/:token', async (c) => {
    const missed = knock(c, c.req.param('token'));
    if (!(await open(c.req.param('token'), 'keeper'))) throw missed();
    return c.json({ ok: true });
  });

  /** For somebody who has an account already. */
  app.post('/account/keeper', async (c) => {
    const { token } = await read(c, useToken);
    const missed = knock(c, token);
    const member = await findMember(c, services);
    if (!member) throw new Denial(401, 'sign-in', words.signIn);
    if (!(await becomeKeeper(member.user, token))) throw missed();
    return c.json({ ok: true });
  });

  app.patch('/space', async (c) => {
    const { creators } = await read(c, changeSpace);
    if ((await findMember(c, services))?.role !== 'keeper') throw keeperOnly();
    await members.setCreators(space, creators);
    return c.json({ creators });
  });

  return app;
}
