import { StepOn } from '../../web/conversation/StepOn.tsx';
import { say } from '../../web/messages/en.ts';
import { useNameOf } from '../../web/session/context.tsx';
import { seatName } from '../../web/session/standing.ts';
import type { SurfaceProps } from '../props.ts';
import { linesFor } from './model.ts';
import css from './view.module.css';

/** A step in which people look up and talk: a few large words, and who is what. */
export default function TalkView({ standing, person, looking }: SurfaceProps) {
  const nameOf = useNameOf();
  const { step, room, seats } = standing;
  const seat = seats[person];
  const lines = linesFor(step, seat);
  const [first, ...rest] = lines.everyone.length > 0 ? lines.everyone : lines.seat;
  const told = lines.everyone.length > 0 ? lines.seat : [];
  return (
    <div className={css.talk}>
      <h1>{step.title}</h1>
      <p className={css.first}>{first}</p>
      {rest.map((line) => (
        <p key={line} className={css.rest}>
          {line}
        </p>
      ))}
      {told.length > 0 && seat && (
        <section className={css.seat}>
          <h2>{say.room.youAre(seatName(room, seat))}</h2>
          {told.map((line) => (
            <p key={line}>{line}</p>
          ))}
        </section>
      )}
      <dl className={css.seats}>
        {Object.entries(seats).map(([who, which]) => (
          <div key={who}>
            <dt>
              {nameOf(who)}: {seatName(room, which)}
            </dt>
            <dd>{room.exercise.seats.find(({ id }) => id === which)?.does}</dd>
          </div>
        ))}
      </dl>
      {!looking && <StepOn standing={standing} />}
    </div>
  );
}
