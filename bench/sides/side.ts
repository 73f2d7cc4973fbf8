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
  /** Texts that everybody has open, among the notes. */
  shared: { to: string; notes: string[] };
  /** The text of this writer's pair. */
  paired: { to: string; notes: string[] };
}

export const SIDES = ['greenball', 'hocuspocus'] as const;
export type SideName = (typeof SIDES)[number];

/** Of the 2,000 notes so many have their texts open on everybody's screen; edits go to any of them. */
export const OPEN = 200;
export const openNotes = (): string[] => Array.from({ length: OPEN }, (_, i) => `note-${i * 10}`);

/** The child says this with its `Side` as soon as it is ready. */
export const tell = (side: Side): void => {
  process.send?.(side);
};
