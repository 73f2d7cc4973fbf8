import { useEffect, useState } from 'react';
import type { SessionClient } from '../../../client/api.ts';
import { ONLOOKER } from '../../../core/access/audiences.ts';
import { roomOf } from '../../../core/session/parts.ts';
import { connect } from '../../session/connect.ts';
import { SessionProvider, useSeen, useView } from '../../session/context.tsx';
import { leadsHere } from '../../session/standing.ts';
import { later } from '../../ui/later.tsx';
import { Waiting } from '../../ui/Waiting.tsx';
import { Ended } from './Ended.tsx';

const Lobby = later(() => import('../lobby/Lobby.tsx'), Waiting);
const Room = later(() => import('../room/Room.tsx'), Waiting);
const Lead = later(() => import('../lead/Lead.tsx'), Waiting);
const Projector = later(() => import('../projector/Projector.tsx'), Waiting);
const End = later(() => import('../end/End.tsx'), Waiting);
const Print = later(() => import('../print/Print.tsx'), Waiting);

export type SessionPage = 'room' | 'lead' | 'print' | 'projector';

/** One session in this tab: connects, and shows the page that fits who you are and how far it is. */
export default function SessionScreen({ id, page }: { id: string; page: SessionPage }) {
  const [client, setClient] = useState<SessionClient | null>(null);
  const [storeFailed, setStoreFailed] = useState(false);
  useEffect(() => {
    let left = false;
    let leave: (() => void) | null = null;
    void connect(id, () => setStoreFailed(true)).then((ready) => {
      if (left) ready.leave();
      else {
        leave = ready.leave;
        setClient(ready.client);
      }
    });
    return () => {
      left = true;
      leave?.();
    };
  }, [id]);
  useUnloadGuard(storeFailed ? client : null);
  if (!client) return <Waiting />;
  return (
    <SessionProvider id={id} client={client}>
      <PhasePage page={page} storeFailed={storeFailed} />
    </SessionProvider>
  );
}

/** The page for a session's phase and for who looks at it. */
export function PhasePage({ page, storeFailed }: { page: SessionPage; storeFailed: boolean }) {
  const room = useSeen((view) => roomOf(view.parts));
  const people = useSeen((view) => view.people);
  if (!room) return <FirstContact />;
  // What has no seat here can show nothing else.
  if (page === 'projector' || people.includes(ONLOOKER)) return <Projector room={room} />;
  if (page === 'print') return <Print />;
  const leads = leadsHere(room, people) !== undefined;
  const sits = people.some((person) => room.people.has(person));
  if (room.phase === 'lobby') return <Lobby />;
  if (room.phase === 'ended') return <End storeFailed={storeFailed} />;
  return leads && (page === 'lead' || !sits) ? <Lead /> : <Room storeFailed={storeFailed} />;
}

/** Until the server has told of the room, or has said why it won't. */
function FirstContact() {
  const { link } = useView();
  return link.state === 'ended' ? <Ended reason={link.reason} /> : <Waiting />;
}

/** Words that only this device has go with the page where the browser keeps nothing: it asks before it leaves. */
function useUnloadGuard(client: SessionClient | null): void {
  useEffect(() => {
    if (!client) return;
    const ask = (event: BeforeUnloadEvent) => {
      if (client.hasUnsaved()) event.preventDefault();
    };
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, [client]);
}
