import type { LineFault } from '../../../curriculum/source.ts';
import { say } from '../../messages/en.ts';
import css from './Exercise.module.css';

interface FaultsProps {
  /** Null until the text was read. */
  faults: readonly LineFault[] | null;
  onGo: (line: number) => void;
}

/** What is wrong, in words, each the way to its line. */
export function Faults({ faults, onGo }: FaultsProps) {
  const count = faults?.length ?? 0;
  return (
    <section className={css.faults} aria-label={say.exercise.faults(count)}>
      <p role="status" data-faulty={count > 0}>
        {faults === null
          ? say.exercise.checking
          : count === 0
            ? say.exercise.whole
            : say.exercise.faults(count)}
      </p>
      {faults !== null && count > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keys
        <ul tabIndex={0} aria-label={say.exercise.faults(count)}>
          {faults.map(({ line, reason }, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: faults of one reading, in their order
            <li key={i}>
              <button type="button" onClick={() => onGo(line)}>
                <strong>{say.exercise.line(line)}</strong> <Marked words={reason} />
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** Words in which what belongs to a text stands between backticks. */
export function Marked({ words }: { words: string }) {
  return words.split('`').map((part, i) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: parts of one sentence
    i % 2 === 1 ? <code key={i}>{part}</code> : part,
  );
}
