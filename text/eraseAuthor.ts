import type { Span } from './inspect.ts';
import { TextLedger } from './ledger.ts';
import { BIRTH_PEN } from './pen.ts';

/**
 * A text at rest without `person` (TX-8): what they wrote is gone from the bytes, what others wrote stands, in order
 * and under their names; nothing names the person. Pens' clocks stay, so that copies elsewhere can still be brought
 * up to date. `birthBy` is who wrote the first words: what is at rest doesn't know it.
 *
 * The result must be stored even for a text that was never written in after its birth: later updates lean on the
 * first words' places, which can't be made again from an erased payload. Words that somebody else typed, pasted or
 * brought back by undoing their own deletion are theirs.
 */
export function eraseAuthor(resting: Uint8Array, person: string, birthBy: string | null = null): Uint8Array {
  const ledger = TextLedger.wake(resting);
  const spans: Span[] = [];
  for (const run of ledger.written) if (run.by === person) spans.push(run);
  const birth = ledger.known.get(BIRTH_PEN) ?? 0;
  if (birthBy === person && birth > 0) spans.push({ client: BIRTH_PEN, clock: 0, len: birth });
  return ledger.without(spans, person).rest();
}
