import { emptyOutbox } from './outbox.ts';

const ours = (key: string): boolean => key.startsWith('greenball.') || key.startsWith('mantine-');

/** Clears what this browser keeps of whoever was here: words on their way, names, what they chose. */
export async function clearDevice(): Promise<void> {
  await emptyOutbox();
  for (const store of [localStorage, sessionStorage]) {
    for (const key of Object.keys(store).filter(ours)) store.removeItem(key);
  }
}
