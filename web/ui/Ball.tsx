import { useEffect, useMemo, useRef, useState } from 'react';
import { say } from '../messages/en.ts';
import css from './Ball.module.css';
import { BOX, drawOutline, growHair, type Hair } from './ball.ts';

interface BallProps {
  seed: number;
  /** Sentences that the example has come through: a hair for each. */
  hairs: number;
  /** The ball wobbles whenever this number rises: a complaint. */
  pokes?: number;
  size?: number | string;
  /** Only an ornament: screen readers pass it over. */
  ornament?: boolean;
}

/** Feynman's green ball. It has no face: it's yours to picture. */
export function Ball({ seed, hairs, pokes = 0, size = 220, ornament = false }: BallProps) {
  const outline = useMemo(() => drawOutline(seed), [seed]);
  const grown = useMemo(() => Array.from({ length: hairs }, (_, i) => growHair(seed, i)), [seed, hairs]);
  const wobbling = useWobble(pokes);
  const draw = (hair: Hair, i: number) => (
    <path key={i} d={hair.path} strokeWidth={hair.width} className={css.hair} pathLength={1} />
  );
  return (
    <svg
      viewBox={`0 0 ${BOX} ${BOX}`}
      width={size}
      height={size}
      className={wobbling ? `${css.ball} ${css.wobbling}` : css.ball}
      role="img"
      aria-label={say.ball.label(hairs)}
      aria-hidden={ornament}
    >
      <g className={css.ground}>
        <path d="M66 212q54 9 108 0" />
        <path d="M84 220q34 5 66 1" />
      </g>
      <g className={css.body}>
        {grown.map((hair, i) => (hair.front ? null : draw(hair, i)))}
        <path d={outline} className={css.skin} />
        <path d="M78 108q8-22 28-30" className={css.shine} />
        {grown.map((hair, i) => (hair.front ? draw(hair, i) : null))}
      </g>
    </svg>
  );
}

function useWobble(pokes: number): boolean {
  const seen = useRef(pokes);
  const [wobbling, setWobbling] = useState(false);
  useEffect(() => {
    const poked = pokes > seen.current;
    seen.current = pokes;
    if (!poked) return;
    setWobbling(true);
    const done = setTimeout(() => setWobbling(false), 500);
    return () => clearTimeout(done);
  }, [pokes]);
  return wobbling;
}
