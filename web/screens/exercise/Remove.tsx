import { Button } from '@mantine/core';
import { useState } from 'react';
import { say } from '../../messages/en.ts';
import css from './Exercise.module.css';

/** Deletes it, once it has been said what that means. */
export function Remove({ onRemove }: { onRemove: () => void }) {
  const [asked, setAsked] = useState(false);
  return (
    <details className={css.more} open={asked} onToggle={(event) => setAsked(event.currentTarget.open)}>
      <summary>{say.exercise.remove}</summary>
      <p className="quiet small">{say.exercise.removeSays}</p>
      <div className={css.acts}>
        <Button variant="default" size="sm" onClick={onRemove}>
          {say.exercise.removeYes}
        </Button>
        <Button variant="subtle" size="sm" onClick={() => setAsked(false)}>
          {say.exercise.removeNo}
        </Button>
      </div>
    </details>
  );
}
