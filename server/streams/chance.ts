import { createHmac } from 'node:crypto';
import type { StreamRef } from '../storage/port.ts';

/**
 * Chance and pens, derived from the server's secret and the name of what they are for: nobody can guess them, they
 * need no storage, and nothing that others do shifts them.
 */
function digest(secret: Uint8Array, ref: StreamRef, ...name: (string | number)[]): Uint8Array {
  return createHmac('sha256', secret)
    .update(JSON.stringify([ref.space, ref.stream, ...name]))
    .digest();
}

/**
 * The seed of one command's decision, an unsigned 32-bit number. It goes by what everybody knows (`cursor` of what all
 * are told): a counter of the actor's own would let the outcome tell of their hidden acts.
 */
export function seedFor(secret: Uint8Array, ref: StreamRef, actor: string, cursor: number): number {
  const bytes = digest(secret, ref, 'seed', actor, cursor);
  return new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
}

/** The bytes from which a device's pen for one text is derived. */
export const penDigest = (
  secret: Uint8Array,
  ref: StreamRef,
  text: string,
  device: string,
  generation: number,
): Uint8Array => digest(secret, ref, 'pen', text, device, generation);
