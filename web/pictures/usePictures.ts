import { useSyncExternalStore } from 'react';
import type { Picture } from '../../core/notes/tree.ts';
import { useClient, useSessionId, useView } from '../session/context.tsx';
import { type PictureOutbox, picturesOf, type Sending } from './outbox.ts';

export function usePictureOutbox(): PictureOutbox {
  return picturesOf(useClient(), useSessionId());
}

/** Every picture of this session that is only here. */
export function useSending(): readonly Sending[] {
  const outbox = usePictureOutbox();
  return useSyncExternalStore(
    (listener) => outbox.subscribe(listener),
    () => outbox.all,
  );
}

/** What a note shows: the picture that is on its way to it, or else the one that it carries. */
export interface Shown {
  to: string;
  sending: Sending | null;
  picture: Picture | null;
  src: string;
  says: string;
}

/** Null for a note without a picture, here or there. Ids of notes are unguessable, so the first that bears one is it. */
export function useShown(note: string, among?: string): Shown | null {
  const view = useView();
  const session = useSessionId();
  const all = useSending();
  for (const [to, part] of view.parts) {
    if (among !== undefined && to !== among) continue;
    const held = part.tree.notes.get(note);
    if (!held || held.removed) continue;
    const sending = all.find((item) => item.to === to && item.note === note) ?? null;
    const picture = held.picture ?? null;
    if (sending) return { to, sending, picture, src: sending.url, says: sending.says };
    if (picture)
      return { to, sending, picture, src: pictureAddress(session, to, note, picture.id), says: picture.says };
  }
  return null;
}

export const pictureAddress = (session: string, to: string, note: string, picture: string): string =>
  `/api/sessions/${[session, 'pictures', to, note, picture].map(encodeURIComponent).join('/')}`;
