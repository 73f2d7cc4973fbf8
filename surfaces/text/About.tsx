import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Note } from '../../core/notes/tree.ts';
import { say } from '../../web/messages/en.ts';
import type { Desk } from './model.ts';
import css from './view.module.css';

interface AboutProps {
  desk: Desk;
  note: Note;
  onChange: (field: string, value: string) => void;
}

/** What the page is about: a line that can be changed at any time. */
export function About({ desk, note, onChange }: AboutProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const { about } = desk;
  if (!about) return null;
  const held = note.fields[about.field];
  const now = typeof held === 'string' && held.trim() !== '' ? held : about.usual;
  if (draft === null) {
    return (
      <p className={css.about}>
        {say.text.about(now)}{' '}
        <button type="button" onClick={() => setDraft(now)}>
          {say.text.changeAbout}
        </button>
      </p>
    );
  }
  return (
    <form
      className={css.aboutForm}
      onSubmit={(event) => {
        event.preventDefault();
        onChange(about.field, draft.trim());
        setDraft(null);
      }}
    >
      <TextInput
        label={say.text.aboutLabel}
        value={draft}
        maxLength={500}
        autoFocus
        onChange={(event) => setDraft(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') setDraft(null);
        }}
      />
      <Button type="submit" variant="default">
        {say.text.aboutKeep}
      </Button>
    </form>
  );
}
