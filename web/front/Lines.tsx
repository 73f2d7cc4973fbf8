import { useEffect, useState } from 'react';
import type { PersonId } from '../../core/stream/entry.ts';
import { say } from '../messages/en.ts';
import { useClient, useNameOf, useView } from '../session/context.tsx';
import { ownOf, type Standing } from '../session/standing.ts';
import css from './Front.module.css';
import { linesFor } from './lines.ts';

/** A hand that has paused for so long isn't in the middle of a word, milliseconds. */
const PAUSE = 1500;

/** What whoever leads said to everybody or to this group, until it is read. It waits for a pause in typing. */
export function Lines({ standing }: { standing: Standing }) {
  const client = useClient();
  const view = useView();
  const nameOf = useNameOf();
  const paused = usePause();
  const away = standing.hands.map((person) => ownOf(view, person)?.away ?? []);
  const [shown, setShown] = useState<string[]>([]);
  const lines = linesFor(standing.room, standing.work, away);
  const known = lines.map(({ line }) => line.id).join(' ');
  useEffect(() => {
    if (paused) setShown(known.split(' '));
  }, [paused, known]);
  const visible = lines.filter(({ line }) => shown.includes(line.id));
  const putAway = (id: string) => {
    standing.hands.forEach((person: PersonId, i) => {
      if (!away[i]?.includes(id)) client.act({ type: 'put-away', id }, person);
    });
  };
  return (
    <div role="status" aria-label={say.front.lines} className={visible.length > 0 ? css.lines : undefined}>
      {visible.map(({ line, toAll }) => (
        <div key={line.id} className={css.line}>
          <p>
            <span className={css.words}>{line.words}</span>
            <span className={css.from}>
              {toAll ? say.front.toAll(nameOf(line.by)) : say.front.toYou(nameOf(line.by))}
            </span>
          </p>
          <button type="button" className={css.small} onClick={() => putAway(line.id)}>
            {say.front.read}
          </button>
        </div>
      ))}
    </div>
  );
}

/** False from a key in a field until the hand has paused. */
function usePause(): boolean {
  const [paused, setPaused] = useState(true);
  useEffect(() => {
    let waiting: ReturnType<typeof setTimeout> | undefined;
    const press = ({ target }: Event) => {
      if (!(target instanceof HTMLElement) || !target.matches('input, textarea, [contenteditable]')) return;
      setPaused(false);
      clearTimeout(waiting);
      waiting = setTimeout(() => setPaused(true), PAUSE);
    };
    addEventListener('keydown', press, true);
    return () => {
      removeEventListener('keydown', press, true);
      clearTimeout(waiting);
    };
  }, []);
  return paused;
}
