import { Button } from '@mantine/core';
import { useState } from 'react';
import { clearDevice } from '../../device/leaving.ts';
import { accounts, type Whose } from '../../http/accounts.ts';
import { sentenceOf } from '../../http/requests.ts';
import { say } from '../../messages/en.ts';
import css from './Account.module.css';

interface EraseProps {
  here: Whose['here'];
  /** An account goes with all of its people; in a guest's browser each of them chooses. */
  account: boolean;
  onDone: () => void;
}

/** Says what goes and what stays, and asks twice. */
export function Erase({ here, account, onDone }: EraseProps) {
  const [asked, setAsked] = useState<0 | 1 | 2>(0);
  const [going, setGoing] = useState<ReadonlySet<string>>(
    new Set(account ? here.map(({ person }) => person) : here.slice(0, 1).map(({ person }) => person)),
  );
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const words = say.account.erase;
  const chosen = here.filter(({ person }) => going.has(person));
  const erase = async () => {
    setBusy(true);
    setError(null);
    try {
      await accounts.eraseMe(chosen.map(({ person }) => person));
      if (chosen.length === here.length) await clearDevice();
      onDone();
    } catch (failure) {
      setError(sentenceOf(failure));
      setBusy(false);
    }
  };
  const toggle = (person: string) => {
    const next = new Set(going);
    if (!next.delete(person)) next.add(person);
    setGoing(next);
  };
  return (
    <section className={css.part} aria-label={words.title}>
      <h2>{words.title}</h2>
      {asked === 0 && (
        <Button variant="default" onClick={() => setAsked(1)}>
          {words.open}
        </Button>
      )}
      {asked > 0 && (
        <>
          <p>{words.goes}</p>
          <ul className={css.plain}>
            {words.goesList.slice(0, account ? undefined : -1).map((each) => (
              <li key={each}>{each}</li>
            ))}
          </ul>
          <p>{words.stays}</p>
          <ul className={css.plain}>
            {words.staysList.map((each) => (
              <li key={each}>{each}</li>
            ))}
          </ul>
          <p>{words.share}</p>
          {!account && here.length > 1 && (
            <fieldset>
              <legend>{words.who}</legend>
              <ul className={css.rows}>
                {here.map(({ person, name, sessions }) => (
                  <li key={person}>
                    <label>
                      <input type="checkbox" checked={going.has(person)} onChange={() => toggle(person)} />{' '}
                      {name}, {words.sessions(sessions)}
                    </label>
                  </li>
                ))}
              </ul>
            </fieldset>
          )}
        </>
      )}
      {asked === 1 && (
        <div className={css.acts}>
          <Button variant="default" disabled={chosen.length === 0} onClick={() => setAsked(2)}>
            {words.first}
          </Button>
          <Button variant="subtle" autoFocus onClick={() => setAsked(0)}>
            {words.keep}
          </Button>
        </div>
      )}
      {asked === 2 && (
        <div role="alertdialog" aria-label={words.title} className={css.aside}>
          <p>
            <strong>{words.second(say.list(chosen.map(({ name }) => name)))}</strong>
          </p>
          <div className={css.acts}>
            <Button className={css.final} loading={busy} onClick={() => void erase()}>
              {words.sure}
            </Button>
            <Button variant="default" autoFocus onClick={() => setAsked(0)}>
              {words.keep}
            </Button>
          </div>
        </div>
      )}
      {error && (
        <p role="alert" className={css.error}>
          {error}
        </p>
      )}
    </section>
  );
}
