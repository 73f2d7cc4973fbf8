import { readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest';
import { run } from '../../cli/run.ts';
import { comeIn, exampleOn, joinByCode, openLobby, seatOf, takeOn, write } from './acts.ts';
import { judge, thumbs } from './judge.ts';
import { inBrowsers, openWorld, sees, seesNoMore, soon, type World } from './world.ts';

// Accounts as people meet them: a guest's seat becomes an account's and is there on a phone, links bring people back,
// a passkey opens, a list comes in, a device is left and a person is erased.

const password = 'four words in a row';
let world: World;
let keeper: Page;
let ana: Page;
/** Where Ana's workshop is. */
let room: string;

/** Fills the fields by their labels, then presses the one button. */
async function fill(page: Page, fields: Record<string, string>, go: string): Promise<void> {
  for (const [label, words] of Object.entries(fields)) await page.getByLabel(label).fill(words);
  await page.getByRole('button', { name: go, exact: true }).click();
}

const signIn = async (page: Page, email: string, words = password): Promise<void> => {
  await page.goto('/sign-in');
  await fill(page, { 'E-mail address': email, Password: words }, 'Sign in');
};

inBrowsers('accounts', 120_000, () => {
  beforeAll(async () => {
    world = await openWorld();
    keeper = await world.open('desktop');
    ana = await world.open('desktop');
  });
  afterAll(async () => {
    await world?.close();
  });

  test('AC-1: the printed link makes the first keeper, with keys alone', async () => {
    onTestFailed(() => world.picture());
    await keeper.goto(world.server.keeperPath ?? '');
    await sees(keeper.getByRole('heading', { name: 'Keep this Greenball' }));
    await judge('keeper link', keeper);
    await keeper.getByLabel('Your name').focus();
    for (const words of ['Kim', 'kim@example.org', password]) {
      await keeper.keyboard.type(words);
      await keeper.keyboard.press('Tab');
    }
    await keeper.keyboard.press('Enter');
    await sees(keeper.getByText('You keep this Greenball.'));
    await judge('account of the keeper', keeper);
    const late = await world.open('phone');
    await late.goto(world.server.keeperPath ?? '');
    await sees(late.getByRole('heading', { name: 'This link opens nothing now.' }));
    await judge('used link', late);
    await thumbs('used link', late);
    await late.goto('/people');
    await sees(
      late.getByRole('heading', { name: 'Leads and whoever keeps this Greenball see the people here.' }),
    );
    await judge('people, to a stranger', late);
    await thumbs('people, to a stranger', late);
    await late.context().close();
  });

  test('AC-2: a guest makes an account on a laptop and finds seat and words on a phone', async () => {
    onTestFailed(() => world.picture());
    const lead = await world.open('desktop');
    const ben = await world.open('phone');
    const code = await openLobby(lead, { lead: 'Mira' });
    await joinByCode(ana, code, 'Ana');
    await ben.goto(`/j/${code}`);
    await comeIn(ben, 'Ben');
    await sees(lead.getByRole('heading', { name: '2 people are here' }));
    await lead.getByRole('button', { name: 'Start', exact: true }).click();
    await takeOn(lead, 'One sentence, one example');
    await ana.getByRole('button', { name: 'Draw one for us' }).click();
    await sees(ana.getByRole('region', { name: 'Sentence 1' }));
    if (await seatOf(ana, 'Ana', 'Annoying partner').first().isVisible()) await ana.keyboard.press('s');
    await sees(seatOf(ana, 'Ana', 'Reader'));
    await write(ana, 'A kettle with a dent.');
    await sees(ana.getByText('Saved', { exact: true }));
    room = new URL(ana.url()).pathname;

    await ana.goto('/sign-up');
    await sees(ana.getByText('Everything from this browser comes along: 1 workshop.'));
    await judge('sign up', ana);
    await soon(() => ana.getByLabel('Your name').inputValue()).toBe('Ana');
    await fill(ana, { 'E-mail address': 'ana@example.org', Password: password }, 'Make the account');
    await sees(ana.getByRole('heading', { name: 'Ana' }));
    await ana.goto(room);
    await sees(seatOf(ana, 'Ana', 'Reader'));

    const phone = await world.open('phone');
    await phone.goto('/');
    await phone.getByRole('link', { name: 'Sign in' }).click();
    await sees(phone.getByRole('heading', { name: 'Sign in' }));
    await judge('sign in on a phone', phone);
    await fill(phone, { 'E-mail address': 'ana@example.org', Password: 'not this one' }, 'Sign in');
    await sees(phone.getByText('Address and password don’t fit together.'));
    // What was typed stays.
    await fill(phone, { Password: password }, 'Sign in');
    await sees(phone.getByRole('heading', { name: 'Ana' }));
    await judge('account on a phone', phone);
    await thumbs('account', phone);
    await phone.goto(room);
    await sees(seatOf(phone, 'Ana', 'Reader'));
    await soon(() => exampleOn(phone).inputValue()).toBe('A kettle with a dent.');
    await phone.context().close();
  });

  test('AC-9: a passkey is made and opens, after signing out', async () => {
    onTestFailed(() => world.picture());
    const cdp = await ana.context().newCDPSession(ana);
    await cdp.send('WebAuthn.enable');
    await cdp.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
    await ana.goto('/account');
    await fill(ana, { 'What shall it be called?': 'Ana’s laptop' }, 'Make a passkey');
    await sees(ana.getByRole('button', { name: 'Remove Ana’s laptop' }));
    await ana.getByRole('button', { name: 'Sign out' }).click();
    await sees(ana.getByRole('link', { name: 'Sign in' }));
    await ana.getByRole('link', { name: 'Sign in' }).click();
    await ana.getByRole('button', { name: 'Use a passkey' }).click();
    await sees(ana.getByRole('heading', { name: 'Ana' }));
  });

  test('PE-1: a list is looked at before it is written, and a personal link opens', async () => {
    onTestFailed(() => world.picture());
    await keeper.goto('/people');
    await sees(keeper.getByText('ana@example.org'));
    await judge('people', keeper);
    const file = join(tmpdir(), `people-${process.pid}.csv`);
    await writeFile(
      file,
      'name,email,team,phone\nIda,ida@example.org,Owls,1\n=1+1,,Owls,2\nJo,not an address,,3\n',
    );
    await keeper.getByRole('button', { name: 'Bring a list' }).click();
    await judge('bring a list', keeper);
    await keeper.getByLabel('Choose a file').first().setInputFiles(file);
    await sees(keeper.getByText('2 people can come onto the list.'));
    await sees(keeper.getByText('Nothing is taken from: phone.'));
    await sees(keeper.getByText('“not an address” is no e-mail address.'));
    await judge('a list, looked at', keeper);
    await keeper.getByRole('button', { name: 'Put 2 people on the list' }).click();
    await sees(keeper.getByText('2 people are on the list.'));
    const [download] = await Promise.all([
      keeper.waitForEvent('download'),
      keeper.getByRole('button', { name: 'Download the links' }).click(),
    ]);
    const links = await readFile(await download.path(), 'utf8');
    expect(links).toContain(`"'=1+1"`);
    const [, path = ''] = /"Ida","ida@example\.org","https?:\/\/[^/]+([^"]+)"/.exec(links) ?? [];
    const ida = await world.open('phone');
    await ida.goto(path);
    await sees(ida.getByRole('heading', { name: 'You are Ida here, as a guest.' }));
    await judge('a guest’s page', ida);
    await ida.context().close();
    await keeper.getByRole('button', { name: 'Back to the list' }).click();
    await sees(keeper.getByText('=1+1'));
  });

  test('AC-6: a link of the keeper’s, or of whoever has the machine, lets somebody back in', async () => {
    onTestFailed(() => world.picture());
    const tab = world.watch(await ana.context().newPage());
    await tab.goto(room);
    await sees(seatOf(tab, 'Ana', 'Reader'));
    await keeper.getByRole('button', { name: 'Way back in for Ana' }).click();
    await keeper.getByRole('button', { name: 'Make the link' }).click();
    const url = keeper.getByText(/\/recover\/[\w-]{22}$/);
    await sees(url);
    const [first] = /\/recover\/[\w-]+/.exec((await url.textContent()) ?? '') ?? [''];
    const phone = await world.open('phone');
    await phone.goto(first);
    await sees(phone.getByText('For ana@example.org.'));
    await judge('recovery', phone);
    await fill(phone, { 'New password': 'another four words here' }, 'Keep it and sign in');
    await sees(phone.getByText('Kim made one on'));
    await phone.goto(first);
    await sees(phone.getByRole('heading', { name: 'This link opens nothing now.' }));
    await phone.context().close();
    // The sign-in on the laptop has ended with the old password.
    await ana.goto('/account');
    await sees(ana.getByRole('heading', { name: 'Nobody sits here yet.' }));
    // A tab that was open says so, shows nothing any more, and leads back to where it was.
    await sees(tab.getByText('You aren’t signed in here any more'));
    expect(await tab.getByText('A kettle with a dent.').count()).toBe(0);
    await judge('signed out elsewhere', tab);
    await tab.getByRole('link', { name: 'Sign in' }).click();
    await fill(tab, { 'E-mail address': 'ana@example.org', Password: 'another four words here' }, 'Sign in');
    await sees(seatOf(tab, 'Ana', 'Reader'));
    await tab.close();
    const said: string[] = [];
    const hear = (line: string) => void said.push(line);
    const code = await run(['account', 'recover', 'ana@example.org', '--data', world.dataDir], {
      out: hear,
      err: hear,
      env: { PORT: String(world.server.port) },
    });
    expect(code).toBe(0);
    await ana.goto(said[0] ?? '');
    await fill(ana, { 'New password': password }, 'Keep it and sign in');
    await sees(ana.getByRole('heading', { name: 'Ana' }));
  });

  test('AC-8: where workshops need an account, a guest reads it before choosing anything', async () => {
    onTestFailed(() => world.picture());
    const set = (creators: string) =>
      keeper.evaluate(
        (body) =>
          fetch('/api/space', { method: 'PATCH', headers: { 'content-type': 'application/json' }, body }),
        JSON.stringify({ creators }),
      );
    await set('accounts');
    const guest = await world.open('phone');
    await guest.goto('/new');
    await sees(guest.getByText('Here only people with an account open workshops.'));
    expect(await guest.getByRole('button', { name: 'Open the lobby' }).count()).toBe(0);
    await judge('new, without an account', guest);
    await guest.goto('/');
    await sees(guest.getByRole('link', { name: 'Start a workshop' }));
    await seesNoMore(guest.getByRole('button', { name: 'Try it with simulated partners' }));
    await set('anybody');
    await guest.context().close();
  });

  test('ME-3: leaving a shared device clears it, after naming words that have not arrived', async () => {
    onTestFailed(() => world.picture());
    const tablet = await world.open('tablet');
    await openLobby(tablet, { lead: 'Lena', where: 'Just me' });
    await tablet.goto('/leave');
    await sees(tablet.getByText('Lena: as a guest'));
    await judge('leaving', tablet);
    // Words that this browser alone has: put where the page puts them.
    const session = (await tablet
      .context()
      .request.get('/api/me')
      .then((answer) => answer.json())) as {
      sessions: { id: string; title: string }[];
    };
    const [{ id, title } = { id: '', title: '' }] = session.sessions;
    await tablet.evaluate(
      (device) =>
        new Promise<void>((resolve) => {
          const opening = indexedDB.open('greenball');
          opening.onsuccess = () => {
            const change = opening.result.transaction('outbox', 'readwrite');
            change.objectStore('outbox').put({ counter: 1, as: 'x', command: { type: 'swap' } }, [device, 1]);
            change.oncomplete = () => {
              opening.result.close();
              resolve();
            };
          };
        }),
      `${id}.abc`,
    );
    await tablet.reload();
    await sees(tablet.getByText('haven’t arrived'));
    await sees(tablet.getByRole('link', { name: title }));
    await judge('leaving with words unsent', tablet);
    await tablet.getByRole('button', { name: 'Leave anyway and lose them' }).click();
    await sees(tablet.getByRole('heading', { name: 'This browser has forgotten you.' }));
    const kept = await tablet.evaluate(async () => {
      const database = await new Promise<IDBDatabase>((resolve) => {
        const opening = indexedDB.open('greenball');
        opening.onsuccess = () => resolve(opening.result);
      });
      const count = await new Promise<number>((resolve) => {
        const asking = database.transaction('outbox').objectStore('outbox').count();
        asking.onsuccess = () => resolve(asking.result);
      });
      return { count, local: Object.keys(localStorage), session: Object.keys(sessionStorage) };
    });
    expect(kept).toEqual({ count: 0, local: [], session: [] });
    expect(await tablet.context().cookies()).toEqual([]);
    await tablet.context().close();
  });

  test('ME-1 ME-2: what is mine is downloaded; erasing asks twice, and then nobody of that name is left', async () => {
    onTestFailed(() => world.picture());
    await ana.goto('/account');
    const [download] = await Promise.all([
      ana.waitForEvent('download'),
      ana.getByRole('link', { name: 'Download it' }).click(),
    ]);
    const mine = await readFile(await download.path(), 'utf8');
    expect(mine).toContain('A kettle with a dent.');
    await ana.getByRole('button', { name: 'Erase me…' }).click();
    await sees(ana.getByText('This stays:'));
    await judge('erasing, asked once', ana);
    await ana.getByRole('button', { name: 'I want that' }).click();
    await sees(ana.getByRole('alertdialog', { name: 'Erase me' }));
    await judge('erasing, asked twice', ana);
    await ana.getByRole('button', { name: 'Yes, erase it all' }).click();
    await sees(ana.getByText('It is gone. Goodbye, and thank you.'));
    await signIn(ana, 'ana@example.org');
    await sees(ana.getByText('Address and password don’t fit together.'));
    await keeper.goto('/people');
    await sees(keeper.getByText('Kim', { exact: true }));
    await soon(() => keeper.getByText('ana@example.org').count()).toBe(0);
    const { people } = (await keeper
      .context()
      .request.get('/api/people')
      .then((told) => told.json())) as {
      people: { name: string }[];
    };
    expect(people.map(({ name }) => name)).not.toContain('Ana');
  });
});
