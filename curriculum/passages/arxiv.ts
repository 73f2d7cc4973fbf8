import { setTimeout as sleep } from 'node:timers/promises';
import { normaliseAbstract } from '../../analysis/sentences/sentences.ts';
import { type AtomEntry, readAtom } from './atom.ts';
import { listCategories, nameField } from './fields.ts';
import { createPace, type Pace } from './pace.ts';
import type { Passage } from './passage.ts';

/** What was fetched, and when (in milliseconds). */
export interface CachedPassages {
  at: number;
  passages: Passage[];
}

/** Where fetched passages are kept. A cache that fails is no reason to fail. */
export interface PassageCache {
  get(key: string): Promise<CachedPassages | undefined>;
  set(key: string, value: CachedPassages): Promise<void>;
}

export type FetchFailure = 'offline' | 'slow' | 'busy' | 'unreadable' | 'unknown-category' | 'refused';

export type Fetched =
  | { ok: true; passages: Passage[]; from: 'network' | 'cache'; at: number }
  | { ok: false; reason: FetchFailure; say: string };

export interface CategoryRequest {
  /** As arXiv names it: `math.NT`. */
  category: string;
  /** How many of the newest papers, 1 to 100. */
  max: number;
  fetch: typeof globalThis.fetch;
  cache: PassageCache;
  /** The time in milliseconds. */
  now: () => number;
  /** Shared by all who ask in this process, unless another is given. */
  pace?: Pace;
  address?: string;
  /** Milliseconds until an answer counts as not coming. */
  patience?: number;
}

const ADDRESS = 'https://export.arxiv.org/api/query';
const AGENT = 'Greenball/0.1 (self-hosted studio; abstracts for reading exercises)';
const DAY = 24 * 60 * 60 * 1000;
const REST = 3000;
const MOST_BYTES = 10_000_000;

const sharedPace = createPace({ now: Date.now, wait: (ms) => sleep(ms), rest: REST });

/**
 * The newest papers of a category, through arXiv's public API: one request at a time, three seconds apart, each answer
 * kept for a day. Never throws. Where arXiv can't be reached, what was kept longer than a day is better than nothing.
 */
export async function fetchCategory(request: CategoryRequest): Promise<Fetched> {
  const { category, cache, now, pace = sharedPace } = request;
  if (!listCategories().includes(category)) {
    return fail('unknown-category', `arXiv has no category called “${category.slice(0, 40)}”.`);
  }
  const max = Math.min(100, Math.max(1, Math.floor(request.max) || 1));
  const key = `arxiv ${category} ${max}`;
  const fresh = async (): Promise<Fetched | null> => {
    const kept = await recall(cache, key);
    return kept && now() - kept.at < DAY && kept.at <= now() ? { ok: true, from: 'cache', ...kept } : null;
  };
  const early = await fresh();
  if (early) return early;
  const fetched = await pace.run(async () => {
    // Somebody before us in the queue may have asked for the same.
    const kept = await fresh();
    if (kept) return kept;
    if (now() < pace.heldUntil()) return busy();
    return ask(request, max, pace);
  });
  if (!fetched.ok) {
    const kept = await recall(cache, key);
    return kept && fetched.reason !== 'refused' ? { ok: true, from: 'cache', ...kept } : fetched;
  }
  if (fetched.from === 'network') {
    await cache.set(key, { at: fetched.at, passages: fetched.passages }).catch(() => undefined);
  }
  return fetched;
}

const recall = (cache: PassageCache, key: string): Promise<CachedPassages | undefined> =>
  cache.get(key).catch(() => undefined);

const fail = (reason: FetchFailure, say: string): Fetched => ({ ok: false, reason, say });

const busy = (): Fetched =>
  fail(
    'busy',
    'arXiv is busy and asks us to come back later. Take a house abstract, or try again in a few minutes.',
  );

async function ask(
  { category, fetch, now, address = ADDRESS, patience = 20_000 }: CategoryRequest,
  max: number,
  pace: Pace,
): Promise<Fetched> {
  const url = new URL(address);
  url.searchParams.set('search_query', `cat:${category}`);
  url.searchParams.set('start', '0');
  url.searchParams.set('max_results', String(max));
  url.searchParams.set('sortBy', 'submittedDate');
  url.searchParams.set('sortOrder', 'descending');
  let body: string | null;
  try {
    const answer = await fetch(url, {
      headers: { 'user-agent': AGENT, accept: 'application/atom+xml' },
      signal: AbortSignal.timeout(patience),
    });
    if (answer.status === 503 || answer.status === 429) {
      const seconds = Number.parseInt(answer.headers.get('retry-after') ?? '', 10);
      pace.hold(now() + 1000 * (seconds > 0 ? Math.min(seconds, 3600) : 30));
      await answer.body?.cancel();
      return busy();
    }
    if (!answer.ok) {
      await answer.body?.cancel();
      return fail(
        'refused',
        `arXiv answers with an error (${answer.status}). Take a house abstract for now.`,
      );
    }
    body = await readBody(answer);
  } catch (error) {
    if (error instanceof DOMException && error.name === 'TimeoutError') {
      return fail('slow', 'arXiv takes too long to answer. Take a house abstract, or try again later.');
    }
    return fail(
      'offline',
      'arXiv can’t be reached from here. The house abstracts need no network; a file of arXiv’s metadata works, too.',
    );
  }
  const feed = body === null ? ({ ok: false, reason: 'it is too long' } as const) : readAtom(body);
  if (!feed.ok) {
    return fail(
      'unreadable',
      `arXiv’s answer can’t be read: ${feed.reason}. Take a house abstract, or try again later.`,
    );
  }
  const complaint = feed.entries.find(({ id }) => id.includes('/api/errors'));
  if (complaint) return fail('refused', `arXiv says: ${normaliseAbstract(complaint.summary).slice(0, 200)}`);
  const passages = feed.entries
    .map((entry) => asPassage(entry, category))
    .filter((passage) => passage !== null);
  if (feed.entries.length > 0 && passages.length === 0) {
    return fail('unreadable', 'arXiv’s answer holds no abstract. Take a house abstract, or try again later.');
  }
  return { ok: true, passages, from: 'network', at: now() };
}

/** The whole answer, or null where it is longer than any list of abstracts. */
async function readBody(answer: Response): Promise<string | null> {
  if (!answer.body) return '';
  const decoder = new TextDecoder();
  let [text, bytes] = ['', 0];
  for await (const chunk of answer.body) {
    bytes += chunk.byteLength;
    if (bytes > MOST_BYTES) return null;
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

/** Null for an entry without an id, a title or an abstract. */
function asPassage({ id, title, summary, authors, categories }: AtomEntry, asked: string): Passage | null {
  const paper = /\/abs\/([\w./-]{1,60}?)(?:v\d+)?$/.exec(id)?.[1];
  const [name, text] = [normaliseAbstract(title), normaliseAbstract(summary)];
  if (paper === undefined || name === '' || text === '' || text.length > 20_000) return null;
  const named = categories.length > 0 ? categories : [asked];
  return {
    id: `arxiv:${paper}`,
    title: name,
    text,
    field: nameField(named[0] ?? asked),
    categories: named,
    source: 'arXiv',
    ...(authors.length > 0 ? { authors: authors.join(', ') } : {}),
    url: `https://arxiv.org/abs/${paper}`,
    licence: 'metadata CC0',
  };
}
