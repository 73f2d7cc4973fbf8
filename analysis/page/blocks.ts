import { bareWords, readMark, type Sort } from './marks.ts';

/** A line or a paragraph of a page. `from` and `to` are UTF-16 units of the page. */
export interface Block {
  from: number;
  to: number;
  /** What the first marked line in it is marked as. */
  sort: string | null;
  /** Its words without marks and bullets; lines stay lines. */
  words: string;
}

/** Every line that has words, in order. */
export function listLines(page: string, sorts: readonly Sort[]): Block[] {
  const blocks: Block[] = [];
  for (let from = 0; from <= page.length; ) {
    const end = page.indexOf('\n', from);
    const to = end < 0 ? page.length : end;
    const block = blockAt(page, from, to, sorts);
    if (block.words !== '') blocks.push(block);
    from = to + 1;
  }
  return blocks;
}

/** Stretches of lines between empty ones, in order. */
export function listParagraphs(page: string, sorts: readonly Sort[]): Block[] {
  const blocks: Block[] = [];
  const lines = /[^\n]*/g;
  let open: { from: number; to: number } | null = null;
  const close = (): void => {
    const block = open && blockAt(page, open.from, open.to, sorts);
    if (block && block.words !== '') blocks.push(block);
    open = null;
  };
  for (let from = 0; from <= page.length; ) {
    lines.lastIndex = from;
    const line = lines.exec(page)?.[0] ?? '';
    const to = from + line.length;
    if (line.trim() === '') close();
    else open = { from: (open as { from: number } | null)?.from ?? from, to };
    from = to + 1;
  }
  close();
  return blocks;
}

/** The paragraph in which a place of the page is; the empty stretch there, where it is in none. */
export function paragraphAround(page: string, at: number): { from: number; to: number } {
  const blank = (from: number, to: number): boolean => page.slice(from, to).trim() === '';
  let from = startOfLine(page, at);
  let to = endOfLine(page, at);
  if (blank(from, to)) return { from, to };
  while (from > 0) {
    const before = startOfLine(page, from - 1);
    if (blank(before, from - 1)) break;
    from = before;
  }
  while (to < page.length) {
    const after = endOfLine(page, to + 1);
    if (blank(to + 1, after)) break;
    to = after;
  }
  return { from, to };
}

/** The lines that a stretch of the page touches, whole. */
export const linesAround = (page: string, from: number, to: number): { from: number; to: number } => ({
  from: startOfLine(page, from),
  to: endOfLine(page, to),
});

const startOfLine = (page: string, at: number): number => (at === 0 ? 0 : page.lastIndexOf('\n', at - 1) + 1);
const endOfLine = (page: string, at: number): number => {
  const end = page.indexOf('\n', at);
  return end < 0 ? page.length : end;
};

/** A stretch of a page, read: what it is marked as, and its bare words. */
export function blockAt(page: string, from: number, to: number, sorts: readonly Sort[]): Block {
  const lines = page.slice(from, to).split('\n');
  const sort = lines.reduce<string | null>((held, line) => held ?? readMark(line, sorts)?.sort ?? null, null);
  const words = lines
    .map((line) => bareWords(line, sorts))
    .filter((line) => line !== '')
    .join('\n');
  return { from, to, sort, words };
}
