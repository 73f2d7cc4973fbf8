import { useSyncExternalStore } from 'react';

/** What somebody chose for this browser. Nothing here is about a session. */
export interface Preferences {
  /** Complaints sound aloud. */
  quack: boolean;
  /** Single letters act as keys. */
  letters: boolean;
  name: string;
}

const KEY = 'greenball.preferences';
const usual: Preferences = { quack: true, letters: true, name: '' };
const listeners = new Set<() => void>();

function read(): Preferences {
  try {
    return { ...usual, ...(JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<Preferences>) };
  } catch {
    return usual;
  }
}

let held = read();

export function prefer(change: Partial<Preferences>): void {
  held = { ...held, ...change };
  try {
    localStorage.setItem(KEY, JSON.stringify(held));
  } catch {
    // Kept for this page only.
  }
  for (const listener of listeners) listener();
}

export const preferences = (): Preferences => held;

export const usePreferences = (): Preferences =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => held,
  );
