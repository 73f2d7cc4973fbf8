export const takenLink = {
  gone: 'This link opens nothing.',
  seat: {
    taking: 'Taking your seat along…',
    gone: 'It has been used, or has run out. Make a fresh one on the screen that you come from.',
  },
  lead: {
    taking: 'Handing you the lead…',
    gone: 'It may have been taken back. Ask whoever leads for a fresh one.',
  },
};
