import type { GroupWork, Growth, Passage } from '../../core/session/parts.ts';

/** The sentences of a passage as it is cut now. */
export function sentencesOf({ text, cuts }: Pick<Passage, 'text' | 'cuts'>): string[] {
  return cuts.map((cut, i) => text.slice(cut, cuts[i + 1] ?? text.length).trim());
}

/** The cuts after sentence `index` was joined with the one before it. */
export const joinBefore = (cuts: readonly number[], index: number): number[] =>
  index > 0 ? cuts.filter((_, i) => i !== index) : [...cuts];

/** The cuts after the passage was cut at `offset`. */
export const cutAt = (cuts: readonly number[], offset: number): number[] =>
  cuts.includes(offset) ? [...cuts] : [...cuts, offset].sort((a, b) => a - b);

export interface Word {
  /** Offset in the passage. */
  at: number;
  word: string;
}

/** The words of one sentence: before each but the first it can be cut. */
export function wordsOf({ text, cuts }: Pick<Passage, 'text' | 'cuts'>, index: number): Word[] {
  const from = cuts[index] ?? 0;
  const to = cuts[index + 1] ?? text.length;
  return [...text.slice(from, to).matchAll(/\S+/g)].map((match) => ({
    at: from + match.index,
    word: match[0],
  }));
}

/**
 * The place at which readers stand after the cuts changed: in the sentence that holds the beginning of the one that
 * they were reading.
 */
export function placeAfter(before: readonly number[], place: number, after: readonly number[]): number {
  const start = before[place] ?? 0;
  return Math.max(
    0,
    after.findLastIndex((cut) => cut <= start),
  );
}

/** How the example of a round read after each sentence; of several visits to a sentence the latest. */
export function growthOf(work: Pick<GroupWork, 'growth'>, note: string | null): Growth[] {
  const latest = new Map<number, Growth>();
  for (const kept of work.growth) if (kept.note === note) latest.set(kept.place, kept);
  return [...latest.values()].sort((a, b) => a.place - b.place);
}

/** A hair for every sentence that the example came through. Going back takes none away. */
export function hairsOf(work: Pick<GroupWork, 'growth' | 'place'>, note: string | null): number {
  return growthOf(work, note).reduce((most, { place }) => Math.max(most, place + 1), work.place);
}

/** Whether anybody complained about the sentence that is being read. */
export const complainedHere = (work: Pick<GroupWork, 'complaints' | 'place'>, note: string | null): boolean =>
  [...work.complaints.values()].some((complaint) => complaint.on === note && complaint.place === work.place);
