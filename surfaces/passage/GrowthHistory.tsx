import { useState } from 'react';
import type { GroupWork } from '../../core/session/parts.ts';
import { say } from '../../web/messages/en.ts';
import { growthOf } from './model.ts';
import css from './view.module.css';

/** How the example read after each sentence, on demand. */
export function GrowthHistory({ work, note }: { work: GroupWork; note: string | null }) {
  const [open, setOpen] = useState(false);
  const growth = growthOf(work, note);
  if (growth.length === 0) return null;
  return (
    <div className={css.growth}>
      <button type="button" className={css.quiet} aria-expanded={open} onClick={() => setOpen(!open)}>
        {open ? say.passage.growthClose : say.passage.growthOpen}
      </button>
      {open && (
        <ol>
          {growth.map(({ place, words }) => (
            <li key={place}>
              <span>{say.passage.growthAfter(place + 1)}</span>
              <p>{words || say.passage.growthNone}</p>
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}
