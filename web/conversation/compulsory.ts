import { useEffect, useState } from 'react';
import { useClient } from '../session/context.tsx';
import type { Standing } from '../session/standing.ts';

/** Milliseconds for which a complaint after every sentence is still compulsory; 0 when that is over. */
export function useCompulsory(standing: Standing): number {
  const client = useClient();
  const { step, group, at, work, room } = standing;
  const waits = room.exercise.input === 'passage' && work.passage === null;
  const began = useBeginning(`${group.id}.${at}.${work.rotation}`, step.compulsorySeconds > 0 && !waits);
  const [now, setNow] = useState(() => client.now());
  const left = began === null ? 0 : Math.max(0, began + step.compulsorySeconds * 1000 - now);
  const running = left > 0;
  useEffect(() => {
    if (!running) return;
    const ticking = setInterval(() => setNow(client.now()), 1000);
    return () => clearInterval(ticking);
  }, [client, running]);
  return left;
}

/** When this tab first saw a stretch begin: a reload doesn't begin it anew. */
function useBeginning(key: string, begun: boolean): number | null {
  const client = useClient();
  const [began, setBegan] = useState<number | null>(null);
  useEffect(() => {
    if (!begun) {
      setBegan(null);
      return;
    }
    const name = `greenball.began.${key}`;
    let held: number | null = null;
    try {
      held = Number(sessionStorage.getItem(name)) || null;
      if (held === null) sessionStorage.setItem(name, String(client.now()));
    } catch {
      // Without a store a reload begins it anew: two more minutes of being annoying.
    }
    setBegan(held ?? client.now());
  }, [client, key, begun]);
  return began;
}
