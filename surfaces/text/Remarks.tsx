import { useState } from 'react';
import { say } from '../../web/messages/en.ts';
import type { Remark } from './model.ts';
import css from './view.module.css';

/** How many questions stand there at once: more than a handful nobody answers. */
const AT_ONCE = 8;

/** What a machine asks about the page. Every question can be thrown away, and brought back. */
export function Remarks({ remarks }: { remarks: readonly Remark[] }) {
  const [thrown, setThrown] = useState<ReadonlySet<string>>(new Set());
  const [shown, setShown] = useState(AT_ONCE);
  const open = remarks.filter(({ id }) => !thrown.has(id));
  const gone = remarks.length - open.length;
  return (
    <section className={css.remarks} aria-labelledby="questions">
      <h2 id="questions">{say.text.questions}</h2>
      <p className="quiet">{remarks.length === 0 ? say.text.noQuestions : say.text.questionsSay}</p>
      <ul>
        {open.slice(0, shown).map((remark) => (
          <li key={remark.id}>
            {remark.quote !== '' && <blockquote className={css.quote}>{remark.quote}</blockquote>}
            <p className={css.asks}>
              {remark.sort ? (say.text.missingAsks[remark.sort.value] ?? say.text.missingAsk) : remark.asks}
            </p>
            <div className={css.under}>
              <details>
                <summary>{say.text.why}</summary>
                <p>{remark.sort ? say.text.missing(remark.sort.label) : remark.why}</p>
              </details>
              <button type="button" onClick={() => setThrown(new Set([...thrown, remark.id]))}>
                {say.text.dismiss}
              </button>
            </div>
          </li>
        ))}
      </ul>
      <p className={css.under}>
        {open.length > shown && (
          <button type="button" onClick={() => setShown(shown + AT_ONCE)}>
            {say.text.moreQuestions(open.length - shown)}
          </button>
        )}
        {gone > 0 && (
          <>
            <span>{say.text.dismissed(gone)}</span>
            <button type="button" onClick={() => setThrown(new Set())}>
              {say.text.bringBack}
            </button>
          </>
        )}
      </p>
    </section>
  );
}
