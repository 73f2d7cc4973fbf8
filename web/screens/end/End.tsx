import { Button } from '@mantine/core';
import { Link } from 'wouter';
import { type Room, roomOf } from '../../../core/session/parts.ts';
import { requests } from '../../http/requests.ts';
import { say } from '../../messages/en.ts';
import { useSessionId, useView } from '../../session/context.tsx';
import { leadsHere, ownGroup, standingOf } from '../../session/standing.ts';
import { Ball } from '../../ui/Ball.tsx';
import { seedOf } from '../../ui/ball.ts';
import { Keeping, LinkBanner } from '../../ui/Keeping.tsx';
import { Page } from '../../ui/Page.tsx';
import { Tex } from '../../ui/Tex.tsx';
import { Made } from '../print/Made.tsx';
import { KeptBack } from '../room/KeptBack.tsx';
import css from './End.module.css';
import { Got } from './Got.tsx';

/** After the last step: keep what you made, and where to go further. */
export default function End({ storeFailed }: { storeFailed: boolean }) {
  const view = useView();
  const session = useSessionId();
  const room = roomOf(view.parts) as Room;
  const group = ownGroup(view);
  const standing = group && standingOf(view, group.id);
  const person = view.people[0];
  const asks = room.exercise.steps.some(({ debriefs }) => debriefs);
  const catches = standing?.work.catches ?? [];
  return (
    <Page top={<strong>{room.title}</strong>} status={<Keeping view={view} storeFailed={storeFailed} />}>
      <LinkBanner view={view} />
      {person && <KeptBack person={person} />}
      <div className={css.head}>
        <Ball seed={seedOf(session)} hairs={Math.min(40, room.complaints)} size={150} ornament />
        <div>
          <h1>{say.end.title}</h1>
          {room.exercise.complaints.length > 0 && (
            <p className={css.count}>{say.end.count(room.complaints)}</p>
          )}
          {asks && !room.solo && leadsHere(room, view.people) && <Got session={session} />}
          <div className={css.acts}>
            <Button component="a" href={requests.exportPath(session, 'md')} download>
              {say.end.keep}: {say.end.markdown}
            </Button>
            <Button variant="default" component="a" href={requests.exportPath(session, 'json')} download>
              {say.end.json}
            </Button>
            <Button variant="default" component={Link} href={`/s/${session}/print`}>
              {say.end.print}
            </Button>
          </div>
        </div>
      </div>
      {catches.length > 0 && (
        <section className={css.catch}>
          <h2>{say.end.catch}</h2>
          {catches.map(({ title, words }) => (
            <p key={title}>
              <Tex>{words}</Tex>
              {catches.length > 1 && (
                <span className="quiet small">
                  {' '}
                  “<Tex>{title}</Tex>”
                </span>
              )}
            </p>
          ))}
        </section>
      )}
      <section className={css.made}>
        <h2>{say.end.made}</h2>
        <Made />
      </section>
      {room.exercise.extensions.length > 0 && (
        <section className={css.further}>
          <h2>{say.end.further}</h2>
          {room.exercise.extensions.map(({ title, say: words }) => (
            <div key={title}>
              <h3>{title}</h3>
              <p>{words}</p>
            </div>
          ))}
        </section>
      )}
      <p>
        <Link href="/new">{say.end.again}</Link>
      </p>
    </Page>
  );
}
