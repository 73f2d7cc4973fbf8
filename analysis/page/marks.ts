/** What a line may be marked as. Its label is what stands in the text. */
export interface Sort {
  value: string;
  label: string;
}

/** A change of plain words: `from` to `to` becomes `insert`. */
export interface Change {
  from: number;
  to: number;
  insert: string;
}

/** A mark as it stands in a line: the sort, and which units of the line say so, the space after them included. */
export interface Mark {
  sort: string;
  from: number;
  to: number;
}

/** What may stand before a mark, and between two: space, and bullets. */
const LEAD = /\s*(?:[-*•–]\s+)*/y;

/** Where the words begin that stand at `at` or behind the bullets there. */
function pastLead(line: string, at: number): number {
  LEAD.lastIndex = at;
  return at + (LEAD.exec(line)?.[0].length ?? 0);
}

const literal = (label: string): string => label.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** One reader for each list of sorts: a page reads thousands of lines with the same one. */
const readers = new WeakMap<readonly Sort[], RegExp>();

function readerOf(sorts: readonly Sort[]): RegExp {
  let reader = readers.get(sorts);
  if (!reader) {
    // Longest first, so that no label hides another that begins with it.
    const labels = [...sorts].sort((a, b) => b.label.length - a.label.length);
    reader = new RegExp(`(${labels.map(({ label }) => literal(label)).join('|')}):[ \\t]*`, 'iy');
    readers.set(sorts, reader);
  }
  return reader;
}

/**
 * The mark of a line: one of the labels, then a colon, at its beginning or after its bullet. It is plain words, so it
 * survives whatever plain words survive, and whoever types it has marked the line. Of several (two devices marked the
 * same line at once) the first counts, and `to` is behind the last.
 */
export function readMark(line: string, sorts: readonly Sort[]): Mark | null {
  if (sorts.length === 0) return null;
  const reader = readerOf(sorts);
  const from = pastLead(line, 0);
  let label: string | null = null;
  let to = from;
  for (;;) {
    reader.lastIndex = pastLead(line, to);
    const found = reader.exec(line);
    if (!found) break;
    label ??= (found[1] as string).toLowerCase();
    to = reader.lastIndex;
  }
  const sort = sorts.find((one) => one.label.toLowerCase() === label);
  return sort ? { sort: sort.value, from, to } : null;
}

/** What makes a line be of a sort, or of none. Null where it is so already. */
export function changeMark(line: string, sorts: readonly Sort[], sort: string | null): Change | null {
  const mark = readMark(line, sorts);
  const wanted = sorts.find(({ value }) => value === sort);
  const from = mark?.from ?? pastLead(line, 0);
  const to = mark?.to ?? from;
  const insert = wanted ? `${wanted.label}: ` : '';
  return line.slice(from, to) === insert ? null : { from, to, insert };
}

/** A line's own words: without space around them, bullet and mark. */
export function bareWords(line: string, sorts: readonly Sort[]): string {
  return line.slice(pastLead(line, readMark(line, sorts)?.to ?? 0)).trim();
}
