/** What simulated partners have to say: particular things that one could trip over. */
export interface Story {
  /** Sentence by sentence, each true of the same thing. */
  grows: readonly string[];
  /** Parts of it, to point at. */
  things: readonly string[];
  /** Said when somebody complains, by what they miss. */
  details: Readonly<Record<Aspect, string>>;
  /** What becomes of a claim, and the choice that goes with it where there is such a one. */
  verdict: string;
  answer: 'yes' | 'no' | 'cannot-tell';
}

export type Aspect = 'looks' | 'number' | 'size' | 'where' | 'when' | 'who' | 'which';

export const STORIES: readonly Story[] = [
  {
    grows: [
      'A trampoline stands in my aunt Rosa’s garden, with 40 springs around the edge.',
      'Two of the springs are rusty, and they sit next to each other.',
      'I put a bowling ball on the mat, and it rolls towards the rusty side.',
      'Now I lift the ball off, and the mat comes up, but not quite: 3 millimetres are missing.',
      'I do it again with two balls, and they meet in the dent.',
      'Somebody oils one of the two springs, and the dent moves by a hand.',
      'The dog lies down in it, so there are 20 kilograms where nobody planned any.',
      'In the evening it rains, and the puddle is exactly where the dog was.',
    ],
    things: ['the rusty spring', 'the dent in the mat', 'the bowling ball', 'the dog', 'the steel ring'],
    details: {
      looks: 'The mat is black, the ring is blue, and the paint comes off in flakes.',
      number: 'There are 40 springs. I counted them twice, since the first time I got 39.',
      size: 'It is 3 metres across and comes up to my belt.',
      where: 'It stands behind the shed in Graz, half under the pear tree.',
      when: 'It was Sunday, the 4th of May, a little after the cake.',
      who: 'My cousin Jonas jumps on it; he is nine and has one sock.',
      which: 'I mean the spring nearest to the pear tree, the one with the red thread.',
    },
    verdict: 'It breaks: my trampoline settles, but it tilts towards the two rusty springs.',
    answer: 'no',
  },
  {
    grows: [
      'There is a bakery at the corner of my street, and at nine on Saturday it has four croissants left.',
      'Eleven people stand in the queue, and nobody wants to be seen running.',
      'The woman with the red bag asks for two, and the man behind her stops smiling.',
      'The baker cuts one croissant in half, and both halves are sold at once.',
      'Now three people have read the sign that says “fresh at ten”, and they stay.',
      'One of them goes, and the gap in the queue travels to the door in six seconds.',
      'At ten the tray comes, with 24 on it, and everybody takes one more than they wanted.',
      'The last one lies there until noon, because nobody takes a last one.',
    ],
    things: [
      'the halved croissant',
      'the woman with the red bag',
      'the gap in the queue',
      'the tray',
      'the sign',
    ],
    details: {
      looks: 'The croissants are nearly black at the tips, and the bag is red with a white zip.',
      number: 'Four croissants, eleven people, and one baker with a sore wrist.',
      size: 'The shop is six steps long; the queue bends once, at the fridge.',
      where: 'It is on the corner of Mill Street, next to the shop that sells only lamps.',
      when: 'It was last Saturday at nine, and the church clock was two minutes late.',
      who: 'Her name is Amira, she has a train at half past, and she likes the burnt ones.',
      which: 'I mean the croissant on the left, the one with the thumbprint.',
    },
    verdict: 'It holds of the queue until ten o’clock; then the tray comes, and it doesn’t any more.',
    answer: 'yes',
  },
  {
    grows: [
      'My bicycle leans on the railing in front of the library, locked with a chain of 31 links.',
      'One link is a paper clip, since I lost the real one in March.',
      'When I pull on the chain, the paper clip opens by the width of a hair.',
      'I hang my helmet on it, and it opens a little more, and then it stays.',
      'A second bicycle is chained to mine, so now two people pull on the same clip.',
      'In the sun the chain gets warm, and the clip is the first thing that moves.',
      'I replace it by a shoelace, which stretches but does not open.',
      'Now the weakest part is the railing, and nobody had looked at that.',
    ],
    things: ['the paper clip', 'link number 12', 'the railing', 'the shoelace', 'the green helmet'],
    details: {
      looks: 'The bicycle is green, the clip is copper, and the shoelace was white once.',
      number: 'There are 31 links: 30 of steel and one that is a paper clip.',
      size: 'The chain goes once around my waist, and the clip is as long as a thumbnail.',
      where: 'It is at the third post from the entrance, where the pigeons sit.',
      when: 'I noticed on Tuesday at five, when the library closed and I pulled too hard.',
      who: 'Somebody called Ines owns the other bicycle; she left me a note with a face on it.',
      which: 'I mean the twelfth link, counted from the lock.',
    },
    verdict: 'I can’t tell: I would have to know how far my paper clip opens on a hot day.',
    answer: 'cannot-tell',
  },
  {
    grows: [
      'Seven mugs hang on hooks over my sink, and each of them has a crack, a chip or a story.',
      'The third mug drips, once every 40 seconds, whatever I do.',
      'I put a saucer under it, and after a night there are two spoonfuls in it.',
      'Then I swap the third and the fifth mug, and the drip comes along with the mug.',
      'I fill all seven, and now I can hear which one is the third with my eyes shut.',
      'My flatmate glues the crack, and the mug drips from somewhere else.',
      'I turn it upside down, which works, but I can’t drink from it.',
      'In the end it holds pencils, and it is the best mug of the seven.',
    ],
    things: ['the third mug', 'the saucer', 'the fifth hook', 'the drop', 'the glue'],
    details: {
      looks: 'It is yellow, with a brown ring inside that no sponge has ever reached.',
      number: 'Seven mugs, seven hooks, one drip every 40 seconds.',
      size: 'It holds 250 millilitres, or 240 since it hit the tap.',
      where: 'They hang over the sink, left of the window that doesn’t open.',
      when: 'It began on the first of November, the night of the dumplings.',
      who: 'My flatmate Tomas broke it, and he says that it was like that.',
      which: 'I mean the third from the left; it says “World’s okayest uncle”.',
    },
    verdict: 'It breaks at the third mug, which drips whatever hook it hangs on.',
    answer: 'no',
  },
];

/** When a story has told all its details. `{}` stands for a number. */
export const MORE: readonly string[] = [
  'There is a scratch on it, {} centimetres long, and it catches the sleeve of my coat.',
  'Somebody wrote the number {} on its underside with a pencil.',
  'If I knock on it with a spoon, it rings for about {} seconds.',
  'It cost {} euros at the flea market, and I was proud of that.',
];

/** Offered by who complains. */
export const RESTATEMENTS: readonly string[] = [
  'It is one particular thing, and I could walk up to it.',
  'If I took one piece of it away, you would notice which.',
  'There is exactly one of it, and somebody would miss it.',
  'It is small enough to trip over.',
];

/** Small particular things, for cards of whatever kind. */
export const CARDS: readonly string[] = [
  'The lift in our house stops a hand below the fourth floor, and everybody steps up without looking.',
  'My grandmother salts the water three times and says each time that it was the first.',
  'The crow at the bus stop waits for the red light before it puts the walnut down.',
  'On the night train, five strangers whispered for an hour because one of them might have been asleep.',
  'The key to the cellar opens the bicycle room too, but only from the inside.',
  'Every year on the first warm day, the same man sells the same 12 umbrellas.',
  'The heaviest book in the library holds the door open and has never been borrowed.',
  'When the power went, the fridge was the first thing that I could hear.',
  'Two of the seven swimmers turned left at the buoy, and then all of them did.',
  'The soup was too hot for anybody to say that it had no salt.',
];

export const PHRASES: readonly string[] = [
  'the one with the red thread',
  'three steps from the door',
  'a Tuesday, a little after five',
];

export const CHANGES: readonly string[] = [
  'Ask for the colour earlier; it made everything clearer.',
  'Complain more at the beginning, while it is still easy.',
];
export const USES: readonly string[] = [
  'Tomorrow, when somebody says “system” in the meeting.',
  'For the second page of what I am writing.',
];

/** Which aspect a complaint misses: by its card, else by its words. */
const BY_CARD: Readonly<Record<string, Aspect>> = {
  'which-one': 'which',
  'how-many': 'number',
  size: 'size',
  looks: 'looks',
  physical: 'size',
  where: 'where',
  when: 'when',
  who: 'who',
};
const BY_WORDS: readonly [RegExp, Aspect][] = [
  [/colou?r|made of|look like|draw|see/i, 'looks'],
  [/how many|number|count|how much/i, 'number'],
  [/how big|size|large|fit in/i, 'size'],
  [/where|stand|place/i, 'where'],
  [/when|what day|what time/i, 'when'],
  [/\bwho\b|name|somebody/i, 'who'],
];

export function aspectOf(key: string | null, say: string): Aspect {
  const byCard = key === null ? undefined : BY_CARD[key];
  return byCard ?? BY_WORDS.find(([pattern]) => pattern.test(say))?.[1] ?? 'which';
}
