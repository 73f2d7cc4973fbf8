import { useState } from 'react';
import { say } from '../messages/en.ts';
import css from './Instructions.module.css';

/** What a seat is told: its first lines at once, the rest on demand. */
export function Instructions({ paragraphs }: { paragraphs: readonly string[] }) {
  const [open, setOpen] = useState(false);
  const lines = paragraphs.flatMap((words) => words.split('\n')).filter((line) => line.trim() !== '');
  const [first, ...rest] = lines;
  if (!first) return null;
  return (
    <section className={css.instructions} aria-label={say.room.whatYouDo}>
      <p>
        {first}{' '}
        {rest.length > 0 && (
          <button type="button" aria-expanded={open} className={css.more} onClick={() => setOpen(!open)}>
            {open ? say.room.less : say.room.more}
          </button>
        )}
      </p>
      {/* biome-ignore lint/suspicious/noArrayIndexKey: fixed lines of an exercise */}
      {open && rest.map((line, i) => <p key={i}>{line}</p>)}
    </section>
  );
}
