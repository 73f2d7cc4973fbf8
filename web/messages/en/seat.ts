export const seat = {
  title: 'Taking your seat along…',
  gone: 'This link has been used, or has run out. Make a fresh one on the screen that you come from.',
};
