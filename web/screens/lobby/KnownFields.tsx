import { useState } from 'react';
import type { Room } from '../../../core/session/parts.ts';
import type { PersonId } from '../../../core/stream/entry.ts';
import { requests } from '../../http/requests.ts';
import { say } from '../../messages/en.ts';
import { useClient } from '../../session/context.tsx';
import css from './Lobby.module.css';

/** Fields that somebody knows, so that passages come from others. */
export function KnownFields({ room, person }: { room: Room; person: PersonId }) {
  const client = useClient();
  const [fields, setFields] = useState<string[]>([]);
  const knows = room.people.get(person)?.knows ?? [];
  const load = () => {
    if (fields.length > 0) return;
    requests
      .fields()
      .then((all) => setFields(all.map(({ field }) => field)))
      .catch(() => setFields([]));
  };
  const flip = (field: string, on: boolean) =>
    client.act(
      { type: 'set-knows', knows: on ? [...knows, field] : knows.filter((known) => known !== field) },
      person,
    );
  return (
    <details className={css.edge} onToggle={(event) => event.currentTarget.open && load()}>
      <summary>
        {say.lobby.knows}{' '}
        <span className="quiet">{knows.length > 0 ? say.list(knows) : say.lobby.knowsNone}</span>
      </summary>
      <p className="quiet">{say.lobby.knowsSays}</p>
      <div className={css.fields}>
        {[...new Set([...fields, ...knows])].map((field) => (
          <label key={field}>
            <input
              type="checkbox"
              checked={knows.includes(field)}
              onChange={(event) => flip(field, event.currentTarget.checked)}
            />
            {field}
          </label>
        ))}
      </div>
    </details>
  );
}
