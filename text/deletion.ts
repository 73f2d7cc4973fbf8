import * as encoding from 'lib0/encoding';
import type { Span } from './inspect.ts';

/** An update that only deletes; `spans` sorted and apart within each pen. */
export function deletionOf(spans: readonly Span[]): Uint8Array {
  const pens = new Map<number, Span[]>();
  for (const span of spans) {
    const list = pens.get(span.client);
    if (list) list.push(span);
    else pens.set(span.client, [span]);
  }
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, 0);
  encoding.writeVarUint(encoder, pens.size);
  for (const [pen, list] of pens) {
    encoding.writeVarUint(encoder, pen);
    encoding.writeVarUint(encoder, list.length);
    for (const { clock, len } of list) {
      encoding.writeVarUint(encoder, clock);
      encoding.writeVarUint(encoder, len);
    }
  }
  return encoding.toUint8Array(encoder);
}
