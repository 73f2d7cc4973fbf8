import { useCallback, useRef } from 'react';
import { useClient, useView } from '../session/context.tsx';
import { complaintsOn, isAlone, type Standing, unmetOn } from '../session/standing.ts';
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
      // Fetched only by somebody alone; without a connection the partner stays quiet.
      import('../../analysis/annoyance/complain.ts')
        .then(({ complainAbout }) => {
          const history = complaintsOn(here.work, note).map(({ key }) => key ?? '');
          const { key, text } = complainAbout(words, history, seedOf(words) + history.length);
          client.act({ type: 'complain', id: client.freshId(), on: note, key, say: text }, person);
        })
        .catch(() => undefined);
    },
    [client, note],
  );
}
