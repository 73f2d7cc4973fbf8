import { Menu, TextInput } from '@mantine/core';
import '@mantine/core/styles/Popover.css';
import '@mantine/core/styles/Menu.css';
import { type DragEvent, type ReactNode, useState } from 'react';
import { type Group, groupOf, type Member, type Room } from '../../../core/session/parts.ts';
import type { PersonId } from '../../../core/stream/entry.ts';
import { say } from '../../messages/en.ts';
import { useClient, useNameOf, useView } from '../../session/context.tsx';
import { groupsByName } from '../../session/standing.ts';
import { actsBy, type ByHand } from './byHand.ts';
import { showTime } from './clockTime.ts';
import { FactsForm } from './FactsForm.tsx';
import css from './Lobby.module.css';
import { isLonely } from './lonely.ts';
import { GroupChanger, PersonMover } from './Mover.tsx';

const DRAGGED = 'text/greenball-person';
/** With more people than this, one looks for a name by typing it. */
const SEARCHED_FROM = 20;

/** Who is here, by group once there are groups. Whoever leads changes them by dragging names or from their menus. */
export function Groups({ room, lead }: { room: Room; lead: PersonId | undefined }) {
  const client = useClient();
  const nameOf = useNameOf();
  const [sought, setSought] = useState('');
  const people = [...room.people.values()];
  const count = people.filter((member) => member.here).length;
  const acts = lead === undefined ? null : actsBy(client, lead);
  const searched = people.length > SEARCHED_FROM;
  const looked = searched ? sought.trim().toLowerCase() : '';
  const found = people.filter(({ id }) => nameOf(id).toLowerCase().includes(looked));
  const shown = new Set(found.map(({ id }) => id));
  const loose = found.filter((member) => !groupOf(room, member.id));
  const groups = groupsByName(room).filter(
    ({ members }) => looked === '' || members.some((id) => shown.has(id)),
  );
  const props = { room, acts, lead };
  return (
    <section className={css.here} aria-label={say.lobby.here(count)}>
      <h2 aria-live="polite">{count === 0 ? say.lobby.nobody : say.lobby.here(count)}</h2>
      {searched && (
        <>
          <TextInput
            className={css.find}
            label={say.groups.find}
            autoComplete="off"
            value={sought}
            onChange={(event) => setSought(event.currentTarget.value)}
          />
          <p className="quiet small" aria-live="polite">
            {looked === '' ? '' : found.length === 0 ? say.groups.foundNone : say.groups.found(found.length)}
          </p>
        </>
      )}
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
          {lead && <p className="quiet small">{say.groups.drag}</p>}
        </>
      ) : (
        <Names members={found} {...props} flat />
      )}
    </section>
  );
}

interface Shared {
  room: Room;
  /** Null for whoever only looks. */
  acts: ByHand | null;
  lead: PersonId | undefined;
}

function GroupBox({ group, room, acts, lead }: Shared & { group: Group }) {
  const [over, setOver] = useState(false);
  const [open, setOpen] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const person = event.dataTransfer.getData(DRAGGED);
    if (person && room.people.has(person)) acts?.move(person, group.id);
  };
  const members = group.members.flatMap((id) => room.people.get(id) ?? []);
  return (
    <section
      className={over ? `${css.group} ${css.over}` : css.group}
      aria-label={group.name}
      onDragOver={(event) => {
        if (!acts) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <h3>
        {group.name}
        {acts && (
          <MenuOnDemand
            label={say.groups.change(group.name)}
            short={say.groups.changeShort}
            open={open}
            onOpen={setOpen}
          >
            <GroupChanger room={room} acts={acts} group={group} />
          </MenuOnDemand>
        )}
      </h3>
      <Names members={members} room={room} acts={acts} lead={lead} />
      {group.why && <p className={css.why}>{say.groups.why(group.why)}</p>}
      {acts && isLonely(room, group) && <p className={css.alone}>{say.lobby.alone}</p>}
    </section>
  );
}

/**
 * A menu that comes to the page when it is first opened: with three hundred names there would be three hundred of them.
 * It stays then, so that the focus finds its button again.
 */
function MenuOnDemand({
  label,
  short,
  open,
  onOpen,
  children,
}: {
  label: string;
  short: string;
  open: boolean;
  onOpen: (open: boolean) => void;
  children: ReactNode;
}) {
  const [used, setUsed] = useState(false);
  if (open && !used) setUsed(true);
  const button = (toggles: boolean) => (
    <button
      type="button"
      className={css.link}
      aria-label={label}
      {...(toggles ? {} : { 'aria-haspopup': 'menu' as const, onClick: () => onOpen(true) })}
    >
      {short}
    </button>
  );
  if (!used) return button(false);
  return (
    <Menu opened={open} onChange={onOpen} position="bottom-start" withinPortal trapFocus loop>
      <Menu.Target>{button(true)}</Menu.Target>
      {open && children}
    </Menu>
  );
}

function Names({
  members,
  room,
  acts,
  lead,
  flat = false,
}: Shared & { members: readonly Member[]; flat?: boolean }) {
  return (
    <ul className={flat ? `${css.names} ${css.flat}` : css.names}>
      {members.map((member) => (
        <Name key={member.id} member={member} room={room} acts={acts} lead={lead} />
      ))}
    </ul>
  );
}

function Name({ member, room, acts, lead }: Shared & { member: Member }) {
  const view = useView();
  const nameOf = useNameOf();
  const [open, setOpen] = useState(false);
  const [asked, setAsked] = useState(false);
  const name = nameOf(member.id);
  const own = groupOf(room, member.id);
  const drop = (event: DragEvent) => {
    const person = event.dataTransfer.getData(DRAGGED);
    const theirs = room.people.has(person) ? groupOf(room, person) : null;
    if (!acts || !own || !theirs || theirs.id === own.id) return;
    event.preventDefault();
    event.stopPropagation();
    acts.swap(person, member.id);
  };
  return (
    <li
      className={css.name}
      draggable={acts !== null && room.groups.size > 0}
      onDragStart={(event) => {
        event.dataTransfer.setData(DRAGGED, member.id);
        event.dataTransfer.effectAllowed = 'move';
      }}
      onDrop={drop}
    >
      <span className={member.here ? css.person : `${css.person} ${css.away}`}>
        {name}
        {view.people.includes(member.id) && <span className="quiet"> ({say.app.you})</span>}
        {notesOn(room, member, nameOf).map((note) => (
          <span key={note} className="quiet small">
            {' '}
            {note}
          </span>
        ))}
      </span>
      {acts && (
        <MenuOnDemand
          label={say.lobby.move(name)}
          short={say.lobby.move('').trim()}
          open={open}
          onOpen={setOpen}
        >
          <PersonMover
            room={room}
            acts={acts}
            member={member}
            onFacts={() => setAsked(true)}
            onClose={() => setOpen(false)}
          />
        </MenuOnDemand>
      )}
      {asked && (
        <section className={css.asked} aria-label={say.groups.factsOf(name)}>
          <FactsForm room={room} person={member.id} by={lead} />
          <button type="button" className={css.link} onClick={() => setAsked(false)}>
            {say.app.close}
          </button>
        </section>
      )}
    </li>
  );
}

/** What stands small beside a name. */
function notesOn(room: Room, member: Member, nameOf: (person: PersonId) => string): string[] {
  const { sharesWith: host, facts } = member;
  const place = !member.here
    ? say.lobby.away
    : host && room.leads.includes(host) && !room.people.has(host)
      ? say.lobby.noDevice
      : host
        ? say.lobby.sharesWith(nameOf(host))
        : null;
  const leaves = facts?.leavesAt == null ? null : say.groups.leavesAt(showTime(facts.leavesAt));
  return [place, facts?.team ?? null, leaves].filter((note) => note !== null);
}
