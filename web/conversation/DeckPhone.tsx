import { type PointerEvent, useRef } from 'react';
import type { Room } from '../../core/session/parts.ts';
import { say } from '../messages/en.ts';
import { Clock } from '../ui/Clock.tsx';
import { digitsOf } from '../ui/clock.ts';
import css from './Deck.module.css';
import { Evergreen } from './DeckCard.tsx';
import type { Deck } from './deck.ts';

/** How far a finger goes before it is a swipe, CSS pixels. */
const SWIPE = 60;

interface DeckPhoneProps {
  deck: Deck;
  room: Room;
  compulsory: number;
  wish: string | null;
}

/** The complainer's phone: one huge complaint. Say it, tap anywhere; swipe when you made up your own. */
export function DeckPhone({ deck, room, compulsory, wish }: DeckPhoneProps) {
  const from = useRef<number | null>(null);
  const swiped = useRef(false);
  const down = (event: PointerEvent) => {
    from.current = event.clientX;
    swiped.current = false;
  };
  const up = (event: PointerEvent) => {
    if (from.current !== null && Math.abs(event.clientX - from.current) > SWIPE) {
      swiped.current = true;
      deck.madeUp();
    }
    from.current = null;
  };
  return (
    <section className={css.phone} aria-label={say.complaints.deck}>
      <h1 className="unseen">{say.complaints.deck}</h1>
      <div className={css.phoneTop}>
        <span>{say.complaints.you}</span>
        <Clock clock={room.clock} small />
      </div>
      <button
        type="button"
        className={`bare ${css.huge}`}
        onPointerDown={down}
        onPointerUp={up}
        onClick={() => {
          if (!swiped.current) deck.said(deck.card);
        }}
      >
        <span key={deck.card.key} className={css.hugeSay} aria-live="polite">
          {deck.card.say}
        </span>
        <span className={wish ? css.wish : css.hint}>
          {wish ??
            (deck.prompted
              ? say.complaints.quiet
              : compulsory > 0
                ? say.complaints.compulsory(digitsOf(compulsory))
                : deck.soFar === 0
                  ? say.complaints.sayIt
                  : null)}
        </span>
        <span className={css.count}>{say.complaints.soFar(deck.soFar)}</span>
      </button>
      <button type="button" className={css.madeUp} onClick={deck.madeUp}>
        {say.complaints.madeUp} <span>({say.complaints.madeUpSays})</span>
      </button>
      <Evergreen deck={deck} />
    </section>
  );
}
