import { useEffect, useState } from 'react';
import { roomOf } from '../../core/session/parts.ts';
import { useSeen } from './context.tsx';

/** How long no lead's screen may be closed before the room is told, milliseconds. */
const PATIENCE = 120_000;

/** True once no lead of the session has had a screen open for two minutes, as far as this tab has seen. */
export function useLeadAway(): boolean {
  const watched = useSeen(({ parts, people, presence, link }) => {
    const room = roomOf(parts);
    const leads = room?.leads ?? [];
    const there = leads.some((lead) => people.includes(lead) || lead in presence);
    return room?.phase === 'running' && link.state === 'live' && !there;
  });
  const [away, setAway] = useState(false);
  useEffect(() => {
    setAway(false);
    if (!watched) return;
    const waiting = setTimeout(() => setAway(true), PATIENCE);
    return () => clearTimeout(waiting);
  }, [watched]);
  return away;
}
