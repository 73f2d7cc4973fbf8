import * as Y from 'yjs';
import type { Pen } from './pen.ts';

/** The next clock of every pen that has written, as the server knows it. */
export type KnownClocks = ReadonlyMap<number, number>;

export type UpdateFault = 'foreign' | 'gap' | 'pending' | 'content' | 'too-large' | 'malformed';

export interface Span {
  client: number;
  clock: number;
  len: number;
}

export type Inspection =
  | { ok: true; from: number; to: number; deletes: Span[] }
  | { ok: false; reason: UpdateFault };

export interface TextLimits {
  /** Bytes of one update. */
  update: number;
  /** UTF-16 units that may ever be written into one text. */
  written: number;
}

export const TEXT_LIMITS: TextLimits = { update: 128 * 1024, written: 8 * 1024 * 1024 };

/** The name of the one root type that a text has. */
export const ROOT_NAME = 't';

const fault = (reason: UpdateFault): Inspection => ({ ok: false, reason });

/**
 * Looks at an update before anything is done with it (TX-2): plain words or deletions in the root text, all of it
 * written by `pen`, following without a gap on what is known of that pen, and leaning on nothing unknown, so that
 * Yjs integrates the whole of it at once. Reads the update once; holds no document. Never throws.
 */
export function inspectUpdate(
  update: Uint8Array,
  known: KnownClocks,
  pen: Pen,
  limits: TextLimits = TEXT_LIMITS,
): Inspection {
  if (update.length > limits.update) return fault('too-large');
  let decoded: ReturnType<typeof Y.decodeUpdate>;
  try {
    decoded = Y.decodeUpdate(update);
  } catch {
    return fault('malformed');
  }
  const from = known.get(pen) ?? 0;
  let next = from;
  const stands = (id: { client: number; clock: number } | null): boolean =>
    id === null || id.clock < (id.client === pen ? next : (known.get(id.client) ?? 0));
  for (const struct of decoded.structs) {
    if (struct.id.client !== pen) return fault('foreign');
    if (!(struct instanceof Y.Item)) return fault('content');
    if (struct.id.clock !== next) return fault('gap');
    const fault_ = faultOf(struct);
    if (fault_) return fault(fault_);
    if (!stands(struct.origin) || !stands(struct.rightOrigin)) return fault('pending');
    next += struct.length;
  }
  if (next > limits.written) return fault('too-large');
  const deletes: Span[] = [];
  for (const [client, ranges] of decoded.ds.clients) {
    const end = client === pen ? next : (known.get(client) ?? 0);
    for (const { clock, len } of ranges) {
      if (len < 1 || clock + len > end) return fault('pending');
      deletes.push({ client, clock, len });
    }
  }
  if (next === from && deletes.length === 0) return fault('malformed');
  return { ok: true, from, to: next, deletes };
}

/** What makes an item more than plain words in the root text, or null. */
function faultOf(item: Y.Item): UpdateFault | null {
  const { content, parentSub } = item;
  if (!(content instanceof Y.ContentString || content instanceof Y.ContentDeleted)) return 'content';
  if (item.length < 1) return 'malformed';
  if (parentSub !== null) return 'content';
  // With a neighbour the parent is the neighbour's and isn't written; without one it must be the root text.
  const parent = item.parent as unknown;
  const leans = item.origin !== null || item.rightOrigin !== null;
  return (leans ? parent === null : parent === ROOT_NAME) ? null : 'content';
}
