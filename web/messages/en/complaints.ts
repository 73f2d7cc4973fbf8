import { plural } from './grammar.ts';

export const complaints = {
  seeExample: 'Show me the example, too',
  deckAlone: 'We sit together: just my complaints',
  you: 'You complain',
  whose: (name: string) => `${name} complains`,
  sayIt: 'Say it aloud, then tap anywhere for the next.',
  sayItKey: 'Say it aloud. Then:',
  said: 'Said it',
  quack: 'Quack',
  quackSays: 'sounds at both ends',
  quackOn: 'Sound is on',
  quackOff: 'Sound is off',
  madeUp: 'I made up my own',
  madeUpSays: 'or swipe',
  madeUpCounted: 'A complaint of my own',
  soFar: (count: number) => (count === 0 ? 'None so far. Be braver.' : `${count} so far`),
  compulsory: (time: string) => `One after every sentence, for ${time} more`,
  met: 'Met',
  meet: 'That’s met',
  unmeet: 'Not met after all',
  open: (count: number) => plural(count, 'open complaint', 'open complaints'),
  by: (name: string, ago: string) => `${name}, ${ago}`,
  ago: (seconds: number) =>
    seconds < 10
      ? 'just now'
      : seconds < 60
        ? `${Math.floor(seconds / 10) * 10} s ago`
        : `${Math.floor(seconds / 60)} min ago`,
  aloud: (name: string, words: string) => `${name} complains: ${words}`,
  earlier: (sentence: number) => `from sentence ${sentence}`,
  evergreen: 'Always good',
  nudges: {
    'more-annoying': (name: string) => `${name} wants more. Be worse.`,
    'you-steered': (name: string) => `${name} felt steered. Ask, don’t suggest.`,
  },
  moreAnnoying: 'More annoying',
  youSteered: 'You steered',
  nudged: 'Told. Only the two of you see it.',
  quiet: 'It has been quiet for a minute. Try this one.',
  waiting: {
    title: 'No complaint yet about this one.',
    body: (name: string) =>
      `For the first two minutes ${name} complains after every sentence. Ask for one: “Please be annoying.”`,
    anyway: 'Go on anyway',
  },
  total: (count: number) => `${plural(count, 'complaint', 'complaints')} in the room so far`,
  pokes: 'Ask for the next one',
  deck: 'Your next complaint',
  solo: 'Your annoying partner',
  soloMet: 'Made it concrete',
  soloNext: 'Another complaint',
};
