import { Link } from 'wouter';
import { say } from '../../messages/en.ts';
import { useNameOf, useSessionId, useView } from '../../session/context.tsx';
import { leadsHere, type Standing, seatName } from '../../session/standing.ts';
import { Clock } from '../../ui/Clock.tsx';
import css from './Room.module.css';
import { useSwap } from './swap.ts';

/** Quiet and small: where the group is on its way. */
export function Top({ standing }: { standing: Standing }) {
  const view = useView();
  const session = useSessionId();
  const { room, stop, step } = standing;
  const leads = leadsHere(room, view.people) !== undefined;
  const round = say.room.round(stop.round, room.rounds);
  return (
    <div className={css.where}>
      <strong className={css.title}>{room.exercise.title}</strong>
      {round && <span>{round}</span>}
      <span>{step.title}</span>
      {leads && !room.solo && <Link href={`/s/${session}/lead`}>{say.room.lead}</Link>}
    </div>
  );
}

/** Who has which seat, and the clock. People who share this screen swap with one tap. */
export function Corner({ standing }: { standing: Standing }) {
  const nameOf = useNameOf();
  const swap = useSwap(standing);
  const { room, seats, hands } = standing;
  const shared = hands.length > 1;
  const own = hands[0];
  const pairs = Object.entries(seats).map(([person, seat]) =>
    say.room.has(nameOf(person), seatName(room, seat)),
  );
  return (
    <div className={css.corner}>
      <Clock clock={room.clock} />
      <div className={css.seats}>
        {shared && <span className={css.here}>{say.room.here(hands.map(nameOf))}</span>}
        <span className={shared ? undefined : css.everybody}>{say.room.seats(pairs)}</span>
        {!shared && own && <span className={css.own}>{say.room.youAre(seatName(room, seats[own]))}</span>}
        {shared && swap && (
          <button type="button" className={css.swap} onClick={swap}>
            {say.room.swap}
          </button>
        )}
      </div>
    </div>
  );
}
