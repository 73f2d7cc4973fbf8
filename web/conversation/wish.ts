import type { PersonId } from '../../core/stream/entry.ts';
import { say } from '../messages/en.ts';
import { useNameOf, useNow, useView } from '../session/context.tsx';
import { pairOf, type Standing } from '../session/standing.ts';

/** How long a nudge stands on the other's screen, milliseconds. */
const STANDS = 25_000;

/** What the explainer asked of the complainer a moment ago, in words, or null. */
export function useWish(standing: Standing, person: PersonId | undefined): string | null {
  const view = useView();
  const nameOf = useNameOf();
  const now = useNow(1000);
  const nudges = pairOf(view, standing.group.id)?.nudges ?? [];
  const last = nudges.findLast(({ by }) => by !== person);
  if (!person || !last || now - last.at > STANDS) return null;
  return say.complaints.nudges[last.kind](nameOf(last.by));
}
