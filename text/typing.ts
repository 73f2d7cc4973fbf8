import * as Y from 'yjs';
import { TEXT_LIMITS } from './inspect.ts';
import { splitTyping } from './splitting.ts';
import { isLow, mendPairs } from './surrogates.ts';

/** Several updates of one pen as one. */
export function mergeTyping(updates: readonly Uint8Array[]): Uint8Array {
  return updates.length === 1 ? (updates[0] as Uint8Array) : Y.mergeUpdates(updates as Uint8Array[]);
}

/** Several updates of one pen, in order, as few as can be sent: each at most `limit` bytes. */
export function packTyping(updates: readonly Uint8Array[], limit: number = TEXT_LIMITS.update): Uint8Array[] {
  const packed: Uint8Array[] = [];
  let open: Uint8Array[] = [];
  let bytes = 0;
  for (const update of updates.flatMap((whole) => splitTyping(whole, limit))) {
    // Merging never makes the whole longer than its parts.
    if (open.length > 0 && bytes + update.length > limit) {
      packed.push(mergeTyping(open));
      open = [];
      bytes = 0;
    }
    open.push(update);
    bytes += update.length;
  }
  if (open.length > 0) packed.push(mergeTyping(open));
  return packed;
}

/**
 * Makes `text`, which reads `before`, read `after`, by one replacement as small as can be. `caret` is where the
 * writer stands afterwards: of several readings of a change ("aa" to "aaa") it tells which was meant. Never cuts a
 * surrogate pair in two; a half that stands alone becomes the replacement character, as it would on the wire.
 */
export function applyDiff(
  text: Y.Text,
  before: string,
  after: string,
  caret: number,
  origin?: unknown,
): void {
  if (before === after) return;
  const shorter = Math.min(before.length, after.length);
  // What is behind the caret was there before: take that much off the end first.
  const tail = Math.max(0, after.length - caret);
  let end = 0;
  const sameEnd = (): boolean => before[before.length - 1 - end] === after[after.length - 1 - end];
  while (end < Math.min(shorter, tail) && sameEnd()) end++;
  let start = 0;
  while (start < shorter - end && before[start] === after[start]) start++;
  while (end < shorter - start && sameEnd()) end++;
  if (isLow(before.charCodeAt(start)) || isLow(after.charCodeAt(start))) start = Math.max(0, start - 1);
  if (end > 0 && isLow(after.charCodeAt(after.length - end))) end--;
  const gone = before.length - end - start;
  const come = mendPairs(after.slice(start, after.length - end));
  const change = (): void => {
    if (gone > 0) text.delete(start, gone);
    if (come !== '') text.insert(start, come);
  };
  if (text.doc) text.doc.transact(change, origin);
  else change();
}

/** What a `Y.TextEvent` of plain words says in `delta`. */
export type Delta = readonly { retain?: number; insert?: string; delete?: number }[];

/** Where a caret stands after others changed the text before, around or behind it. */
export function moveCaret(caret: number, delta: Delta): number {
  let at = 0;
  let moved = caret;
  for (const { retain = 0, insert = '', delete: gone = 0 } of delta) {
    at += retain;
    if (at >= moved) break;
    moved += insert.length;
    at += insert.length;
    moved -= Math.min(gone, moved - at);
  }
  return moved;
}

/**
 * What the writer of `mine` would lose if `theirs` stood instead: lines that are not in `theirs`, and of these only
 * the phrases that are not there. No word of `mine` is in neither.
 */
export function difference(mine: string, theirs: string): string {
  const [lines, others] = notIn(mine.split('\n'), theirs.split('\n'));
  const spare = count(others.flatMap(phrases));
  const lost: string[] = [];
  for (const line of lines) {
    const all = phrases(line);
    const kept = all.filter((phrase) => !takeOne(spare, phrase));
    if (kept.length > 0) lost.push(kept.length === all.length ? line : kept.join(' '));
  }
  return lost.join('\n').trim();
}

/** Sentences and their parts, without the space around them. */
function phrases(line: string): string[] {
  return line
    .split(/(?<=[.!?…;:])\s+/)
    .map((phrase) => phrase.trim())
    .filter((phrase) => phrase !== '');
}

/** Lines of `mine` that `theirs` hasn't, and what of `theirs` is left over; a line that stands twice counts twice. */
function notIn(mine: readonly string[], theirs: readonly string[]): [string[], string[]] {
  const spare = count(theirs);
  const lines = mine.filter((line) => !takeOne(spare, line));
  return [lines, [...spare].flatMap(([line, times]) => Array.from({ length: times }, () => line))];
}

function count(parts: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const part of parts) counts.set(part, (counts.get(part) ?? 0) + 1);
  return counts;
}

function takeOne(spare: Map<string, number>, part: string): boolean {
  const times = spare.get(part) ?? 0;
  if (times > 0) spare.set(part, times - 1);
  return times > 0;
}
