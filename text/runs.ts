import type { Span } from './inspect.ts';

/** Who wrote, or deleted, a stretch of one pen's clocks. */
export interface AuthorRun extends Span {
  by: string;
}

/** Stands for an author who was erased. */
export const ERASED = 'erased';

/** Runs by pen, each list ascending and without overlaps; neighbours of one author are one run. */
export class AuthorRuns {
  private readonly byPen = new Map<number, AuthorRun[]>();
  /** Clocks that have an author. */
  private count = 0;

  get total(): number {
    return this.count;
  }

  /** Later additions don't overwrite: the first to write or delete a clock stays its author. */
  add({ client, clock, len }: Span, by: string): void {
    let runs = this.byPen.get(client);
    if (!runs) {
      runs = [];
      this.byPen.set(client, runs);
    }
    const end = clock + len;
    let index = firstEndingAfter(runs, clock);
    for (let at = clock; at < end; ) {
      const run = runs[index];
      if (run && run.clock <= at) {
        at = run.clock + run.len;
        index++;
        continue;
      }
      const stop = run ? Math.min(run.clock, end) : end;
      index = this.put(runs, index, { client, clock: at, len: stop - at, by });
      this.count += stop - at;
      at = stop;
    }
  }

  /** Puts a run into the free place before `index`; an index at which whoever covers the next clock, if anybody, stands. */
  private put(runs: AuthorRun[], index: number, run: AuthorRun): number {
    const left = runs[index - 1];
    const right = runs[index];
    const joinsRight = right && right.by === run.by && right.clock === run.clock + run.len;
    if (left && left.by === run.by && left.clock + left.len === run.clock) {
      left.len += run.len;
      if (!joinsRight) return index;
      left.len += right.len;
      runs.splice(index, 1);
      return index - 1;
    }
    if (joinsRight) {
      right.clock = run.clock;
      right.len += run.len;
      return index;
    }
    if (index === runs.length) runs.push(run);
    else runs.splice(index, 0, run);
    return index + 1;
  }

  /** Whose the clock is, and how many clocks from it on are theirs, too. */
  at(client: number, clock: number): { by: string; len: number } | null {
    const runs = this.byPen.get(client) ?? [];
    const run = runs[firstEndingAfter(runs, clock)];
    return run && run.clock <= clock ? { by: run.by, len: run.clock + run.len - clock } : null;
  }

  /** Pens in the order of their first run, runs by clock. */
  *[Symbol.iterator](): Generator<AuthorRun> {
    for (const runs of this.byPen.values()) yield* runs;
  }

  /** The same runs, with what `person` did under nobody's name. */
  without(person: string): AuthorRuns {
    const runs = new AuthorRuns();
    for (const { by, ...span } of this) runs.add(span, by === person ? ERASED : by);
    return runs;
  }
}

function firstEndingAfter(runs: readonly AuthorRun[], clock: number): number {
  const last = runs[runs.length - 1];
  if (!last || last.clock + last.len <= clock) return runs.length;
  let low = 0;
  let high = runs.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    const run = runs[middle] as AuthorRun;
    if (run.clock + run.len > clock) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Words that stand in a text, with the pen and clock of their first unit. */
export interface Stretch {
  words: string;
  client: number;
  clock: number;
}

export interface WordRun {
  by: string | null;
  words: string;
}

/** A text as it stands, with who wrote what; `birthBy` for its first words. Neighbours of one author are one run. */
export function runsOfWords(
  text: { standing(): Iterable<Stretch>; readonly written: AuthorRuns },
  birthBy: string | null = null,
): WordRun[] {
  const runs: WordRun[] = [];
  for (const { words, client, clock } of text.standing()) {
    for (let i = 0; i < words.length; ) {
      const run = text.written.at(client, clock + i);
      const len = Math.min(run?.len ?? words.length, words.length - i);
      const by = run?.by ?? birthBy;
      const last = runs[runs.length - 1];
      const piece = words.slice(i, i + len);
      if (last && last.by === by) last.words += piece;
      else runs.push({ by, words: piece });
      i += len;
    }
  }
  return runs;
}
