/** Words as they are looked for: without accents, in small letters, with single spaces. */
export const foldWords = (words: string): string =>
  words.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/g, ' ').trim();

/** What somebody typed into the search field, as the pieces that all have to be there. */
export const piecesOf = (asked: string): string[] =>
  [...new Set(foldWords(asked).split(' '))].filter(Boolean);
