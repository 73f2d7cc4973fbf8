import { Rehearsal } from './rehearsal.ts';

/** Units that a merge of 200 ms holds while somebody types five to eight a second. */
const MERGE = 0.2;
const SOME_WORDS =
  'we think that the ball is green because every measure of the space is bounded by what a friend can picture in one sentence about it'.split(
    ' ',
  );

/** Mulberry32. */
export function chanceFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/**
 * People who type at once as people do: in bursts with pauses, 8 % of the strokes a deletion, each at a place of their
 * own that they move now and then; what they typed goes out every 200 ms and reaches the others one step later.
 */
export function typeForMinutes(scene: { writers: number; minutes: number; seed: number; birth?: string }): {
  rehearsal: Rehearsal;
  /** Units that were typed, deleted ones too. */
  typed: number;
  /** Bytes of all updates as they were sent. */
  sent: number;
} {
  const chance = chanceFrom(scene.seed);
  const authors = Array.from({ length: scene.writers }, (_, i) => `person-${i}-0123456789abcdef`);
  const rehearsal = new Rehearsal(scene.birth ?? '', authors);
  const hands = rehearsal.desks.map((desk) => ({ desk, caret: 0, resting: 0, due: 0, word: '' }));
  let typed = 0;
  const stroke = (hand: (typeof hands)[0]): void => {
    const { desk } = hand;
    const { length } = desk.text;
    hand.caret = Math.min(hand.caret, length);
    if (chance() < 0.08 && hand.caret > 0) {
      hand.caret--;
      desk.type(hand.caret, 1, '');
      return;
    }
    if (hand.word === '') hand.word = `${SOME_WORDS[Math.floor(chance() * SOME_WORDS.length)]} `;
    desk.type(hand.caret, 0, hand.word[0] as string);
    hand.word = hand.word.slice(1);
    hand.caret++;
    typed++;
  };
  const steps = Math.round((scene.minutes * 60) / MERGE);
  for (let step = 0; step < steps; step++) {
    for (const hand of hands) {
      const { desk } = hand;
      rehearsal.tell(desk);
      if (hand.resting-- > 0) continue;
      for (hand.due += MERGE * (5 + 3 * chance()); hand.due >= 1; hand.due--) stroke(hand);
      if (chance() < 0.02) hand.resting = Math.floor(chance() * 40);
      if (chance() < 0.005) hand.caret = Math.floor(chance() * (desk.text.length + 1));
    }
    for (const { desk } of hands) rehearsal.send(desk);
  }
  rehearsal.settle();
  const sent = rehearsal.log.reduce((sum, { update }) => sum + update.length, 0);
  return { rehearsal, typed, sent };
}
