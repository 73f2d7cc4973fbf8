import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { requests, sentenceOf } from '../../http/requests.ts';
import { say } from '../../messages/en.ts';
import { useSessionId } from '../../session/context.tsx';
import css from './Lobby.module.css';

/** Somebody at this screen, or, for whoever leads, somebody without one. */
export function AddPerson({ shares }: { shares: boolean }) {
  const session = useSessionId();
  const [name, setName] = useState('');
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const add = async (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() === '') return;
    setBusy(true);
    setError(null);
    try {
      await requests.addPerson(session, name.trim(), shares);
      setName('');
    } catch (failure) {
      setError(sentenceOf(failure));
    } finally {
      setBusy(false);
    }
  };
  return (
    <details className={css.edge}>
      <summary>{shares ? say.lobby.addHere : say.lobby.addBare}</summary>
      <form className={css.add} onSubmit={(event) => void add(event)}>
        {shares && <p className="quiet">{say.lobby.addHereSays}</p>}
        <TextInput
          label={say.lobby.addName}
          maxLength={60}
          autoComplete="off"
          value={name}
          error={error}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" loading={busy}>
          {say.lobby.add}
        </Button>
      </form>
    </details>
  );
}
