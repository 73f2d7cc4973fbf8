import { useEffect, useRef, useState } from 'react';
import type { Complaint } from '../../core/session/exercise.ts';
import type { PersonId } from '../../core/stream/entry.ts';
import { allowQuack, quack } from '../device/quack.ts';
import { say } from '../messages/en.ts';
import { useClient } from '../session/context.tsx';
import { deckOf, lastComplaint, type Standing } from '../session/standing.ts';
import { seedOf } from '../ui/ball.ts';

/** After so much silence the next complaint comes up by itself, milliseconds. */
const QUIET = 60_000;

export interface Deck {
  card: Complaint;
  evergreen: Complaint[];
  /** The card came up by itself, after a quiet minute. */
  prompted: boolean;
  /** How many this person has made about this note. */
  soFar: number;
  /** It was said: the complaint is counted and marked, and the next one comes up. */
  said: (card: Complaint) => void;
  madeUp: () => void;
}

/** The deck in front of somebody who may complain now; null where there is nothing to complain about. */
export function useDeck(standing: Standing, person: PersonId | undefined): Deck | null {
  const client = useClient();
  const { cards, evergreen } = deckOf(standing);
  const on = standing.held;
  const [turned, setTurned] = useState(() => ({ index: 0, at: client.now(), prompted: false }));
  const last = lastComplaint(standing.work);
  const quietSince = useRef(0);
  quietSince.current = Math.max(turned.at, last?.at ?? 0);
  const active = person !== undefined && on !== null;
  useEffect(() => {
    if (!active) return;
    const watching = setInterval(() => {
      if (client.now() - quietSince.current < QUIET) return;
      setTurned(({ index }) => ({ index: index + 1, at: client.now(), prompted: true }));
    }, 1000);
    return () => clearInterval(watching);
  }, [client, active]);
  // Every round begins somewhere else in the deck, at the same place for everybody in the group.
  const start = seedOf(`${standing.group.id}${standing.stop.round}`);
  const card = cards[(start + turned.index) % Math.max(1, cards.length)];
  if (!person || !on || !card) return null;
  const complain = (key: string | null, words: string) => {
    allowQuack();
    if (standing.room.mode !== 'in-person') quack();
    client.act({ type: 'complain', id: client.freshId(), on, key, say: words }, person);
    setTurned(({ index }) => ({ index: index + 1, at: client.now(), prompted: false }));
  };
  const mine = [...standing.work.complaints.values()].filter(
    ({ by, on: note }) => by === person && note === on,
  );
  return {
    card,
    evergreen,
    prompted: turned.prompted,
    soFar: mine.length,
    said: (which) => complain(which.key, which.say),
    madeUp: () => complain(null, say.complaints.madeUpCounted),
  };
}
