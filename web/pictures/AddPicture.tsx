import { useMediaQuery } from '@mantine/hooks';
import { IconCamera, IconPencil, IconPhoto } from '@tabler/icons-react';
import { type ChangeEvent, useId, useState } from 'react';
import type { AudienceId, PersonId } from '../../core/stream/entry.ts';
import { say } from '../messages/en.ts';
import { useClient } from '../session/context.tsx';
import { later } from '../ui/later.tsx';
import css from './Pictures.module.css';
import { type Shrunk, shrink, Unreadable } from './shrink.ts';
import type { Stroke } from './strokes.ts';

const Drawing = later(() => import('./Drawing.tsx'));

interface AddPictureProps {
  /** What is being done, for whoever hears the page. */
  label: string;
  onPicture: (picture: Shrunk) => void;
  /** Under what an unfinished drawing is remembered while the page lives; null: nothing is drawn here. */
  drawingFor: string | null;
  /** The note whose words whoever doesn't draw may add to; null: there is none yet. */
  wordsFor: { to: AudienceId; note: string; as: PersonId } | null;
}

/** Drawings that were put aside. */
const unfinished = new Map<string, readonly Stroke[]>();

/** A photo, a file, or a drawing, each one touch away. */
export function AddPicture({ label, onPicture, drawingFor, wordsFor }: AddPictureProps) {
  const client = useClient();
  const touch = useMediaQuery('(pointer: coarse)') ?? false;
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState('');
  const [drawing, setDrawing] = useState(false);
  const take = async (event: ChangeEvent<HTMLInputElement>) => {
    const field = event.currentTarget;
    const [file] = field.files ?? [];
    if (!file) return;
    setBusy(true);
    setWrong('');
    try {
      onPicture(await shrink(file));
    } catch (error) {
      setWrong(error instanceof Unreadable && error.heic ? say.pictures.heic : say.pictures.unreadable);
    } finally {
      // The same file may be chosen again.
      field.value = '';
      setBusy(false);
    }
  };
  const keepWords = (words: string) => {
    if (!wordsFor) return;
    const text = client.openText(wordsFor.to, wordsFor.note, wordsFor.as);
    const now = text.words();
    const next = now.trim() === '' ? words : `${now.trimEnd()}\n${words}`;
    text.type(next, next.length);
    text.close();
  };
  return (
    <fieldset className={css.add} aria-busy={busy}>
      <legend className="unseen">{label}</legend>
      {touch && (
        <FileButton
          icon={<IconCamera size={18} aria-hidden />}
          label={say.pictures.take}
          capture
          onChange={take}
        />
      )}
      <FileButton
        icon={<IconPhoto size={18} aria-hidden />}
        label={touch ? say.pictures.chooseOnPhone : say.pictures.choose}
        onChange={take}
      />
      {drawingFor !== null && (
        <button type="button" onClick={() => setDrawing(true)}>
          <IconPencil size={18} aria-hidden /> {say.pictures.draw}
        </button>
      )}
      <p role="status" className={wrong ? css.wrong : 'unseen'}>
        {busy ? say.pictures.working : wrong}
      </p>
      {drawing && drawingFor !== null && (
        <Drawing
          before={unfinished.get(drawingFor) ?? []}
          onAside={(strokes) => {
            unfinished.set(drawingFor, strokes);
            setDrawing(false);
          }}
          onKeep={(picture) => {
            unfinished.delete(drawingFor);
            setDrawing(false);
            onPicture(picture);
          }}
          onWords={
            wordsFor
              ? (words) => {
                  setDrawing(false);
                  keepWords(words);
                }
              : null
          }
        />
      )}
    </fieldset>
  );
}

interface FileButtonProps {
  icon: React.ReactNode;
  label: string;
  /** Straight to the camera, where there is one. */
  capture?: boolean;
  onChange: (event: ChangeEvent<HTMLInputElement>) => void;
}

function FileButton({ icon, label, capture = false, onChange }: FileButtonProps) {
  const id = useId();
  return (
    <span className={css.file}>
      <input
        id={id}
        type="file"
        accept="image/*"
        {...(capture ? { capture: 'environment' } : {})}
        onChange={onChange}
      />
      <label htmlFor={id}>
        {icon} {label}
      </label>
    </span>
  );
}
