import { statfsSync } from 'node:fs';
import { SequenceConflict, StorageFull, StorageUnavailable } from '../../port.ts';

/** An error as it crosses from a worker to the main thread. */
export interface Fault {
  kind: 'conflict' | 'range' | 'full' | 'unavailable';
  message: string;
}

/** With less room than this a failed write is taken to have failed for want of room, bytes. */
const HARDLY_ANY = 128 * 1024;

export function faultOf(error: unknown, dataDir: string): Fault {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof SequenceConflict) return { kind: 'conflict', message };
  if (error instanceof RangeError) return { kind: 'range', message };
  const code = String((error as { code?: unknown } | null)?.code ?? '');
  if (code === 'SQLITE_FULL' || code === 'ENOSPC') return { kind: 'full', message };
  // A full disk also shows as a failed fsync or a failed extension of the index of the log.
  if (code.startsWith('SQLITE_IOERR') && room(dataDir) < HARDLY_ANY) return { kind: 'full', message };
  return { kind: 'unavailable', message: code ? `${code}: ${message}` : message };
}

export function errorOf({ kind, message }: Fault): Error {
  switch (kind) {
    case 'conflict':
      return new SequenceConflict(message);
    case 'range':
      return new RangeError(message);
    case 'full':
      return new StorageFull(message);
    case 'unavailable':
      return new StorageUnavailable(message);
  }
}

function room(dataDir: string): number {
  try {
    const { bavail, bsize } = statfsSync(dataDir);
    return bavail * bsize;
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}
