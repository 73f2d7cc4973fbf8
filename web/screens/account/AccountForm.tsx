import { Button, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { sentenceOf } from '../../http/requests.ts';
import { say } from '../../messages/en.ts';
import css from './Account.module.css';

export interface FormField {
  name: string;
  label: string;
  type?: 'password' | 'email';
  description?: string;
  placeholder?: string;
  autoComplete: string;
  value?: string;
  readOnly?: boolean;
}

interface AccountFormProps {
  fields: readonly FormField[];
  go: string;
  /** Large where it is the one thing on the page. */
  large?: boolean;
  /** Between the fields and the button. */
  children?: ReactNode;
  onSubmit: (values: Record<string, string>) => Promise<void>;
}

/** A few fields and a button; what the server says against them stands below, and nothing typed is lost. */
export function AccountForm({ fields, go, large = false, children, onSubmit }: AccountFormProps) {
  const [values, setValues] = useState<Record<string, string>>(() =>
    Object.fromEntries(fields.map(({ name, value }) => [name, value ?? ''])),
  );
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (fields.some(({ name }) => values[name]?.trim() === '')) {
      setError(say.account.missing);
      return;
    }
    setBusy(true);
    setError(null);
    try {
      await onSubmit(values);
    } catch (failure) {
      setError(sentenceOf(failure));
    } finally {
      setBusy(false);
    }
  };
  const size = large ? 'lg' : 'sm';
  return (
    <form className={css.aside} style={{ gap: 16 }} onSubmit={(event) => void submit(event)}>
      {fields.map(({ name, type, value: _, readOnly, ...shown }) => (
        <TextInput
          key={name}
          {...shown}
          {...(readOnly ? { readOnly } : {})}
          type={type ?? 'text'}
          size={size}
          maxLength={type === 'email' ? 254 : type === 'password' ? 128 : 60}
          autoCapitalize={type ? 'none' : 'words'}
          spellCheck={false}
          value={values[name] ?? ''}
          onChange={(event) => {
            const typed = event.currentTarget.value;
            setValues((held) => ({ ...held, [name]: typed }));
            setError(null);
          }}
        />
      ))}
      {children}
      {error && (
        <p role="alert" className={css.error}>
          {error}
        </p>
      )}
      <Button type="submit" size={size} fullWidth={large} loading={busy}>
        {go}
      </Button>
    </form>
  );
}
