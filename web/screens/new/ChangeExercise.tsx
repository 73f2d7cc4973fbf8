import { Button } from '@mantine/core';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { prefer } from '../../device/preferences.ts';
import { exercises, type FaultyCard } from '../../http/exercises.ts';
import { type ExerciseCard, sentenceOf } from '../../http/requests.ts';
import { say } from '../../messages/en.ts';
import css from './NewSession.module.css';

interface ChangeExerciseProps {
  card: ExerciseCard;
  /** As whom the copy is kept, where this browser isn't known yet. */
  name: string;
  onError: (sentence: string) => void;
  /** It is no longer in the list. */
  onGone: () => void;
}

/** From the exercise that is chosen to the page on which one's own is written. */
export function ChangeExercise({ card, name, onError, onGone }: ChangeExerciseProps) {
  const [, go] = useLocation();
  const [busy, setBusy] = useState(false);
  const copy = async () => {
    setBusy(true);
    try {
      if (name.trim() !== '') prefer({ name: name.trim() });
      go(`/exercise/${await exercises.copy(card.id, name.trim() || undefined)}`);
    } catch (failure) {
      onError(sentenceOf(failure));
      setBusy(false);
    }
  };
  const takeOff = () =>
    exercises.takeBack(card.id).then(onGone, (failure: unknown) => onError(sentenceOf(failure)));
  return (
    <div className={css.change}>
      {card.by?.you && (
        <Button variant="default" size="sm" component={Link} href={`/exercise/${card.id}`}>
          {say.exercise.goOn}
        </Button>
      )}
      <Button
        variant={card.by?.you ? 'subtle' : 'default'}
        size="sm"
        loading={busy}
        onClick={() => void copy()}
      >
        {say.exercise.copy}
      </Button>
      {card.by?.keeper && (
        <Button variant="subtle" size="sm" onClick={() => void takeOff()}>
          {say.exercise.takeOff}
        </Button>
      )}
      <span className="quiet small">{say.exercise.copySays}</span>
    </div>
  );
}

/** Own ones with faults: they can't be chosen, but they aren't forgotten. */
export function Faulty({ drafts }: { drafts: readonly FaultyCard[] }) {
  return (
    <section className={css.faulty} aria-labelledby="faulty">
      <h2 id="faulty">{say.exercise.notReady}</h2>
      <ul>
        {drafts.map(({ id, title, faults, line }) => (
          <li key={id}>
            <Link className="target" href={`/exercise/${id}`}>
              {title || say.exercise.untitled}
            </Link>{' '}
            <span className="quiet">{say.exercise.faultIn(faults, line)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
