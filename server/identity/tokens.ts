import { createHash, createHmac, randomBytes, randomInt } from 'node:crypto';

/** 128 random bits, as 22 characters that stand in an address unescaped. Ids and one-time tokens alike. */
export const mintId = (): string => randomBytes(16).toString('base64url');

/** What is kept of a token: a database that leaks lets nobody in. */
export const hashToken = (token: string): string => createHash('sha256').update(token).digest('base64url');

/**
 * A token that can be shown again without being kept: 128 bits that only the holder of `secret` can work out from
 * `about`. Its hash is stored like any other's.
 */
export const deriveToken = (secret: Uint8Array, about: string): string =>
  createHmac('sha256', secret).update(about).digest().subarray(0, 16).toString('base64url');

/** Letters that can't be mistaken for another when read aloud from a wall: no I, L, O, U. */
const LETTERS = 'ABCDEFGHJKMNPQRSTVWXYZ';
const CODE_LENGTH = 6;

/** A short code: 22^6, about 113 million of them. */
export const mintCode = (): string =>
  Array.from({ length: CODE_LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('');

/** What somebody typed, as a code would be written; null where it can't be one. */
export function readCode(typed: string): string | null {
  const code = typed.toUpperCase().replace(/[\s\-.]/g, '');
  return code.length === CODE_LENGTH && [...code].every((letter) => LETTERS.includes(letter)) ? code : null;
}
