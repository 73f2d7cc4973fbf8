import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef, useState } from 'react';
import { preferences } from '../device/preferences.ts';
import { say } from '../messages/en.ts';
import { isLetter, matches, showKey } from './key.ts';
import { later } from './later.tsx';
import { type Command, Registry } from './registry.ts';

const Commands = createContext<{ registry: Registry; open: (what: 'keys' | 'palette') => void } | null>(null);

const KeyMap = later(() => import('./KeyMap.tsx'));
const Palette = later(() => import('./Palette.tsx'));

const typesInto = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName)) &&
  !(target instanceof HTMLInputElement && ['radio', 'checkbox', 'button'].includes(target.type));

export function CommandsProvider({ children }: { children: ReactNode }) {
  const [registry] = useState(() => new Registry());
  const [open, setOpen] = useState<'keys' | 'palette' | null>(null);
  const openRef = useRef(open);
  openRef.current = open;
  const before = useRef<Element | null>(null);
  if (open === null) before.current = null;
  else before.current ??= document.activeElement;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || openRef.current) return;
      const typing = typesInto(event.target);
      if (matches('mod+k', event)) {
        event.preventDefault();
        setOpen('palette');
        return;
      }
      if (!typing && event.key === '?' && preferences().letters) {
        event.preventDefault();
        setOpen('keys');
        return;
      }
      for (const command of registry.all()) {
        if (!command.key || !matches(command.key, event)) continue;
        if (typing && !command.whileTyping) continue;
        if (isLetter(command.key) && !preferences().letters) continue;
        event.preventDefault();
        command.run();
        return;
      }
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, [registry]);
  const value = useMemo(() => ({ registry, open: setOpen }), [registry]);
  const close = () => {
    const from = before.current;
    setOpen(null);
    // Once the dialog is gone, unless what was chosen in it has put the focus elsewhere.
    requestAnimationFrame(() => {
      if (document.activeElement === document.body && from instanceof HTMLElement) from.focus();
    });
  };
  return (
    <Commands value={value}>
      {children}
      {open === 'keys' && <KeyMap commands={registry.all()} onClose={close} />}
      {open === 'palette' && <Palette registry={registry} onClose={close} />}
    </Commands>
  );
}

/** Offers commands while the calling part is on the page. What they run is always the newest. */
export function useCommands(commands: readonly Command[]): void {
  const context = useContext(Commands);
  const newest = useRef(commands);
  newest.current = commands;
  const [owner] = useState(() => Symbol());
  const shape = commands.map(({ id, label, key }) => `${id}|${label}|${key ?? ''}`).join('\n');
  useEffect(() => {
    if (!context) return;
    void shape;
    context.registry.put(
      owner,
      newest.current.map((command) => ({
        ...command,
        run: () => newest.current.find(({ id }) => id === command.id)?.run(),
      })),
    );
    return () => context.registry.put(owner, null);
  }, [context, owner, shape]);
}

/** Opens the key map or the palette from a button. */
export function KeysButton({ className }: { className?: string | undefined }) {
  const context = useContext(Commands);
  return (
    <button type="button" className={className} onClick={() => context?.open('keys')}>
      <kbd>{showKey('?')}</kbd> {say.keys.open}
    </button>
  );
}

export function PaletteButton({ className, label }: { className?: string | undefined; label: string }) {
  const context = useContext(Commands);
  return (
    <button type="button" className={className} onClick={() => context?.open('palette')}>
      {label} <kbd>{showKey('mod+k')}</kbd>
    </button>
  );
}
