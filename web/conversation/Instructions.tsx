import { useState } from 'react';
import { say } from '../messages/en.ts';
import { useNameOf } from '../session/context.tsx';
import { instructionsFor, type Standing } from '../session/standing.ts';
import css from './Instructions.module.css';

/** What the people at this screen are told: the first line at once, the rest on demand; by name where they are several. */
export function Instructions({ standing }: { standing: Standing }) {
  const nameOf = useNameOf();
  const { step, seats, hands } = standing;
  const told = hands.map((person) => ({
    person,
    lines: instructionsFor(step, seats[person])
      .flatMap((words) => words.split('\n'))
      .filter((line) => line.trim() !== ''),
  }));
  const same = new Set(told.map(({ lines }) => lines.join('\n'))).size === 1;
  const shown = same ? told.slice(0, 1) : told;
  return (
    <section className={css.instructions} aria-label={say.room.whatYouDo}>
      {shown.map(({ person, lines }) => (
        <Told key={person} lines={lines} name={same ? null : nameOf(person)} />
      ))}
    </section>
  );
}

function Told({ lines, name }: { lines: readonly string[]; name: string | null }) {
  const [open, setOpen] = useState(false);
  const [first, ...rest] = lines;
  if (!first) return null;
  return (
    <>
      <p>
        {name && <strong>{name}: </strong>}
        {first}{' '}
        {rest.length > 0 && (
          <button type="button" aria-expanded={open} className={css.more} onClick={() => setOpen(!open)}>
            {open ? say.room.less : say.room.more}
          </button>
        )}
      </p>
      {/* biome-ignore lint/suspicious/noArrayIndexKey: fixed lines of an exercise */}
      {open && rest.map((line, i) => <p key={i}>{line}</p>)}
    </>
  );
}
