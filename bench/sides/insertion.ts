import * as encoding from 'lib0/encoding';

/** What a struct of Yjs's first update format says of itself: text, and, with the bit, what stands left of it. */
const TEXT = 4;
const AFTER = 0x80;

/**
 * A Yjs update that inserts words after the character that the same pen wrote at clock `after`, or, for null, at the
 * beginning of the root text: what a `Y.Doc` makes of such typing, without the document.
 */
export function insertion(
  pen: number,
  clock: number,
  after: number | null,
  root: string,
  words: string,
): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, 1);
  encoding.writeVarUint(encoder, 1);
  encoding.writeVarUint(encoder, pen);
  encoding.writeVarUint(encoder, clock);
  if (after === null) {
    encoding.writeUint8(encoder, TEXT);
    encoding.writeVarUint(encoder, 1);
    encoding.writeVarString(encoder, root);
  } else {
    encoding.writeUint8(encoder, TEXT | AFTER);
    encoding.writeVarUint(encoder, pen);
    encoding.writeVarUint(encoder, after);
  }
  encoding.writeVarString(encoder, words);
  // Nothing is deleted.
  encoding.writeVarUint(encoder, 0);
  return encoding.toUint8Array(encoder);
}
