import type { PersonId } from '../../stream/entry.ts';

/** By what people are put together. Whoever shares a screen stays together whatever it says. */
export interface FormingRule {
  teams: 'any' | 'mix' | 'keep';
  level: 'any' | 'similar' | 'mixed';
}

export const BY_LOT: FormingRule = { teams: 'any', level: 'any' };

/** Why a group is as it is, in nothing but what everybody in the room may know. Earlier pairings are never a reason. */
export type FormingReason =
  | 'one-screen'
  | 'leave-early'
  | 'one-team'
  | 'different-teams'
  | 'similar-level'
  | 'mixed-level'
  | 'one-more'
  | 'by-lot';

/**
 * Who worked with whom before, in this space. It comes from outside as data and goes into no event: nobody is told
 * who was with whom.
 */
export interface Earlier {
  /** Pairs, with how often they were in one group. */
  met: readonly (readonly [PersonId, PersonId, number])[];
  /** How often somebody was the one more in a group. */
  thirds: Readonly<Record<PersonId, number>>;
}

export const NOTHING_EARLIER: Earlier = { met: [], thirds: {} };
