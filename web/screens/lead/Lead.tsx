import { Button } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'wouter';
import { stepOf, stretchAt } from '../../../core/session/exercise.ts';
import { type Room, roomOf } from '../../../core/session/parts.ts';
import type { PersonId } from '../../../core/stream/entry.ts';
import { say } from '../../messages/en.ts';
import { useClient, useSessionId, useView } from '../../session/context.tsx';
import { leadsHere } from '../../session/standing.ts';
import { Clock } from '../../ui/Clock.tsx';
import { PaletteButton, useCommands } from '../../ui/commands.tsx';
import { Keeping, LinkBanner } from '../../ui/Keeping.tsx';
import { Page } from '../../ui/Page.tsx';
import { Invite } from '../lobby/Lobby.tsx';
import { GroupRows } from './GroupRows.tsx';
import css from './Lead.module.css';
import { LookIn } from './LookIn.tsx';

/** The room's clock, what to say now, one Next; then a row for each group. Everything else is in the palette. */
export default function Lead() {
  const client = useClient();
  const view = useView();
  const room = roomOf(view.parts) as Room;
  const lead = leadsHere(room, view.people) as PersonId;
  const [looking, setLooking] = useState<string | null>(null);
  const [inviting, setInviting] = useState(false);
  const sits = view.people.some((person) => room.people.has(person));
  return (
    <Page
      wide
      top={<Top room={room} sits={sits} />}
      corner={<PaletteButton className={css.quiet} label={say.lead.palette} />}
      status={<Keeping view={view} />}
      foot={<span>{say.lead.complaints(room.complaints)}</span>}
    >
      <LinkBanner view={view} />
      <Pace
        room={room}
        lead={lead}
        onInvite={() => setInviting(!inviting)}
        onRegroup={() => client.act({ type: 'form-groups' }, lead)}
      />
      {inviting && <Invite />}
      {looking ? (
        <LookIn group={looking} onClose={() => setLooking(null)} />
      ) : (
        <GroupRows room={room} onLook={setLooking} />
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

interface PaceProps {
  room: Room;
  lead: PersonId;
  onInvite: () => void;
  onRegroup: () => void;
}

function Pace({ room, lead, onInvite, onRegroup }: PaceProps) {
  const client = useClient();
  const [ending, setEnding] = useState(false);
  const [from, to] = stretchAt(room.exercise, room.plan, room.at);
  const steps = room.plan
    .slice(from, to + 1)
    .flatMap((_, i) => stepOf(room.exercise, room.plan, from + i) ?? []);
  const next = stepOf(room.exercise, room.plan, to + 1);
  const go = (way: 'next' | 'back') => client.act({ type: 'go', to: way }, lead);
  const onward = () => {
    if (next || ending) go('next');
    else setEnding(true);
  };
  const add = (minutes: number) => client.act({ type: 'set-clock', act: 'add', minutes }, lead);
  const running = room.clock.state === 'running';
  const turn = () => client.act({ type: 'set-clock', act: running ? 'pause' : 'start' }, lead);
  useCommands([
    { id: 'next', label: next ? say.lead.nextTo(next.title) : say.lead.end, key: 'n', run: onward },
    { id: 'back', label: say.lead.back, run: () => go('back') },
    { id: 'clock', label: running ? say.lead.pause : say.lead.start, key: 'p', run: turn },
    { id: 'add-1', label: say.lead.add(1), key: '+', run: () => add(1) },
    { id: 'add-5', label: say.lead.add(5), run: () => add(5) },
    { id: 'less-1', label: say.lead.less(1), run: () => add(-1) },
    { id: 'invite', label: say.lead.invite, run: onInvite },
    { id: 'regroup', label: say.lobby.formAgain, run: onRegroup },
    { id: 'end', label: say.lead.endNow, run: () => setEnding(true) },
  ]);
  return (
    <section className={css.pace}>
      <div className={css.words}>
        <h1>{steps.map((step) => step.title).join(', then ')}</h1>
        <p className={css.sayNow}>{say.lead.sayNow}</p>
        <div className={css.aloud}>
          {steps.map((step) => (
            <p key={step.id}>{step.leadSays}</p>
          ))}
        </div>
      </div>
      <div className={css.controls}>
        <Clock clock={room.clock} />
        <div className={css.minutes}>
          <button type="button" className={css.quiet} onClick={turn}>
            {running ? say.lead.pause : say.lead.start}
          </button>
          <button type="button" className={css.quiet} onClick={() => add(1)}>
            {say.lead.add(1)}
          </button>
          <button type="button" className={css.quiet} onClick={() => add(5)}>
            {say.lead.add(5)}
          </button>
        </div>
        {ending ? (
          <div className={css.ending} role="alert">
            <p>{say.lead.endSays}</p>
            <Button onClick={() => client.act({ type: 'end' }, lead)}>{say.lead.endNow}</Button>
            <Button variant="subtle" color="gray" onClick={() => setEnding(false)}>
              {say.app.cancel}
            </Button>
          </div>
        ) : (
          <Button size="lg" onClick={onward}>
            {next ? say.lead.nextTo(next.title) : say.lead.end}
          </Button>
        )}
      </div>
    </section>
  );
}
