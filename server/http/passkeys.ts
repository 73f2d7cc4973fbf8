import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import { type Context, Hono } from 'hono';
import { words } from '../words.ts';
import { Denial } from './answers.ts';
import { addressOf, findMember, giveCookies } from './asker.ts';
import { makePasskey, read, usePasskey } from './requests.ts';
import type { Services } from './services.ts';

const MOST_PASSKEYS = 20;
const SIGN_IN = 'passkey sign-in';

/** Passkeys: a device shows by a signature who sits at it. They belong to the address that they were made at. */
export function passkeyRoutes(services: Services): Hono {
  const { space, accounts, members, people, gate } = services;
  const app = new Hono();

  /** Where the page that asks stands. That it is ours was looked at before (see security.ts). */
  function pageOf(c: Context): { origin: string; host: string } {
    const origin = c.req.header('origin');
    if (origin === undefined || !URL.canParse(origin)) throw new Denial(400, 'bad-request', words.passkeyOff);
    return { origin, host: new URL(origin).hostname };
  }

  async function demandMember(c: Context) {
    const member = await findMember(c, services);
    if (!member) throw new Denial(401, 'sign-in', words.signIn);
    return member;
  }

  app.post('/account/passkeys/new', async (c) => {
    const member = await demandMember(c);
    const { host } = pageOf(c);
    const held = await members.passkeysOf(space, member.user);
    const [own] = await people.listAt(space, member.user);
    const challenge = await accounts.mintChallenge(`passkey of ${member.user}`);
    return c.json(
      await generateRegistrationOptions({
        rpName: 'Greenball',
        rpID: host,
        userName: member.email,
        userDisplayName: own?.name ?? member.email,
        userID: Uint8Array.from(Buffer.from(member.user)),
        challenge: Uint8Array.from(Buffer.from(challenge)),
        attestationType: 'none',
        excludeCredentials: held.map(({ id }) => ({ id })),
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      }),
    );
  });

  app.post('/account/passkeys', async (c) => {
    const member = await demandMember(c);
    const { origin, host } = pageOf(c);
    const { name, answer } = await read(c, makePasskey);
    const held = await members.passkeysOf(space, member.user);
    const made = await verifyRegistrationResponse({
      response: answer as unknown as RegistrationResponseJSON,
      expectedChallenge: (challenge) => spend(challenge, `passkey of ${member.user}`),
      expectedOrigin: origin,
      expectedRPID: host,
      requireUserVerification: true,
    }).catch(() => null);
    const taken = made?.verified && (await members.findPasskey(space, made.registrationInfo.credential.id));
    if (!made?.verified || taken || held.length >= MOST_PASSKEYS) {
      throw new Denial(400, 'passkey', words.passkeyOff);
    }
    const { id, publicKey, counter } = made.registrationInfo.credential;
    await members.addPasskey({
      space,
      id,
      user: member.user,
      public_key: Buffer.from(publicKey).toString('base64url'),
      counter,
      name,
    });
    return c.json({ id }, 201);
  });

  app.delete('/account/passkeys/:id', async (c) => {
    const member = await demandMember(c);
    await members.removePasskey(space, member.user, c.req.param('id'));
    return c.json({ ok: true });
  });

  app.post('/account/passkeys/ask', async (c) => {
    const { host } = pageOf(c);
    gate.signIn(addressOf(c, services), '');
    const challenge = await accounts.mintChallenge(SIGN_IN);
    return c.json(
      await generateAuthenticationOptions({
        rpID: host,
        challenge: Uint8Array.from(Buffer.from(challenge)),
        userVerification: 'required',
      }),
    );
  });

  app.post('/account/passkeys/sign-in', async (c) => {
    const { origin, host } = pageOf(c);
    const { answer, bring } = await read(c, usePasskey);
    const address = addressOf(c, services);
    gate.signIn(address, '');
    const held = await members.findPasskey(space, answer.id);
    const shown =
      held &&
      (await verifyAuthenticationResponse({
        response: answer as unknown as AuthenticationResponseJSON,
        expectedChallenge: (challenge) => spend(challenge, SIGN_IN),
        expectedOrigin: origin,
        expectedRPID: host,
        requireUserVerification: true,
        credential: {
          id: held.id,
          publicKey: Uint8Array.from(Buffer.from(held.public_key, 'base64url')),
          counter: held.counter,
        },
      }).catch(() => null));
    if (!held || !shown?.verified) {
      gate.miss(address, false);
      throw new Denial(401, 'wrong-passkey', words.wrongPasskey);
    }
    await members.countPasskey(space, held.id, shown.authenticationInfo.newCounter);
    giveCookies(c, (await accounts.enter(c.req.raw.headers, held.user, bring)).cookies);
    return c.json({ ok: true });
  });

  /** A challenge comes back as base64url of the letters that were minted. */
  const spend = (challenge: string, about: string): Promise<boolean> =>
    accounts.spendChallenge(Buffer.from(challenge, 'base64url').toString(), about);

  return app;
}
