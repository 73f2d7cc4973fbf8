import { useEffect, useState } from 'react';
import { roomOf } from '../../core/session/parts.ts';
import { useView } from './context.tsx';

/** How long no lead's screen may be closed before the room is told, milliseconds. */
const PATIENCE = 120_000;

/** True once no lead of the session has had a screen open for two minutes, as far as this tab has seen. */
export function useLeadAway(): boolean {
  const view = useView();
  const room = roomOf(view.parts);
  const leads = room?.leads ?? [];
  const there = leads.some((lead) => view.people.includes(lead) || lead in view.presence);
  const watched = room?.phase === 'running' && view.link.state === 'live' && !there;
  const [away, setAway] = useState(false);
  useEffect(() => {
    setAway(false);
    if (!watched) return;
    const waiting = setTimeout(() => setAway(true), PATIENCE);
    return () => clearTimeout(waiting);
  }, [watched]);
  return away;
}
