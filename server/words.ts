import type { RefusalCode } from '../core/stream/refusal.ts';

/** Every sentence that the server itself says to a person. Screens have their own catalogue. */
export const words = {
  noSuchLink: 'This link or code opens nothing now. Ask whoever leads for a new one.',
  tooManyTries: 'That was a lot of tries. Wait half a minute, then try again.',
  tooManyMade: 'That was a lot of new sessions. Wait a minute, then try again.',
  notFound: 'There is nothing here for you to see.',
  noSuchPage: 'There is nothing at this address.',
  notKnown: 'Greenball doesn’t know you in this browser yet. Join with a link or a code first.',
  unknownExercise: 'There is no exercise of that name here. Choose one from the list.',
  faultyExercise: 'There is still a fault in this exercise. Mend it where it is written, then use it.',
  longExercise: (most: number) =>
    `That is longer than an exercise can be (${most} kB). What you wrote is kept on your device; shorten it.`,
  manyExercises:
    'You keep as many exercises as fit here. Delete one that you don’t need, then copy this one.',
  accountNeededToWrite:
    'Here only people with an account write exercises. Sign in, then press the button again.',
  accountNeededToOffer:
    'Only people with an account offer exercises to others, so that it can be seen whose they are. Make one, or sign in.',
  leadOnly: 'Only whoever leads this session can do that.',
  notYours: 'You can do that for yourself and for people at your device.',
  theirSeat: 'They have a device of their own: only they can move their seat.',
  notJson: 'What arrived was not readable. Load the page again, then try once more.',
  badRequest: 'Something in what you sent is missing or wrong.',
  elsewhere: 'This came from another site, so nothing was done. Open Greenball itself and try again.',
  tooBig: 'That is too much at once. Send a shorter text.',
  emptyIdea: 'There are no words in that note yet, so there is nothing to bring along.',
  longIdea: (most: number) =>
    `That note is longer than ${most.toLocaleString('en')} characters. Pull the lines you need out of it, and bring those.`,
  manyIdeas: 'Twenty ideas are as many as come along at once. Bring the others once these are on the table.',
  emptyPaste: 'There are no words in it. Paste the text that you want to read.',
  bigPaste: (most: number) =>
    `That is longer than a passage can be (${most} characters). Paste a part of it.`,
  noPassage: 'There is no such passage here. Draw another, or paste your own text.',
  noOtherPassage: 'Your group has had everything that fits here. Choose a field, or paste your own text.',
  pasted: 'pasted',
  pastedTitle: 'A text of your own',
  noPassageNeeded: 'This exercise doesn’t read a passage.',
  noPartners: 'Simulated partners are not at hand on this server. Invite a person, or go alone.',
  partnersLate: 'The simulated partner didn’t come. Try again in a moment.',
  notKept: 'Greenball can’t keep anything just now. Nothing of this was done; try again soon.',
  broken: 'Something went wrong on our side. Try again; tell whoever runs this server if it stays.',
  notBuilt: 'The pages are not built yet. Run `npm start`, which builds them, or `npm run build`.',
  name: 'Say a name, of 1 to 60 characters.',
  title: 'A title has at most 120 characters.',
  mode: 'Choose how you meet: in person, remote or mixed.',
  email: 'That is no e-mail address. It looks like ana@example.org.',
  password: (least: number, most: number) => `A password here has ${least} to ${most} characters.`,
  taken: 'There is an account with that address already. Sign in with it, or ask a lead for a link.',
  wrongPassword: 'Address and password don’t fit together. Look at both again.',
  wrongOldPassword: 'That isn’t the password you have now, so it stays as it is.',
  wrongPasskey: 'That passkey opens nothing here. Sign in with your password.',
  passkeyOff: 'The passkey wasn’t made. Try again from Greenball’s own address.',
  signedIn: 'You are signed in already. Sign out first, then make another account.',
  signIn: 'Sign in first.',
  keeperOnly: 'Only whoever keeps this Greenball can do that.',
  leadsOnly: 'Only leads and whoever keeps this Greenball see this.',
  lastKeeper: 'Somebody has to keep this Greenball. Make another person its keeper first.',
  accountNeeded:
    'Here only people with an account open workshops. Sign in, then press the button again: what you chose is still there.',
  noAccount: 'They have no account yet. Give them a personal link instead.',
  hasBrowser: 'They have a browser of their own already. They can make a link on it, or an account.',
  notRecoverable: 'Only whoever keeps this Greenball makes such a link for a keeper or a lead.',
  team: 'A team, a language or a field has at most 120 characters, and there are at most 20 of each.',
  level: 'A level is a number from 1 to 5.',
  rounds: 'Choose 1 to 12 rounds.',
  partners: 'Choose 0 to 5 simulated partners.',
  programTitle: 'Give it a title, of 1 to 120 characters.',
  date: 'Choose a date that there is.',
  time: 'A time is like 09:30.',
  zone: 'Choose a time zone from the list.',
  minutes: 'Choose 1 to 600 minutes.',
  slots: 'A day holds 40 things at most. Make a second day.',
  days: 'A program holds 60 days at most.',
  unknownOrder: 'There is no order of that name here. Start with an empty day.',
  noSuchAccount:
    'Nobody has an account with that address here. Look at it again, or ask them to make one first.',
  manyLeads: 'Twenty people lead this already. Take somebody off first.',
  lastLead: 'Somebody has to lead it. Add another lead first.',
  stale:
    'It was changed elsewhere since you opened it. Nothing is lost: yours is on this page, the other one beside it.',
  estimated: 'Minutes are estimates.',
} as const;

/** About pictures that come in. Whoever sent one still has it: their own page keeps it until it is taken. */
export const pictureWords = {
  tooBig: 'That picture is larger than 12 MB. Take it again smaller, or send a part of it.',
  tooMany: 'That was a lot of pictures. Your page tries again by itself in a moment.',
  later: 'A lot of pictures are coming in just now. Your page tries again by itself in a moment.',
  unreadable: {
    empty: 'There is nothing in that file. Choose the picture again.',
    heic: 'That is a HEIC picture, which Greenball can’t open. Take a screenshot of it, or set the camera to “Most Compatible” and take it again.',
    svg: 'Drawings in SVG can hold programs, so Greenball doesn’t take them. Save it as PNG, or take a screenshot.',
    unknown: 'That is no picture that Greenball knows. JPEG, PNG, WebP, GIF and AVIF work.',
    'too-many-pixels':
      'That picture has more than 60 million pixels. Make it smaller, or take a screenshot of it.',
    damaged:
      'That picture is damaged: a part of the file is missing or wrong. Take it again, or choose another.',
  },
} as const;

/** Why the session didn't take something, to somebody who isn't looking at its screen. */
export const refusals: Record<RefusalCode, string> = {
  'not-found': words.notFound,
  'not-yours': words.notYours,
  'not-now': 'That can’t be done in this step.',
  'not-your-seat': 'Somebody in another seat does that.',
  'lead-only': words.leadOnly,
  'too-long': 'That is too long.',
  'too-many': 'There are as many here as fit.',
  'would-circle': 'That would put a note inside itself.',
  'built-upon': 'Others have built on that already.',
  'cannot-undo': 'That is too long ago to take back.',
  already: 'That was done already.',
  ended: 'This session has ended.',
  'bad-shape': words.badRequest,
  'bad-text': 'That text doesn’t fit what is here. Your words are kept on your device.',
  'read-only': words.notKept,
  'not-saved': words.notKept,
  'unknown-exercise': words.unknownExercise,
  'no-passage': words.noPassage,
};

/** Words in an exported session. */
export const exported = {
  who: 'Who was there',
  led: 'led',
  everyone: 'For everybody',
  notes: 'Notes',
  between: 'Between you',
  onlyYou: 'Only you',
  debrief: 'Your minute at the end',
  got: 'What you got',
  change: 'What you would change',
  use: 'What you will use this week',
  somebody: 'somebody',
  round: (number: number) => `Round ${number}`,
  roundWith: (number: number, title: string) => `Round ${number}: ${title}`,
  growth: 'How the example grew',
  example: 'The example as it stands',
  nothingYet: '(nothing yet)',
  sentence: (number: number) => `sentence ${number}`,
  complaints: 'Complaints',
  metBy: (name: string) => `met, says ${name}`,
  unmet: 'still open',
  offers: 'Restatements offered',
  states: { open: 'open', adopted: 'adopted', edited: 'adopted with changes', declined: 'turned down' },
  nudges: { 'more-annoying': 'more annoying, please', 'you-steered': 'you steered' },
  amounts: { 'too-little': 'too little annoying', right: 'annoying just right', 'too-much': 'too annoying' },
  again: 'told above',
  picture: 'a picture',
  pictureLeftOut: 'left out: the file would be too large',
  kinds: { parked: 'parked thought', kept: 'kept for yourself', page: 'page', brought: 'brought along' },
  from: (date: string) => `Exported from Greenball on ${date}: what you may see, and nothing else.`,
} as const;

/** What is wrong with a list of people, or with one row of it. */
export const rosterWords = {
  noName: (columns: string) =>
    `The first row has to name the columns, and one of them has to be “name”. They can be: ${columns}.`,
  twice: (column: string) => `The column “${column}” is there twice. Leave one of them out.`,
  many: (most: number) => `That is more than ${most} people. Split the list; nothing was written.`,
  torn: 'A quotation mark opens here and doesn’t close as it should.',
  wide: (cells: number, columns: number) => `There are ${cells} cells, but the first row names ${columns}.`,
  nameless: 'There is no name.',
  name: 'A name has 1 to 60 characters.',
  address: (given: string) => `“${given}” is no e-mail address.`,
  level: (given: string) => `The level is “${given}”, but it can be 1, 2, 3, 4 or 5.`,
  long: 'A team, a language or a field is longer than 120 characters, or there are more than 20.',
  known: (name: string) => `${name} is on the list already.`,
  again: (row: number) => `The same person stands in row ${row}.`,
} as const;
