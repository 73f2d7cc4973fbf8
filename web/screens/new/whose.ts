import type { ExerciseCard } from '../../http/requests.ts';
import { say } from '../../messages/en.ts';

/** Whose an exercise is that isn't shipped, in words. */
export const whose = ({ you, name }: NonNullable<ExerciseCard['by']>): string =>
  you ? say.exercise.yours : say.exercise.by(name);
