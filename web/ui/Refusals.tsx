import { Button } from '@mantine/core';
import type { NotTaken } from '../../client/api.ts';
import { say } from '../messages/en.ts';
import { sayRefusal } from '../messages/refusals.ts';
import { CopyButton } from './CopyButton.tsx';
import css from './Refusals.module.css';

interface RefusalsProps {
  notTaken: readonly NotTaken[];
  onKeep: (held: NotTaken) => void;
  onDismiss: (held: NotTaken) => void;
}

/** What the server didn't take: the reason, the words as they were, and what you can do with them. */
export function Refusals({ notTaken, onKeep, onDismiss }: RefusalsProps) {
  if (notTaken.length === 0) return null;
  return (
    <section className={css.refusals} aria-label={say.refusals.title} role="alert">
      {notTaken.map((held) => (
        <article key={held.id} className={css.refusal}>
          <p>
            <strong>{held.words.trim() === '' ? say.keeping.refused : say.refusals.title}.</strong>{' '}
            {sayRefusal(held.refusal)}
          </p>
          {held.words.trim() !== '' && <blockquote className={css.words}>{held.words}</blockquote>}
          <div className={css.acts}>
            {held.words.trim() !== '' && (
              <>
                <CopyButton words={held.words} label={say.refusals.copy} />
                <Button variant="default" size="sm" onClick={() => onKeep(held)}>
                  {say.refusals.keep}
                </Button>
              </>
            )}
            <Button variant="subtle" color="gray" size="sm" onClick={() => onDismiss(held)}>
              {say.refusals.dismiss}
            </Button>
          </div>
        </article>
      ))}
    </section>
  );
}
