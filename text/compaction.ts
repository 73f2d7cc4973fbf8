import { TextLedger } from './ledger.ts';

/** One committed update and who wrote it. */
export interface AuthoredUpdate {
  update: Uint8Array;
  by: string;
}

export interface CompactText {
  /** State and author runs, as `TextLedger.wake` reads them. Every pen's next clock is what it was before. */
  resting: Uint8Array;
  words: string;
}

/**
 * A text and its committed updates as one. `from` is where they begin: the first words, or a text at rest.
 * Throws on an update that could never have been committed.
 */
export function compactText(
  from: { birth: string } | { resting: Uint8Array },
  updates: Iterable<AuthoredUpdate>,
): CompactText {
  const ledger = 'birth' in from ? TextLedger.born(from.birth) : TextLedger.wake(from.resting);
  for (const { update, by } of updates) {
    const seen = ledger.take(update, by);
    if (!seen.ok) throw new Error(`a committed update can't be taken: ${seen.reason}`);
  }
  return { resting: ledger.rest(), words: ledger.words() };
}
