import type { Addressed, DeviceId, Entry } from './entry.ts';
import { OrderedMap } from './ordered.ts';
import { pack, unpack } from './pack.ts';
import type { Folding, Part, Parts } from './subject.ts';

/** How many refused counters are remembered per device; older resends of those are long settled. */
const REFUSED_KEPT = 64;

/** The last command of a device that is in the log, and which before it were refused. */
export interface DeviceMark {
  counter: number;
  refused: readonly number[];
}

/** A whole stream on the server. Immutable: an owner may hold one committed and one ahead. */
export interface State<P extends Part> {
  seq: number;
  parts: Parts<P>;
  devices: OrderedMap<DeviceMark>;
}

export const emptyState = <P extends Part>(): State<P> => ({
  seq: 0,
  parts: OrderedMap.empty(),
  devices: OrderedMap.empty(),
});

/** The part after one event, its cursor one (or, for compacted events, several) further. */
export function advance<P extends Part, E extends Addressed>(subject: Folding<P, E>, part: P, event: E): P {
  const folded = subject.fold(part, event);
  const count = event.type === 'wrote-many' ? (event as unknown as { count: number }).count : 1;
  return { ...folded, cursor: part.cursor + count };
}

export function evolveParts<P extends Part, E extends Addressed>(
  subject: Folding<P, E>,
  parts: Parts<P>,
  event: E,
): Parts<P> {
  const part = parts.get(event.to) ?? subject.emptyPart(event.to);
  return parts.set(event.to, advance(subject, part, event));
}

export function evolve<P extends Part, E extends Addressed>(
  subject: Folding<P, E>,
  state: State<P>,
  entry: Entry<E>,
): State<P> {
  let devices = state.devices;
  if (entry.device) devices = mark(devices, entry.device, entry.counter, entry.refused);
  for (const tally of entry.tally ?? []) devices = mark(devices, tally.device, tally.counter, tally.refused);
  return { seq: entry.seq, parts: evolveParts(subject, state.parts, entry.event), devices };
}

function mark(
  devices: OrderedMap<DeviceMark>,
  device: DeviceId,
  counter: number,
  refused: readonly number[] = [],
): OrderedMap<DeviceMark> {
  const held = devices.get(device);
  if (held && held.counter >= counter && refused.length === 0) return devices;
  return devices.set(device, {
    counter: Math.max(counter, held?.counter ?? 0),
    refused: [...new Set([...(held?.refused ?? []), ...refused])].slice(-REFUSED_KEPT),
  });
}

/** Whether a command is new, already in the log, or was refused before a later one of its device was taken. */
export function recognise(mark: DeviceMark | undefined, counter: number): 'new' | 'done' | 'refused' {
  if (!mark || counter > mark.counter) return 'new';
  return mark.refused.includes(counter) ? 'refused' : 'done';
}

export const packState = <P extends Part>(state: State<P>): unknown => pack(state);
export const unpackState = <P extends Part>(packed: unknown): State<P> => unpack<State<P>>(packed);
