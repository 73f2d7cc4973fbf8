import { Button, Textarea } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { say } from '../messages/en.ts';
import { useClient, useNameOf } from '../session/context.tsx';
import { explainerOf, offererHere, type Standing } from '../session/standing.ts';
import css from './Offers.module.css';

/** Restatements that wait for the explainer's answer, over the example. Adopted or edited, its words are the explainer's. */
export function OpenOffers({
  standing,
  onTake,
}: {
  standing: Standing;
  onTake: (words: string, edit: boolean) => void;
}) {
  const client = useClient();
  const nameOf = useNameOf();
  const open = [...standing.work.offers.values()].filter(
    (offer) => offer.state === 'open' && offer.on === standing.held,
  );
  const explainer = explainerOf(standing);
  const here = explainer !== undefined && standing.hands.includes(explainer);
  return open.map((offer) => (
    <section key={offer.id} className={css.offer} aria-live="polite">
      <p className={css.who}>{say.offers.offered(nameOf(offer.by))}</p>
      <blockquote className={css.words}>{offer.words}</blockquote>
      {here && offer.by !== explainer ? (
        <div className={css.acts}>
          <Button
            size="sm"
            variant="outline"
            onClick={() => {
              client.act({ type: 'settle', id: offer.id, as: 'adopted' }, explainer);
              onTake(offer.words, false);
            }}
          >
            {say.offers.adopt}
          </Button>
          <Button
            size="sm"
            variant="default"
            onClick={() => {
              client.act({ type: 'settle', id: offer.id, as: 'edited' }, explainer);
              onTake(offer.words, true);
            }}
          >
            {say.offers.edit}
          </Button>
          <Button
            size="sm"
            variant="default"
            onClick={() => client.act({ type: 'settle', id: offer.id, as: 'declined' }, explainer)}
          >
            {say.offers.decline}
          </Button>
        </div>
      ) : (
        <p className={css.who}>{say.offers.waiting}</p>
      )}
    </section>
  ));
}

/** Says the example back: an offer, never a change of the explainer's words. */
export function OfferForm({ standing }: { standing: Standing }) {
  const client = useClient();
  const [open, setOpen] = useState(false);
  const [words, setWords] = useState('');
  const offerer = offererHere(standing);
  const { held } = standing;
  if (!offerer || !held) return null;
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (words.trim() === '') return;
    client.act({ type: 'offer', id: client.freshId(), on: held, words: words.trim() }, offerer);
    setWords('');
    setOpen(false);
  };
  if (!open) {
    return (
      <button type="button" className={css.opener} onClick={() => setOpen(true)}>
        {say.offers.offer}
      </button>
    );
  }
  return (
    <form onSubmit={send} className={css.form}>
      <Textarea
        label={say.offers.offer}
        description={say.offers.offerSays}
        placeholder={say.offers.example}
        minRows={3}
        value={words}
        data-autofocus
        autoFocus
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      <div className={css.acts}>
        <Button type="submit" size="sm" disabled={words.trim() === ''}>
          {say.offers.send}
        </Button>
        <Button size="sm" variant="subtle" color="gray" onClick={() => setOpen(false)}>
          {say.app.cancel}
        </Button>
      </div>
    </form>
  );
}
