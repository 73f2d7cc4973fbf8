import { useEffect, useState } from 'react';
import type { Room } from '../../../core/session/parts.ts';
import { ShownAtFront } from '../../front/Shown.tsx';
import { type Invitation, requests } from '../../http/requests.ts';
import { say } from '../../messages/en.ts';
import { useSessionId } from '../../session/context.tsx';
import { Ball } from '../../ui/Ball.tsx';
import { seedOf } from '../../ui/ball.ts';
import { Clock } from '../../ui/Clock.tsx';
import { Qr } from '../../ui/Qr.tsx';
import css from './Projector.module.css';
import { wallOf } from './wall.ts';

/**
 * The wall: what everybody looks up at, readable from ten metres. It draws from the room alone (PR-2), so that nothing
 * that only some may see can ever stand on it, whoever opened it.
 */
export default function Projector({ room }: { room: Room }) {
  const wall = wallOf(room);
  return (
    <main className={css.wall}>
      {wall.phase === 'lobby' && <Door title={room.title} />}
      {wall.phase === 'ended' && <End />}
      {wall.phase === 'running' && (
        <>
          <header className={css.head}>
            <h1>{say.projector.steps(wall.titles)}</h1>
            <div className={css.clock}>
              <Clock clock={room.clock} />
            </div>
          </header>
          {wall.shown ? (
            <ShownAtFront front={room.front} large />
          ) : (
            <ul className={css.now} aria-label={say.projector.now}>
              {wall.now.map(({ who, does }) => (
                <li key={`${who} ${does}`}>
                  {who && <strong>{who}</strong>}
                  <span>{does}</span>
                </li>
              ))}
            </ul>
          )}
          <p className={css.line} role="status">
            {wall.line}
          </p>
        </>
      )}
    </main>
  );
}

function Door({ title }: { title: string }) {
  const session = useSessionId();
  const [invitation, setInvitation] = useState<Invitation | null>(null);
  useEffect(() => {
    let left = false;
    requests
      .invitation(session)
      .then((answer) => {
        if (!left) setInvitation(answer);
      })
      .catch(() => undefined);
    return () => {
      left = true;
    };
  }, [session]);
  return (
    <section className={css.door}>
      <div>
        <h1>{title}</h1>
        <p>{say.projector.join}</p>
        {invitation && (
          <>
            <p className={css.code}>
              <span aria-hidden="true">{invitation.code}</span>
              <span className="unseen">{invitation.code.split('').join(' ')}</span>
            </p>
            <p>
              {say.projector.at} {new URL(invitation.url).host}
            </p>
          </>
        )}
      </div>
      {invitation && (
        <div className={css.qr}>
          <Qr words={invitation.url} label={invitation.url} />
        </div>
      )}
    </section>
  );
}

function End() {
  const session = useSessionId();
  return (
    <section className={css.end}>
      <Ball seed={seedOf(session)} hairs={30} size={260} ornament />
      <div>
        <h1>{say.projector.ended}</h1>
        <p>{say.projector.endedSays}</p>
      </div>
    </section>
  );
}
