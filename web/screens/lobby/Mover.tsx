import { Menu, Popover, TextInput } from '@mantine/core';
import '@mantine/core/styles/Popover.css';
import '@mantine/core/styles/Menu.css';
import { type KeyboardEvent, type ReactNode, useState } from 'react';
import { type Group, groupOf, type Member, type Room } from '../../../core/session/parts.ts';
import { say } from '../../messages/en.ts';
import { useNameOf } from '../../session/context.tsx';
import { groupsByName } from '../../session/standing.ts';
import type { ByHand } from './byHand.ts';
import css from './Lobby.module.css';

/** So many places are shown at once; typing finds the others. */
const MOST_SHOWN = 8;

const fits = (sought: string, words: string): boolean =>
  words.toLowerCase().includes(sought.trim().toLowerCase());

interface MoverProps {
  room: Room;
  acts: ByHand;
  onClose: () => void;
}

/** Where somebody goes: to a group, to one of their own, or to the place of somebody else. */
export function PersonMover({
  room,
  acts,
  member,
  onFacts,
  onClose,
}: MoverProps & { member: Member; onFacts: () => void }) {
  const nameOf = useNameOf();
  const [sought, setSought] = useState('');
  const own = groupOf(room, member.id);
  const peopleOf = (group: Group) => say.list(group.members.map(nameOf));
  const groups = groupsByName(room).filter(
    (group) => group.id !== own?.id && fits(sought, `${group.name} ${peopleOf(group)}`),
  );
  const others = own && sought.trim() !== '' ? [...room.people.values()] : [];
  const swaps = others.flatMap((other) => {
    const theirs = groupOf(room, other.id);
    return theirs && theirs.id !== own?.id && fits(sought, nameOf(other.id)) ? [{ other, theirs }] : [];
  });
  return (
    <Places search={room.groups.size > 1 && <Search sought={sought} onSought={setSought} />}>
      {groups.slice(0, MOST_SHOWN).map((group) => (
        <Menu.Item key={group.id} onClick={() => acts.move(member.id, group.id)}>
          {say.groups.moveTo(group.name, peopleOf(group))}
        </Menu.Item>
      ))}
      {swaps.slice(0, MOST_SHOWN).map(({ other, theirs }) => (
        <Menu.Item key={other.id} onClick={() => acts.swap(member.id, other.id)}>
          {say.groups.swapWith(nameOf(other.id), theirs.name)}
        </Menu.Item>
      ))}
      {room.groups.size > 0 && own?.members.length !== 1 && (
        <Menu.Item onClick={() => acts.move(member.id, null)}>{say.lobby.moveAlone}</Menu.Item>
      )}
      <Menu.Item
        onClick={() => {
          onFacts();
          onClose();
        }}
      >
        {say.groups.factsOpen}
      </Menu.Item>
    </Places>
  );
}

/** What becomes of a group: two of it, or one with another. */
export function GroupChanger({ room, acts, group }: Omit<MoverProps, 'onClose'> & { group: Group }) {
  const nameOf = useNameOf();
  const [sought, setSought] = useState('');
  const others = groupsByName(room).filter(
    (other) => other.id !== group.id && fits(sought, `${other.name} ${say.list(other.members.map(nameOf))}`),
  );
  return (
    <Places search={room.groups.size > 2 && <Search sought={sought} onSought={setSought} />}>
      {group.members.length > 1 && (
        <Menu.Item onClick={() => acts.split(group.id)}>{say.groups.split}</Menu.Item>
      )}
      {others.slice(0, MOST_SHOWN).map((other) => (
        <Menu.Item key={other.id} onClick={() => acts.merge(other.id, group.id)}>
          {say.groups.mergeWith(`${other.name} (${say.list(other.members.map(nameOf))})`)}
        </Menu.Item>
      ))}
    </Places>
  );
}

/** A field to search by above a menu: no menu may hold a field, or readers of screens lose their way in it. */
function Places({ search, children }: { search: ReactNode; children: ReactNode }) {
  const down = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    if (event.defaultPrevented) return;
    event.preventDefault();
    event.currentTarget.querySelector<HTMLElement>('[data-menu-item]')?.focus();
  };
  return (
    <Popover.Dropdown className={css.places} tabIndex={-1} data-menu-dropdown onKeyDown={down}>
      {search}
      <div role="menu">{children}</div>
    </Popover.Dropdown>
  );
}

function Search({ sought, onSought }: { sought: string; onSought: (sought: string) => void }) {
  return (
    <TextInput
      className={css.search}
      aria-label={say.groups.where}
      placeholder={say.groups.whereExample}
      data-autofocus
      autoComplete="off"
      value={sought}
      onChange={(event) => onSought(event.currentTarget.value)}
    />
  );
}
