import type { DrawnPassage } from '../../core/session/parts.ts';

/** A passage before it is cut into sentences: as it lies in the library. */
export type Found = Omit<DrawnPassage, 'cuts'>;
