import { emptyOutbox } from './outbox.ts';
import { waitingPictures } from './pictures.ts';

const ours = (key: string): boolean => key.startsWith('greenball.') || key.startsWith('mantine-');

/** Clears what this browser keeps of whoever was here: words and pictures on their way, names, what they chose. */
export async function clearDevice(): Promise<void> {
  await Promise.all([emptyOutbox(), waitingPictures.clear()]);
  for (const store of [localStorage, sessionStorage]) {
    for (const key of Object.keys(store).filter(ours)) store.removeItem(key);
  }
}
