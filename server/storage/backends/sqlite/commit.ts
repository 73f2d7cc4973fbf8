import { SequenceConflict } from '../../port.ts';
import type { Database } from './database.ts';
import { type Fault, faultOf } from './faults.ts';
import type { Batch, Call, Results, Row } from './message.ts';
import type { Writer } from './writer.ts';

/**
 * One batch, one transaction, one fsync. Every call stands in its own savepoint, so that one which is refused takes
 * none of its neighbours with it; when the database itself fails, every call of the batch has failed.
 */
export class Committer {
  private readonly writer: Writer;
  private readonly dataDir: string;
  private readonly database: Database;
  private readonly statements;

  constructor(database: Database, writer: Writer, dataDir: string) {
    this.database = database;
    this.writer = writer;
    this.dataDir = dataDir;
    this.statements = {
      begin: database.prepare('BEGIN IMMEDIATE'),
      commit: database.prepare('COMMIT'),
      mark: database.prepare('SAVEPOINT call'),
      undo: database.prepare('ROLLBACK TO call'),
      keep: database.prepare('RELEASE call'),
    };
  }

  commit(batch: Batch): Results {
    const calls = JSON.parse(batch.calls) as Call[];
    const results: Results = {};
    try {
      this.statements.begin.run();
      let offset = 0;
      for (const [i, call] of calls.entries()) {
        this.statements.mark.run();
        const fault = this.attempt(call, batch.bytes, offset, (value) => {
          results[i] = { value };
        });
        if (fault) {
          results[i] = { fault };
          this.statements.undo.run();
        }
        this.statements.keep.run();
        offset += call[0];
      }
      this.statements.commit.run();
      return results;
    } catch (error) {
      this.writer.held.forget();
      if (this.database.inTransaction) this.database.exec('ROLLBACK');
      const fault = faultOf(error, this.dataDir);
      // A call that was refused by itself keeps its own reason.
      return Object.fromEntries(calls.map((_, i) => [i, refusedAlone(results[i]) ?? { fault }]));
    }
  }

  private attempt(
    call: Call,
    bytes: Uint8Array,
    offset: number,
    answer: (value: unknown) => void,
  ): Fault | null {
    try {
      const value = this.perform(call, takeFrom(bytes, offset));
      if (value !== undefined) answer(value);
      return null;
    } catch (error) {
      const unwritten = call[1] === 'append' && error instanceof SequenceConflict;
      if (!unwritten) this.writer.held.forget();
      if (!this.database.inTransaction || concernsAll(error)) throw error;
      return faultOf(error, this.dataDir);
    }
  }

  private perform([, operation, ...args]: Call, take: (length: number) => Uint8Array): unknown {
    const [space, stream] = args as [string, string];
    const ref = { space, stream };
    const { writer } = this;
    switch (operation) {
      case 'append':
        return writer.append(ref, args[2] as number, args[3] as Row[], take);
      case 'texts':
        return writer.texts(ref, args[2] as string[]);
      case 'compact':
        return writer.compact(ref, args[2] as string, args[3] as number, take(args[4] as number));
      case 'snapshot': {
        const [seq, core, length] = args.slice(2) as [number, string, number];
        return writer.snapshot(ref, { seq, core, bytes: take(length) });
      }
      case 'lease': {
        const [holder, until, now] = args.slice(2) as [string, number, number];
        return writer.lease(ref, holder, until, now);
      }
      case 'release':
        return writer.release(ref, args[2] as string);
      case 'putBlob': {
        const [id, owner, type, length] = args.slice(1) as [string, string, string, number];
        return writer.putBlob(space, { id, owner, type, bytes: take(length) });
      }
      case 'eraseBlobs':
        return writer.eraseBlobs(space, args[1] as string);
      case 'erase': {
        const [events, texts] = args.slice(2) as [[number, unknown][], [string, number, number][]];
        const bases = texts.map(([text, through, length]) => ({ text, through, base: take(length) }));
        return writer.erase(ref, events, bases);
      }
      case 'rememberErasure':
        return writer.rememberErasure(space, args[1] as string, args[2] as number);
      default:
        throw new RangeError(`No operation "${operation}".`);
    }
  }
}

const refusedAlone = (result: Results[number] | undefined) => (result && 'fault' in result ? result : null);

/** Failures of the file or of the connection, after which nothing of the transaction is worth keeping. */
function concernsAll(error: unknown): boolean {
  const code = String((error as { code?: unknown } | null)?.code ?? '');
  return code.startsWith('SQLITE_') && !/^SQLITE_(FULL|CONSTRAINT|TOOBIG|MISMATCH)/.test(code);
}

function takeFrom(bytes: Uint8Array, offset: number): (length: number) => Uint8Array {
  let at = offset;
  return (length) => {
    at += length;
    return bytes.subarray(at - length, at);
  };
}
