import { useEffect, useState, useSyncExternalStore } from 'react';
import { programs } from '../../http/programs.ts';
import { Keeper, type Kept } from './keeper.ts';

/** Keeps nothing, where the browser lets nothing be kept. */
const nowhere = { getItem: () => null, setItem: () => undefined, removeItem: () => undefined };

function drafts(): Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> {
  try {
    return localStorage;
  } catch {
    return nowhere;
  }
}

/** A program in this tab: opened, kept, and looked at again whenever somebody comes back to the page. */
export function useKeeper(id: string): { keeper: Keeper; kept: Kept } {
  const [keeper] = useState(
    () =>
      new Keeper(id, {
        load: () => programs.load(id),
        save: (version, program) => programs.save(id, version, program),
        drafts: drafts(),
        later: (run, after) => setTimeout(run, after),
      }),
  );
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
