import { useState } from 'react';
import type { NotTaken } from '../../../client/api.ts';
import { KEPT } from '../../../core/session/decide/notes.ts';
import type { PersonId } from '../../../core/stream/entry.ts';
import { say } from '../../messages/en.ts';
import { useClient, useSeen } from '../../session/context.tsx';
import { Refusals } from '../../ui/Refusals.tsx';

/** Words that were not accepted, until their writer has dealt with them. */
export function KeptBack({ person }: { person: PersonId }) {
  const client = useClient();
  const notTaken = useSeen((view) => view.notTaken);
  const [kept, setKept] = useState('');
  const keep = (held: NotTaken) => {
    client.act(
      { type: 'write-note', note: client.freshId(), kind: KEPT, parent: '', words: held.words },
      person,
    );
    client.dismiss(held.id);
    setKept(say.refusals.kept);
  };
  return (
    <>
      <Refusals notTaken={notTaken} onKeep={keep} onDismiss={(held) => client.dismiss(held.id)} />
      <p className="unseen" aria-live="polite">
        {kept}
      </p>
    </>
  );
}
