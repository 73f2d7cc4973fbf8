import { SequenceConflict } from '../../port.ts';
import type { Database } from './database.ts';
import { type Fault, faultOf } from './faults.ts';
import type { Batch, Call, Results, Row } from './message.ts';
import type { Writer } from './writer.ts';

type Outcome = Results[number];

/** A call with its own bytes. */
interface Placed {
  call: Call;
  bytes: Uint8Array;
}

/**
 * One batch, one transaction, one fsync. Every call stands in its own savepoint, so that one which is refused takes
 * none of its neighbours with it. When the database itself fails, every call of the batch has failed; only for want
 * of room each is then tried alone, since SQLite gives a whole transaction up for one row that is too large.
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

  commit({ calls, bytes }: Batch): Results {
    let offset = 0;
    const placed = (JSON.parse(calls) as Call[]).map((call): Placed => {
      offset += call[0];
      return { call, bytes: bytes.subarray(offset - call[0], offset) };
    });
    const { outcomes, failed } = this.together(placed);
    const alone = failed?.kind === 'full' && placed.length > 1;
    const final = alone ? placed.flatMap((one) => this.together([one]).outcomes) : outcomes;
    const results: Results = {};
    for (const [i, outcome] of final.entries()) if (outcome) results[i] = outcome;
    return results;
  }

  /** `failed`: why none of it was kept. */
  private together(calls: Placed[]): { outcomes: (Outcome | null)[]; failed: Fault | null } {
    const outcomes: (Outcome | null)[] = [];
    try {
      this.statements.begin.run();
      for (const call of calls) {
        this.statements.mark.run();
        const outcome = this.attempt(call);
        if (outcome && 'fault' in outcome) this.statements.undo.run();
        this.statements.keep.run();
        outcomes.push(outcome);
      }
      this.statements.commit.run();
      return { outcomes, failed: null };
    } catch (error) {
      this.writer.held.forget();
      if (this.database.inTransaction) this.database.exec('ROLLBACK');
      const fault = faultOf(error, this.dataDir);
      // A call that was refused by itself keeps its own reason.
      const own = (outcome?: Outcome | null) => (outcome && 'fault' in outcome ? outcome : { fault });
      return { outcomes: calls.map((_, i) => own(outcomes[i])), failed: fault };
    }
  }

  /** Null where there is nothing to say but that it was done. */
  private attempt({ call, bytes }: Placed): Outcome | null {
    try {
      const value = this.perform(call, takeFrom(bytes));
      return value === undefined ? null : { value };
    } catch (error) {
      const unwritten = call[1] === 'append' && error instanceof SequenceConflict;
      if (!unwritten) this.writer.held.forget();
      if (!this.database.inTransaction || concernsAll(error)) throw error;
      return { fault: faultOf(error, this.dataDir) };
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
      case 'dropBlobs':
        return writer.dropBlobs(space, args[1] as string[]);
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

/** Failures of the file or of the connection, after which nothing of the transaction is worth keeping. */
function concernsAll(error: unknown): boolean {
  const code = String((error as { code?: unknown } | null)?.code ?? '');
  return code.startsWith('SQLITE_') && !/^SQLITE_(FULL|CONSTRAINT|TOOBIG|MISMATCH)/.test(code);
}

function takeFrom(bytes: Uint8Array): (length: number) => Uint8Array {
  let at = 0;
  return (length) => {
    at += length;
    return bytes.subarray(at - length, at);
  };
}
