import { DatabaseError } from 'pg';
import { SequenceConflict, StorageFull, StorageUnavailable } from '../../port.ts';

/**
 * What the server says about one statement, as against the connection or the server itself: the connection goes on
 * being of use. Whatever else happens, how the statement ended is not known.
 */
export const isAnswer = (error: unknown): boolean =>
  error instanceof SequenceConflict ||
  error instanceof RangeError ||
  (error instanceof DatabaseError && error.severity === 'ERROR');

/**
 * Whether a call may have spoiled a batch for the others, so that each is worth trying alone: data that no column
 * takes (22, 54), a row that is there already (23), no room for a large one (53100), a deadlock with another process (40).
 */
export function mayBeOneCalls(error: unknown): boolean {
  return error instanceof DatabaseError && /^(22|23|40|54|53100)/.test(error.code ?? '');
}

/** An error as the port names it. */
export function faultOf(error: unknown): Error {
  if (error instanceof SequenceConflict || error instanceof RangeError) return error;
  if (error instanceof StorageFull || error instanceof StorageUnavailable) return error;
  const message = error instanceof Error ? error.message : String(error);
  const code = String((error as { code?: unknown } | null)?.code ?? '');
  const said = code ? `${code}: ${message}` : message;
  if (code === '53100') return new StorageFull(said);
  if (/^(22|54)/.test(code)) return new RangeError(said);
  // Somebody else's entry stands where this one was to stand.
  if (code === '23505') return new SequenceConflict(said);
  return new StorageUnavailable(said);
}
