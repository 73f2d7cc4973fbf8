/** What changed in the directory, for whoever shows it in sessions that are live. */
export type Notice =
  /** Some sign-ins of a user count no more; others may go on. */
  | { type: 'signed-out'; user: string }
  /** Somebody was erased. */
  | { type: 'erased'; space: string; person: string }
  | { type: 'renamed'; space: string; person: string }
  /** Somebody sits down at `host`'s device, in one session. */
  | { type: 'sat-down'; space: string; session: string; person: string; host: string }
  /** Somebody sits at another browser from now on, in all their sessions. */
  | { type: 'moved'; space: string; person: string; user: string }
  /** Nothing is projected of a session any more. */
  | { type: 'dismissed'; space: string; session: string };

export interface Notices {
  /** Resolves when all listeners have heard. */
  tell(notice: Notice): Promise<void>;
  listen(listener: (notice: Notice) => Promise<void>): void;
}

export function createNotices(): Notices {
  const listeners: ((notice: Notice) => Promise<void>)[] = [];
  return {
    async tell(notice) {
      for (const listener of listeners) await listener(notice);
    },
    listen(listener) {
      listeners.push(listener);
    },
  };
}
