import { decode, encode } from 'cborg';

/** Largest frame taken from a socket, bytes. */
export const MOST_FRAME = 256 * 1024;

/** Messages travel as CBOR (RFC 8949), one message a binary frame. */
export const pour = (message: unknown): Uint8Array => encode(message, { ignoreUndefinedProperties: true });

/** Throws on anything that is not one whole, strict CBOR item. */
export const read = (frame: Uint8Array): unknown =>
  decode(frame, {
    allowUndefined: false,
    allowIndefinite: false,
    rejectDuplicateMapKeys: true,
    strict: true,
  });
