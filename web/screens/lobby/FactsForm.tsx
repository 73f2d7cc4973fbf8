import { NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Facts, Room } from '../../../core/session/parts.ts';
import type { PersonId } from '../../../core/stream/entry.ts';
import { say } from '../../messages/en.ts';
import { useClient } from '../../session/context.tsx';
import { fieldTime, nextTime } from './clockTime.ts';
import css from './Lobby.module.css';

const NOTHING: Facts = { team: null, level: null, leavesAt: null };

/** Team, experience, when somebody leaves: each optional, kept as soon as the field is left. */
export function FactsForm({ room, person, by }: { room: Room; person: PersonId; by: PersonId | undefined }) {
  const client = useClient();
  const facts = room.people.get(person)?.facts ?? NOTHING;
  const [team, setTeam] = useState(facts.team ?? '');
  const [time, setTime] = useState(facts.leavesAt === null ? '' : fieldTime(facts.leavesAt));
  const set = (change: Partial<Facts>) =>
    client.act({ type: 'set-facts', person, facts: { ...facts, ...change } }, by);
  return (
    <div className={css.facts}>
      <TextInput
        label={say.groups.team}
        placeholder={say.groups.teamExample}
        maxLength={40}
        autoComplete="off"
        value={team}
        onChange={(event) => setTeam(event.currentTarget.value)}
        onBlur={() => team.trim() !== (facts.team ?? '') && set({ team: team.trim() || null })}
      />
      <NativeSelect
        label={say.groups.levelIs}
        value={facts.level ?? 0}
        data={say.groups.levelOptions.map((label, value) => ({ label, value: String(value) }))}
        onChange={(event) => {
          const level = Number(event.currentTarget.value);
          set({ level: level === 0 ? null : (level as 1 | 2 | 3) });
        }}
      />
      <TextInput
        type="time"
        label={say.groups.leaves}
        value={time}
        onChange={(event) => setTime(event.currentTarget.value)}
        onBlur={() => {
          const leavesAt = nextTime(time, client.now());
          if (leavesAt !== facts.leavesAt) set({ leavesAt });
        }}
      />
    </div>
  );
}
