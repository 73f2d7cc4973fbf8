import { useEffect, useState } from 'react';
import { useClient } from '../session/context.tsx';
import type { Standing } from '../session/standing.ts';

/** Milliseconds for which a complaint after every sentence is still compulsory; 0 when that is over. */
export function useCompulsory({ step, work, room }: Standing): number {
  const client = useClient();
  const [now, setNow] = useState(() => client.now());
  const waits = room.exercise.input === 'passage' && work.passage === null;
  const whole = waits ? 0 : step.compulsorySeconds * 1000;
  const ends = work.began + whole;
  useEffect(() => {
    const tick = () => {
      setNow(client.now());
      if (client.now() >= ends) clearInterval(ticking);
    };
    const ticking = setInterval(tick, 1000);
    tick();
    return () => clearInterval(ticking);
  }, [client, ends]);
  return Math.min(whole, Math.max(0, ends - now));
}
