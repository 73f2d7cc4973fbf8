import type { Gap } from './gaps.ts';
import type { Vagueness } from './vague.ts';

/**
 * What a rule of the annoying partner says. `…` stands for the word it picked on. Wordings ask for more of what the
 * person has in mind; they never call it wrong and never say what it could be. Keys are those of the deck of
 * complaints where the deck has such a card.
 */
export interface Wording {
  key: string;
  says: readonly string[];
}

export const NOTHING: Wording = {
  key: 'empty',
  says: [
    'I see an empty table. Put something on it, anything. I will find something to complain about.',
    'My pencil is sharp, and I am drawing nothing, very carefully. What may I draw?',
    'I am still looking at a blank wall. Say the first thing that comes to your mind; it needn’t be good.',
  ],
};

export const ON_VAGUENESS: Readonly<Record<Vagueness, Wording>> = {
  thing: {
    key: 'thing-word',
    says: [
      '“…” is what people say when they don’t want to be photographed. What is it?',
      'I went to the shop and asked for one “…”. They laughed at me. What should I have asked for?',
      'If I tripped over your “…”, what would I have tripped over?',
      'Say it again, as if the word “…” cost you a euro.',
    ],
  },
  amount: {
    key: 'how-many',
    says: [
      '“…”: how many is that? I have fingers, and I am ready to count.',
      'I can’t draw “…”. I can draw a number of them. Which number?',
      'Somebody has to carry them all upstairs. How many, exactly, is “…”?',
    ],
  },
  plural: {
    key: 'which-one',
    says: [
      'Which one of the “…”? Point at it. The others can wait outside.',
      '“…”, more than one of them? Introduce me to one.',
      'They all look the same from here. Which one of the “…” are you looking at?',
    ],
  },
  abstract: {
    key: 'long-word',
    says: [
      'I have never bumped into a “…”. What would I have bumped into?',
      '“…” has too many syllables. What would I see if I stood in front of it?',
      'Act out “…” with what is on your desk. What moves?',
    ],
  },
  letter: {
    key: 'letter',
    says: [
      '“…” could be anything. What is it this time?',
      'Lovely, “…”. My pencil needs something with edges. What is it today?',
      'Fill in “…”, just for me, just for now. With what?',
    ],
  },
  hedge: {
    key: 'hedge',
    says: [
      '“…” is fog. What stands behind it?',
      'You said “…”, and my picture went grey. Which one is it?',
      'I crossed out “…”. What does it say now?',
    ],
  },
  always: {
    key: 'when',
    says: [
      '“…”? Tell me about one time. Which one?',
      'I have only one photograph, and it can’t show “…”. On what day was it taken?',
      'Forget “…” for a moment. When did it last happen?',
    ],
  },
  somebody: {
    key: 'who',
    says: [
      '“…”: who is that? Give them a first name, so that I can worry about them.',
      'I would like to write a postcard to your “…”. To whom do I address it?',
      'What is “…” wearing? Then I know who it is.',
    ],
  },
  comparison: {
    key: 'than-what',
    says: ['“…” than what? And by how much?', '“…”. I have a tape measure and a lot of time. How much?'],
  },
  measure: {
    key: 'how-much',
    says: ['“…”: show me with your hands.', 'How “…”? My “…” and yours may not be on speaking terms.'],
  },
  maybe: {
    key: 'does-it',
    says: ['“…”? Does it, or doesn’t it? In your example, I mean.', 'No “…” today. What does this one do?'],
  },
  choice: {
    key: 'one-of-two',
    says: [
      '“…”? Pick one. The other can wait outside. Which one stays?',
      'I can picture only one at a time. Which side of “…” is it?',
    ],
  },
  nameless: {
    key: 'its-name',
    says: ['“…” needs a name, and I’ll use it. What do you call it?', 'Who or what is “…”? Introduce us.'],
  },
};

/** Picks on any word that says something: what to ask of an example that has it all. */
export const ON_ANY_WORD: readonly Wording[] = [
  {
    key: 'draw-it',
    says: ['Draw “…”. Where does your pencil start?', 'I’ve drawn a circle for “…”. What’s missing?'],
  },
  {
    key: 'touch-it',
    says: ['I put my finger on “…”. What does it feel?', 'Warm or cold, “…”? You must know, it’s yours.'],
  },
  {
    key: 'hear-it',
    says: ['What do I hear when I stand next to “…”?', 'And what noise does “…” make? None? Which none?'],
  },
  {
    key: 'move-it',
    says: ['I nudge “…”. What moves, and what stays?', 'Take hold of “…” and pull. What comes along?'],
  },
];

export const ON_GAP: Readonly<Record<Gap, Wording & { why: string }>> = {
  number: {
    key: 'how-many',
    says: [
      'How many, how much, how far? Not one number yet. I’ll take any, as long as it’s yours.',
      'Give me a number in it. I can’t count to “it depends”.',
    ],
    why: 'There is no number in it yet.',
  },
  size: {
    key: 'size',
    says: [
      'How big is it? I don’t know whether to look for my glasses or step back.',
      'I want to wrap it as a present. How much paper do I need?',
    ],
    why: 'Nothing in it says how big it is.',
  },
  looks: {
    key: 'looks',
    says: [
      'What colour is it? I am drawing it, and all my pencils are waiting.',
      'I knock on it. What does it sound like, and what is it made of?',
    ],
    why: 'There is no colour in it yet, and no material.',
  },
  place: {
    key: 'where',
    says: ['Where is it right now? I would like to go and look at it.', 'It’s floating. What is under it?'],
    why: 'It isn’t anywhere yet.',
  },
  time: {
    key: 'when',
    says: [
      'When was that? I am holding a calendar, and I am not afraid to use it.',
      'How long does it take? I have a stopwatch. When do I press?',
    ],
    why: 'It happens at no particular time.',
  },
  person: {
    key: 'who',
    says: [
      'Is anybody there? Who is looking at it, holding it, or annoyed by it?',
      'Somebody will have to clean this up. Who?',
    ],
    why: 'Nobody is in it yet.',
  },
};

/** What fits any example, however good: there is always one more step towards a photograph. */
export const ALWAYS_AT_HAND: readonly (Wording & { why: string })[] = [
  {
    key: 'too-vague',
    says: [
      'Still too vague. I closed my eyes, and all I saw was my eyelids. Closer!',
      'Still too vague. I am sorry; it’s my job. What would a photograph of it show?',
    ],
    why: 'It’s my turn to say so, whatever you write.',
  },
  {
    key: 'physical',
    says: [
      'A physical one, please. What would fall off the table if I pushed it?',
      'Which part of it could I stub my toe on?',
    ],
    why: 'Nobody has bumped into it yet.',
  },
  {
    key: 'zoom',
    says: [
      'My camera is out of focus. What exactly is in the middle of the picture?',
      'Zoom in until there is one thing left in the picture. What is it?',
    ],
    why: 'A picture can always be sharper.',
  },
  {
    key: 'next',
    says: [
      'And then what happens? I have been watching it in my head for a while, and it just stands there.',
      'I press play. What moves first?',
    ],
    why: 'I would like to see it move.',
  },
  {
    key: 'which-part',
    says: [
      'And the last sentence you read: where is that in your example? Put your finger on it.',
      'Which part of it is there because of the text, and which part only because you like it?',
    ],
    why: 'An example has to have room for every word of the text.',
  },
];
