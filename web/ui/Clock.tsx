import { useEffect, useRef, useState } from 'react';
import type { Clock as RoomClock } from '../../core/session/parts.ts';
import { say } from '../messages/en.ts';
import { useNow } from '../session/context.tsx';
import css from './Clock.module.css';
import { digitsOf, leftOn, warningBetween } from './clock.ts';

/** Calm digits. They grow in the last half minute, and then only say that the time is up. */
export function Clock({ clock, small = false }: { clock: RoomClock; small?: boolean }) {
  const now = useNow(500);
  const left = leftOn(clock, now);
  const before = useRef(left);
  const [aloud, setAloud] = useState('');
  useEffect(() => {
    const warning = warningBetween(before.current, left);
    before.current = left;
    if (warning === 'over') setAloud(say.clock.overAloud);
    else if (warning) setAloud(say.clock[warning]);
  }, [left]);
  if (left === null) return null;
  const over = clock.over || left <= 0;
  const last = !over && clock.state === 'running' && left <= 30_000;
  const seconds = Math.max(0, Math.ceil(left / 1000));
  const classes = [css.clock, small && css.small, last && css.last, over && css.over]
    .filter(Boolean)
    .join(' ');
  return (
    <div className={classes}>
      <span
        role="timer"
        aria-label={over ? say.clock.over : say.clock.left(Math.floor(seconds / 60), seconds % 60)}
      >
        {over ? say.clock.over : digitsOf(left)}
      </span>
      {over ? (
        <small>{say.clock.overSays}</small>
      ) : clock.state === 'paused' ? (
        <small>{say.clock.paused}</small>
      ) : null}
      <span className="unseen" aria-live="polite">
        {aloud}
      </span>
    </div>
  );
}
