import { useMemo, useState } from 'react';
import { Link } from 'wouter';
import { stepOf } from '../../../core/session/exercise.ts';
import { type Room, roomOf } from '../../../core/session/parts.ts';
import type { PersonId } from '../../../core/stream/entry.ts';
import { say } from '../../messages/en.ts';
import { useCalmView, useClient, useSessionId } from '../../session/context.tsx';
import { leadsHere, ownOf } from '../../session/standing.ts';
import { PaletteButton, useCommands } from '../../ui/commands.tsx';
import { Keeping, LinkBanner } from '../../ui/Keeping.tsx';
import { Page } from '../../ui/Page.tsx';
import { Invite } from '../lobby/Lobby.tsx';
import { KeptBack } from '../room/KeptBack.tsx';
import { Desk } from './Desk.tsx';
import { GroupRows } from './GroupRows.tsx';
import css from './Lead.module.css';
import { LeadLinks } from './LeadLinks.tsx';
import { LookIn } from './LookIn.tsx';
import { Marks } from './Marks.tsx';
import { Pace } from './Pace.tsx';
import { SayLine } from './SayLine.tsx';

/** The room's clock, what to say now, one Next; then a row for each group. Everything else is in the palette. */
export default function Lead() {
  const client = useClient();
  const view = useCalmView();
  const room = roomOf(view.parts) as Room;
  const lead = leadsHere(room, view.people) as PersonId;
  const [looking, setLooking] = useState<string | null>(null);
  const [panel, setPanel] = useState<'invite' | 'links' | 'marks' | 'line' | null>(null);
  const groups = useMemo(() => [...room.groups.keys()], [room.groups]);
  const toggle = (which: NonNullable<typeof panel>) => () => setPanel(panel === which ? null : which);
  const debriefs = stepOf(room.exercise, room.plan, room.at)?.debriefs ?? false;
  const marked = (ownOf(view, lead)?.marks ?? []).length > 0;
  useCommands([
    { id: 'line', label: say.lead.toAll, key: 'b', run: toggle('line') },
    { id: 'marks', label: say.lead.marks, run: toggle('marks') },
    { id: 'links', label: say.lead.links, run: toggle('links') },
    { id: 'invite', label: say.lead.invite, run: toggle('invite') },
  ]);
  const sits = view.people.some((person) => room.people.has(person));
  return (
    <Page
      wide
      top={<Top room={room} sits={sits} />}
      corner={
        <span className={css.minutes}>
          <button type="button" className={`${css.quiet} ${css.toAll}`} onClick={toggle('line')}>
            {say.lead.toAll}
          </button>
          <PaletteButton className={css.quiet} label={say.lead.palette} />
        </span>
      }
      status={<Keeping view={view} />}
      foot={<span>{say.lead.complaints(room.complaints)}</span>}
    >
      <LinkBanner view={view} />
      <Pace room={room} lead={lead} />
      <KeptBack person={lead} />
      {panel === 'invite' && <Invite />}
      {panel === 'links' && <LeadLinks />}
      {panel === 'line' && (
        <SayLine
          title={say.lead.toAll}
          says={say.lead.toAllSays}
          onSay={(id, words) => {
            client.act({ type: 'broadcast', id, words }, lead);
            setPanel(null);
          }}
          onClose={() => setPanel(null)}
        />
      )}
      <Desk room={room} lead={lead} />
      {(panel === 'marks' || (debriefs && marked)) && <Marks lead={lead} />}
      {looking ? (
        <LookIn group={looking} onClose={() => setLooking(null)} />
      ) : (
        <GroupRows groups={groups} lead={lead} onLook={setLooking} />
      )}
    </Page>
  );
}

function Top({ room, sits }: { room: Room; sits: boolean }) {
  const session = useSessionId();
  const stop = room.plan[room.at];
  return (
    <>
      <strong>{room.title}</strong> · {say.lead.title}
      {stop && room.rounds > 1 ? ` · ${say.room.round(stop.round, room.rounds)}` : ''}
      {sits && (
        <>
          {' · '}
          <Link href={`/s/${session}`}>{say.room.toRoom}</Link>
        </>
      )}
    </>
  );
}
