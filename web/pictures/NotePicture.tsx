import { Button } from '@mantine/core';
import { type FormEvent, useId, useState } from 'react';
import { KEPT } from '../../core/session/decide/notes.ts';
import { personAudience } from '../../core/session/parts.ts';
import type { AudienceId, PersonId } from '../../core/stream/entry.ts';
import { say } from '../messages/en.ts';
import { useClient } from '../session/context.tsx';
import { AddPicture } from './AddPicture.tsx';
import { Figure } from './PictureShown.tsx';
import css from './Pictures.module.css';
import { type Shown, usePictureOutbox, useShown } from './usePictures.ts';

interface NotePictureProps {
  to: AudienceId;
  note: string;
  /** Who adds or changes it: one of the people at this device. */
  as: PersonId;
  /** Index of the step in the plan. */
  stop: number;
  /** What kind of note it is, by its name. */
  kind: string;
}

/** A note's picture for whoever may change it: add one, say what is on it, take it away. */
export function NotePicture({ to, note, as, stop, kind }: NotePictureProps) {
  const outbox = usePictureOutbox();
  const shown = useShown(note, to);
  if (shown) return <Changing shown={shown} note={note} as={as} />;
  return (
    <AddPicture
      label={say.pictures.addTo(kind)}
      onPicture={(picture) => outbox.add(picture, { as, to, note, stop })}
      drawingFor={note}
      wordsFor={{ to, note, as }}
    />
  );
}

function Changing({ shown, note, as }: { shown: Shown; note: string; as: PersonId }) {
  const client = useClient();
  const outbox = usePictureOutbox();
  const { to, sending, picture, says } = shown;
  const [asking, setAsking] = useState(says === '');
  const describe = (words: string) => {
    setAsking(false);
    if (words === says) return;
    if (sending) outbox.describe(sending.key, words);
    else if (picture)
      client.act({ type: 'describe-picture', to, note, picture: picture.id, says: words }, as);
  };
  const remove = () => {
    if (sending) outbox.drop(sending.key);
    else if (picture) client.act({ type: 'remove-picture', to, note, picture: picture.id }, as);
  };
  const keepOwn = () => {
    if (!sending) return;
    const own = client.freshId();
    client.act({ type: 'write-note', note: own, kind: KEPT, parent: '' }, as);
    outbox.redirect(sending.key, personAudience(as), own);
  };
  return (
    <div className={css.picture}>
      <Figure shown={shown} />
      {sending?.refused ? (
        <div className={css.refused} role="alert">
          <p>
            <strong>{say.pictures.refused}.</strong> {sending.refused} {say.pictures.stillHere}
          </p>
          <div className={css.acts}>
            <button type="button" className={css.act} onClick={() => outbox.retry(sending.key)}>
              {say.pictures.retry}
            </button>
            <button type="button" className={css.act} onClick={keepOwn}>
              {say.pictures.keepOwn}
            </button>
          </div>
        </div>
      ) : (
        sending && (
          <p className={css.waiting} role="status">
            {say.pictures.waiting}
          </p>
        )
      )}
      {asking && <What says={says} onSay={describe} />}
      <div className={css.acts}>
        {!asking && (
          <button type="button" className={css.act} onClick={() => setAsking(true)}>
            {say.pictures.whatChange}
          </button>
        )}
        <button type="button" className={css.act} onClick={remove}>
          {say.pictures.remove}
        </button>
      </div>
    </div>
  );
}

/** Asks what is on a picture. Nobody has to answer. */
function What({ says, onSay }: { says: string; onSay: (words: string) => void }) {
  const id = useId();
  const [words, setWords] = useState(says);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSay(words.trim());
  };
  return (
    <form className={css.what} onSubmit={submit}>
      <label htmlFor={id} className={css.whatLabel}>
        {say.pictures.what} <span>{say.pictures.whatSays}</span>
      </label>
      <input
        id={id}
        value={words}
        maxLength={1000}
        placeholder={say.pictures.whatExample}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      <div className={css.acts}>
        <Button type="submit" size="compact-md" variant="default" disabled={words.trim() === says}>
          {say.pictures.whatKeep}
        </Button>
        <button type="button" className={css.act} onClick={() => onSay(says)}>
          {say.pictures.whatSkip}
        </button>
      </div>
    </form>
  );
}
