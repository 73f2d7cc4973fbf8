import { Modal, Switch } from '@mantine/core';
import '@mantine/core/styles/ModalBase.css';
import '@mantine/core/styles/Modal.css';
import '@mantine/core/styles/Overlay.css';
import '@mantine/core/styles/CloseButton.css';
import '@mantine/core/styles/InlineInput.css';
import '@mantine/core/styles/Switch.css';
import { prefer, usePreferences } from '../device/preferences.ts';
import { say } from '../messages/en.ts';
import { showKey } from './key.ts';
import css from './Palette.module.css';
import type { Command } from './registry.ts';

/** Every key that does something on this page, now. */
export default function KeyMap({ commands, onClose }: { commands: readonly Command[]; onClose: () => void }) {
  const { letters } = usePreferences();
  const rows = [
    ...commands.filter(({ key }) => key).map(({ id, key, label }) => ({ id, key: key as string, label })),
    { id: 'palette', key: 'mod+k', label: say.keys.palette },
    { id: 'map', key: '?', label: say.keys.map },
  ];
  return (
    <Modal opened onClose={onClose} title={say.keys.title} closeButtonProps={{ 'aria-label': say.app.close }}>
      <dl className={css.map}>
        {rows.map(({ id, key, label }) => (
          <div key={id}>
            <dt>
              <kbd>{showKey(key)}</kbd>
            </dt>
            <dd>{label}</dd>
          </div>
        ))}
      </dl>
      <Switch
        label={say.keys.single}
        description={say.keys.singleSays}
        checked={letters}
        onChange={(event) => prefer({ letters: event.currentTarget.checked })}
      />
    </Modal>
  );
}
