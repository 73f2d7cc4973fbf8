/** What a benchmarked server tells the load process: where it is, and who may come in to write what. */
export interface Side {
  url: string;
  /** One for each socket. */
  writers: Writer[];
}

export interface Writer {
  /** Greenball: the cookie; Hocuspocus: nothing. */
  cookie: string;
  session: string;
  person: string;
  /** The text that everybody shares. */
  shared: { to: string; note: string };
  /** The text of this writer's pair. */
  paired: { to: string; note: string };
}

export const SIDES = ['greenball', 'hocuspocus'] as const;
export type SideName = (typeof SIDES)[number];

/** The child says this with its `Side` as soon as it is ready. */
export const tell = (side: Side): void => {
  process.send?.(side);
};
