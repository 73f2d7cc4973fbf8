import * as Y from 'yjs';
import type { Pen } from './pen.ts';

/** No pen: nothing is ever written with it. While it stands Yjs sees no collision, and has none to report. */
const NOBODY = 0;

/**
 * Brings an update from elsewhere into a device's copy, which then writes with `pen`. A tab that opens a text again
 * meets its own pen's words in it; Yjs would take that for a collision and go on under a random client id, which the
 * server refuses.
 */
export function receiveUpdate(copy: Y.Doc, pen: Pen, update: Uint8Array, origin: unknown): void {
  copy.clientID = NOBODY;
  try {
    Y.applyUpdate(copy, update, origin);
  } finally {
    copy.clientID = pen;
  }
}
