import { useEffect, useState } from 'react';
import type { Program } from '../../../core/program/program.ts';
import type { Exercise } from '../../../core/session/exercise.ts';
import { programs } from '../../http/programs.ts';
import { type ExerciseCard, requests } from '../../http/requests.ts';

export interface Known {
  cards: readonly ExerciseCard[];
  /** Whole, those that the program names. */
  exercises: ReadonlyMap<string, Exercise>;
}

/** The exercises that there are; null until everything that `program` names is here: before that no time is right. */
export function useExercises(program: Program | null): Known | null {
  const [cards, setCards] = useState<readonly ExerciseCard[] | null>(null);
  const [exercises, setExercises] = useState<ReadonlyMap<string, Exercise>>(new Map());
  const [shown, setShown] = useState(false);
  useEffect(() => {
    requests
      .exercises()
      .then(setCards)
      .catch(() => setCards([]));
  }, []);
  const named = new Set(
    program?.days.flatMap(({ slots }) =>
      slots.flatMap((slot) => (slot.kind === 'exercise' ? [slot.exercise] : [])),
    ),
  );
  const missing = (cards ?? []).map(({ id }) => id).filter((id) => named.has(id) && !exercises.has(id));
  const wanted = missing.join(' ');
  useEffect(() => {
    if (wanted === '') return;
    let left = false;
    void Promise.all(wanted.split(' ').map((id) => programs.exercise(id).catch(() => null))).then((found) => {
      if (left) return;
      setExercises(
        (held) => new Map([...held, ...found.flatMap((one) => (one ? [[one.id, one] as const] : []))]),
      );
      setShown(true);
    });
    return () => {
      left = true;
    };
  }, [wanted]);
  return cards && program && (shown || missing.length === 0) ? { cards, exercises } : null;
}
