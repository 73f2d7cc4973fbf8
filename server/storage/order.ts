import type { StreamRef } from './port.ts';

/** By UTF-16 code units, in every back end alike. */
export const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

export const compareRefs = (a: StreamRef, b: StreamRef): number =>
  compareText(a.space, b.space) || compareText(a.stream, b.stream);
