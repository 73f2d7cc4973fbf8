export const offers = {
  offer: 'Offer a restatement',
  offerSays: 'Say the example back in your own words. Your partner takes it, edits it, or turns it down.',
  example: 'So it is one trampoline, in your aunt’s garden, and you push it with one finger?',
  send: 'Offer it',
  offered: (name: string) => `${name} offers:`,
  adopt: 'Take it',
  edit: 'Edit it in',
  decline: 'Not quite',
  waiting: 'Waiting for an answer',
  states: { open: 'open', adopted: 'taken', edited: 'edited in', declined: 'turned down' },
};
