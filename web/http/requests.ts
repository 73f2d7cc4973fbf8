import type { Picture } from '../../core/notes/tree.ts';
import { say } from '../messages/en.ts';

/** What the server says instead of an answer, in a sentence for whoever reads it. */
export class Declined extends Error {
  readonly code: string;
  readonly status: number;
  /** All that came with it. */
  readonly answer: unknown;
  /** Seconds after which another try makes sense, where the server said so. */
  readonly after: number | undefined;
  constructor(code: string, sentence: string, status: number, answer: unknown = null, after?: number) {
    super(sentence);
    this.code = code;
    this.status = status;
    this.answer = answer;
    this.after = after;
  }
}

export const sentenceOf = (error: unknown): string =>
  error instanceof Declined ? error.message : say.app.unreachable;

/** One request to the server, JSON both ways. Throws Declined where the server says no. */
export async function ask<T>(method: string, path: string, body?: unknown): Promise<T> {
  const answer = await fetch(`/api${path}`, {
    method,
    credentials: 'same-origin',
    ...(body === undefined
      ? {}
      : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
  return readAnswer(answer);
}

async function readAnswer<T>(answer: Response): Promise<T> {
  if (answer.ok) return (await answer.json()) as T;
  const failure = (await answer.json().catch(() => null)) as { error?: { code: string; say: string } } | null;
  const after = Number(answer.headers.get('retry-after') ?? 0);
  throw new Declined(
    failure?.error?.code ?? 'unknown',
    failure?.error?.say ?? say.app.unreachable,
    answer.status,
    failure,
    after > 0 ? after : undefined,
  );
}

export const post = <T>(path: string, body: unknown = {}): Promise<T> => ask('POST', path, body);
export const get = <T>(path: string): Promise<T> => ask('GET', path);
const of = (session: string): string => `/sessions/${encodeURIComponent(session)}`;

export interface ExerciseCard {
  id: string;
  title: string;
  purpose: string;
  tracks: string;
  minutes: number;
  groupSize: number;
  input: 'passage' | 'none';
  rounds: number;
  seats: { id: string; name: string; does: string }[];
  brief: { minutes: number };
  /** Who wrote it, and whether you may take it off the list as its keeper; null where it is shipped. */
  by: { name: string; you: boolean; keeper: boolean } | null;
}

export interface Visit {
  id: string;
  title: string;
  exercise: string;
  role: 'lead' | 'member';
  phase?: 'lobby' | 'running' | 'ended';
  at: number;
}

export interface NewSession {
  exercise: string;
  name: string;
  mode: 'in-person' | 'remote' | 'mixed';
  rounds?: number;
  solo?: boolean;
  brief?: boolean;
  partners?: number;
  join?: boolean;
  bring?: IdeaRef[];
}

/** Names a note from outside its session. */
export interface IdeaRef {
  session: string;
  to: string;
  note: string;
}

export interface Idea extends IdeaRef {
  /** The session's title. */
  title: string;
  kind: string;
  kindName: string | null;
  by: string;
  byName: string | null;
  at: number;
  words: string;
}

/** An exercise in one's queue. */
export interface Practised {
  exercise: string;
  title: string;
  minutes: number;
  /** Whether it is made for one. */
  alone: boolean;
  times: number;
  last: number;
  due: number;
  said: { at: number; got: number | null; use: string } | null;
}

export interface Totals {
  /** So many answered, or up to three more. */
  atLeast: number;
  median: number;
}

export interface Moved extends Totals {
  exercise: string;
  title: string;
  sessions: number;
}

export interface OwnQueue {
  due: Practised[];
  later: Practised[];
  left: Practised[];
}

export interface PracticeQueue extends OwnQueue {
  moved: Moved[];
}

export interface Invitation {
  code: string;
  link: string;
  url: string;
  expires: number;
  codeExpires: number;
}

export interface PictureToBring {
  as: string;
  to: string;
  note: string;
  /** The page's own name for this upload. */
  key: string;
  says: string;
  stop: number | undefined;
  type: string;
  bytes: ArrayBuffer;
}

export type PassageChoice =
  | { choose: 'draw' | 'easier' | 'harder' }
  | { choose: 'field'; field: string }
  | { choose: 'pick'; id: string }
  | { choose: 'paste'; title: string; text: string };

/** The server's answers over HTTP; everything that happens inside a session goes over its socket. */
export const requests = {
  exercises: async (): Promise<ExerciseCard[]> => {
    const answer = await get<ExerciseCard[] | { exercises: ExerciseCard[] }>('/exercises');
    return Array.isArray(answer) ? answer : answer.exercises;
  },
  ideas: (asked: string, from = 0) =>
    get<{ ideas: Idea[]; next: number | null }>(`/ideas?q=${encodeURIComponent(asked)}&from=${from}`),
  practice: () => get<PracticeQueue>('/practice'),
  putOff: (exercise: string, away: 'week' | 'ever' | 'no') =>
    post<OwnQueue>(`/practice/${encodeURIComponent(exercise)}`, { away }),
  got: (session: string) => get<{ totals: Totals | null }>(`${of(session)}/got`),
  me: () =>
    get<{ person: string | null; name: string | null; member: boolean; mayOpen: boolean; sessions: Visit[] }>(
      '/me',
    ),
  rename: (name: string) => ask('PATCH', '/me', { name }),
  create: (body: NewSession) => post<{ session: string; code: string }>('/sessions', body),
  try: (body: { exercise?: string; name?: string }) => post<{ session: string }>('/try', body),
  invitedTo: (code: string) =>
    get<
      { session: string; exercise: string; lead: string } | { title: string; exercise: string; lead: string }
    >(`/join/${encodeURIComponent(code)}`),
  join: (code: string, name: string) =>
    post<{ session: string; person: string }>('/join', { ...keyOf(code), name }),
  /** Throws where nobody at this browser is in the session. */
  standing: (session: string) => get<{ ok: true }>(`${of(session)}/standing`),
  invitation: (session: string) => get<Invitation>(`${of(session)}/invitation`),
  renewInvitation: (session: string) => post<Invitation>(`${of(session)}/invitation/renew`),
  addPerson: (session: string, name: string, shares: boolean) =>
    post<{ person: string }>(`${of(session)}/people`, { name, shares }),
  seatLink: (session: string, person?: string) =>
    post<{ url: string }>(`${of(session)}/seat-link`, { person }),
  takeSeat: (token: string) => post<{ session: string }>('/seat', { token }),
  leadLink: (session: string) => post<{ url: string }>(`${of(session)}/lead-link`),
  takeBackLeadLinks: (session: string) => ask<{ ok: true }>('DELETE', `${of(session)}/lead-link`),
  projectorLink: (session: string) => post<{ url: string }>(`${of(session)}/projector-link`),
  takeBackProjectorLinks: (session: string) => ask<{ ok: true }>('DELETE', `${of(session)}/projector-link`),
  takeProjector: (token: string) => post<{ session: string }>('/projector', { token }),
  takeLead: (token: string) => post<{ session: string }>('/lead', { token }),
  choosePassage: (session: string, group: string, choice: PassageChoice) =>
    post<{ passage: { id: string; title: string } }>(`${of(session)}/passage`, { group, ...choice }),
  bringPicture: async (session: string, picture: PictureToBring): Promise<{ picture: Picture }> => {
    const { as, to, note, key, says, stop, type, bytes } = picture;
    const form = new FormData();
    for (const [name, value] of Object.entries({ as, to, note, key, says })) form.append(name, value);
    if (stop !== undefined) form.append('stop', String(stop));
    form.append('picture', new Blob([bytes], { type }));
    return readAnswer(
      await fetch(`/api${of(session)}/pictures`, { method: 'POST', credentials: 'same-origin', body: form }),
    );
  },
  /** By name; one field of several shelves counts once. */
  fields: async (): Promise<{ field: string; count: number }[]> => {
    const answer = await get<
      { field: string; count: number }[] | { fields: { field: string; count: number }[] }
    >('/passages/fields');
    const counts = new Map<string, number>();
    for (const { field, count } of Array.isArray(answer) ? answer : answer.fields)
      counts.set(field, (counts.get(field) ?? 0) + count);
    return [...counts]
      .map(([field, count]) => ({ field, count }))
      .sort((a, b) => a.field.localeCompare(b.field));
  },
  exportPath: (session: string, form: 'md' | 'json' | 'html') => `/api${of(session)}/export.${form}`,
};

/** Short codes are six letters; anything longer is the long token of a link. */
const keyOf = (code: string): { code: string } | { token: string } =>
  code.trim().length <= 8 ? { code: code.trim().toUpperCase() } : { token: code.trim() };
