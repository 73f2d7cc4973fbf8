import { Button, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { Table } from '../../web/conversation/Table.tsx';
import { type PassageChoice, requests, sentenceOf } from '../../web/http/requests.ts';
import { say } from '../../web/messages/en.ts';
import { useSessionId } from '../../web/session/context.tsx';
import type { SurfaceProps } from '../props.ts';
import css from './view.module.css';

/** Before the first sentence: one button draws a passage, the rest waits behind words. */
export function ChoosePassage({ standing, looking }: Pick<SurfaceProps, 'standing' | 'looking'>) {
  const session = useSessionId();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const [more, setMore] = useState<'field' | 'paste' | null>(null);
  const [fields, setFields] = useState<{ field: string; count: number }[]>([]);
  const choose = async (choice: PassageChoice) => {
    setBusy(true);
    setError(null);
    try {
      await requests.choosePassage(session, standing.group.id, choice);
    } catch (failure) {
      setError(sentenceOf(failure));
    } finally {
      setBusy(false);
    }
  };
  const openFields = async () => {
    setMore(more === 'field' ? null : 'field');
    if (fields.length > 0) return;
    try {
      setFields(await requests.fields());
    } catch (failure) {
      setError(sentenceOf(failure));
    }
  };
  if (looking) return <p className="quiet">{say.lead.noPassage}</p>;
  return (
    <section className={css.choose}>
      <h1>{say.passage.choose}</h1>
      <p className="quiet">{say.passage.chooseSays}</p>
      <div className={css.choices}>
        <Button size="lg" loading={busy} onClick={() => void choose({ choose: 'draw' })}>
          {say.passage.draw}
        </Button>
        <Button variant="default" disabled={busy} onClick={() => void choose({ choose: 'easier' })}>
          {say.passage.easier}
        </Button>
        <Button variant="default" disabled={busy} onClick={() => void choose({ choose: 'harder' })}>
          {say.passage.harder}
        </Button>
      </div>
      {error && (
        <p role="alert" className={css.error}>
          {error}
        </p>
      )}
      <div className={css.line}>
        <button
          type="button"
          className={css.quiet}
          aria-expanded={more === 'field'}
          onClick={() => void openFields()}
        >
          {say.passage.field}
        </button>
        <button
          type="button"
          className={css.quiet}
          aria-expanded={more === 'paste'}
          onClick={() => setMore(more === 'paste' ? null : 'paste')}
        >
          {say.passage.paste}
        </button>
      </div>
      {more === 'field' && (
        <div className={css.fields}>
          {fields.map(({ field, count }) => (
            <button
              key={field}
              type="button"
              className={css.field}
              disabled={busy}
              onClick={() => void choose({ choose: 'field', field })}
            >
              {say.passage.fieldCount(field, count)}
            </button>
          ))}
        </div>
      )}
      <Table
        open
        act={(text) => (
          <Button size="sm" disabled={busy} onClick={() => void choose({ choose: 'paste', title: '', text })}>
            {say.ideas.read}
          </Button>
        )}
      />
      {more === 'paste' && <PasteForm busy={busy} onPaste={(choice) => void choose(choice)} />}
    </section>
  );
}

function PasteForm({ busy, onPaste }: { busy: boolean; onPaste: (choice: PassageChoice) => void }) {
  const [title, setTitle] = useState('');
  const [text, setText] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onPaste({ choose: 'paste', title: title.trim(), text });
  };
  return (
    <form className={css.form} onSubmit={submit}>
      <TextInput
        label={say.passage.pasteTitle}
        value={title}
        onChange={(event) => setTitle(event.currentTarget.value)}
      />
      <Textarea
        label={say.passage.pasteText}
        placeholder={say.passage.pasteExample}
        minRows={5}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Button type="submit" loading={busy}>
        {say.passage.pasteGo}
      </Button>
    </form>
  );
}
