import { Button } from '@mantine/core';
import { useState } from 'react';
import type { PersonId } from '../../../core/stream/entry.ts';
import { say } from '../../messages/en.ts';
import { useClient, useNameOf } from '../../session/context.tsx';
import { isAlone, type Standing } from '../../session/standing.ts';
import css from './Room.module.css';

/** A pair that lost one: the other chooses where to go on. */
export function LeftAlone({ standing, person }: { standing: Standing; person: PersonId }) {
  const client = useClient();
  const nameOf = useNameOf();
  const { room, group } = standing;
  const gone = group.members.filter((member) => !room.people.get(member)?.here);
  const key = gone.join();
  const [settled, setSettled] = useState<string | null>(null);
  const others = [...room.groups.values()].some(
    (other) => other.id !== group.id && other.members.some((member) => room.people.get(member)?.here),
  );
  if (room.solo || gone.length === 0 || !isAlone(standing) || settled === key) return null;
  return (
    <section className={css.panel} aria-label={say.groups.leftAlone(gone.map(nameOf))}>
      <h2>{say.groups.leftAlone(gone.map(nameOf))}</h2>
      <p className="quiet">{say.groups.leftAloneSays}</p>
      <div className={css.acts}>
        {others && (
          <Button size="sm" onClick={() => client.act({ type: 'join-another', person }, person)}>
            {say.groups.joinAnother}
          </Button>
        )}
        <Button size="sm" variant="default" onClick={() => setSettled(key)}>
          {say.groups.goOnAlone}
        </Button>
      </div>
    </section>
  );
}
