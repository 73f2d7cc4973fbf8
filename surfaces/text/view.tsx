import { useEffect, useMemo, useRef } from 'react';
import { personAudience } from '../../core/session/parts.ts';
import { say } from '../../web/messages/en.ts';
import { useClient, useNameOf, useView } from '../../web/session/context.tsx';
import type { SurfaceProps } from '../props.ts';
import { Afterwards } from './Afterwards.tsx';
import { Ideas } from './Ideas.tsx';
import { pageNote, readDesk } from './model.ts';
import css from './view.module.css';
import { Writing } from './Writing.tsx';

/** One person's own long page: it is written in one step, and looked back on in a later one. */
export default function TextView({ standing, person, looking }: SurfaceProps) {
  const client = useClient();
  const view = useView();
  const nameOf = useNameOf();
  /** Whose page was begun here: two may share this screen. */
  const begun = useRef<string | null>(null);
  const { room, step, seats, group } = standing;
  const { exercise } = room;
  const seat = seats[looking ? (group.members[0] ?? '') : person] ?? null;
  const desk = useMemo(() => readDesk(exercise, step, seat), [exercise, step, seat]);
  const own = view.parts.get(personAudience(person));
  const page = desk && pageNote(desk.page);
  const note = (page !== null && own?.tree.notes.get(page)) || null;
  const here = view.people.includes(person) && !looking;
  const missing = desk?.writing && here && note === null && view.link.state === 'live';
  useEffect(() => {
    if (!missing || begun.current === person || !desk) return;
    begun.current = person;
    const fields = desk.about ? { [desk.about.field]: desk.about.usual } : {};
    client.act(
      {
        type: 'write-note',
        note: pageNote(desk.page),
        kind: desk.page,
        parent: '',
        fields,
        stop: standing.at,
      },
      person,
    );
  }, [client, missing, desk, person, standing.at]);

  if (!desk) return <p className="quiet">{say.cards.nothingToWrite}</p>;
  if (looking || !here) {
    return (
      <div className={css.back}>
        <h1 className={css.title}>{step.title}</h1>
        {group.members.map((member) => (
          <p key={member} className="quiet">
            {say.text.looking(nameOf(member))}
          </p>
        ))}
        <Ideas standing={standing} desk={desk} person={null} />
      </div>
    );
  }
  if (!note) return <p className="quiet">{say.text.begin}</p>;
  const props = { standing, desk, person, note };
  return desk.writing ? <Writing key={person} {...props} /> : <Afterwards key={person} {...props} />;
}
