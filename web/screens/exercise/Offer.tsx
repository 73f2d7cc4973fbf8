import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { Link } from 'wouter';
import { exercises } from '../../http/exercises.ts';
import { requests, sentenceOf } from '../../http/requests.ts';
import { say } from '../../messages/en.ts';
import css from './Exercise.module.css';
import type { ExerciseKeeper, KeptExercise } from './useOwnExercise.ts';

interface OfferProps {
  id: string;
  kept: KeptExercise;
  keeper: ExerciseKeeper;
  /** Says why not, where there is a fault or something isn't saved; else null. */
  onReady: () => Promise<string | null>;
}

/** Lets others have it as it stands, or no longer. */
export function Offer({ id, kept, keeper, onReady }: OfferProps) {
  const [member, setMember] = useState<boolean | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  useEffect(() => {
    requests.me().then(
      (me) => setMember(me.member),
      () => setMember(null),
    );
  }, []);
  const { beside, version } = kept;
  if (!beside) return null;
  const { offered } = beside;
  const act = async (does: () => Promise<number | null>, done: string | null) => {
    setSaid(null);
    try {
      keeper.setBeside({ ...beside, offered: await does() });
      setSaid(done);
    } catch (failure) {
      setSaid(sentenceOf(failure));
    }
  };
  const offer = async () => {
    const not = await onReady();
    if (not !== null) setSaid(not);
    else await act(async () => (await exercises.offer(id, keeper.look().version)).offered, null);
  };
  const takeBack = () =>
    act(async () => {
      await exercises.takeBack(id);
      return null;
    }, say.exercise.takenBack);
  return (
    <details className={css.more}>
      <summary>{say.exercise.offer}</summary>
      <p className="quiet small">{say.exercise.offerSays}</p>
      {offered !== null && (
        <p>{offered === version ? say.exercise.offeredNow : say.exercise.offered(offered)}</p>
      )}
      <div className={css.acts}>
        {member === false ? (
          <p>
            {say.exercise.offerAccount} <Link href="/sign-up">{say.exercise.signUp}</Link>
          </p>
        ) : (
          offered !== version && (
            <Button variant="default" size="sm" onClick={() => void offer()}>
              {say.exercise.offerNow}
            </Button>
          )
        )}
        {offered !== null && (
          <Button variant="subtle" size="sm" onClick={() => void takeBack()}>
            {say.exercise.takeBack}
          </Button>
        )}
      </div>
      {said && <p role="status">{said}</p>}
    </details>
  );
}
