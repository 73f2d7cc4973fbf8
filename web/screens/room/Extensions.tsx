import { Button } from '@mantine/core';
import { useState } from 'react';
import type { PersonId } from '../../../core/stream/entry.ts';
import { oppositeOf } from '../../../surfaces/compare/model.ts';
import { requests, sentenceOf } from '../../http/requests.ts';
import { say } from '../../messages/en.ts';
import { useClient, useSessionId } from '../../session/context.tsx';
import type { Standing } from '../../session/standing.ts';
import css from './Room.module.css';

interface ActsProps {
  standing: Standing;
  person: PersonId;
  onDone: () => void;
}

/** The three ways on for a group that is done early, each with what does it. */
export function Extensions({ standing, person, onDone }: ActsProps) {
  const { exercise } = standing.room;
  return (
    <div className={css.extensions}>
      {exercise.extensions.map(({ title, say: words, does }) => (
        <div key={title}>
          <h3>{title}</h3>
          <p>{words}</p>
          {does === 'swap' && <Again standing={standing} person={person} onDone={onDone} />}
          {does === 'input' && exercise.input === 'passage' && (
            <Another standing={standing} person={person} onDone={onDone} />
          )}
          {does === 'compare' && <Compare standing={standing} person={person} />}
        </div>
      ))}
    </div>
  );
}

function Again({ standing, person, onDone }: ActsProps) {
  const client = useClient();
  if (Object.keys(standing.seats).length < 2) return null;
  const again = () => {
    client.act({ type: 'go-again', turn: true }, person);
    onDone();
  };
  return (
    <Button size="sm" variant="default" onClick={again}>
      {say.groups.again}
    </Button>
  );
}

function Another({ standing, person, onDone }: ActsProps) {
  const client = useClient();
  const session = useSessionId();
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const draw = async (choose: 'easier' | 'harder') => {
    setBusy(true);
    setError(null);
    try {
      await requests.choosePassage(session, standing.group.id, { choose });
      client.act({ type: 'go-again', turn: false }, person);
      onDone();
    } catch (failure) {
      setError(sentenceOf(failure));
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className={css.acts}>
      {(['easier', 'harder'] as const).map((choose) => (
        <Button key={choose} size="sm" variant="default" disabled={busy} onClick={() => void draw(choose)}>
          {say.groups[choose]}
        </Button>
      ))}
      {error && <p role="alert">{error}</p>}
    </div>
  );
}

function Compare({ standing, person }: Omit<ActsProps, 'onDone'>) {
  const client = useClient();
  const { room, group } = standing;
  if (room.groups.size < 2 || oppositeOf(room, group.id).length > 0) return null;
  const asked = room.offering?.includes(group.id) ?? false;
  const other = room.offering?.find((id) => id !== group.id);
  const offer = (on: boolean) => client.act({ type: 'offer-compare', on }, person);
  return (
    <div className={css.acts} aria-live="polite">
      {asked ? (
        <>
          <p>{say.groups.asked}</p>
          <Button size="sm" variant="subtle" color="gray" onClick={() => offer(false)}>
            {say.groups.takeBack}
          </Button>
        </>
      ) : (
        <>
          {other && <p>{say.groups.othersAsk(room.groups.get(other)?.name ?? '')}</p>}
          <Button size="sm" variant="default" onClick={() => offer(true)}>
            {other ? say.groups.look : say.groups.ask}
          </Button>
        </>
      )}
    </div>
  );
}
