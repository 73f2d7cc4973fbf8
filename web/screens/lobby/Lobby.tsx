import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { type Room, roomOf } from '../../../core/session/parts.ts';
import { type Invitation, requests } from '../../http/requests.ts';
import { say } from '../../messages/en.ts';
import { useClient, useNameOf, useSessionId, useView } from '../../session/context.tsx';
import { leadsHere } from '../../session/standing.ts';
import { useCommands } from '../../ui/commands.tsx';
import { Keeping, LinkBanner } from '../../ui/Keeping.tsx';
import { Page } from '../../ui/Page.tsx';
import { Qr } from '../../ui/Qr.tsx';
import { AddPerson } from './AddPerson.tsx';
import { Groups } from './Groups.tsx';
import { KnownFields } from './KnownFields.tsx';
import css from './Lobby.module.css';
import { LobbyLinks } from './LobbyLinks.tsx';
import { isLonely } from './lonely.ts';

/** The code, huge; who is here; and one button for whoever leads. */
export default function Lobby() {
  const client = useClient();
  const view = useView();
  const nameOf = useNameOf();
  const room = roomOf(view.parts) as Room;
  const lead = leadsHere(room, view.people);
  const sits = view.people.filter((person) => room.people.has(person));
  const here = [...room.people.values()].filter((member) => member.here);
  const start = () => client.act({ type: 'start' }, lead);
  const form = () => client.act({ type: 'form-groups' }, lead);
  useCommands(
    lead
      ? [
          { id: 'start', label: say.lobby.start, run: start },
          { id: 'form', label: say.lobby.form, key: 'g', run: form },
        ]
      : [],
  );
  return (
    <Page top={<strong>{room.title}</strong>} status={<Keeping view={view} />}>
      <LinkBanner view={view} />
      {!room.solo && <Invite />}
      {room.solo && (
        <>
          <h1>{say.lobby.solo}</h1>
          <p className={css.says}>
            {room.exercise.complaints.length > 0 ? say.lobby.soloSays : room.exercise.purpose}
          </p>
        </>
      )}
      {lead ? null : (
        <>
          <h1>{say.lobby.member}</h1>
          <p className={css.says}>{say.lobby.memberSays(nameOf(room.leads[0]))}</p>
        </>
      )}
      {lead && (
        <div className={css.acts}>
          <Button size="xl" onClick={start} disabled={here.length === 0}>
            {say.lobby.start}
          </Button>
          {!room.solo && here.length > 1 && (
            <Button variant="default" onClick={form}>
              {room.groups.size > 0 ? say.lobby.formAgain : say.lobby.form}
            </Button>
          )}
          {!room.solo && <StartSays room={room} here={here.length} />}
        </div>
      )}
      {!room.solo && <Groups room={room} lead={lead} />}
      <div className={css.edges}>
        {sits.length > 0 && !room.solo && <AddPerson shares />}
        {lead && !room.solo && <AddPerson shares={false} />}
        {sits.length > 0 && room.exercise.input === 'passage' && (
          <KnownFields room={room} person={sits[0] as string} />
        )}
        <LobbyLinks lead={lead !== undefined} sits={sits.length > 0} solo={room.solo} />
      </div>
    </Page>
  );
}

/** Beside Start: what it waits for, what it does, and whom it would leave alone. */
function StartSays({ room, here }: { room: Room; here: number }) {
  const lonely = [...room.groups.values()]
    .filter((group) => isLonely(room, group))
    .map(({ name }) => name)
    .sort((a, b) => a.localeCompare(b, undefined, { numeric: true }));
  if (lonely.length > 0 && here > 1)
    return (
      <p className={css.alone} role="status">
        {say.lobby.aloneAll(lonely)}
      </p>
    );
  if (here === 0) return <p className="quiet">{say.lobby.startWaits}</p>;
  if (here === 1 && room.exercise.group.size > 1) return <p className="quiet">{say.lobby.one}</p>;
  return <p className="quiet">{say.lobby.groupsSay}</p>;
}

/** The way in, to be read from the far end of a room. */
export function Invite() {
  const session = useSessionId();
  const [invitation, setInvitation] = useState<Invitation | null>(null);
  const view = useView();
  const room = roomOf(view.parts);
  const lead = room && leadsHere(room, view.people) !== undefined;
  const [renewed, setRenewed] = useState(false);
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
  if (!invitation) return <div className={css.invite} />;
  const renew = async () => {
    setInvitation(await requests.renewInvitation(session));
    setRenewed(true);
  };
  return (
    <section className={css.invite} aria-label={say.lead.invite}>
      <div className={css.inviteWords}>
        {lead && <h1 className={css.title}>{say.lobby.lead}</h1>}
        <p className="quiet">{say.lobby.how}</p>
        <p className={css.url}>{shortUrl(invitation.url)}</p>
        <p className={css.code}>
          <span aria-hidden="true">{invitation.code}</span>
          <span className="unseen">{invitation.code.split('').join(' ')}</span>
        </p>
        {lead && (
          <>
            <p className="quiet small">
              {say.lobby.tryPhone} {say.lobby.unreachablePhones}
            </p>
            <button type="button" className={css.link} onClick={() => void renew()}>
              {say.lobby.renew}
            </button>{' '}
            <span className="quiet small" aria-live="polite">
              {renewed ? say.lobby.renewed : ''}
            </span>
          </>
        )}
      </div>
      <div className={css.qr}>
        <Qr words={invitation.url} label={say.lobby.qr} size={240} />
      </div>
    </section>
  );
}

/** What somebody types: the host alone; the code says the rest. */
const shortUrl = (url: string): string => {
  try {
    return new URL(url).host;
  } catch {
    return url;
  }
};
