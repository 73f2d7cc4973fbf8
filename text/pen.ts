/** A Yjs client id that one device holds for one text and one generation: an unsigned 32-bit number above 1. */
export type Pen = number;

/** The client id under which a text's first words stand. No device ever holds it. */
export const BIRTH_PEN: Pen = 1;

/** A pen from the first four bytes of a digest; who makes the digest makes it unguessable. Throws RangeError on fewer. */
export function derivePen(digest: Uint8Array): Pen {
  const number = new DataView(digest.buffer, digest.byteOffset, digest.byteLength).getUint32(0);
  return number <= BIRTH_PEN ? number + 2 : number;
}
