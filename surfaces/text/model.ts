import { type Block, listLines, listParagraphs } from '../../analysis/page/blocks.ts';
import { bareWords, type Sort } from '../../analysis/page/marks.ts';
import { missingSorts } from '../../analysis/page/missing.ts';
import { findDrifts } from '../../analysis/page/solutions.ts';
import { listChildren, type Note, type NoteTree, ROOT } from '../../core/notes/tree.ts';
import type { Exercise, FieldSpec, Sight, Step } from '../../core/session/exercise.ts';
import { allowedTo } from '../../core/session/seats.ts';

/** What a step with a text is about: which kind is the page, which are the ideas pulled out of it. */
export interface Desk {
  /** The kind of the private page. */
  page: string;
  /** Whether it is written in this step; else it is looked back on. */
  writing: boolean;
  /** The kind that a line becomes when it is pulled out, and who sees it; null where nothing may be pulled out. */
  idea: { kind: string; sight: Sight } | null;
  /** What a line may be marked as, and in which field an idea carries it. */
  sorts: readonly Sort[];
  sortField: string | null;
  /** What the page is about: the field, what stands beside it, and what counts until somebody says something else. */
  about: { field: string; label: string; usual: string } | null;
}

type WordsSpec = Extract<FieldSpec, { type: 'words' }>;
const noSorts: readonly Sort[] = [];

/** How a step that asks for a text is to be read; null where no kind of it is its writer's own. */
export function readDesk(
  exercise: Pick<Exercise, 'kinds'>,
  step: Pick<Step, 'sees' | 'writes'>,
  seat: string | null,
): Desk | null {
  const writes = allowedTo(step.writes, seat);
  const page =
    writes.find((kind) => step.sees[kind] === 'own') ??
    Object.keys(step.sees).find((kind) => step.sees[kind] === 'own');
  const described = page === undefined ? undefined : exercise.kinds[page];
  if (page === undefined || !described) return null;
  const kind = writes.find((one) => one !== page && step.sees[one] !== undefined && step.sees[one] !== 'own');
  const choice =
    kind && Object.entries(exercise.kinds[kind]?.fields ?? {}).find(([, { type }]) => type === 'choice');
  const [field, spec] = Object.entries(described.fields).find(([, { type }]) => type === 'words') ?? [];
  return {
    page,
    writing: writes.includes(page),
    idea: kind ? { kind, sight: step.sees[kind] as Sight } : null,
    sorts: choice && choice[1].type === 'choice' ? choice[1].options : noSorts,
    sortField: choice ? choice[0] : null,
    about: field && spec ? { field, label: spec.label, usual: (spec as WordsSpec).usual ?? '' } : null,
  };
}

/** One page for each kind: the name is the same on all devices of its writer, so that two can't begin two pages. */
export const pageNote = (kind: string): string => `page.${kind}`;

/** What somebody has pulled out so far, in order. */
export function ideasOf(tree: NoteTree | undefined, kind: string, by: string | null): Note[] {
  if (!tree) return [];
  return [...listChildren(tree, ROOT)]
    .map(({ note }) => note)
    .filter((note) => note.kind === kind && !note.removed && (by === null || note.by === by));
}

/** What somebody can make ideas of, and which of it is an idea already. */
export function listCandidates(
  page: string,
  sorts: readonly Sort[],
  by: 'line' | 'paragraph',
  pulled: ReadonlySet<string>,
): (Block & { pulled: boolean })[] {
  const blocks = by === 'line' ? listLines(page, sorts) : listParagraphs(page, sorts);
  return blocks.map((block) => ({ ...block, pulled: pulled.has(block.words) }));
}

/** Something that is said about a page afterwards, as a question. */
export interface Remark {
  /** Stays the same while what it is about does. */
  id: string;
  about: 'missing' | 'solution';
  /** For `missing`: which sort. */
  sort: Sort | null;
  /** For `solution`: the sentence, why a machine speaks up, what it asks. */
  quote: string;
  why: string;
  asks: string;
}

/** What a machine noticed about a page: sorts of which there is nothing, then where it drifts into solutions. */
export function remarksOn(page: string, sorts: readonly Sort[]): Remark[] {
  if (page.trim() === '') return [];
  const missing = missingSorts(page, sorts).map(
    (sort): Remark => ({ id: `missing ${sort.value}`, about: 'missing', sort, quote: '', why: '', asks: '' }),
  );
  const drifts = findDrifts(page).map(
    ({ rule, quote, why, asks }): Remark => ({
      id: `${rule} ${quote}`,
      about: 'solution',
      sort: null,
      quote: bareWords(quote, sorts),
      why,
      asks,
    }),
  );
  const told = new Set<string>();
  return [...missing, ...drifts].filter(({ id }) => !told.has(id) && told.add(id));
}
