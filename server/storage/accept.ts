import type { AudienceId, Entry, Wrote } from '../../core/stream/entry.ts';

export const isWrote = (entry: Entry): entry is Entry<Wrote> => entry.event.type === 'wrote';

/** Throws RangeError for entries that no stream may hold. */
export function checkEntries(expectedSeq: number, entries: readonly Entry[]): void {
  let seq = expectedSeq;
  for (const entry of entries) {
    seq++;
    if (entry.seq !== seq) throw new RangeError(`Entry ${entry.seq} stands where ${seq} is next.`);
    if (entry.event.type === 'wrote-many' || entry.tally)
      throw new RangeError('Only compaction makes wrote-many.');
    if (isWrote(entry)) {
      if (entry.event.to.includes(' ')) throw new RangeError('An audience id holds no space.');
    } else if (entry.update) throw new RangeError('Only wrote carries an update.');
  }
}

/** The inverse of `textId`: audience ids hold no space. */
export function textParts(text: string): { to: AudienceId; note: string } {
  const cut = text.indexOf(' ');
  return { to: text.slice(0, cut), note: text.slice(cut + 1) };
}
