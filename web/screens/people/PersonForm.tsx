import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { Listed } from '../../http/accounts.ts';
import { sentenceOf } from '../../http/requests.ts';
import { say } from '../../messages/en.ts';
import css from './People.module.css';

const wordsOf = (person: Listed | null) => ({
  name: person?.name ?? '',
  email: person?.email ?? '',
  team: person?.team ?? '',
  level: person?.level ? String(person.level) : '',
  languages: person?.languages.join(', ') ?? '',
  knows: person?.knows.join(', ') ?? '',
});
type Words = ReturnType<typeof wordsOf>;

const itemsOf = (words: string): string[] =>
  words
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');

/** What the list says of somebody, to be written or changed. */
export function PersonForm({
  person,
  go,
  onSave,
}: {
  person: Listed | null;
  go: string;
  onSave: (person: Listed) => Promise<void>;
}) {
  const [words, setWords] = useState<Words>(() => wordsOf(person));
  const [error, setError] = useState<string | null>(null);
  const save = async (event: FormEvent) => {
    event.preventDefault();
    setError(null);
    try {
      await onSave({
        name: words.name,
        email: words.email.trim() || null,
        team: words.team.trim() || null,
        level: words.level.trim() === '' ? null : Number(words.level),
        languages: itemsOf(words.languages),
        knows: itemsOf(words.knows),
      });
    } catch (failure) {
      setError(sentenceOf(failure));
    }
  };
  return (
    <form className={css.form} onSubmit={(event) => void save(event)}>
      {(Object.keys(words) as (keyof Words)[]).map((field, i) => (
        <TextInput
          key={field}
          label={say.people.fields[field]}
          size="sm"
          autoComplete="off"
          autoFocus={i === 0}
          inputMode={field === 'level' ? 'numeric' : field === 'email' ? 'email' : 'text'}
          value={words[field]}
          onChange={(event) => {
            const typed = event.currentTarget.value;
            setWords((held) => ({ ...held, [field]: typed }));
          }}
        />
      ))}
      <Button type="submit" size="sm">
        {go}
      </Button>
      {error && (
        <p role="alert" className={css.error}>
          {error}
        </p>
      )}
    </form>
  );
}
