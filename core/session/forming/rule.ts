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

/** What a list of people says of one of them. */
export interface ListedFacts {
  team: string | null;
  level: 1 | 2 | 3 | null;
}

/**
 * Who worked with whom before, in this space, and what its list of people says of them. It comes from outside as data
 * and goes into no event: nobody is told.
 */
export interface Earlier {
  /** Pairs, with how often they were in one group. */
  met: readonly (readonly [PersonId, PersonId, number])[];
  /** How often somebody was the one more in a group. */
  thirds: Readonly<Record<PersonId, number>>;
  /** Counts where nobody has said otherwise in the room. */
  listed: Readonly<Record<PersonId, ListedFacts>>;
}

export const NOTHING_EARLIER: Earlier = { met: [], thirds: {}, listed: {} };
