import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useState,
  useSyncExternalStore,
} from 'react';
import type { SessionClient, SessionView } from '../../client/api.ts';
import { tellApart } from '../../core/session/names.ts';
import { roomOf } from '../../core/session/parts.ts';
import type { PersonId } from '../../core/stream/entry.ts';
import { say } from '../messages/en.ts';
import { holdWindow } from './windows.ts';

interface Here {
  id: string;
  client: SessionClient;
}

const Session = createContext<Here | null>(null);

export function SessionProvider({ id, client, children }: Here & { children: ReactNode }) {
  return <Session value={{ id, client }}>{children}</Session>;
}

function useHere(): Here {
  const here = useContext(Session);
  if (!here) throw new Error('outside a session');
  return here;
}

export const useSessionId = (): string => useHere().id;
export const useClient = (): SessionClient => useHere().client;

/** One thing of the view, for what draws nothing else: `pick` gives what keeps its identity while it is the same. */
export function useSeen<T>(pick: (view: SessionView) => T): T {
  const { client } = useHere();
  const subscribe = useCallback((listener: () => void) => client.subscribe(listener), [client]);
  return useSyncExternalStore(subscribe, () => pick(client.view()));
}

const whole = (view: SessionView): SessionView => view;
export const useView = (): SessionView => useSeen(whole);

/** As `useView`, but at most once a frame: for pages to which twenty groups tell something at once. */
export function useCalmView(): SessionView {
  const { client } = useHere();
  const subscribe = useCallback(
    (listener: () => void) => {
      let due = 0;
      const off = client.subscribe(() => {
        due ||= requestAnimationFrame(() => {
          due = 0;
          listener();
        });
      });
      return () => {
        off();
        cancelAnimationFrame(due);
      };
    },
    [client],
  );
  return useSyncExternalStore(subscribe, () => client.view());
}

/** Server time, told anew every `every` milliseconds. */
export function useNow(every = 1000): number {
  const { client } = useHere();
  const [now, setNow] = useState(() => client.now());
  useEffect(() => {
    const ticking = setInterval(() => setNow(client.now()), every);
    return () => clearInterval(ticking);
  }, [client, every]);
  return now;
}

/** Keeps what stands under `parent` open while the page shows it. */
export function useWindow(to: string | null, parent: string, limit: number, follow: boolean): void {
  const { client } = useHere();
  useEffect(
    () => (to === null ? undefined : holdWindow(client, to, parent, limit, follow)),
    [client, to, parent, limit, follow],
  );
}

/** How somebody is called; those at this very screen by their names, too, since two may share it. */
export function useNameOf(): (person: PersonId | undefined) => string {
  const names = useSeen((view) => view.names);
  const leads = useSeen(({ parts }) => roomOf(parts)?.leads);
  const people = useSeen(({ parts }) => roomOf(parts)?.people);
  const shown = useMemo(
    () => tellApart(names, leads && people ? { leads, people } : null),
    [names, leads, people],
  );
  return useCallback((person) => (person && shown[person]) || say.app.somebody, [shown]);
}
