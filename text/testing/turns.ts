import fc from 'fast-check';
import type { Turn } from './rehearsal.ts';

/** Words as people type them: letters, spaces, pairs of surrogates, and now and then a half of one. */
export const someWords = fc.oneof(
  { weight: 6, arbitrary: fc.string({ minLength: 1, maxLength: 6 }) },
  { weight: 3, arbitrary: fc.constantFrom('😀', 'a😀b', '👩‍🔬', '\n', 'é', '永') },
  { weight: 1, arbitrary: fc.constantFrom('\ud83d', '\ude00') },
);

export const someTurns: fc.Arbitrary<Turn[]> = fc.array(
  fc.record({
    desk: fc.nat({ max: 5 }),
    does: fc.constantFrom(
      'type',
      'type',
      'type',
      'delete',
      'replace',
      'send',
      'send',
      'receive',
      'receive',
      'undo',
      'redo',
    ),
    at: fc.nat({ max: 60 }),
    size: fc.nat({ max: 6 }),
    words: someWords,
  }),
  { minLength: 1, maxLength: 60 },
);
