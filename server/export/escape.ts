/** Words of people, as plain text inside Markdown: nothing in them can become a heading, a link or HTML. */
export function escapeMarkdown(words: string): string {
  return words
    .replace(/[\\`*_[\]<>|~#]/g, '\\$&')
    .replace(/&/g, '&amp;')
    .replace(/^(\s*)([-+=])/gm, '$1\\$2')
    .replace(/^(\s*\d+)([.)])/gm, '$1\\$2')
    .replace(/!(?=\\\[)/g, '\\!');
}

/** The same for HTML, in text and in attributes. */
export const escapeHtml = (words: string): string =>
  words.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
