export const takenLink = {
  gone: 'This link opens nothing.',
  seat: {
    taking: 'Taking your seat along…',
    gone: 'It has been used, or has run out. Make a fresh one on the screen that you come from.',
  },
  projector: {
    taking: 'Opening the wall…',
    gone: 'It may have been taken back. Ask whoever leads for a fresh one.',
  },
  lead: {
    taking: 'Handing you the lead…',
    gone: 'It may have been taken back. Ask whoever leads for a fresh one.',
  },
  person: {
    taking: 'Finding your place…',
    gone: 'It has been used, or has run out. Ask a lead, or whoever runs this Greenball, for a fresh one.',
  },
};
