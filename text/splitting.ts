import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { deletionOf } from './deletion.ts';
import type { Span } from './inspect.ts';
import { isLow } from './surrogates.ts';

/** Units of one stretch of words: in the worst script three bytes each, and so below any limit that is set. */
const STRETCH = 16 * 1024;
/** Stretches, of words or of deletions, in one update. */
const MOST_PIECES = 4096;
/** What stands around the stretches: counts, the pen, its clock, and that nothing is deleted. */
const AROUND = 40;

/**
 * One update of one pen as several that each have at most `limit` bytes: its words in order, then what it deletes. A
 * pasted book, or the undoing of a deletion as long, is one update to Yjs. What isn't words or deletions of one pen
 * comes back as it is.
 */
export function splitTyping(update: Uint8Array, limit: number): Uint8Array[] {
  if (update.length <= limit) return [update];
  const { structs, ds } = Y.decodeUpdate(update);
  const items: Y.Item[] = [];
  for (const struct of structs) {
    if (!(struct instanceof Y.Item) || struct.id.client !== structs[0]?.id.client) return [update];
    items.push(struct);
  }
  const pieces: Uint8Array[] = [];
  let open: Uint8Array[] = [];
  let bytes = 0;
  let from = items[0]?.id ?? null;
  const close = (next: Y.ID | null): void => {
    if (open.length > 0 && from) pieces.push(joinStructs(from, open));
    open = [];
    bytes = 0;
    from = next;
  };
  for (const item of items.flatMap(cutItem)) {
    const encoder = new Y.UpdateEncoderV1();
    item.write(encoder, 0);
    const written = encoding.toUint8Array(encoder.restEncoder);
    if (bytes + written.length + AROUND > limit || open.length >= MOST_PIECES) close(item.id);
    open.push(written);
    bytes += written.length;
  }
  close(null);
  const spans = [...ds.clients].flatMap(([client, list]) =>
    list.map(({ clock, len }): Span => ({ client, clock, len })),
  );
  // Twenty bytes are more than any span takes.
  const most = Math.min(MOST_PIECES, Math.max(1, Math.floor((limit - AROUND) / 20)));
  for (let at = 0; at < spans.length; at += most) pieces.push(deletionOf(spans.slice(at, at + most)));
  return pieces;
}

/** Words as stretches that follow one another, each leaning on the one before. */
function cutItem(item: Y.Item): Y.Item[] {
  if (!(item.content instanceof Y.ContentString) || item.length <= STRETCH) return [item];
  const { client, clock } = item.id;
  const words = item.content.str;
  const cut: Y.Item[] = [];
  for (let at = 0; at < words.length; ) {
    const end = at + STRETCH;
    const stretch = words.slice(at, isLow(words.charCodeAt(end)) ? end - 1 : end);
    const before = at === 0 ? item.origin : Y.createID(client, clock + at - 1);
    const parent = at === 0 ? item.parent : null;
    cut.push(
      new Y.Item(
        Y.createID(client, clock + at),
        null,
        before,
        null,
        item.rightOrigin,
        parent,
        null,
        new Y.ContentString(stretch),
      ),
    );
    at += stretch.length;
  }
  return cut;
}

function joinStructs(from: Y.ID, structs: readonly Uint8Array[]): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, 1);
  encoding.writeVarUint(encoder, structs.length);
  encoding.writeVarUint(encoder, from.client);
  encoding.writeVarUint(encoder, from.clock);
  for (const struct of structs) encoding.writeUint8Array(encoder, struct);
  encoding.writeVarUint(encoder, 0);
  return encoding.toUint8Array(encoder);
}
