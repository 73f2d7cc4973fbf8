/** Keys as they are written in commands: "n", "ArrowRight", "mod+Enter" (Ctrl, on a Mac Command), "alt+ArrowUp". */
interface Pressed {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
}

const parts = (written: string): { mods: string[]; key: string } => {
  const all = written.split('+');
  return { mods: all.slice(0, -1), key: all[all.length - 1] ?? '' };
};

/** A letter, digit or sign with nothing held down: the kind that can be pressed by accident. */
export const isLetter = (written: string): boolean => written.length === 1;

export function matches(written: string, event: Pressed): boolean {
  const { mods, key } = parts(written);
  const mod = event.ctrlKey || event.metaKey;
  if (mod !== mods.includes('mod') || event.altKey !== mods.includes('alt')) return false;
  // Signs like "?" are typed with shift on some keyboards and without it on others.
  if (key.length > 1 && event.shiftKey !== mods.includes('shift')) return false;
  return event.key.toLowerCase() === key.toLowerCase();
}

const names: Record<string, string> = {
  mod: 'Ctrl',
  alt: 'Alt',
  shift: 'Shift',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Enter: 'Enter',
  Escape: 'Esc',
};

export function showKey(written: string, mac = onMac()): string {
  const { mods, key } = parts(written);
  const shown = [...mods, key].map((part) =>
    part === 'mod' && mac ? '⌘' : (names[part] ?? (part.length === 1 ? part.toUpperCase() : part)),
  );
  return shown.join(mac ? '' : '+');
}

const onMac = (): boolean => typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.platform);
