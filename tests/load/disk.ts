import { join } from 'node:path';
import { DATABASE_FILE } from '../../server/storage/backends/sqlite/database.ts';
import type { Call } from './trace.ts';
import { tokensIn } from './writer.ts';

interface Change {
  at: number;
  /** Null: the file is cut, or grown, to `at`. */
  bytes: Buffer | null;
}

/** What a file holds for sure, and what is only in the operating system's memory. */
interface Held {
  durable: Buffer;
  size: number;
  loose: Change[];
}

/**
 * The database's files on a disk that keeps nothing but what was synced: played from a trace. A sync covers what had been written when it
 * began, and is worth nothing before it has ended. The shared memory of the log's index is no file to keep.
 */
export class Disk {
  /** Tokens in anything that is safe. */
  readonly synced = new Set<string>();
  syncs = 0;
  private readonly folder: string;
  private readonly files = new Map<string, Held>();
  /** The folder as it was last synced: files that came since are lost, and those that went are back. */
  private folderSynced: ReadonlyMap<string, Held> = new Map();
  private readonly begun = new Map<number, number>();

  constructor(folder: string) {
    this.folder = folder;
  }

  take(call: Call): void {
    const path = call.file.slice(call.file.indexOf(' ') + 1);
    const { name, when, result, bytes, at } = call;
    if (path === this.folder && name === 'fsync' && when === 'ended' && result === 0) {
      this.folderSynced = new Map(this.files);
    }
    if (!path.startsWith(join(this.folder, DATABASE_FILE)) || path.endsWith('-shm')) return;
    if (name === 'unlink') {
      if (result === 0) this.files.delete(path);
      return;
    }
    const file = this.files.get(path) ?? { durable: Buffer.alloc(0), size: 0, loose: [] };
    this.files.set(path, file);
    if (name === 'fsync' || name === 'fdatasync') {
      if (when === 'began') this.begun.set(call.id, file.loose.length);
      else if (result === 0) this.sync(file, this.begun.get(call.id) ?? 0);
    } else if (when === 'ended' && result !== null && result >= 0) {
      if (name === 'pwrite64') file.loose.push({ at, bytes: bytes.subarray(0, result) });
      else if (name === 'ftruncate') file.loose.push({ at, bytes: null });
      else if (name === 'write') throw new Error(`${path} was written without saying where`);
    }
  }

  /** Every file as it is after the power was cut. */
  left(): [string, Buffer][] {
    return [...this.folderSynced].map(([path, { durable, size }]) => [path, durable.subarray(0, size)]);
  }

  private sync(file: Held, count: number): void {
    this.syncs++;
    for (const { at, bytes } of file.loose.splice(0, count)) {
      if (bytes === null) {
        if (at < file.size) file.durable.fill(0, at, file.size);
        this.grow(file, at);
        file.size = at;
        continue;
      }
      this.grow(file, at + bytes.length);
      bytes.copy(file.durable, at);
      file.size = Math.max(file.size, at + bytes.length);
      for (const token of tokensIn(bytes.toString('latin1'))) this.synced.add(token);
    }
  }

  private grow(file: Held, size: number): void {
    if (size <= file.durable.length) return;
    const larger = Buffer.alloc(Math.max(size, file.durable.length * 2));
    file.durable.copy(larger);
    file.durable = larger;
  }
}
