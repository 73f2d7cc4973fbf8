import { setImmediate as turn } from 'node:timers/promises';
import { decode } from 'cborg';
import { MARK, OrderedMap } from '../../core/stream/ordered.ts';
import { type State, unpackState } from '../../core/stream/state.ts';
import type { Part } from '../../core/stream/subject.ts';
import type { Snapshot } from '../storage/port.ts';

/** Names what snapshots are written in, beside the core that can read what it says: JSON of the packed state. */
const formatOf = (core: string): string => `${core} json`;

/** So many notes, or pairs of another map, are written in one turn: a millisecond or two. */
const SLICE = 500;

/** A state never changes, so it is written bit by bit while commands are being decided: nobody waits for a long one. */
export async function writeSnapshot<P extends Part>(core: string, state: State<P>): Promise<Snapshot> {
  const bytes: Uint8Array[] = [];
  for (const piece of spell(state)) {
    if (bytes.length > 0) await turn();
    bytes.push(Buffer.from(piece));
  }
  return { seq: state.seq, core: formatOf(core), bytes: Buffer.concat(bytes) };
}

/** JSON of a value in pieces of at most a slice each. */
function* spell(value: unknown): Generator<string> {
  let piece = '';
  let pairs = 0;
  for (const [part, weight] of write(value)) {
    piece += part;
    pairs += weight;
    if (pairs < SLICE) continue;
    yield piece;
    piece = '';
    pairs = 0;
  }
  yield piece;
}

/** Bits of JSON, each with how many pairs of maps it holds. */
function* write(value: unknown): Generator<[string, number]> {
  if (!isLong(value)) {
    yield [JSON.stringify(value), 1];
    return;
  }
  const map = value instanceof OrderedMap;
  let between = map ? `{"${MARK}":[` : '{';
  for (const [key, held] of map ? value : Object.entries(value)) {
    if (held === undefined) continue;
    yield [`${between}${map ? '[' : ''}${JSON.stringify(key)}${map ? ',' : ':'}`, 0];
    yield* write(held);
    if (map) yield [']', 0];
    between = ',';
  }
  yield [map ? ']}' : '}', 0];
}

/** Whether a value is, or has in it, a map that takes more than one turn to write. */
function isLong(value: unknown): value is OrderedMap<unknown> | Record<string, unknown> {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return false;
  if (!(value instanceof OrderedMap)) return Object.values(value).some(isLong);
  if (value.size > SLICE) return true;
  for (const held of value.values()) if (isLong(held)) return true;
  return false;
}

/** Null for none, and for one that another version of the core, or in another format, wrote. */
export function readSnapshot<P extends Part>(core: string, snapshot: Snapshot | null): State<P> | null {
  if (snapshot?.core !== formatOf(core)) return null;
  return unpackState<P>(JSON.parse(Buffer.from(snapshot.bytes).toString()));
}

/** Throws for one that can't be understood, whichever version wrote it: before its format was named it was CBOR. */
export function inspectSnapshot({ core, bytes }: Pick<Snapshot, 'core' | 'bytes'>): void {
  if (core.endsWith(formatOf(''))) JSON.parse(Buffer.from(bytes).toString());
  else decode(bytes);
}

/** While people write, entries between two snapshots at least. */
export const SNAPSHOT_EVERY = 2000;
/** Bytes of a snapshot for each entry since the last, so that what one entry pays for snapshots stays the same: */
const BYTES_EACH = { small: 64, large: 256 };
/** up to this many entries, which are read again in a third of a second, the smaller share; beyond, the larger one. */
const SOON_READ = 16_000;

/**
 * How many entries lie between two snapshots at least, once one has taken so many bytes: a large state is written
 * seldom, and still whoever starts again reads the entries since in a third of a second, or, where the state is large,
 * in about the time that it takes itself.
 */
export const snapshotSpacing = (bytes: number): number =>
  Math.ceil(Math.max(bytes / BYTES_EACH.large, Math.min(bytes / BYTES_EACH.small, SOON_READ)));
