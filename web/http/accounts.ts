import { startAuthentication, startRegistration } from '@simplewebauthn/browser';
import { ask, get, post } from './requests.ts';

export type Role = 'keeper' | 'lead' | 'member';

export interface Whose {
  account: {
    email: string;
    role: Role;
    passkeys: { id: string; name: string; made: number }[];
    links: { by: string | null; made: number; used: boolean }[];
  } | null;
  /** Whoever sits at this browser or account, first whose it is. */
  here: { person: string; name: string; sessions: number }[];
  creators: 'anybody' | 'accounts';
}

export interface Listed {
  name: string;
  email: string | null;
  team: string | null;
  level: number | null;
  languages: string[];
  knows: string[];
}

export interface ListedPerson extends Listed {
  id: string;
  role: Role;
  has: 'account' | 'browser' | 'nothing';
}

/** A list as it was read: the good ones (of which some are shown), and each bad row with the reason. */
export interface Roster {
  good: number;
  shown?: { row: number; person: Listed }[];
  bad: { row: number; say: string }[];
  unread: string[];
  links?: { name: string; email: string | null; url: string }[];
}

const person = (id: string): string => `/people/${encodeURIComponent(id)}`;
type Asked<F extends (given: never) => unknown> = Extract<
  Parameters<F>[0],
  { optionsJSON: unknown }
>['optionsJSON'];

/** Accounts, the list of people, and what is somebody's own. */
export const accounts = {
  whose: () => get<Whose>('/account'),
  signUp: (body: { name: string; email: string; password: string; keeper?: string }) =>
    post<{ person: string }>('/account/sign-up', body),
  signIn: (body: { email: string; password: string; bring: boolean }) => post('/account/sign-in', body),
  /** `whole`: a guest from before is not back afterwards. */
  signOut: (whole: boolean) => post('/account/sign-out', { whole }),
  changePassword: (body: { was: string; password: string }) => post('/account/password', body),
  recovers: (token: string) => get<{ email: string }>(`/account/recover/${encodeURIComponent(token)}`),
  recover: (token: string, password: string) => post('/account/recover', { token, password }),
  keeps: (token: string) => get(`/account/keeper/${encodeURIComponent(token)}`),
  becomeKeeper: (token: string) => post('/account/keeper', { token }),
  setCreators: (creators: 'anybody' | 'accounts') => ask('PATCH', '/space', { creators }),

  async makePasskey(name: string): Promise<void> {
    const optionsJSON = await post<Asked<typeof startRegistration>>('/account/passkeys/new');
    await post('/account/passkeys', { name, answer: await startRegistration({ optionsJSON }) });
  },
  async signInByPasskey(bring: boolean): Promise<void> {
    const optionsJSON = await post<Asked<typeof startAuthentication>>('/account/passkeys/ask');
    await post('/account/passkeys/sign-in', { bring, answer: await startAuthentication({ optionsJSON }) });
  },
  removePasskey: (id: string) => ask('DELETE', `/account/passkeys/${encodeURIComponent(id)}`),

  takePerson: (token: string) => post<{ name: string }>('/person', { token }),
  linkForMe: () => post<{ url: string }>('/me/link'),
  minePath: '/api/mine.json',
  eraseMe: (people: readonly string[]) => post('/mine/erase', { people, yes: true }),

  list: (search: string, from: number) =>
    get<{ all: number; found: number; people: ListedPerson[] }>(
      `/people?search=${encodeURIComponent(search)}&from=${from}`,
    ),
  listPath: '/api/people.csv',
  add: (body: Listed) => post<{ person: string; url: string }>('/people', body),
  change: (id: string, body: Listed) => ask('PATCH', person(id), body),
  setRole: (id: string, role: Role) => ask('PUT', `${person(id)}/role`, { role }),
  linkFor: (id: string) => post<{ url: string }>(`${person(id)}/link`),
  recoveryFor: (id: string) => post<{ url: string }>(`${person(id)}/recovery`),
  importList: (csv: string, write: boolean) => post<Roster>('/people/import', { csv, write }),
};

/** Passkeys are there on https and on this machine alone. */
export const hasPasskeys = (): boolean =>
  typeof window.PublicKeyCredential === 'function' && window.isSecureContext;
