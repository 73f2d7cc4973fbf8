import type { Picture } from '../../notes/tree.ts';
import { refuse } from '../../stream/refusal.ts';
import type { CommandOf } from '../command.ts';
import { noteToWrite } from './notes.ts';
import type { Scene, SessionDecision } from './scene.ts';

/** Longest description of a picture, UTF-16 units. */
export const MOST_SAYS = 1000;

/**
 * A picture for a note, from whoever may write there. The server alone says this, once it holds the bytes: no browser
 * can put a picture where it likes by naming it. Said again, it changes nothing.
 */
export function setPicture(scene: Scene, command: CommandOf<'set-picture'>): SessionDecision {
  const { to, note: id, picture } = command;
  const found = noteToWrite(scene, to, id, command.stop);
  if ('refused' in found) return found;
  if (picture.says.length > MOST_SAYS) return refuse('too-long', MOST_SAYS);
  const was = found.note.picture ?? null;
  if (was?.id === picture.id) return [];
  return [{ to, type: 'picture-set', note: id, picture, was, by: scene.actor }];
}

export function describePicture(scene: Scene, command: CommandOf<'describe-picture'>): SessionDecision {
  const says = command.says.trim();
  if (says.length > MOST_SAYS) return refuse('too-long', MOST_SAYS);
  return changePicture(scene, command, (was) => (was.says === says ? was : { ...was, says }));
}

export const removePicture = (scene: Scene, command: CommandOf<'remove-picture'>): SessionDecision =>
  changePicture(scene, command, () => null);

/** Of the picture that the person saw: another may have come meanwhile. */
function changePicture(
  scene: Scene,
  command: CommandOf<'describe-picture' | 'remove-picture'>,
  change: (was: Picture) => Picture | null,
): SessionDecision {
  const { to, note: id } = command;
  const found = noteToWrite(scene, to, id, undefined);
  if ('refused' in found) return found;
  const was = found.note.picture;
  if (was?.id !== command.picture) return refuse('not-found');
  const picture = change(was);
  return picture === was ? [] : [{ to, type: 'picture-set', note: id, picture, was, by: scene.actor }];
}
