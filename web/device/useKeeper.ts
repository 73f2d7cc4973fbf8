import { useEffect, useState, useSyncExternalStore } from 'react';
import type { Keeper, Kept, Surroundings } from './keeper.ts';

/** Keeps nothing, where the browser lets nothing be kept. */
const nowhere = { getItem: () => null, setItem: () => undefined, removeItem: () => undefined };

function drafts(): Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> {
  try {
    return localStorage;
  } catch {
    return nowhere;
  }
}

export type Device = Pick<Surroundings<unknown, unknown>, 'drafts' | 'later'>;

/** Something that is kept, in this tab: opened, and looked at again whenever somebody comes back to the page. */
export function useKeeper<T, Beside>(
  make: (device: Device) => Keeper<T, Beside>,
): { keeper: Keeper<T, Beside>; kept: Kept<T, Beside> } {
  const [keeper] = useState(() => make({ drafts: drafts(), later: (run, after) => setTimeout(run, after) }));
  useEffect(() => {
    void keeper.open();
    const look = () => {
      if (document.visibilityState === 'visible') void keeper.refresh();
      else void keeper.flush();
    };
    document.addEventListener('visibilitychange', look);
    addEventListener('focus', look);
    return () => {
      document.removeEventListener('visibilitychange', look);
      removeEventListener('focus', look);
      void keeper.flush();
    };
  }, [keeper]);
  return { keeper, kept: useSyncExternalStore(keeper.subscribe, keeper.look) };
}
