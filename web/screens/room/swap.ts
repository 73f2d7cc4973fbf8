import { useClient } from '../../session/context.tsx';
import type { Standing } from '../../session/standing.ts';

/** Turns the seats of the group by one; null where there is nobody to swap with. */
export function useSwap(standing: Standing): (() => void) | null {
  const client = useClient();
  const person = standing.hands[0];
  if (!person || Object.keys(standing.seats).length < 2) return null;
  return () => client.act({ type: 'swap' }, person);
}
