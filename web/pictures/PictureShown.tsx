import { Modal } from '@mantine/core';
import '@mantine/core/styles/ModalBase.css';
import '@mantine/core/styles/Modal.css';
import '@mantine/core/styles/Overlay.css';
import { useState } from 'react';
import { say } from '../messages/en.ts';
import css from './Pictures.module.css';
import { type Shown, useShown } from './usePictures.ts';

/** The picture of a note, if it has one: small among the words, large when touched. */
export function PictureShown({ note, among }: { note: string; among?: string }) {
  const shown = useShown(note, among);
  return shown && <Figure shown={shown} />;
}

export function Figure({ shown }: { shown: Shown }) {
  const [large, setLarge] = useState(false);
  const { src, says, picture, sending } = shown;
  const size = picture && !sending ? { width: picture.width, height: picture.height } : {};
  return (
    <figure className={css.figure}>
      <button
        type="button"
        className={css.frame}
        aria-label={say.pictures.enlarge(says)}
        onClick={() => setLarge(true)}
      >
        <img src={src} alt={says || say.pictures.alt} {...size} loading="lazy" decoding="async" />
      </button>
      {says && <figcaption className={css.says}>{says}</figcaption>}
      <Modal.Root opened={large} onClose={() => setLarge(false)} fullScreen>
        <Modal.Content aria-label={says || say.pictures.alt} className={css.large}>
          <button type="button" data-autofocus className={css.largeClose} onClick={() => setLarge(false)}>
            {say.pictures.close}
          </button>
          <img src={src} alt={says || say.pictures.alt} />
        </Modal.Content>
      </Modal.Root>
    </figure>
  );
}
