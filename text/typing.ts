import * as Y from 'yjs';

/** Several updates of one pen as one. */
export function mergeTyping(updates: Uint8Array[]): Uint8Array {
  return updates.length === 1 ? (updates[0] as Uint8Array) : Y.mergeUpdates(updates);
}

const isLow = (unit: number): boolean => unit >= 0xdc00 && unit <= 0xdfff;

/**
 * Makes `text`, which reads `before`, read `after`, by one replacement as small as can be. `caret` is where the
 * writer stands afterwards: of several readings of a change ("aa" to "aaa") it tells which was meant. Never cuts a
 * surrogate pair in two.
 */
export function applyDiff(text: Y.Text, before: string, after: string, caret: number): void {
  if (before === after) return;
  const shorter = Math.min(before.length, after.length);
  // What is behind the caret was there before: take that much off the end first.
  const tail = Math.max(0, after.length - caret);
  let end = 0;
  while (end < Math.min(shorter, tail) && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  let start = 0;
  while (start < shorter - end && before[start] === after[start]) start++;
  while (end < shorter - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  if (isLow(before.charCodeAt(start)) || isLow(after.charCodeAt(start))) start = Math.max(0, start - 1);
  if (end > 0 && isLow(after.charCodeAt(after.length - end))) end--;
  const gone = before.length - end - start;
  if (gone > 0) text.delete(start, gone);
  const come = after.slice(start, after.length - end);
  if (come) text.insert(start, come);
}

export type Delta = { retain?: number; insert?: string; delete?: number }[];

/** Where a caret stands after others changed the text before, around or behind it. */
export function moveCaret(caret: number, delta: Delta): number {
  let at = 0;
  let moved = caret;
  for (const { retain = 0, insert, delete: gone = 0 } of delta) {
    if (at > moved) break;
    at += retain;
    if (insert !== undefined) {
      if (at < moved) moved += insert.length;
      at += insert.length;
    }
    if (gone > 0 && at < moved) moved -= Math.min(gone, moved - at);
  }
  return moved;
}

/** Lines that are in `mine` and not in `theirs`, in order: what its writer would lose. */
export function difference(mine: string, theirs: string): string {
  const left = new Map<string, number>();
  for (const line of theirs.split('\n')) left.set(line, (left.get(line) ?? 0) + 1);
  const lost: string[] = [];
  for (const line of mine.split('\n')) {
    const count = left.get(line) ?? 0;
    if (count > 0) left.set(line, count - 1);
    else lost.push(line);
  }
  return lost.join('\n').trim();
}
