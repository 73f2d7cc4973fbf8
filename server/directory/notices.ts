/** What changed in the directory, for whoever shows it: names of people, and who sits at which browser. */
export type Notice =
  | { type: 'renamed'; space: string; people: string[] }
  | { type: 'reseated'; space: string; session: string };

export interface Notices {
  tell(notice: Notice): void;
  listen(listener: (notice: Notice) => void): void;
}

export function createNotices(): Notices {
  const listeners: ((notice: Notice) => void)[] = [];
  return {
    tell: (notice) => {
      for (const listener of listeners) listener(notice);
    },
    listen: (listener) => {
      listeners.push(listener);
    },
  };
}
