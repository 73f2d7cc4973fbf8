import type { SessionClient } from '../../client/api.ts';

interface Held {
  users: number;
  limit: number;
  follow: boolean;
  close: () => void;
}

const held = new WeakMap<SessionClient, Map<string, Held>>();

/** Opens what stands under `parent`. Several parts of a page may want the same: it closes when the last lets go. */
export function holdWindow(
  client: SessionClient,
  to: string,
  parent: string,
  limit: number,
  follow: boolean,
): () => void {
  const windows = held.get(client) ?? new Map<string, Held>();
  held.set(client, windows);
  const key = `${to} ${parent}`;
  const before = windows.get(key);
  if (before && before.limit >= limit && (before.follow || !follow)) before.users++;
  else {
    windows.set(key, {
      users: (before?.users ?? 0) + 1,
      limit: Math.max(limit, before?.limit ?? 0),
      follow: follow || (before?.follow ?? false),
      close: client.open(to, parent, limit, follow),
    });
  }
  return () => {
    const now = windows.get(key);
    if (!now) return;
    now.users--;
    if (now.users > 0) return;
    windows.delete(key);
    now.close();
  };
}
