/** From how many answers on a lead is told anything of them, and in which steps how many there are. */
export const FEWEST_TOLD = 4;

/** What several people said they got out of something, 0 to 10, without anything of one of them. */
export interface Totals {
  /** So many or up to three more. */
  atLeast: number;
  /** In whole numbers. */
  median: number;
}

/** Null where fewer answered than may be told of: none and three look alike. */
export function sumUp(got: readonly number[]): Totals | null {
  if (got.length < FEWEST_TOLD) return null;
  const sorted = [...got].sort((a, b) => a - b);
  const below = sorted[Math.floor((sorted.length - 1) / 2)] as number;
  const above = sorted[Math.ceil((sorted.length - 1) / 2)] as number;
  return {
    atLeast: got.length - (got.length % FEWEST_TOLD),
    median: Math.round((below + above) / 2),
  };
}

/** Of several sessions together: those that tell nothing by themselves add nothing, so that no difference tells of them. */
export function sumUpSessions(
  sessions: readonly (readonly number[])[],
): (Totals & { sessions: number }) | null {
  const told = sessions.filter((got) => sumUp(got));
  const totals = sumUp(told.flat());
  return totals && { ...totals, sessions: told.length };
}
