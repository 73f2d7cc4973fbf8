import { decode, encode } from 'cborg';
import { packState, type State, unpackState } from '../../core/stream/state.ts';
import type { Part } from '../../core/stream/subject.ts';
import type { Snapshot } from '../storage/port.ts';

export const writeSnapshot = <P extends Part>(core: string, state: State<P>): Snapshot => ({
  seq: state.seq,
  core,
  bytes: encode(packState(state), { ignoreUndefinedProperties: true }),
});

/** Null for none, and for one that another version of the core wrote. */
export function readSnapshot<P extends Part>(core: string, snapshot: Snapshot | null): State<P> | null {
  return snapshot?.core === core ? unpackState<P>(decode(snapshot.bytes)) : null;
}

/** While people write, entries between two snapshots at least. */
export const SNAPSHOT_EVERY = 2000;
/** Bytes of a snapshot for each entry since the last: what one entry pays for snapshots is then always the same. */
const BYTES_EACH = 256;

/**
 * How many entries lie between two snapshots at least, once one has taken so many bytes: a large state is written
 * seldom, and still the entries since take about as long to read again as the snapshot itself.
 */
export const snapshotSpacing = (bytes: number): number => Math.ceil(bytes / BYTES_EACH);
