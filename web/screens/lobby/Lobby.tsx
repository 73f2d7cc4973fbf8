import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { BY_LOT } from '../../../core/session/forming/rule.ts';
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
import { FactsForm } from './FactsForm.tsx';
import { Groups } from './Groups.tsx';
import { KnownFields } from './KnownFields.tsx';
import css from './Lobby.module.css';
import { LobbyLinks } from './LobbyLinks.tsx';
import { isLonely } from './lonely.ts';
import { RuleRow, type Wish } from './RuleRow.tsx';

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
  const [wish, setWish] = useState<Wish>({ rule: room.rule ?? BY_LOT, size: room.exercise.group.size });
  const form = () => client.act({ type: 'form-groups', ...wish }, lead);
  const undoable = lead !== undefined && room.before !== undefined;
  const undo = () => client.act({ type: 'undo-forming' }, lead);
  useCommands(
    lead
      ? [
          { id: 'start', label: say.lobby.start, run: start },
          { id: 'form', label: say.lobby.form, key: 'g', run: form },
          ...(undoable ? [{ id: 'undo-forming', label: say.groups.undo, run: undo }] : []),
        ]
      : [],
  );
  return (
    <Page top={<strong>{room.title}</strong>} status={<Keeping view={view} />}>
      <LinkBanner view={view} />
      {lead && !room.solo && <Invite />}
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
          {!room.solo && undoable && (
            <Button variant="subtle" color="gray" onClick={undo}>
              {say.groups.undo}
            </Button>
          )}
          {!room.solo && <StartSays room={room} here={here.length} />}
        </div>
      )}
      {lead && !room.solo && here.length > 2 && <RuleRow wish={wish} onWish={setWish} />}
      {!room.solo && <Groups room={room} lead={lead} />}
      <div className={css.edges}>
        {!lead && !room.solo && (
          <details className={css.edge}>
            <summary>{say.lobby.missing}</summary>
            <Invite />
          </details>
        )}
        {sits.length > 0 && !room.solo && <AddPerson shares />}
        {lead && !room.solo && <AddPerson shares={false} />}
        {sits.length > 0 && !room.solo && (
          <details className={css.edge}>
            <summary>{say.groups.facts}</summary>
            <p className="quiet">{say.groups.factsSay}</p>
            {sits.map((person) => (
              <section key={person} aria-label={say.groups.factsOf(nameOf(person))}>
                {sits.length > 1 && <h3>{nameOf(person)}</h3>}
                <FactsForm room={room} person={person} by={person} />
              </section>
            ))}
          </details>
        )}
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
      {/* A phone is small: it is held out to somebody when it is asked for. */}
      <details className={css.qrAsked}>
        <summary>{say.lobby.qrShow}</summary>
        <Qr words={invitation.url} label={say.lobby.qr} size={240} />
      </details>
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
