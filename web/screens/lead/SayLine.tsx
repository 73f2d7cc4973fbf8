import { Button, Textarea } from '@mantine/core';
import { type FormEvent, type KeyboardEvent, useState } from 'react';
import { say } from '../../messages/en.ts';
import { useClient } from '../../session/context.tsx';
import css from './Lead.module.css';

/** Longest line, UTF-16 units, as the core takes it. */
const MOST = 500;

/** One line to write: to everybody, or to some groups. */
export function SayLine({
  title,
  says,
  onSay,
  onClose,
}: {
  title: string;
  says: string;
  onSay: (id: string, words: string) => void;
  onClose: () => void;
}) {
  const client = useClient();
  const [words, setWords] = useState('');
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (words.trim() !== '') onSay(client.freshId(), words.trim());
  };
  const press = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key === 'Escape') onClose();
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) send(event);
  };
  return (
    <form className={css.sayLine} onSubmit={send}>
      <Textarea
        autoFocus
        label={title}
        description={says}
        placeholder={say.lead.lineExample}
        autosize
        minRows={2}
        maxLength={MOST}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
        onKeyDown={press}
      />
      <div className={css.chosenActs}>
        <Button type="submit" size="sm" disabled={words.trim() === ''}>
          {say.lead.send}
        </Button>
        <Button size="sm" variant="subtle" color="gray" onClick={onClose}>
          {say.app.cancel}
        </Button>
      </div>
    </form>
  );
}
