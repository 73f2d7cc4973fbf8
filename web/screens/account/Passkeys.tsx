import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { accounts, hasPasskeys, type Whose } from '../../http/accounts.ts';
import { Declined, sentenceOf } from '../../http/requests.ts';
import { say } from '../../messages/en.ts';
import css from './Account.module.css';

interface PasskeysProps {
  passkeys: NonNullable<Whose['account']>['passkeys'];
  onChange: () => Promise<void>;
}

/** A fingerprint, a face or a PIN instead of the password, by a name for each device. */
export function Passkeys({ passkeys, onChange }: PasskeysProps) {
  const [name, setName] = useState('');
  const [error, setError] = useState<string | null>(null);
  const words = say.account.passkeys;
  const make = async (event: FormEvent) => {
    event.preventDefault();
    setError(null);
    try {
      await accounts.makePasskey(name.trim() || words.nameExample);
      setName('');
      await onChange();
    } catch (failure) {
      setError(failure instanceof Declined ? failure.message : words.failed);
    }
  };
  const remove = async (id: string) => {
    setError(null);
    try {
      await accounts.removePasskey(id);
      await onChange();
    } catch (failure) {
      setError(sentenceOf(failure));
    }
  };
  return (
    <section className={css.part}>
      <h2>{words.title}</h2>
      <p>{words.says}</p>
      {passkeys.length === 0 && <p className="quiet">{words.none}</p>}
      <ul className={css.rows}>
        {passkeys.map((passkey) => (
          <li key={passkey.id}>
            <span>{passkey.name}</span>
            <Button variant="subtle" size="sm" onClick={() => void remove(passkey.id)}>
              {words.remove(passkey.name)}
            </Button>
          </li>
        ))}
      </ul>
      {hasPasskeys() ? (
        <form onSubmit={(event) => void make(event)}>
          <TextInput
            label={words.name}
            placeholder={words.nameExample}
            autoComplete="off"
            maxLength={60}
            size="sm"
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Button type="submit" variant="default" size="sm">
            {words.make}
          </Button>
        </form>
      ) : (
        <p className="quiet">{words.unable}</p>
      )}
      {error && (
        <p role="alert" className={css.error}>
          {error}
        </p>
      )}
    </section>
  );
}
