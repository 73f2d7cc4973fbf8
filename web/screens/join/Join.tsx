import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import { prefer, preferences } from '../../device/preferences.ts';
import { Declined, requests, sentenceOf } from '../../http/requests.ts';
import { say } from '../../messages/en.ts';
import { Page } from '../../ui/Page.tsx';
import css from './Join.module.css';

type Invited = { state: 'asking' } | { state: 'there'; lead: string; title: string } | { state: 'gone' };

/** From the code to the lobby: one field, one button. */
export default function Join({ code }: { code: string }) {
  const [, go] = useLocation();
  const [invited, setInvited] = useState<Invited>({ state: 'asking' });
  const [name, setName] = useState(preferences().name);
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    let gone = false;
    requests
      .invitedTo(code)
      .then((answer) => {
        const title = 'title' in answer ? answer.title : answer.session;
        if (!gone) setInvited({ state: 'there', lead: answer.lead, title: title || answer.exercise });
      })
      .catch((failure: unknown) => {
        if (gone) return;
        if (failure instanceof Declined && failure.status === 404) setInvited({ state: 'gone' });
        else setError(sentenceOf(failure));
      });
    return () => {
      gone = true;
    };
  }, [code]);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() === '') {
      setError(say.join.nameMissing);
      return;
    }
    setBusy(true);
    try {
      const { session } = await requests.join(code, name.trim());
      prefer({ name: name.trim() });
      go(`/s/${session}`);
    } catch (failure) {
      setError(sentenceOf(failure));
      setBusy(false);
    }
  };
  if (invited.state === 'gone') return <Gone />;
  return (
    <Page>
      <form className={css.join} onSubmit={(event) => void submit(event)}>
        <h1>{invited.state === 'there' ? say.join.invites(invited.lead, invited.title) : say.app.name}</h1>
        <TextInput
          label={say.join.name}
          placeholder={say.join.nameExample}
          size="lg"
          autoComplete="given-name"
          autoFocus
          maxLength={60}
          value={name}
          error={error}
          onChange={(event) => {
            setName(event.currentTarget.value);
            setError(null);
          }}
        />
        <Button type="submit" size="lg" fullWidth loading={busy}>
          {say.join.go}
        </Button>
      </form>
    </Page>
  );
}

function Gone() {
  const [, go] = useLocation();
  const [code, setCode] = useState('');
  return (
    <Page>
      <form
        className={css.join}
        onSubmit={(event) => {
          event.preventDefault();
          if (code.trim()) go(`/j/${encodeURIComponent(code.trim().toUpperCase())}`);
        }}
      >
        <h1>{say.join.gone.title}</h1>
        <p>{say.join.gone.body}</p>
        <TextInput
          label={say.join.code}
          placeholder={say.landing.codeExample}
          size="lg"
          autoCapitalize="characters"
          autoComplete="off"
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        <Button type="submit" size="lg" fullWidth>
          {say.join.tryCode}
        </Button>
      </form>
    </Page>
  );
}
