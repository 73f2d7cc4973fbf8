import { randomInt } from 'node:crypto';
import { normaliseAbstract, splitSentences } from '../../analysis/sentences/sentences.ts';
import { PASTED } from '../../core/session/erase.ts';
import type { DrawnPassage } from '../../core/session/parts.ts';
import { choosePassage } from '../../curriculum/passages/choose.ts';
import { categoriesOf, listCategories, nameField } from '../../curriculum/passages/fields.ts';
import { mintId } from '../identity/tokens.ts';
import { words } from '../words.ts';
import type { Found } from './found.ts';
import type { Imported } from './imported.ts';

type Level = 1 | 2 | 3;
/** One that somebody has found out how hard it is to picture: 1 easy, 3 hard. */
export type Levelled = Found & { level?: Level };

export interface Shelf {
  field: string;
  count: number;
  source: string;
}

/** What to draw. */
export interface Wish {
  /** Ids that must not come again. */
  had: readonly string[];
  /** Fields that somebody knows. */
  knows: readonly string[];
  /** Only from this field: its plain name, or one of arXiv's categories. */
  field?: string;
  /** Easier or harder to read than the passage `than`. */
  level?: 'easier' | 'harder';
  than?: string | null;
}

/** Brings the newest passages of an arXiv category. Throws NotFetched. */
export type FetchCategory = (space: string, category: string) => Promise<Found[]>;

/** A library elsewhere gave nothing; the message is a sentence for people. */
export class NotFetched extends Error {
  override name = 'NotFetched';
}

/** How many of an imported field a draw looks at. */
const MOST_DRAWN_FROM = 20;
const PAGE = 50;

export interface Library {
  fields(space: string): Promise<Shelf[]>;
  list(
    space: string,
    wish: { field: string | null; like: string; page: number },
  ): Promise<{ passages: Omit<Found, 'text' | 'catch'>[]; more: boolean }>;
  /** A passage by the wish, or null when nothing fits it. */
  draw(space: string, wish: Wish): Promise<DrawnPassage | null>;
  find(space: string, id: string): Promise<DrawnPassage | null>;
  paste(title: string, text: string): DrawnPassage;
}

/**
 * Everything that can be read: the house's own passages, imported ones, and those of an arXiv category that somebody
 * asks for while the machine is online.
 */
export function createLibrary(of: {
  house: readonly Levelled[];
  imported: Imported;
  fetchCategory: FetchCategory;
}): Library {
  const { house, imported, fetchCategory } = of;
  const byId = new Map(house.map((passage) => [passage.id, passage]));

  const find = async (space: string, id: string): Promise<Levelled | null> =>
    byId.get(id) ?? (await imported.find(space, id));

  const fields = async (space: string): Promise<Shelf[]> => {
    const shelves = new Map<string, Shelf>();
    for (const { field, source } of house) {
      const held = shelves.get(`${source} ${field}`);
      shelves.set(`${source} ${field}`, { field, source, count: (held?.count ?? 0) + 1 });
    }
    return [...shelves.values(), ...(await imported.countFields(space))];
  };

  /** What a draw chooses among: all of the house's own, and of each imported field some. */
  const gatherPool = async (space: string, field: string | null): Promise<Levelled[]> => {
    const own = house.filter((passage) => field === null || passage.field === field);
    const shelves = (await imported.countFields(space)).filter(
      (shelf) => field === null || shelf.field === field,
    );
    const counts = new Map<string, number>();
    for (const shelf of shelves) counts.set(shelf.field, (counts.get(shelf.field) ?? 0) + shelf.count);
    const drawn = await Promise.all(
      [...counts].map(([name, count]) =>
        imported.listFrom(space, name, randomInt(Math.max(1, count - MOST_DRAWN_FROM + 1)), MOST_DRAWN_FROM),
      ),
    );
    return [...own, ...drawn.flat()];
  };

  const levelFor = (wish: Wish): Level | undefined => {
    if (!wish.level) return undefined;
    const now = house.find(({ id }) => id === wish.than)?.level ?? 2;
    return (wish.level === 'easier' ? Math.max(1, now - 1) : Math.min(3, now + 1)) as Level;
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
        passages: shown.map(({ id, title, field: name, source, licence, url }) => ({
          id,
          title,
          field: name,
          source,
          licence,
          ...(url === undefined ? {} : { url }),
        })),
        more: shown.length - (page === 0 ? own.length : 0) === PAGE,
      };
    },

    async draw(space, wish) {
      const category = wish.field !== undefined && listCategories().includes(wish.field) ? wish.field : null;
      const field = category === null ? (wish.field ?? null) : nameField(category);
      const choose = async (): Promise<Levelled | null> => {
        const level = levelFor(wish);
        return choosePassage(await gatherPool(space, field), {
          familiarFields: wish.knows,
          seen: wish.had,
          seed: randomInt(2 ** 31),
          ...(level === undefined ? {} : { level }),
        });
      };
      const found = await choose();
      if (found || field === null) return found && open(found);
      const wanted = category ?? categoriesOf(field)[0];
      if (wanted === undefined) return null;
      await imported.add(space, await fetchCategory(space, wanted));
      const fetched = await choose();
      return fetched && open(fetched);
    },

    async find(space, id) {
      const found = await find(space, id);
      return found && open(found);
    },

    paste(title, text) {
      return open({
        id: PASTED + mintId(),
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
function open({ id, title, field, source, licence, url, ...found }: Levelled): DrawnPassage {
  const text = normaliseAbstract(found.text);
  const cuts = splitSentences(text).map(({ start }) => start);
  return {
    id,
    title,
    text,
    field,
    source,
    licence,
    ...(url === undefined ? {} : { url }),
    ...(found.catch === undefined ? {} : { catch: found.catch }),
    cuts: cuts.length > 0 ? cuts : [0],
  };
}
