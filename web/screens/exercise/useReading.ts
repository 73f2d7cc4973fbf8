import { useEffect, useState } from 'react';
import type { Exercise } from '../../../core/session/exercise.ts';
import { readOwn } from '../../../curriculum/own.ts';
import type { LineFault } from '../../../curriculum/source.ts';
import type { Beside } from './useOwnExercise.ts';

/** A text is read once whoever writes it has paused for so long, milliseconds. */
const PAUSE = 250;

export interface Reading {
  faults: readonly LineFault[];
  /** The exercise as the text has it; with faults in it, as the text had it last. */
  exercise: Exercise | null;
}

/** Reads the text as the server will, whenever it has changed; null until it was read once. */
export function useReading(source: string | null, beside: Beside | null): Reading | null {
  const [reading, setReading] = useState<Reading | null>(null);
  const surroundings = beside?.surroundings ?? null;
  const first = reading === null;
  useEffect(() => {
    if (source === null || surroundings === null) return;
    const look = () => {
      const read = readOwn(source, surroundings);
      setReading((held) =>
        'exercise' in read
          ? { faults: [], exercise: read.exercise }
          : { faults: read.faults, exercise: held?.exercise ?? null },
      );
    };
    if (first) {
      look();
      return;
    }
    const timer = setTimeout(look, PAUSE);
    return () => clearTimeout(timer);
  }, [source, surroundings, first]);
  return reading;
}
