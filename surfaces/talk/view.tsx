import { StepOn } from '../../web/conversation/StepOn.tsx';
import { useNameOf } from '../../web/session/context.tsx';
import { seatName } from '../../web/session/standing.ts';
import type { SurfaceProps } from '../props.ts';
import { linesFor } from './model.ts';
import css from './view.module.css';

/** A step in which people look up and talk: a few large words, and who is what. */
export default function TalkView({ standing, looking }: SurfaceProps) {
  const nameOf = useNameOf();
  const { step, room, seats, hands } = standing;
  const [first, ...rest] = linesFor(step, undefined).everyone;
  return (
    <div className={css.talk}>
      <h1>{step.title}</h1>
      {first && <p className={css.first}>{first}</p>}
      {rest.map((line) => (
        <p key={line} className={css.rest}>
          {line}
        </p>
      ))}
      <ul className={css.seats}>
        {Object.entries(seats).map(([who, seat]) => {
          const told = hands.includes(who) || looking ? linesFor(step, seat).seat : [];
          return (
            <li key={who} className={hands.includes(who) ? `${css.seat} ${css.here}` : css.seat}>
              <h2>
                {nameOf(who)}: {seatName(room, seat)}
              </h2>
              {told.map((line) => (
                <p key={line} className={css.told}>
                  {line}
                </p>
              ))}
              <p className="quiet">{room.exercise.seats.find(({ id }) => id === seat)?.does}</p>
            </li>
          );
        })}
      </ul>
      {!looking && <StepOn standing={standing} />}
    </div>
  );
}
