import type { Complaint, Exercise } from '../../../core/session/exercise.ts';
import { say } from '../../messages/en.ts';
import css from './Sheets.module.css';

/** A printed deck: one page of so many cards. */
const CARDS = 12;

export interface PaperDeck {
  /** The exercises that it is for. */
  titles: string;
  cards: Complaint[];
  always: Complaint[];
}

/** The decks of some exercises, those that share one together. Evergreens fill up, and stand on every card besides. */
export function gatherDecks(exercises: readonly Exercise[]): PaperDeck[] {
  const decks = new Map<string, { titles: string[]; cards: Complaint[]; always: Complaint[] }>();
  for (const exercise of exercises) {
    if (exercise.complaints.length === 0) continue;
    const named = exercise.complaints.filter(({ evergreen }) => !evergreen);
    const always = exercise.complaints.filter(({ evergreen }) => evergreen);
    const cards = [...named, ...always].slice(0, CARDS);
    const key = cards.map((card) => card.key).join(' ');
    const deck = decks.get(key) ?? { titles: [], cards, always };
    deck.titles.push(exercise.title);
    decks.set(key, deck);
  }
  return [...decks.values()].map((deck) => ({ ...deck, titles: say.list(deck.titles) }));
}

export function ComplaintDeck({ deck }: { deck: PaperDeck }) {
  const { cards, titles, always } = deck;
  return (
    <section className={css.sheet}>
      <p className={css.kicker}>
        {say.sheets.deck.title(cards.length, titles)} · {say.sheets.deck.how}
      </p>
      <div className={css.deck}>
        {cards.map((card) => (
          <article key={card.key} className={css.complaint}>
            <p className={css.saying}>{card.say}</p>
            {!card.evergreen && always.length > 0 && (
              <small className={css.always}>
                {say.sheets.deck.always(always.map((each) => `“${firstSentence(each.say)}”`).join(' '))}
              </small>
            )}
          </article>
        ))}
      </div>
    </section>
  );
}

const firstSentence = (words: string): string => /^.*?[.?!](?=\s|$)/.exec(words)?.[0] ?? words;
