/**
 * Why a command was not taken. A code, not a sentence: the words for it stand with all other words on screen.
 * `not-found` is the answer for what is absent *and* for what the actor may not see, so that neither can be told
 * from the other.
 */
export type RefusalCode =
  | 'not-found'
  | 'not-yours'
  | 'not-now'
  | 'not-your-seat'
  | 'lead-only'
  | 'too-long'
  | 'too-many'
  | 'would-circle'
  | 'built-upon'
  | 'cannot-undo'
  | 'already'
  | 'ended'
  | 'bad-shape'
  | 'bad-text'
  | 'read-only'
  | 'not-saved'
  | 'unknown-exercise'
  | 'no-passage';

export interface Refusal {
  refused: RefusalCode;
  /** A number or word that the sentence needs, such as a limit. Never anything hidden from the actor. */
  detail?: string | number;
}

export const refuse = (refused: RefusalCode, detail?: string | number): Refusal =>
  detail === undefined ? { refused } : { refused, detail };

export function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && 'refused' in value;
}
