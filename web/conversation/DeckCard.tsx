import { Button } from '@mantine/core';
import { prefer, usePreferences } from '../device/preferences.ts';
import { say } from '../messages/en.ts';
import { digitsOf } from '../ui/clock.ts';
import { useCommands } from '../ui/commands.tsx';
import css from './Deck.module.css';
import type { Deck } from './deck.ts';

interface DeckCardProps {
  deck: Deck;
  compulsory: number;
  remote: boolean;
  /** Asked for by the explainer, a moment ago. */
  wish: string | null;
  /** Several people at this screen: whose complaint it is. */
  whose: string | null;
}

/** One complaint at a time, beside the example, for whoever complains at a laptop or a shared tablet. */
export function DeckCard({ deck, compulsory, remote, wish, whose }: DeckCardProps) {
  const { quack } = usePreferences();
  const said = () => deck.said(deck.card);
  useCommands([
    {
      id: 'said',
      label: remote ? say.complaints.quack : say.complaints.said,
      key: remote ? 'q' : 'c',
      run: said,
    },
    { id: 'made-up', label: say.complaints.madeUp, key: 'm', run: deck.madeUp },
    ...deck.evergreen.map((card) => ({
      id: `say-${card.key}`,
      label: card.say,
      run: () => deck.said(card),
    })),
  ]);
  return (
    <section className={css.card} aria-label={say.complaints.deck}>
      <div className={css.heading}>
        <p>
          {whose ?? say.complaints.you} · {say.complaints.soFar(deck.soFar)}
        </p>
        {remote && (
          <button
            type="button"
            className={css.sound}
            aria-pressed={quack}
            onClick={() => prefer({ quack: !quack })}
          >
            {quack ? say.complaints.quackOn : say.complaints.quackOff}
          </button>
        )}
      </div>
      <p className={css.say} aria-live="polite">
        {deck.card.say}
      </p>
      {wish ? (
        <p className={css.wish}>{wish}</p>
      ) : deck.prompted ? (
        <p className={css.hint}>{say.complaints.quiet}</p>
      ) : compulsory > 0 ? (
        <p className={css.hint}>{say.complaints.compulsory(digitsOf(compulsory))}</p>
      ) : null}
      <div className={css.acts}>
        <Button variant={whose ? 'outline' : 'filled'} onClick={said}>
          {remote ? say.complaints.quack : say.complaints.said}
          <kbd className={css.key}>{remote ? 'Q' : 'C'}</kbd>
        </Button>
        <Button variant="subtle" color="gray" size="sm" onClick={deck.madeUp}>
          {say.complaints.madeUp}
        </Button>
      </div>
      <Evergreen deck={deck} />
    </section>
  );
}

export function Evergreen({ deck }: { deck: Deck }) {
  if (deck.evergreen.length === 0) return null;
  return (
    <fieldset className={css.evergreen}>
      <legend className="unseen">{say.complaints.evergreen}</legend>
      {deck.evergreen.slice(0, 4).map((card) => (
        <button key={card.key} type="button" onClick={() => deck.said(card)}>
          {card.say}
        </button>
      ))}
    </fieldset>
  );
}
