import { plural } from './grammar.ts';

export const create = {
  title: 'What do you want to practise?',
  minutes: (count: number) => `about ${plural(count, 'minute', 'minutes')}`,
  estimate: 'Minutes are our own guess.',
  name: 'Your name',
  nameExample: 'Ana',
  where: 'Where are you all?',
  modes: {
    'in-person': 'In one room',
    remote: 'On a call',
    mixed: 'Some of each',
    solo: 'Just me',
  },
  soloAnyway: 'Everybody does this one by themselves, and so do you.',
  modeSays: {
    'in-person': 'One screen for two is enough, and nobody who complains has to type.',
    remote: 'Everybody has a screen of their own. A complaint quacks at both ends.',
    mixed: 'Some share a screen, others are on a call.',
    solo: 'You explain to yourself, and the page plays the annoying partner.',
  },
  rounds: 'Rounds',
  roundsSays: (rounds: number) =>
    rounds === 1 ? 'One round, no swap.' : `${rounds} rounds: you swap seats in between.`,
  fewer: 'One round fewer',
  more: 'One round more',
  brief: (minutes: number) => `The ${minutes}-minute version`,
  briefSays: 'Only the heart of it.',
  joins: 'I take part, too',
  joinsSays: 'Otherwise you walk around and lead.',
  open: 'Open the lobby',
  begin: 'Begin',
  needsAccount:
    'Here only people with an account open workshops. To take part, a code and a name are enough.',
  signIn: 'Sign in first',
  none: 'There are no exercises here. Whoever runs this Greenball reads why where it was started.',
  nameMissing: 'Write a name, so that the others know who you are.',
};
