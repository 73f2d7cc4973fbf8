/** Whether a UTF-16 unit is the second half of a surrogate pair. */
export const isLow = (unit: number): boolean => unit >= 0xdc00 && unit <= 0xdfff;

/** Halves of pairs that stand alone become the replacement character, as they would on the wire. Keeps the length. */
export const mendPairs = (words: string): string => words.replace(/\p{Surrogate}/gu, '\ufffd');
