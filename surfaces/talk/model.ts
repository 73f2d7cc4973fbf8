import type { Step } from '../../core/session/exercise.ts';

/** What is said to somebody, in lines: to everybody first, since people look up before they do anything. */
export function linesFor(
  step: Pick<Step, 'says'>,
  seat: string | undefined,
): { everyone: string[]; seat: string[] } {
  const cut = (words: string | undefined) =>
    (words ?? '')
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean);
  return { everyone: cut(step.says.everyone), seat: seat && seat !== 'everyone' ? cut(step.says[seat]) : [] };
}
