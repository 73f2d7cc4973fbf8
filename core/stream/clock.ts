/** What tells the time and wakes people up. Passed in everywhere, so that tests can run on a clock of their own. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Calls `wake` at `instant` or as soon after as can be; the answer cancels it. */
  at(instant: number, wake: () => void): () => void;
}
