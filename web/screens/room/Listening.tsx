import { useEffect, useState } from 'react';
import { LISTENER } from '../../../core/session/seats.ts';
import type { PersonId } from '../../../core/stream/entry.ts';
import { say } from '../../messages/en.ts';
import { useNameOf } from '../../session/context.tsx';
import { type Standing, seatName } from '../../session/standing.ts';
import { Tex } from '../../ui/Tex.tsx';
import css from './Room.module.css';

const SECONDS = 20;

/** For somebody who came late: what the group does, what was read so far, who is who. Twenty seconds, or a tap. */
export function Listening({ standing, person }: { standing: Standing; person: PersonId }) {
  const late = (standing.group.listening[person] ?? 0) > standing.work.rotation;
  if (!late || standing.seats[person] !== LISTENER) return null;
  return <Happening key={`${person} ${standing.group.id}`} standing={standing} />;
}

function Happening({ standing }: { standing: Standing }) {
  const nameOf = useNameOf();
  const [left, setLeft] = useState(SECONDS);
  useEffect(() => {
    if (left <= 0) return;
    const ticking = setTimeout(() => setLeft(left - 1), 1000);
    return () => clearTimeout(ticking);
  }, [left]);
  const { room, work, step, seats } = standing;
  if (left <= 0) {
    return (
      <section className={css.listening}>
        <h2>{say.room.listening}</h2>
        <p>{say.room.listeningSays}</p>
      </section>
    );
  }
  const passage = work.passage;
  const read = passage
    ? passage.text.slice(0, passage.cuts[work.place + 1] ?? passage.text.length).trim()
    : '';
  return (
    <section className={`${css.listening} ${css.happening}`}>
      <div className={css.panelHead}>
        <h2>{say.groups.happening}</h2>
        <span>
          <span className="quiet small" aria-hidden="true">
            {say.groups.seconds(left)}{' '}
          </span>
          <button type="button" className={css.small} onClick={() => setLeft(0)}>
            {say.groups.skip}
          </button>
        </span>
      </div>
      <p>{say.groups.happeningSays(step.title)}</p>
      {read && (
        <>
          <h3>{say.groups.readSoFar}</h3>
          <blockquote className={css.soFar}>
            <Tex>{read}</Tex>
          </blockquote>
        </>
      )}
      <h3>{say.groups.who}</h3>
      <p>
        {say.room.seats(
          Object.entries(seats).map(([who, seat]) => say.room.has(nameOf(who), seatName(room, seat))),
        )}
      </p>
    </section>
  );
}
