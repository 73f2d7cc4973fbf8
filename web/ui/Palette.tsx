import { Modal } from '@mantine/core';
import '@mantine/core/styles/ModalBase.css';
import '@mantine/core/styles/Modal.css';
import '@mantine/core/styles/Overlay.css';
import { type KeyboardEvent, useCallback, useId, useState } from 'react';
import { say } from '../messages/en.ts';
import { showKey } from './key.ts';
import css from './Palette.module.css';
import { type Command, type CommandRegistry, useAllCommands } from './registry.ts';

/** Commands whose label has every word that was typed, as beginnings, in any order. */
export function findCommands(commands: readonly Command[], typed: string): Command[] {
  const wanted = typed.toLowerCase().split(/\s+/).filter(Boolean);
  return commands.filter(({ label }) => {
    const words = label.toLowerCase().split(/\s+/);
    return wanted.every((start) => words.some((word) => word.startsWith(start)));
  });
}

export default function Palette({ registry, onClose }: { registry: CommandRegistry; onClose: () => void }) {
  // Some have a second key for those who are typing; here each is listed once.
  const commands = useAllCommands(registry).filter(({ whileTyping }) => !whileTyping);
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState(0);
  const listId = useId();
  // The dialog itself takes the focus only a moment after it stands there: what is typed until then would be lost.
  const take = useCallback((field: HTMLInputElement | null) => field?.focus(), []);
  const found = findCommands(commands, typed);
  const at = Math.min(chosen, found.length - 1);
  const run = (command: Command | undefined) => {
    if (!command) return;
    onClose();
    command.run();
  };
  const press = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0 && found.length > 0) {
      event.preventDefault();
      setChosen((at + step + found.length) % found.length);
    }
    if (event.key === 'Enter') {
      event.preventDefault();
      run(found[at]);
    }
  };
  return (
    <Modal.Root opened onClose={onClose} yOffset="12vh">
      <Modal.Overlay />
      <Modal.Content aria-label={say.keys.paletteField}>
        <input
          ref={take}
          className={css.field}
          data-autofocus
          role="combobox"
          aria-expanded={found.length > 0}
          aria-controls={listId}
          aria-activedescendant={found[at] ? `${listId}-${at}` : undefined}
          aria-label={say.keys.paletteField}
          placeholder={say.keys.paletteField}
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            setChosen(0);
          }}
          onKeyDown={press}
        />
        <div id={listId} role="listbox" aria-label={say.keys.palette} className={css.list}>
          {found.map((command, i) => (
            // Keys are handled in the field, which keeps the focus.
            // biome-ignore lint/a11y/useKeyWithClickEvents: the field handles keys
            <div
              key={command.id}
              id={`${listId}-${i}`}
              role="option"
              tabIndex={-1}
              aria-selected={i === at}
              className={css.option}
              onClick={() => run(command)}
            >
              <span>{command.label}</span>
              {command.key && <kbd>{showKey(command.key)}</kbd>}
            </div>
          ))}
        </div>
        <p className={css.none} role="status">
          {found.length === 0 && say.keys.none}
        </p>
      </Modal.Content>
    </Modal.Root>
  );
}
