import { say } from '../messages/en.ts';
import { useNameOf, useView } from '../session/context.tsx';
import { deckHere, type Standing } from '../session/standing.ts';
import { Ball } from '../ui/Ball.tsx';
import { seedOf } from '../ui/ball.ts';
import { useCompulsory } from './compulsory.ts';
import { DeckCard } from './DeckCard.tsx';
import { useDeck } from './deck.ts';
import css from './ExampleAside.module.css';
import { OfferForm } from './Offers.tsx';
import { useWish } from './wish.ts';

/** Beside the example: the ball that grows with it, and, for whoever complains here, the next complaint. */
export function ExampleAside({
  standing,
  hairs,
  looking,
}: {
  standing: Standing;
  hairs: number;
  looking: boolean;
}) {
  const view = useView();
  const nameOf = useNameOf();
  const complainer = looking ? undefined : deckHere(standing);
  const deck = useDeck(standing, complainer);
  const compulsory = useCompulsory(standing);
  const wish = useWish(standing, complainer);
  const shared = complainer !== undefined && (standing.hands.length > 1 || complainer !== view.people[0]);
  return (
    <>
      <div className={deck ? `${css.ball} ${css.smaller}` : css.ball}>
        <Ball
          seed={seedOf(standing.held ?? standing.group.id)}
          hairs={hairs}
          pokes={standing.work.complaints.size}
          size="100%"
        />
      </div>
      {deck && (
        <DeckCard
          deck={deck}
          compulsory={compulsory}
          remote={standing.room.mode !== 'in-person'}
          wish={wish}
          whose={shared && complainer ? say.complaints.whose(nameOf(complainer)) : null}
        />
      )}
      {!looking && <OfferForm standing={standing} />}
    </>
  );
}
