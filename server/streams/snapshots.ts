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
