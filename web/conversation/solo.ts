import { useCallback, useRef } from 'react';
import type { AudienceId } from '../../core/stream/entry.ts';
import { useClient, useView } from '../session/context.tsx';
import { isAlone, type Standing, unmetOn } from '../session/standing.ts';
import { seedOf } from '../ui/ball.ts';

/** So many open complaints are enough to work on; more would be a list, not a partner. */
const ENOUGH = 2;

/**
 * For somebody alone the page plays the annoying partner, on their own device: call the answer with the words after
 * a pause, or without after a sentence.
 */
export function useSoloPartner(standing: Standing, note: string): (words?: string) => void {
  const client = useClient();
  const view = useView();
  const about = useRef<string | null>(null);
  const now = useRef({ standing, view });
  now.current = { standing, view };
  return useCallback(
    (typed) => {
      const { standing: here, view: seen } = now.current;
      const person = here.hands[0];
      const words = typed ?? seen.words(note) ?? '';
      if (!person || !isAlone(here) || words.trim() === '' || words === about.current) return;
      if (here.step.complainers.length === 0 || unmetOn(here.work, note).length >= ENOUGH) return;
      about.current = words;
      void complainTo(here.to, words).catch(() => undefined);

      async function complainTo(_to: AudienceId, what: string): Promise<void> {
        const { complainAbout } = await import(/* @vite-ignore */ '../../analysis/annoyance/annoyance.ts' as string);
        const history = [...here.work.complaints.values()].filter(({ on }) => on === note).map(({ key }) => key ?? '');
        const complaint = complainAbout(what, history, seedOf(what) + history.length);
        if (!complaint) return;
        client.act(
          { type: 'complain', id: client.freshId(), on: note, key: complaint.key, say: complaint.say },
          person,
        );
      }
    },
    [client, note],
  );
}
