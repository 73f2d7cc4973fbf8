import type { Span } from './inspect.ts';

/** Who wrote, or deleted, a stretch of one pen's clocks. */
export interface AuthorRun extends Span {
  by: string;
}

/** Runs by pen, each list ascending and without overlaps; neighbours of one author are one run. */
export class AuthorRuns {
  private readonly byPen = new Map<number, AuthorRun[]>();

  /** Later additions don't overwrite: the first to write or delete a clock stays its author. */
  add(span: Span, by: string): void {
    const runs = this.byPen.get(span.client) ?? [];
    this.byPen.set(span.client, runs);
    const last = runs[runs.length - 1];
    if (!last || span.clock > last.clock + last.len || (span.clock === last.clock + last.len && last.by !== by)) {
      runs.push({ ...span, by });
      return;
    }
    if (span.clock === last.clock + last.len) {
      last.len += span.len;
      return;
    }
    this.insert(runs, span, by);
  }

  private insert(runs: AuthorRun[], span: Span, by: string): void {
    let { clock } = span;
    const end = span.clock + span.len;
    const fresh: AuthorRun[] = [];
    for (const run of runs) {
      if (clock >= end) break;
      if (run.clock + run.len <= clock) continue;
      if (run.clock > clock) {
        fresh.push({ client: span.client, clock, len: Math.min(run.clock, end) - clock, by });
      }
      clock = Math.max(clock, run.clock + run.len);
    }
    if (clock < end) fresh.push({ client: span.client, clock, len: end - clock, by });
    const sorted = [...runs, ...fresh].sort((a, b) => a.clock - b.clock);
    runs.length = 0;
    for (const run of sorted) {
      const last = runs[runs.length - 1];
      if (last && last.by === run.by && last.clock + last.len === run.clock) last.len += run.len;
      else runs.push({ ...run });
    }
  }

  /** Who wrote the clock, and how many clocks on from it are theirs, too. */
  at(client: number, clock: number): { by: string; len: number } | null {
    const runs = this.byPen.get(client) ?? [];
    let low = 0;
    let high = runs.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const run = runs[middle] as AuthorRun;
      if (clock < run.clock) high = middle - 1;
      else if (clock >= run.clock + run.len) low = middle + 1;
      else return { by: run.by, len: run.clock + run.len - clock };
    }
    return null;
  }

  *[Symbol.iterator](): Generator<AuthorRun> {
    for (const runs of this.byPen.values()) yield* runs;
  }
}
