import type { IdeaRef } from '../http/requests.ts';

/** An idea on its way into a new workshop, with its first words to know it by. */
export interface Bringing extends IdeaRef {
  words: string;
}

const KEY = 'greenball.bringing';

/** What somebody chose to bring along, for this tab: it survives a reload of the page that asks what to start. */
export function bringAlong(ideas: readonly Bringing[]): void {
  try {
    if (ideas.length === 0) sessionStorage.removeItem(KEY);
    else sessionStorage.setItem(KEY, JSON.stringify(ideas));
  } catch {
    // The page that follows then simply starts without them, and says nothing of any.
  }
}

export function broughtAlong(): Bringing[] {
  try {
    return JSON.parse(sessionStorage.getItem(KEY) ?? '[]') as Bringing[];
  } catch {
    return [];
  }
}
