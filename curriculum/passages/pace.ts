/** Lets one request at a time through, with a rest after each: how arXiv asks to be asked. */
export interface Pace {
  run<T>(task: () => Promise<T>): Promise<T>;
  /** Nobody shall ask before this instant (in milliseconds). */
  hold(until: number): void;
  heldUntil(): number;
}

export interface PaceOptions {
  now: () => number;
  wait: (ms: number) => Promise<void>;
  /** From the end of one request to the start of the next, in milliseconds. */
  rest: number;
}

export function createPace({ now, wait, rest }: PaceOptions): Pace {
  let last: Promise<unknown> = Promise.resolve();
  let ended = Number.NEGATIVE_INFINITY;
  let held = 0;
  return {
    run(task) {
      const mine = last.then(async () => {
        const owed = ended + rest - now();
        // A clock that was set back must not keep anybody waiting for a day.
        if (owed > 0) await wait(Math.min(owed, rest));
        try {
          return await task();
        } finally {
          ended = now();
        }
      });
      last = mine.catch(() => undefined);
      return mine;
    },
    hold(until) {
      held = Math.max(held, until);
    },
    heldUntil: () => held,
  };
}
