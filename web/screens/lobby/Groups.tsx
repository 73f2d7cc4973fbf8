import { Menu } from '@mantine/core';
import '@mantine/core/styles/Popover.css';
import '@mantine/core/styles/Menu.css';
import { type DragEvent, useState } from 'react';
import type { Group, Member, Room } from '../../../core/session/parts.ts';
import { groupOf } from '../../../core/session/parts.ts';
import type { PersonId } from '../../../core/stream/entry.ts';
import { say } from '../../messages/en.ts';
import { useClient, useNameOf, useView } from '../../session/context.tsx';
import css from './Lobby.module.css';
import { isLonely } from './lonely.ts';

const DRAGGED = 'text/greenball-person';

/** Who is here, by group once there are groups. Whoever leads moves people by dragging a name or from its menu. */
export function Groups({ room, lead }: { room: Room; lead: PersonId | undefined }) {
  const client = useClient();
  const people = [...room.people.values()];
  const loose = people.filter((member) => !groupOf(room, member.id));
  const count = people.filter((member) => member.here).length;
  const move = (person: PersonId, group: string | null) =>
    client.act({ type: 'move-person', person, group }, lead);
  const props = { room, lead, move };
  const groups = [...room.groups.values()].sort((a, b) =>
    a.name.localeCompare(b.name, undefined, { numeric: true }),
  );
  return (
    <section className={css.here} aria-label={say.lobby.here(count)}>
      <h2 aria-live="polite">{count === 0 ? say.lobby.nobody : say.lobby.here(count)}</h2>
      {room.groups.size > 0 ? (
        <>
          <div className={css.groups}>
            {groups.map((group) => (
              <GroupBox key={group.id} group={group} {...props} />
            ))}
            {loose.length > 0 && (
              <div className={css.group}>
                <h3>{say.lobby.ungrouped}</h3>
                <Names members={loose} {...props} />
              </div>
            )}
          </div>
          {lead && <p className="quiet small">{say.lobby.drag}</p>}
        </>
      ) : (
        <Names members={people} {...props} flat />
      )}
    </section>
  );
}

interface Moving {
  room: Room;
  lead: PersonId | undefined;
  move: (person: PersonId, group: string | null) => void;
}

function GroupBox({ group, room, lead, move }: Moving & { group: Group }) {
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const person = event.dataTransfer.getData(DRAGGED);
    if (person) move(person, group.id);
  };
  const members = group.members.flatMap((id) => room.people.get(id) ?? []);
  return (
    <section
      className={over ? `${css.group} ${css.over}` : css.group}
      aria-label={group.name}
      onDragOver={(event) => {
        if (!lead) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <h3>{group.name}</h3>
      <Names members={members} room={room} lead={lead} move={move} />
      {lead && isLonely(room, group) && <p className={css.alone}>{say.lobby.alone}</p>}
    </section>
  );
}

function Names({
  members,
  room,
  lead,
  move,
  flat = false,
}: Moving & { members: readonly Member[]; flat?: boolean }) {
  return (
    <ul className={flat ? `${css.names} ${css.flat}` : css.names}>
      {members.map((member) => (
        <Name key={member.id} member={member} room={room} lead={lead} move={move} />
      ))}
    </ul>
  );
}

function Name({ member, room, lead, move }: Moving & { member: Member }) {
  const view = useView();
  const nameOf = useNameOf();
  const name = nameOf(member.id);
  const own = groupOf(room, member.id);
  const host = member.sharesWith;
  const note = !member.here
    ? say.lobby.away
    : host && room.leads.includes(host) && !room.people.has(host)
      ? say.lobby.noDevice
      : host
        ? say.lobby.sharesWith(nameOf(host))
        : null;
  const movable = lead !== undefined && room.groups.size > 0;
  return (
    <li
      className={css.name}
      draggable={movable}
      onDragStart={(event) => {
        event.dataTransfer.setData(DRAGGED, member.id);
        event.dataTransfer.effectAllowed = 'move';
      }}
    >
      <span className={member.here ? css.person : `${css.person} ${css.away}`}>
        {name}
        {view.people.includes(member.id) && <span className="quiet"> ({say.app.you})</span>}
        {note && <span className="quiet small"> {note}</span>}
      </span>
      {movable && (
        <Menu position="bottom-start" withinPortal>
          <Menu.Target>
            <button type="button" className={css.link} aria-label={say.lobby.move(name)}>
              {say.lobby.move('').trim()}
            </button>
          </Menu.Target>
          <Menu.Dropdown>
            {[...room.groups.values()]
              .filter((group) => group.id !== own?.id)
              .map((group) => (
                <Menu.Item key={group.id} onClick={() => move(member.id, group.id)}>
                  {say.lobby.moveTo(group.name)}
                </Menu.Item>
              ))}
            {(own?.members.length ?? 0) !== 1 && (
              <Menu.Item onClick={() => move(member.id, null)}>{say.lobby.moveAlone}</Menu.Item>
            )}
          </Menu.Dropdown>
        </Menu>
      )}
    </li>
  );
}
