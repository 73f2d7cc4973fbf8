import { randomInt } from 'node:crypto';
import type { Passage } from '../../core/session/parts.ts';
import { normaliseAbstract, splitSentences } from '../../analysis/sentences/sentences.ts';
import { mintId } from '../identity/tokens.ts';
import { words } from '../words.ts';
import type { Imported } from './imported.ts';

/** A passage before it is cut into sentences: as it lies in the library. */
export type Found = Omit<Passage, 'cuts'>;

export interface Shelf {
  field: string;
  count: number;
  source: string;
}

/** What to draw. */
export interface Wish {
  /** Ids that must not come again. */
  had: readonly string[];
  /** Fields that somebody knows; an arXiv archive (`math`) stands for all its categories. */
  knows: readonly string[];
  /** Only from this field. */
  field?: string;
  /** Easier or harder to read than the passage `than`. */
  level?: 'easier' | 'harder';
  than?: string | null;
}

/** Brings the newest passages of an arXiv category; throws where it can't be reached. */
export type FetchCategory = (category: string) => Promise<Found[]>;

/** How many of a big field are looked at when one has to be easier or harder than another. */
const MOST_COMPARED = 60;
const PAGE = 50;

export interface Library {
  fields(space: string): Promise<Shelf[]>;
  list(
    space: string,
    wish: { field: string | null; like: string; page: number },
  ): Promise<{ passages: Omit<Found, 'text' | 'catch'>[]; more: boolean }>;
  /** A passage by the wish, or null when nothing fits it. */
  draw(space: string, wish: Wish): Promise<Passage | null>;
  find(space: string, id: string): Promise<Passage | null>;
  paste(title: string, text: string): Passage;
}

/**
 * Everything that can be read: the house's own passages, imported ones, and those of an arXiv category that somebody
 * asks for while the machine is online.
 */
export function createLibrary(of: {
  house: readonly Found[];
  imported: Imported;
  fetchCategory: FetchCategory;
}): Library {
  const { house, imported, fetchCategory } = of;
  const byId = new Map(house.map((passage) => [passage.id, passage]));

  const find = async (space: string, id: string): Promise<Found | null> =>
    byId.get(id) ?? (await imported.find(space, id));

  const fields = async (space: string): Promise<Shelf[]> => {
    const shelves = new Map<string, Shelf>();
    for (const { field, source } of house) {
      const held = shelves.get(`${source} ${field}`);
      shelves.set(`${source} ${field}`, { field, source, count: (held?.count ?? 0) + 1 });
    }
    return [...shelves.values(), ...(await imported.countFields(space))];
  };

  /** Ids in a field that may be drawn. */
  const idsIn = async (space: string, field: string, had: ReadonlySet<string>): Promise<string[]> => {
    const own = house.filter((passage) => passage.field === field).map(({ id }) => id);
    return [...own, ...(await imported.listIds(space, field))].filter((id) => !had.has(id));
  };

  return {
    fields,

    async list(space, { field, like, page }) {
      const sought = like.toLowerCase().split(/\s+/).filter(Boolean);
      const own = house.filter(
        (passage) =>
          (field === null || passage.field === field) &&
          sought.every((word) => passage.title.toLowerCase().includes(word)),
      );
      const shown = [...(page === 0 ? own : []), ...(await imported.list(space, field, like, page))];
      return {
        passages: shown.map(({ text: _text, catch: _catch, ...rest }) => rest),
        more: shown.length - (page === 0 ? own.length : 0) === PAGE,
      };
    },

    async draw(space, { had, knows, field, level, than }) {
      const taken = new Set(had);
      const known = knows.map((name) => name.trim().toLowerCase()).filter(Boolean);
      const measure = than ? await find(space, than) : null;
      const names = [...new Set((await fields(space)).map((shelf) => shelf.field))];
      if (field !== undefined && !names.includes(field) && isCategory(field)) {
        await imported.add(space, await fetchCategory(field));
        names.push(field);
      }
      const fitting = names.filter((name) => (field === undefined ? !isKnown(name, known) : name === field));
      for (let left = fitting; left.length > 0; ) {
        const at = randomInt(left.length);
        const name = left[at] as string;
        left = left.filter((other) => other !== name);
        const ids = pickSome(await idsIn(space, name, taken), level && measure ? MOST_COMPARED : 1);
        for (const id of ids) {
          const found = await find(space, id);
          if (found && (!level || !measure || isLevel(found, measure, level))) return open(found);
        }
      }
      return null;
    },

    async find(space, id) {
      const found = await find(space, id);
      return found && open(found);
    },

    paste(title, text) {
      return open({
        id: `pasted-${mintId()}`,
        title: title || words.pastedTitle,
        text: text.toWellFormed(),
        field: '',
        source: words.pasted,
        licence: '',
      });
    },
  };
}

/** A passage in its normal form, cut into sentences. */
function open(found: Found): Passage {
  const text = normaliseAbstract(found.text);
  const cuts = splitSentences(text).map(({ start }) => start);
  return { ...found, text, cuts: cuts.length > 0 ? cuts : [0] };
}

const CATEGORY = /^[a-z]+(-[a-z]+)*(\.[A-Za-z]{2}(-[a-z]+)?)?$/;
/** Whether a field is written as arXiv writes its categories: `math.CO`, `quant-ph`. */
export const isCategory = (field: string): boolean => field.length <= 20 && CATEGORY.test(field);

function isKnown(field: string, known: readonly string[]): boolean {
  const name = field.toLowerCase();
  return known.some((each) => each === name || name.startsWith(`${each}.`));
}

/** Mean length of sentences, in words, counting long words twice: a house measure of how hard a text is to follow. */
function hardness(text: string): number {
  const all = text.split(/\s+/).filter(Boolean);
  const long = all.filter((word) => word.length > 8).length;
  const sentences = Math.max(1, text.split(/[.!?](?:\s|$)/).length - 1);
  return (all.length + long) / sentences;
}

const isLevel = (found: Found, than: Found, level: 'easier' | 'harder'): boolean =>
  level === 'easier' ? hardness(found.text) < hardness(than.text) : hardness(found.text) > hardness(than.text);

/** So many of the ids, in chance order. */
function pickSome(ids: readonly string[], count: number): string[] {
  const left = [...ids];
  const picked: string[] = [];
  while (left.length > 0 && picked.length < count) {
    const at = randomInt(left.length);
    picked.push(left[at] as string);
    left[at] = left[left.length - 1] as string;
    left.pop();
  }
  return picked;
}
