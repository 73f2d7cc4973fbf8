import { createHash } from 'node:crypto';
import { type Entry, textId } from '../../core/stream/entry.ts';
import { canonical } from './canonical.ts';
import type { Storage, StreamRef } from './port.ts';

/** How many texts are read at a time. */
const FEW = 100;

export interface ColdRead {
  seq: number;
  texts: number;
  /** SHA-256 over the whole log as it is loaded, what comes after its middle, and every text. */
  hash: string;
}

/** A stream as somebody reads it who is about to own it. */
export async function readAsAnOwner(storage: Storage, ref: StreamRef): Promise<ColdRead> {
  const hash = createHash('sha256');
  const { entries, seq } = await storage.load(ref, { withoutSnapshot: true });
  const ids = new Set<string>();
  for (const entry of entries) {
    hash.update(canonical(entry));
    const { to, note, type } = entry.event as Entry['event'] & { note: string };
    if (type === 'wrote' || type === 'wrote-many') ids.add(textId(to, note));
  }
  // From the middle on, compacted entries are counted by which numbers they had.
  for (const entry of (await storage.load(ref, { after: Math.floor(seq / 2) })).entries) {
    hash.update(canonical(entry));
  }
  const all = [...ids];
  for (let at = 0; at < all.length; at += FEW) {
    for (const text of await storage.texts(ref, all.slice(at, at + FEW))) hash.update(canonical(text));
  }
  return { seq, texts: ids.size, hash: hash.digest('hex') };
}
