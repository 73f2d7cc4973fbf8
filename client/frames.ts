import { MOST_FRAME, pour } from '../wire/codec.ts';
import type { Outgoing } from './outbox.ts';

const MOST_AT_ONCE = 100;

/** What waits, in as few frames as the server takes: it ends a connection that sends a longer one. */
export function inFrames(waiting: readonly Outgoing[]): Outgoing[][] {
  if (waiting.length <= 1) return waiting.length === 0 ? [] : [[...waiting]];
  const frames: Outgoing[][] = [];
  let frame: Outgoing[] = [];
  let bytes = 0;
  for (const item of waiting) {
    const size = pour(item).length;
    if (frame.length >= MOST_AT_ONCE || (frame.length > 0 && bytes + size > MOST_FRAME / 2)) {
      frames.push(frame);
      frame = [];
      bytes = 0;
    }
    frame.push(item);
    bytes += size;
  }
  return [...frames, frame];
}
